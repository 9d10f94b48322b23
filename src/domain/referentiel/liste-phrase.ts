import type { Condition, Filtre, ValeurDeFiltre } from './liste.ts'
import { LIBELLES_OPERATEUR } from './liste.ts'
import { type Catalogue, type ColonneDeListe, TERRITOIRES, type Territoire } from './liste-colonnes.ts'

/** The words of the codes of a `choix`, by champ; a code without words is said as it is. */
export type Libelles = (champ: string, code: string) => string | undefined

const PLURIELS: Record<string, string> = { college: 'collèges', lycee: 'lycées', erea: 'EREA' }
const SECTEURS: Record<string, string> = { public: 'publics', prive: 'privés' }

/** A filter in words: « collèges publics, département Haute-Garonne, sans courriel ». */
export function phraseDuFiltre(filtre: Filtre | undefined, catalogue: Catalogue, libelles: Libelles): string {
  if (!filtre) return 'tous les établissements'
  const parts = 'et' in filtre ? filtre.et : [filtre]
  const noms = valeursDe(parts, 'type').map((t) => PLURIELS[t] ?? t)
  const adjectifs = valeursDe(parts, 'secteur').map((s) => SECTEURS[s] ?? s)
  const reste = parts.filter((p) => !estSujet(p))
  const sujet = [noms.length ? enumerer(noms, 'et') : 'établissements', enumerer(adjectifs, 'ou')]
    .filter(Boolean)
    .join(' ')
  return [sujet, ...reste.map((p) => dire(p, catalogue, libelles))].join(', ')
}

const estSujet = (f: Filtre): f is Condition =>
  Array.isArray(f) && (f[0] === 'type' || f[0] === 'secteur') && f[1] === 'parmi'

const valeursDe = (filtres: Filtre[], champ: string): string[] =>
  filtres.filter(estSujet).flatMap((c) => (c[0] === champ ? c.slice(2).map(String) : []))

function dire(filtre: Filtre, catalogue: Catalogue, libelles: Libelles): string {
  if (Array.isArray(filtre)) return phraseDeCondition(filtre, catalogue, libelles)
  const [lien, dedans] = 'et' in filtre ? (['et', filtre.et] as const) : (['ou', filtre.ou] as const)
  const dits = dedans.map((f) => dire(f, catalogue, libelles))
  return dits.length > 1 ? `(${dits.join(` ${lien} `)})` : (dits[0] ?? '')
}

/** One condition in words: « sans courriel », « élèves au moins 300 », « département Haute-Garonne ou Gers ». */
export function phraseDeCondition(condition: Condition, catalogue: Catalogue, libelles: Libelles): string {
  const [champ, operateur, ...valeurs] = condition
  const colonne = catalogue.get(champ)
  // The views of others may name what one may not read: nothing of it is said.
  if (!colonne) return 'un champ qui n’est plus proposé'
  const nom = nomDe(colonne)
  const dites = valeurs.map((v) => enMots(v, colonne, libelles))
  switch (operateur) {
    case 'vide':
      return `sans ${nom}`
    case 'rempli':
      return `avec ${nom}`
    case 'parmi':
      return `${nom} ${enumerer(dites, 'ou')}`
    case 'hors':
      return `${nom} autre que ${enumerer(dites, 'ou')}`
    case 'entre':
      return `${nom} entre ${dites.join(' et ')}`
    case 'est':
      return colonne.genre === 'booleen' ? `${nom} : ${dites[0]}` : `${nom} ${dites[0]}`
    case 'min':
      return `${nom} au moins ${dites[0]}`
    case 'max':
      return `${nom} au plus ${dites[0]}`
    case 'avant':
      return `${nom} avant le ${dites[0]}`
    case 'apres':
      return `${nom} après le ${dites[0]}`
    default:
      return `${nom} ${LIBELLES_OPERATEUR[operateur].replace('est ', '')} « ${dites[0]} »`
  }
}

const nomDe = ({ code, libelle }: ColonneDeListe): string => {
  const court = code in TERRITOIRES ? TERRITOIRES[code as Territoire].libelle : libelle
  // An acronym keeps its capitals.
  return /^\p{Lu}{2}/u.test(court) ? court : court.charAt(0).toLowerCase() + court.slice(1)
}

function enMots(valeur: ValeurDeFiltre, { code, libelle, genre, unite }: ColonneDeListe, libelles: Libelles): string {
  if (typeof valeur === 'boolean') return valeur ? 'oui' : 'non'
  if (genre === 'jour') return String(valeur).split('-').reverse().join('/')
  if (genre === 'montant') return `${nombreFrancais(Number(valeur) / 100)} €`
  if (typeof valeur === 'number')
    return unite && unite !== libelle.toLowerCase() ? `${nombreFrancais(valeur)} ${unite}` : nombreFrancais(valeur)
  return libelles(code, valeur) ?? valeur
}

const nombreFrancais = (n: number): string => {
  const [entier = '', decimales] = String(n).split('.')
  const groupe = entier.replace(/\B(?=(\d{3})+$)/g, '\u202f')
  return decimales ? `${groupe},${decimales}` : groupe
}

const enumerer = (mots: string[], lien: 'et' | 'ou'): string =>
  mots.length < 2 ? (mots[0] ?? '') : `${mots.slice(0, -1).join(', ')} ${lien} ${mots.at(-1)}`
