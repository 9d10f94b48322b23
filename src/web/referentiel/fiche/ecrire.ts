import { libelleIndicateur, libelleNiveau } from '#domain/referentiel/indicateurs.ts'
import type { Genre } from '#domain/referentiel/registre.ts'
import type { ColonneDeRubrique } from '#domain/referentiel/rubriques-colonnes.ts'
import { date, euros, nombre, taille } from '#web/ui/format.ts'

export type Valeur = string | number | boolean | null | undefined

/** A value as people write it, by its genre; « — » when there is none. */
export function ecrireValeur(genre: Genre, valeur: Valeur, unite?: string | null): string {
  if (valeur === null || valeur === undefined || valeur === '') return '—'
  if (typeof valeur === 'boolean') return valeur ? 'Oui' : 'Non'
  if (genre === 'montant') return typeof valeur === 'number' ? euros(valeur / 100) : valeur
  if (genre === 'jour') return date(String(valeur))
  if (typeof valeur === 'number') {
    // A year and a degree are not quantities: neither thousands apart nor two decimals.
    if (unite === '°') return `${valeur.toFixed(5).replace('.', ',')} °`
    const texte = genre === 'entier' && !unite && valeur >= 1000 && valeur < 2200 ? String(valeur) : nombre(valeur)
    return unite ? `${texte}\u00a0${unite}` : texte
  }
  return unite ? `${valeur}\u00a0${unite}` : valeur
}

/** The value of one column of a linked record, in words. */
export function ecrireColonne(rubrique: string, c: ColonneDeRubrique, valeur: Valeur): string {
  if (typeof valeur === 'string' && c.choix) return c.choix[valeur] ?? valeur
  if (typeof valeur === 'string' && rubrique === 'indicateur' && c.code === 'code') return libelleIndicateur(valeur)
  if (typeof valeur === 'string' && rubrique === 'effectif' && c.code === 'niveau') return libelleNiveau(valeur)
  if (typeof valeur === 'number' && c.code === 'taille') return taille(valeur)
  if (typeof valeur === 'number' && c.code === 'annee') return String(valeur)
  return ecrireValeur(c.genre, valeur, c.genre === 'montant' ? null : c.unite)
}

/** What the person typed, from a stored value: amounts in euros, decimals with a comma. */
export function enSaisie(genre: Genre, valeur: Valeur): string {
  if (valeur === null || valeur === undefined) return ''
  if (typeof valeur === 'boolean') return valeur ? 'oui' : 'non'
  if (typeof valeur === 'number') return String(genre === 'montant' ? valeur / 100 : valeur).replace('.', ',')
  return valeur
}

/** What is sent, from what was typed; a wrong text goes as it is, and the server says what is wrong with it. */
export function depuisSaisie(genre: Genre, texte: string): string | number | boolean | null {
  const propre = texte.trim()
  if (propre === '') return null
  if (genre === 'booleen') return propre === 'oui'
  if (genre !== 'montant') return propre
  const lu = Number(propre.replace(/[\s\u202f\u00a0€]/g, '').replace(',', '.'))
  return Number.isFinite(lu) ? Math.round(lu * 100) : propre
}
