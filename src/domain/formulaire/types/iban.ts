import * as z from 'zod'
import { chaine } from './chaine.ts'
import { communSaisi, type TypeDeChamp } from './type.ts'

export const ChampIban = z.strictObject({ ...communSaisi, type: z.literal('iban') })
export type ChampIban = z.infer<typeof ChampIban>

/** Kept as typed; shown by fours. Its account is masked for who may not see bank data. */
export const iban: TypeDeChamp<ChampIban, string> = {
  reponse: chaine(60, false),
  operateurs: ['rempli', 'vide'],
  manque: 'Saisissez un IBAN.',
  verifier: refusIban,
  ecrire: ecrireIban,
  masquer: masquerIban,
}

/** Lengths of the register of ISO 13616 for the countries of the euro payments area that pay schools; others: 15 to 34. */
const LONGUEURS: Record<string, number> = {
  ...{ AD: 24, AT: 20, BE: 16, BG: 22, CH: 21, CY: 28, CZ: 24, DE: 22, DK: 18, EE: 20, ES: 24, FI: 18, FR: 27 },
  ...{ GB: 22, GI: 23, GR: 27, HR: 21, HU: 28, IE: 22, IS: 26, IT: 27, LI: 21, LT: 20, LU: 20, LV: 21, MC: 27 },
  ...{ MT: 31, NL: 18, NO: 15, PL: 28, PT: 25, RO: 24, SE: 24, SI: 19, SK: 24, SM: 27, VA: 22 },
}

const compact = (texte: string): string => texte.replace(/[\s.-]/g, '').toUpperCase()

/** Why this text is not an IBAN, or nothing (ISO 13616: shape, length of the country, key modulo 97). */
export function refusIban(texte: string): string | undefined {
  const valeur = compact(texte)
  if (!/^[A-Z]{2}\d{2}[A-Z0-9]+$/.test(valeur)) return 'Saisissez un IBAN : il commence par FR pour un compte français.'
  const pays = valeur.slice(0, 2)
  const attendue = Object.hasOwn(LONGUEURS, pays) ? LONGUEURS[pays] : undefined
  if (attendue && valeur.length !== attendue)
    return `Vérifiez cet IBAN : il a ${valeur.length} signes, il en faut ${attendue}.`
  if (valeur.length < 15 || valeur.length > 34) return `Vérifiez cet IBAN : il a ${valeur.length} signes.`
  return reste97(valeur.slice(4) + valeur.slice(0, 4)) === 1
    ? undefined
    : 'Vérifiez cet IBAN : sa clé ne correspond pas, un signe est faux ou inversé.'
}

/** A letter counts as two digits, A for 10 to Z for 35; read digit by digit, no number is ever too big. */
function reste97(signes: string): number {
  let reste = 0
  for (const signe of signes) {
    const n = Number.parseInt(signe, 36)
    reste = (reste * (n > 9 ? 100 : 10) + n) % 97
  }
  return reste
}

/** « FR76 1234 … », by fours as on a bank's statement. */
export function ecrireIban(texte: string): string {
  return compact(texte).replace(/(.{4})(?=.)/g, '$1\u00a0')
}

/** The country, the key and the last four signs, which are enough to recognise one's own account. */
export function masquerIban(texte: string): string {
  const valeur = compact(texte)
  return valeur.length < 12 ? '••••' : `${valeur.slice(0, 4)}••••••••${valeur.slice(-4)}`
}
