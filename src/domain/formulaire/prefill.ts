import type { Champ, Definition, Reponses } from './definition.ts'
import type { CleDemandeur, CleEtablissement, Source } from './sources.ts'
import type { ChampBlocRepetable, Ligne } from './types/bloc_repetable.ts'
import { type ChampEffectif, Effectif } from './types/effectif.ts'
import { refusEnregistrement } from './validation.ts'
import { propre } from './visite.ts'

/** What is known of who asks and for whom; `date` is the day each was last checked, `AAAA-MM-JJ`. */
export type ContextePreremplissage = {
  etablissement: Partial<Record<CleEtablissement, string | null>> & { date: string }
  demandeur: Partial<Record<CleDemandeur, string | null>> & { date: string; source?: string }
  /** Pupils known for the latest school year of the référentiel; `annee` is `2026-2027`. */
  effectifs?: readonly { annee: string; niveau: string; regime: string; nombre: number; date: string }[]
}

export type Preremplissage = {
  valeur: unknown /** « Référentiel », « Compte », or the outside service that said it. */
  source: string
  date: string
}
/** By champ id; kept with the draft, so that the origin of a value outlives its change. */
export type Preremplis = Record<string, Preremplissage>

/** What can be filled without asking, with its origin. A value that its own champ would refuse is left out. */
export function preremplissage(definition: Definition, contexte: ContextePreremplissage): Preremplis {
  const trouves: [string, Preremplissage][] = []
  for (const champ of definition.etapes.flatMap((e) => e.champs)) {
    const connu = champ.type === 'effectif' ? chercherEffectif(champ, contexte) : chercher(sourceDe(champ), contexte)
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
  return {
    valeur,
    source: origine === 'etablissement' ? 'Référentiel' : (contexte.demandeur.source ?? 'Compte'),
    date: fiche.date ?? '',
  }
}

function chercherEffectif(
  champ: ChampEffectif,
  { effectifs = [] }: ContextePreremplissage,
): Preremplissage | undefined {
  const { niveau = 'total', regime = 'ensemble' } = champ
  const connu = effectifs.find((e) => e.niveau === niveau && e.regime === regime)
  if (!connu) return undefined
  const { nombre, annee, date } = connu
  return { valeur: { nombre, connu: { nombre, annee } }, source: 'Référentiel', date }
}

/**
 * The answer with what the référentiel said of it, whatever was sent: nobody makes the référentiel say another number.
 * Applied by the browser and by the server alike.
 */
export function avecConnu(champ: Champ | undefined, valeur: unknown, preremplis: Preremplis): unknown {
  if (champ?.type !== 'effectif' || typeof valeur !== 'object' || valeur === null || Array.isArray(valeur))
    return valeur
  const { connu: _, ...dit } = valeur as Record<string, unknown>
  const lu = Effectif.safeParse(Object.hasOwn(preremplis, champ.id) ? preremplis[champ.id]?.valeur : undefined)
  const connu = lu.success ? lu.data.connu : undefined
  return Object.keys(dit).length > 0 && connu ? { ...dit, connu } : dit
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
  return connu && { ...connu, modifie: !memeReponse(propre(reponses, champ), connu.valeur) }
}

/** Are two answers the same, whatever the order of their keys? The database does not keep it. */
export function memeReponse(a: unknown, b: unknown): boolean {
  if (a === b) return true
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false
  const cles = Object.keys(a)
  return (
    Array.isArray(a) === Array.isArray(b) &&
    cles.length === Object.keys(b).length &&
    cles.every((cle) => Object.hasOwn(b, cle) && memeReponse(a[cle as keyof typeof a], b[cle as keyof typeof b]))
  )
}
