import { normaliser } from './texte-recherche.ts'
import { estUai, nettoyerUai } from './uai.ts'

export type TypeCherche = 'college' | 'lycee' | 'erea'

/** What a typed search means. */
export type Recherche = {
  /** A whole UAI: nothing else counts. */
  uai?: string
  /** The beginning of an UAI. */
  debutUai?: string
  /** Words of a type (« collège ») filter; they would match half the country as text. */
  types: TypeCherche[]
  /** Other words, normalised, at most eight: each must be found. */
  mots: string[]
}

/** Longer searches are refused at the door: nobody types that. */
export const LONGUEUR_MAX = 200

/** Shorthands of the trade. Names are written in full in the sources. */
const ABREVIATIONS: Record<string, string> = {
  clg: 'college',
  lyc: 'lycee',
  lp: 'lycee professionnel',
  lpo: 'lycee polyvalent',
  lgt: 'lycee general technologique',
  legt: 'lycee general technologique',
  lpr: 'lycee professionnel',
  lpp: 'lycee professionnel prive',
  lea: 'lycee agricole',
  legta: 'lycee agricole',
  pro: 'professionnel',
  techno: 'technologique',
  nd: 'notre dame',
}

const TYPES: Record<string, TypeCherche> = {
  college: 'college',
  colleges: 'college',
  lycee: 'lycee',
  lycees: 'lycee',
  erea: 'erea',
}
/** Words that carry no sense in a name. */
const VIDES = new Set(['de', 'du', 'des', 'la', 'le', 'les', 'l', 'd', 'et', 'a', 'au', 'en'])

/** Reads a search as typed; never throws. An empty search means « all ». */
export function lireRecherche(saisie: string): Recherche {
  const compact = nettoyerUai(saisie)
  if (estUai(compact)) return { uai: compact, types: [], mots: [] }
  if (/^\d{4,7}[A-Z]?$/.test(compact) && !/^\d{5}$/.test(compact)) return { debutUai: compact, types: [], mots: [] }

  const mots = normaliser(saisie.slice(0, LONGUEUR_MAX))
    .split(' ')
    .flatMap((mot) => (ABREVIATIONS[mot] ?? mot).split(' '))
    .filter((mot) => mot && !VIDES.has(mot))
  const types = new Set<TypeCherche>()
  const reste: string[] = []
  for (const mot of mots) {
    const type = typeDe(mot)
    if (type) types.add(type)
    else reste.push(mot)
  }
  return { types: [...types], mots: [...new Set(reste)].slice(0, 8) }
}

/** « collège », and « colege » or « lyçée » typed in a hurry: one slip at most, on long enough words. */
function typeDe(mot: string): TypeCherche | undefined {
  if (TYPES[mot]) return TYPES[mot]
  if (mot.length >= 6 && unEcart(mot, 'college')) return 'college'
  if (mot.length >= 4 && mot[0] === 'l' && unEcart(mot, 'lycee')) return 'lycee'
  return undefined
}

/** One letter added, lost, changed or swapped with its neighbour. */
function unEcart(a: string, b: string): boolean {
  if (Math.abs(a.length - b.length) > 1) return false
  let debut = 0
  while (debut < a.length && a[debut] === b[debut]) debut++
  let fin = 0
  while (fin < Math.min(a.length, b.length) - debut && a[a.length - 1 - fin] === b[b.length - 1 - fin]) fin++
  const resteA = a.slice(debut, a.length - fin)
  const resteB = b.slice(debut, b.length - fin)
  const inverse = resteA.length === 2 && resteA[0] === resteB[1] && resteA[1] === resteB[0]
  return inverse || Math.max(resteA.length, resteB.length) <= 1
}
