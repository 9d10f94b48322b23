import * as z from 'zod'
import { conflit, type ErreurDeChamp } from '#domain/erreurs.ts'
import { Identifiant } from './conditions.ts'
import type { Champ, Definition, Reponses } from './definition.ts'
import { planDe } from './plan.ts'
import type { Preremplis } from './prefill.ts'
import { LIGNES_MAX, Ligne } from './types/bloc_repetable.ts'
import { refusEnregistrement, refuser } from './validation.ts'
import { propre } from './visite.ts'

const IdLigne = Ligne.shape.id

/**
 * One edit, small enough for two members to work at once: an answer (`null` empties it), the answer of a cell, a row
 * added (its id is made by the browser, so that it works offline), a row removed.
 */
export const Modification = z.union([
  z.strictObject({ champ: Identifiant, valeur: z.unknown() }),
  z.strictObject({ champ: Identifiant, bloc: Identifiant, ligne: IdLigne, valeur: z.unknown() }),
  z.strictObject({ bloc: Identifiant, ajouter: IdLigne }),
  z.strictObject({ bloc: Identifiant, retirer: IdLigne }),
])
export type Modification = z.infer<typeof Modification>

/**
 * The answers after some edits, the given ones untouched. Hidden answers are kept: they do not count, and showing their
 * question again brings them back. Throws 422 with every refused edit, 409 when a row has gone meanwhile.
 */
export function modifier(
  definition: Definition,
  reponses: Reponses,
  modifications: readonly Modification[],
  preremplis: Preremplis = {},
): Reponses {
  const erreurs: ErreurDeChamp[] = []
  let suite = reponses
  for (const m of modifications) {
    const refus = refusDe(definition, m, preremplis) ?? refusAjout(suite, m)
    if (refus) erreurs.push(refus)
    else suite = appliquer(suite, m)
  }
  if (erreurs.length > 0) refuser(erreurs)
  return suite
}

/** The path of what an edit touches, as in `parcours`. */
export function cheminDe(m: Modification): string {
  if ('ajouter' in m) return `${m.bloc}/${m.ajouter}`
  if ('retirer' in m) return `${m.bloc}/${m.retirer}`
  return 'ligne' in m ? `${m.bloc}/${m.ligne}/${m.champ}` : m.champ
}

function refusDe(definition: Definition, m: Modification, preremplis: Preremplis): ErreurDeChamp | undefined {
  const chemin = cheminDe(m)
  const refus = (message: string) => ({ champ: chemin, message })
  const plan = planDe(definition)
  if ('bloc' in m && plan.get(m.bloc)?.champ.type !== 'bloc_repetable') return refus('Ce bloc n’existe pas.')
  if (!('champ' in m)) return undefined
  const place = plan.get(m.champ)
  if (!place || place.bloc?.id !== ('bloc' in m ? m.bloc : undefined)) return refus('Cette question n’existe pas.')
  if (estVerrouille(place.champ, preremplis))
    return refus('Cette information vient du référentiel : proposez une correction plutôt que de la changer ici.')
  const message = refusEnregistrement(place.champ, m.valeur)
  return message ? refus(message) : undefined
}

function refusAjout(reponses: Reponses, m: Modification): ErreurDeChamp | undefined {
  if (!('ajouter' in m) || lignesDe(reponses, m.bloc).length < LIGNES_MAX) return undefined
  return { champ: m.bloc, message: `Gardez ${LIGNES_MAX} lignes au plus.` }
}

/** A locked champ is closed only when the house really knew the value. */
export const estVerrouille = (champ: Champ, preremplis: Preremplis): boolean =>
  'verrouille' in champ && champ.verrouille === true && Object.hasOwn(preremplis, champ.id)

function appliquer(reponses: Reponses, m: Modification): Reponses {
  if (!('bloc' in m)) return poser(reponses, m.champ, m.valeur)
  const lignes = lignesDe(reponses, m.bloc)
  if ('ajouter' in m) {
    // Sent twice after a cut, a row is added once.
    if (lignes.some((l) => l.id === m.ajouter)) return reponses
    return poser(reponses, m.bloc, [...lignes, { id: m.ajouter, valeurs: {} }])
  }
  if ('retirer' in m)
    return poser(
      reponses,
      m.bloc,
      lignes.filter((l) => l.id !== m.retirer),
    )
  if (!lignes.some((l) => l.id === m.ligne))
    throw conflit('ligne_retiree', 'Cette ligne a été retirée entre-temps : ajoutez-en une autre.')
  return poser(
    reponses,
    m.bloc,
    lignes.map((l) => (l.id === m.ligne ? { ...l, valeurs: poser(l.valeurs, m.champ, m.valeur) } : l)),
  )
}

function poser(reponses: Reponses, cle: string, valeur: unknown): Reponses {
  const { [cle]: _, ...autres } = reponses
  return valeur === null || valeur === undefined ? autres : { ...autres, [cle]: valeur }
}

/** The stored rows of a bloc, shown or not. */
export function lignesDe(reponses: Reponses, bloc: string): Ligne[] {
  const lu = z.array(Ligne).safeParse(propre(reponses, bloc))
  return lu.success ? lu.data : []
}
