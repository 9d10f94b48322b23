import { jour } from '../referentiel/valeurs.ts'

/** What a cell of figures says: a number, « not available » by the source, nothing, or something that is no number. */
export type Chiffre = { genre: 'nombre'; valeur: number } | { genre: 'nd' } | { genre: 'vide' } | { genre: 'illisible' }

/** The ministry withholds a figure (too few pupils) with one of these. */
const NON_DISPONIBLE = /^(n\.?d\.?|n\.?s\.?|n\.?c\.?|n\/a|na|nan|s|-|–|\.|\*+)$/i

/** « +2 », « -1 », « 94,20% », « 1 234,5 », « 583.0 »; the decimal sign is a comma or a point. */
export function lireChiffre(brut: string): Chiffre {
  const propre = brut.trim()
  if (propre === '') return { genre: 'vide' }
  if (NON_DISPONIBLE.test(propre)) return { genre: 'nd' }
  const texte = propre
    .replace(/[\s\u00a0\u202f']/g, '')
    .replace(/[%€]$/, '')
    .replace(/^−/, '-')
  if (!/^[+-]?(\d+([.,]\d*)?|[.,]\d+)(e[+-]?\d{1,2})?$/i.test(texte)) return { genre: 'illisible' }
  return { genre: 'nombre', valeur: Number(texte.replace(',', '.')) }
}

/** A number, or undefined when there is none that can be read. */
export function lireNombre(brut: string): number | undefined {
  const lu = lireChiffre(brut)
  return lu.genre === 'nombre' ? lu.valeur : undefined
}

/** Whole and not negative: pupils, posts, things. */
export function lireEntier(brut: string): number | undefined {
  const nombre = lireNombre(brut)
  return nombre !== undefined && Number.isSafeInteger(nombre) && nombre >= 0 ? nombre : undefined
}

/** Euros as written (« 1 234,50 € ») to whole cents. */
export function lireMontant(brut: string): number | undefined {
  const euros = lireNombre(brut)
  if (euros === undefined) return undefined
  const centimes = Math.round(euros * 100)
  return Number.isSafeInteger(centimes) ? centimes : undefined
}

/** « 2022-2023 », « 2022 », « 2022.0 » or « 2022-09-01 »: the year it begins; undefined when it is none between 1980 and 2100. */
export function lireAnnee(brut: string): number | undefined {
  const annee = Number(brut.trim().match(/^(?:rentr[ée]e |session )?(\d{4})(?:$|\D)/i)?.[1])
  return annee >= 1980 && annee <= 2100 ? annee : undefined
}

/** A day written `AAAA-MM-JJ` (an hour may follow) or `J/M/AA(AA)`: a year on two figures from 50 on is of the last century. */
export function lireJour(brut: string): string | undefined {
  const propre = brut.trim()
  const francais = propre.match(/^(\d{1,2})[/.-](\d{1,2})[/.-](\d{2}|\d{4})$/)
  if (!francais) return jour(propre.replace(/^(\d{4}-\d{2}-\d{2})[T ].*$/, '$1'))
  const [, j = '', m = '', a = ''] = francais
  const annee = a.length === 4 ? a : Number(a) >= 50 ? `19${a}` : `20${a}`
  return jour(`${annee}-${m.padStart(2, '0')}-${j.padStart(2, '0')}`)
}

/** 0/1, oui/non, vrai/faux, true/false, O/N, X. */
export function lireOuiNon(brut: string): boolean | undefined {
  const mot = brut.trim().toLowerCase()
  if (['1', 'oui', 'o', 'vrai', 'true', 'x', '1.0', 'yes'].includes(mot)) return true
  return ['0', 'non', 'n', 'faux', 'false', '0.0', 'no'].includes(mot) ? false : undefined
}
