/**
 * French writing of days, numbers and amounts for recaps, letters and PDF. Written by hand rather than with `Intl`: the
 * browser, the server and next year's ICU must give the same characters, since a deposited recap is a proof.
 */

const MOIS = ['janv.', 'févr.', 'mars', 'avr.', 'mai', 'juin', 'juil.', 'août', 'sept.', 'oct.', 'nov.', 'déc.']
const MOIS_ENTIERS = [
  'janvier',
  'février',
  'mars',
  'avril',
  'mai',
  'juin',
  'juillet',
  'août',
  'septembre',
  'octobre',
  'novembre',
  'décembre',
]
const FINE = '\u202f'
const INSECABLE = '\u00a0'

/** « 1er sept. 2026 » from `2026-09-01` (a time after the day is ignored); the text itself when it is not a day. */
export const ecrireDate = (jour: string): string => avecMois(jour, MOIS)

/** « 1er septembre 2026 », for letters. */
export const ecrireDateEntiere = (jour: string): string => avecMois(jour, MOIS_ENTIERS)

function avecMois(jour: string, noms: string[]): string {
  const [, annee, mois, quantieme] = /^(\d{4})-(\d{2})-(\d{2})/.exec(jour) ?? []
  const nom = noms[Number(mois) - 1]
  if (!annee || !quantieme || !nom) return jour
  const n = Number(quantieme)
  return `${n === 1 ? '1er' : n}${INSECABLE}${nom}${INSECABLE}${annee}`
}

/** « 12 345,5 »: at most `decimales` digits after the comma, without useless zeros. */
export function ecrireNombre(valeur: number, decimales = 3): string {
  const [entier = '0', fraction = ''] = Math.abs(valeur).toFixed(decimales).split('.')
  const reste = fraction.replace(/0+$/, '')
  const signe = valeur < 0 && (/[1-9]/.test(entier) || reste !== '') ? '−' : ''
  return `${signe}${parMilliers(entier)}${reste ? `,${reste}` : ''}`
}

/** « 12 345,50 € » from an integer number of cents; « 12 345 € » when there are none. */
export function ecrireMontant(centimes: number): string {
  const absolu = Math.abs(Math.round(centimes))
  const reste = absolu % 100
  const signe = centimes < 0 && absolu > 0 ? '−' : ''
  const fraction = reste ? `,${String(reste).padStart(2, '0')}` : ''
  return `${signe}${parMilliers(String(Math.floor(absolu / 100)))}${fraction}${INSECABLE}€`
}

/** « A, B et C » */
export function enumerer(elements: readonly string[], liaison = 'et'): string {
  const dernier = elements.at(-1) ?? ''
  return elements.length < 2 ? dernier : `${elements.slice(0, -1).join(', ')} ${liaison} ${dernier}`
}

const parMilliers = (chiffres: string): string => chiffres.replace(/\B(?=(\d{3})+(?!\d))/g, FINE)
