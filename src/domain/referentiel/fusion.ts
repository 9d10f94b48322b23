import type { ErreurDeChamp } from '../erreurs.ts'
import { estUai } from './uai.ts'

/** The cases kept apart: one school written twice, one that takes in another, several replaced by a new UAI. */
export const GENRES_FUSION = ['doublon', 'absorption', 'remplacement'] as const
export type GenreFusion = (typeof GENRES_FUSION)[number]

export const LIBELLES_FUSION: Record<GenreFusion | 'scission', string> = {
  doublon: 'Doublon technique',
  absorption: 'Absorption',
  remplacement: 'Remplacement par un nouvel UAI',
  scission: 'Scission',
}

export const AIDES_FUSION: Record<GenreFusion, string> = {
  doublon: 'Le même établissement est écrit deux fois : tout passe sur une seule fiche, l’autre UAI y mène.',
  absorption:
    'L’un prend la suite de l’autre à une date : l’absorbé ferme et reste lisible, avec son histoire et ses indicateurs.',
  remplacement: 'Un nouvel UAI prend la suite d’un ou de plusieurs autres, qui ferment à cette date.',
}

/** What the rules look at in an établissement about to merge. Days are AAAA-MM-JJ. */
export type Fusionnable = {
  uai: string
  nom: string
  etat: string
  date_ouverture: string | null
  date_fermeture: string | null
  /** An official source knows this UAI. */
  confirme: boolean
  /** Where a former fusion leads it; null when its UAI is in force. */
  remplace_par: string | null
}

export type Demande = { genre: GenreFusion; date_effet: string }

/** Two UAI that are right and that official sources know are two établissements, never one written twice. */
export const estConfirme = ({ uai, confirme }: Pick<Fusionnable, 'uai' | 'confirme'>): boolean =>
  estUai(uai) && confirme

/** Why these cannot merge, each with the part of the form in fault; empty when they can. Any order of `absorbes`. */
export function obstacles(survivant: Fusionnable, absorbes: Fusionnable[], demande: Demande): ErreurDeChamp[] {
  const trouves: ErreurDeChamp[] = []
  const dire = (champ: string, message: string) => trouves.push({ champ, message })
  if (absorbes.length === 0) dire('absorbes', 'Choisissez l’établissement à fusionner.')
  if (absorbes.some((a) => a.uai === survivant.uai))
    dire('absorbes', 'Un établissement ne peut pas fusionner avec lui-même.')
  for (const e of [survivant, ...absorbes])
    if (e.remplace_par) dire('absorbes', `${e.uai} a déjà fusionné : son UAI mène à ${e.remplace_par}.`)
  if (survivant.etat === 'ferme' && demande.genre !== 'doublon')
    dire('absorbes', 'Un établissement fermé ne peut prendre la suite d’un autre : choisissez l’autre sens.')
  if (demande.genre !== 'remplacement' && absorbes.length > 1)
    dire('genre', 'Un doublon ou une absorption se fait un établissement à la fois.')
  if (demande.genre === 'doublon' && absorbes.length === 1 && [survivant, ...absorbes].every(estConfirme))
    dire(
      'genre',
      'Ces deux UAI sont justes et connus des sources officielles : ce n’est pas un doublon. Choisissez une absorption, un remplacement ou un regroupement.',
    )
  for (const a of absorbes)
    if (a.date_ouverture && demande.date_effet < a.date_ouverture)
      dire('date_effet', `${a.nom} n’a ouvert que plus tard : choisissez une date d’effet après son ouverture.`)
  return trouves
}

/** One value of a champ in one établissement, with where it comes from. */
export type ValeurDe = { uai: string; valeur: unknown; source: string | null; date: string | null; saisie: boolean }

export type Defaut = { uai: string; raison: string }

/** Official sources, the strongest first; a source that is not here comes after. */
const PRECEDENCE = ['annuaire', 'liste-nationale']
export const SOURCES_OFFICIELLES = PRECEDENCE

const force = (v: ValeurDe): number => {
  if (v.saisie) return -1
  const rang = PRECEDENCE.indexOf(v.source ?? '')
  return rang < 0 ? PRECEDENCE.length : rang
}

const vide = (valeur: unknown): boolean => valeur === null || valeur === undefined || valeur === ''

/** The value to keep unless one chooses otherwise, and why in words. The first of `valeurs` is the survivor's. */
export function defautDe(valeurs: ValeurDe[]): Defaut {
  const [survivant] = valeurs
  const uai = survivant?.uai ?? ''
  const pleines = valeurs.filter((v) => !vide(v.valeur))
  if (pleines.length === 0) return { uai, raison: 'Aucune valeur connue' }
  if (pleines.length === 1) return { uai: pleines[0]?.uai ?? uai, raison: 'Seule valeur connue' }
  if (pleines.every((v) => JSON.stringify(v.valeur) === JSON.stringify(pleines[0]?.valeur)))
    return { uai: pleines[0]?.uai ?? uai, raison: 'Même valeur' }
  const fort = Math.min(...pleines.map(force))
  const forts = pleines.filter((v) => force(v) === fort)
  if (forts.length === 1 && forts[0])
    return { uai: forts[0].uai, raison: fort < 0 ? 'Saisie à la main' : 'Source prioritaire' }
  const recent =
    forts
      .map((v) => v.date ?? '')
      .toSorted()
      .at(-1) ?? ''
  const recents = forts.filter((v) => (v.date ?? '') === recent)
  if (recents.length === 1 && recents[0]) return { uai: recents[0].uai, raison: 'Donnée la plus récente' }
  return { uai: forts.find((v) => v.uai === uai)?.uai ?? forts[0]?.uai ?? uai, raison: 'Établissement qui reste' }
}

/** Champs that say who the survivor is, or that acts write: never taken from another. */
const CHAMPS_DU_SURVIVANT = ['etat', 'date_fermeture', 'date_ouverture', 'mere_uai', 'rattachement', 'type']
export const seChoisit = (champ: string): boolean => !CHAMPS_DU_SURVIVANT.includes(champ)

/** Champs chosen together: half an address from each would be nowhere. */
export const ENSEMBLES: readonly (readonly string[])[] = [
  ['adresse', 'complement_adresse', 'code_postal', 'commune'],
  ['latitude', 'longitude', 'precision_position'],
]

/** Champs that cross only inside one commune: the place on the territory commands rights. */
export const tientAuLieu = (champ: string): boolean => ENSEMBLES.some((e) => e.includes(champ))

/** The whole that this champ belongs to, itself alone most often. */
const ensembleDe = (champ: string): readonly string[] => ENSEMBLES.find((e) => e.includes(champ)) ?? [champ]

/** For each champ, the value to keep and why: the wholes follow their first known champ. */
export function defautsDe(champs: { champ: string; valeurs: ValeurDe[] }[]): Map<string, Defaut> {
  const propres = new Map(champs.map(({ champ, valeurs }) => [champ, defautDe(valeurs)]))
  return new Map(
    champs.map(({ champ }) => {
      const tete = ensembleDe(champ).find((c) => propres.has(c)) ?? champ
      return [champ, propres.get(tete) ?? { uai: '', raison: '' }]
    }),
  )
}

/** A choice made on one champ of a whole (an address, a position) holds for the others. */
export function etendre(choix: Readonly<Record<string, string>>): Record<string, string> {
  const etendus = { ...choix }
  for (const ensemble of ENSEMBLES) {
    const choisi = ensemble.map((c) => choix[c]).find((uai) => uai !== undefined)
    if (choisi !== undefined) for (const champ of ensemble) etendus[champ] = choisi
  }
  return etendus
}
