/** Signs that nobody mistakes for another, read aloud or written by hand: neither 0 nor O, neither 1 nor I nor L. */
export const ALPHABET_DES_CODES = '23456789ABCDEFGHJKMNPQRSTUVWXYZ'
export const LONGUEUR_DES_CODES = 10

/** How follow-up codes are made. */
export type FormeDesCodes = { longueur: number; alphabet: string }

/** Why codes cannot be made so: too short or too poor to resist being guessed, or with two signs that look alike. */
export function refusDeForme({ longueur, alphabet }: FormeDesCodes): string | undefined {
  if (!Number.isInteger(longueur) || longueur < 8 || longueur > 16) return 'Un code de suivi a de 8 à 16 signes.'
  if (!/^[0-9A-Z]+$/.test(alphabet)) return 'L’alphabet n’a que des chiffres et des lettres majuscules sans accent.'
  if (new Set(alphabet).size !== alphabet.length) return 'Un signe est deux fois dans l’alphabet.'
  if (alphabet.length < 16) return 'L’alphabet a au moins 16 signes.'
  const confondus = ['0O', '1I', '1L', 'IL'].find((paire) => [...paire].every((signe) => alphabet.includes(signe)))
  return confondus && `« ${confondus[0]} » et « ${confondus[1]} » se confondent : gardez un seul des deux.`
}

/**
 * A code, each sign as likely as another.
 * @param tirer gives that many random bytes; those past the last whole turn of the alphabet are thrown away
 */
export function faireCode(tirer: (nombre: number) => Uint8Array, { longueur, alphabet }: FormeDesCodes): string {
  const plafond = 256 - (256 % alphabet.length)
  let code = ''
  while (code.length < longueur)
    for (const octet of tirer(longueur * 2))
      if (octet < plafond && code.length < longueur) code += alphabet[octet % alphabet.length] ?? ''
  return code
}

/** As the server compares it: whatever spaces, dashes and case it was typed with. */
export const lireCode = (texte: string): string => texte.toUpperCase().replace(/[^0-9A-Z]/g, '')

/** « K7QM 4RTX 9B », by four, as one copies it. */
export const ecrireCode = (code: string): string => code.replace(/(.{4})(?=.)/g, '$1 ')
