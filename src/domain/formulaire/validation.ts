import { estVide } from './conditions.ts'
import type { Champ } from './definition.ts'
import type { ChampBlocRepetable, Ligne } from './types/bloc_repetable.ts'
import { typeDe } from './types/registre.ts'
import type { Autour } from './types/type.ts'
import { propre } from './visite.ts'

/**
 * Why an answer cannot be *kept*, or nothing. It is what each autosave asks: half an e-mail or a text too long by ten
 * characters is kept, since no keystroke is lost; another shape, a day that does not exist, a NUL byte or a monster is
 * not. An empty answer can always be kept.
 */
export function refusEnregistrement(champ: Champ, valeur: unknown): string | undefined {
  const { reponse } = typeDe(champ)
  if (!reponse) return 'Ce champ n’attend pas de réponse.'
  if (estVide(valeur)) return undefined
  const lu = reponse.safeParse(valeur)
  if (!lu.success) return lu.error.issues[0]?.message ?? 'Cette réponse n’est pas lisible.'
  // What was sent, not what was read: a reading drops the keys that must be refused, `__proto__` first.
  return champ.type === 'bloc_repetable' ? refusLignes(champ, valeur as Ligne[]) : undefined
}

function refusLignes(bloc: ChampBlocRepetable, lignes: Ligne[]): string | undefined {
  for (const ligne of lignes)
    for (const cle of Object.keys(ligne.valeurs)) {
      const champ = bloc.champs.find((c) => c.id === cle)
      const refus = champ ? refusEnregistrement(champ, propre(ligne.valeurs, cle)) : 'Cette question n’existe pas.'
      if (refus) return refus
    }
  return undefined
}

/**
 * Why an answer that can be kept cannot be *deposited*, or nothing. Emptiness is no fault here: whether an answer is
 * due depends on the others, and `parcours` says it.
 */
export function refusDepot(champ: Champ, valeur: unknown, autour: Autour): string | undefined {
  if (estVide(valeur)) return undefined
  return refusEnregistrement(champ, valeur) ?? typeDe(champ).verifier?.(valeur, champ, autour)
}
