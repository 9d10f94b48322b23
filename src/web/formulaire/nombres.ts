import { ecrireNombre } from '#domain/ecriture.ts'

/**
 * What a person means by « 12 345,50 » or « 1.234,5 € »: a number, or the text itself when it is not one, so that the
 * champ says why it cannot be kept. An empty text is no answer.
 * @param decimales digits kept after the comma; more of them is not a number here
 */
export function lireNombre(texte: string, decimales: number): number | string | null {
  const compact = texte.replace(/[\s\u00a0\u202f€]/g, '').replace(/[−–]/g, '-')
  if (compact === '') return null
  // With both signs the last one is the decimal mark: 1.234,5 and 1,234.5.
  const marque = compact.includes(',') && compact.lastIndexOf(',') > compact.lastIndexOf('.') ? ',' : '.'
  const autre = marque === ',' ? '.' : ','
  const normal = compact.includes(',') ? compact.replaceAll(autre, '').replace(marque, '.') : compact
  if (!/^-?\d{1,15}(\.\d*)?$/.test(normal)) return texte
  const fraction = normal.split('.')[1] ?? ''
  return fraction.replace(/0+$/, '').length > decimales ? texte : Number(normal)
}

/** Euros as typed, in cents. */
export function lireCentimes(texte: string): number | string | null {
  const euros = lireNombre(texte, 2)
  return typeof euros === 'number' ? Math.round(euros * 100) : euros
}

/** A stored number as one types it, with its thousands apart; what is not a number is shown as it was typed. */
export const ecrireSaisie = (valeur: unknown, decimales: number): string =>
  typeof valeur === 'number' ? ecrireNombre(valeur, decimales) : typeof valeur === 'string' ? valeur : ''

export const ecrireEuros = (valeur: unknown): string =>
  typeof valeur === 'number' ? ecrireNombre(valeur / 100, 2).replace(/,(\d)$/, ',$10') : ecrireSaisie(valeur, 2)
