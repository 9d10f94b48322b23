/**
 * The form in which names and searches are compared: no accents, no case, single spaces, and the abbreviations
 * st/ste in full. The SQL function `referentiel.normaliser` does the same for all that a French name holds; a test keeps them together.
 */
export function normaliser(texte: string): string {
  return texte
    .toLowerCase()
    .replaceAll('œ', 'oe')
    .replaceAll('æ', 'ae')
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/[^a-z0-9]+/g, ' ')
    .trim()
    .replace(/\bst\b/g, 'saint')
    .replace(/\bste\b/g, 'sainte')
}
