import * as z from 'zod'

/** The 23 letters of the key: I, O and Q are left out because they read like 1 and 0. */
const LETTRES = 'ABCDEFGHJKLMNPRSTUVWXYZ'
const FORME = /^\d{7}[A-HJ-NPR-Z]$/

/** The key letter of seven digits (number modulo 23), or undefined when they are not seven digits. */
export function lettreUai(chiffres: string): string | undefined {
  if (!/^\d{7}$/.test(chiffres)) return undefined
  return LETTRES[Number(chiffres) % 23]
}

/** Seven digits and the right key letter, in capitals. */
export function estUai(texte: string): boolean {
  return FORME.test(texte) && lettreUai(texte.slice(0, 7)) === texte[7]
}

/** An UAI in capitals, whatever its spaces and case on the way in; refuses a wrong key letter. */
export const Uai = z
  .string()
  .max(20)
  .transform(nettoyerUai)
  .refine(estUai, 'Ce numéro UAI est incorrect : sept chiffres et leur lettre de contrôle.')

export function nettoyerUai(texte: string): string {
  return texte.replace(/[\s.-]/g, '').toUpperCase()
}

/**
 * The UAI that was meant, when exactly one known UAI is one slip away: O for 0, I for 1, a lost leading zero,
 * one wrong sign or two neighbours swapped. Undefined when none or several fit: a doubt is not a correction.
 */
export function corrigerUai(texte: string, estConnu: (uai: string) => boolean): string | undefined {
  const propre = lireChiffres(nettoyerUai(texte))
  const trouves = new Set([...voisins(propre)].filter((v) => estUai(v) && estConnu(v)))
  const [seul] = trouves
  return trouves.size === 1 ? seul : undefined
}

/** Letters typed for digits in the seven first places; a missing leading zero comes back. */
function lireChiffres(texte: string): string {
  const complet = texte.length === 7 ? `0${texte}` : texte
  return complet.slice(0, 7).replaceAll('O', '0').replaceAll('I', '1') + complet.slice(7)
}

function* voisins(texte: string): Generator<string> {
  yield texte
  if (texte.length !== 8) return
  for (let i = 0; i < 8; i++) {
    for (const signe of i === 7 ? LETTRES : '0123456789') yield texte.slice(0, i) + signe + texte.slice(i + 1)
    if (i < 6) yield texte.slice(0, i) + texte[i + 1] + texte[i] + texte.slice(i + 2)
  }
}
