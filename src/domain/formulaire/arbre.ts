import { idLibre } from './references.ts'
import { type Branche, NIVEAUX_MAX } from './types/choix_lies.ts'

/** The choices as an outline: one a line, each level two spaces further. */
export const ecrireArbre = (arbre: readonly Branche[], niveau = 0): string =>
  arbre
    .map((b) => `${'  '.repeat(niveau)}${b.libelle}${b.suite ? `\n${ecrireArbre(b.suite, niveau + 1)}` : ''}`)
    .join('\n')

/**
 * Reads an outline, indented by spaces, tabs or dashes. A choice that keeps its words at its place keeps its stored
 * value: answers already given still read. Deeper than the last level, a line stays at the last level.
 */
export function lireArbre(texte: string, avant: readonly Branche[]): Branche[] {
  const racine: Branche[] = []
  /** The line above at each level, with how far it stands. */
  const pile: { retrait: number; branche: Branche; connue?: Branche }[] = []
  for (const brute of texte.split('\n')) {
    const [, marge = '', mots = ''] = /^([\s\-–•]*)(.*)$/.exec(brute) ?? []
    const libelle = mots.trim().slice(0, 300)
    if (!libelle) continue
    const retrait = marge.replaceAll('\t', '  ').length
    while ((pile.at(-1)?.retrait ?? -1) >= retrait) pile.pop()
    if (pile.length >= NIVEAUX_MAX) pile.length = NIVEAUX_MAX - 1
    const parent = pile.at(-1)
    const soeurs = parent ? (parent.branche.suite ?? []) : racine
    const connues = parent ? (parent.connue?.suite ?? []) : avant
    const connue = connues.find((b) => b.libelle === libelle)
    const prises = new Set(soeurs.map((b) => b.valeur))
    const valeur = connue && !prises.has(connue.valeur) ? connue.valeur : idLibre(libelle, prises)
    const branche: Branche = { valeur, libelle }
    soeurs.push(branche)
    if (parent) parent.branche.suite = soeurs
    pile.push({ retrait, branche, connue })
  }
  return racine
}
