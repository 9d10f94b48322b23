import type { Champ, Definition, Reponses } from './definition.ts'
import type { CleDemandeur, CleEtablissement, Source } from './sources.ts'
import type { ChampBlocRepetable, Ligne } from './types/bloc_repetable.ts'
import { refusEnregistrement } from './validation.ts'
import { propre } from './visite.ts'

/** What is known of who asks and for whom; `date` is the day each was last checked, `AAAA-MM-JJ`. */
export type ContextePreremplissage = {
  etablissement: Partial<Record<CleEtablissement, string | null>> & { date: string }
  demandeur: Partial<Record<CleDemandeur, string | null>> & { date: string }
}

export type Preremplissage = { valeur: string; source: 'Référentiel' | 'Compte'; date: string }
/** By champ id; kept with the draft, so that the origin of a value outlives its change. */
export type Preremplis = Record<string, Preremplissage>

/** What can be filled without asking, with its origin. A value that its own champ would refuse is left out. */
export function preremplissage(definition: Definition, contexte: ContextePreremplissage): Preremplis {
  const trouves: [string, Preremplissage][] = []
  for (const champ of definition.etapes.flatMap((e) => e.champs)) {
    const connu = sourceDe(champ) && chercher(sourceDe(champ), contexte)
    if (connu && !refusEnregistrement(champ, connu.valeur)) trouves.push([champ.id, connu])
  }
  return Object.fromEntries(trouves)
}

const sourceDe = (champ: Champ): Source | undefined => ('source' in champ ? champ.source : undefined)

function chercher(source: Source | undefined, contexte: ContextePreremplissage): Preremplissage | undefined {
  const [origine, cle] = (source ?? '').split('.')
  const fiche: Record<string, string | null | undefined> =
    origine === 'etablissement' ? contexte.etablissement : contexte.demandeur
  const valeur = cle && fiche[cle]
  if (!valeur) return undefined
  return { valeur, source: origine === 'etablissement' ? 'Référentiel' : 'Compte', date: fiche.date ?? '' }
}

/** A new draft: what is known is answered, and mandatory blocs have their first rows, shown or not. */
export function commencer(
  definition: Definition,
  contexte: ContextePreremplissage,
): { reponses: Reponses; preremplis: Preremplis } {
  const preremplis = preremplissage(definition, contexte)
  const reponses: Reponses = Object.fromEntries(Object.entries(preremplis).map(([id, p]) => [id, p.valeur]))
  for (const champ of definition.etapes.flatMap((e) => e.champs))
    if (champ.type === 'bloc_repetable' && champ.min) reponses[champ.id] = lignesInitiales(champ)
  return { reponses, preremplis }
}

/** The rows that a mandatory bloc starts with. Their ids are fixed: two browsers that begin at once make the same. */
export const lignesInitiales = (bloc: ChampBlocRepetable): Ligne[] =>
  Array.from({ length: bloc.min ?? 0 }, (_, i) => ({ id: `l${i + 1}`, valeurs: {} }))

export type Origine = Preremplissage & { modifie: boolean }

/** Where a champ's value came from, and whether the usager changed it since. */
export function origineDe(champ: string, preremplis: Preremplis, reponses: Reponses): Origine | undefined {
  const connu = Object.hasOwn(preremplis, champ) ? preremplis[champ] : undefined
  return connu && { ...connu, modifie: propre(reponses, champ) !== connu.valeur }
}
