import type { ColonneDeListe } from '#domain/referentiel/liste-colonnes.ts'
import type { Contenu } from './export-contenu.ts'
import { libelleDe, valeurDe } from './liste-valeurs.ts'

/** The rows as text, for French spreadsheets: decimal comma, days as 01/09/2026. */
export async function* enCsv({ colonnes, paquets }: Contenu): AsyncGenerator<string> {
  // The mark tells spreadsheets that this is UTF-8.
  yield `\ufeff${colonnes.map((c) => texte(titreDe(c))).join(';')}\r\n`
  for await (const lignes of paquets)
    yield lignes.map((l) => `${colonnes.map((c, i) => cellule(c, l, i)).join(';')}\r\n`).join('')
}

/** Head of a column, with its unit. */
export const titreDe = ({ libelle, unite, genre }: ColonneDeListe): string =>
  genre === 'montant' ? `${libelle} (€)` : unite && unite !== libelle.toLowerCase() ? `${libelle} (${unite})` : libelle

function cellule(colonne: ColonneDeListe, ligne: Record<string, unknown>, rang: number): string {
  const valeur = valeurDe(ligne, rang)
  if (valeur === null) return ''
  if (typeof valeur === 'boolean') return valeur ? 'Oui' : 'Non'
  if (typeof valeur === 'number')
    return (colonne.genre === 'montant' ? (valeur / 100).toFixed(2) : String(valeur)).replace('.', ',')
  if (colonne.genre === 'jour') return valeur.split('-').reverse().join('/')
  return texte(libelleDe(colonne, ligne, rang) ?? valeur)
}

/** Quoted when needed; a text that a spreadsheet would run as a formula is made plain text. */
export function texte(valeur: string): string {
  const neutre = /^[=+\-@\t\r]/.test(valeur) ? `'${valeur}` : valeur
  return /[";\r\n]/.test(neutre) ? `"${neutre.replaceAll('"', '""')}"` : neutre
}
