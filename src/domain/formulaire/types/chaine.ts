import * as z from 'zod'

/**
 * Text that the database can keep: no control character but tab and line ends, no lone surrogate (PostgreSQL refuses
 * both in JSON), and a ceiling against monsters. Emoji and all scripts are welcome.
 */
export function chaine(plafond: number, lignes: boolean): z.ZodType<string> {
  const interdits = lignes ? INTERDITS : INTERDITS_ET_LIGNES
  return z
    .string('Saisissez du texte.')
    .max(plafond, `Ce texte est trop long : raccourcissez-le à ${plafond} caractères au plus.`)
    .refine((texte) => texte.isWellFormed() && !interdits.test(texte), {
      message: 'Ce texte contient un caractère illisible : effacez-le et saisissez-le de nouveau.',
    })
}

/** As a person counts: an emoji or an accented letter is one. */
export const longueur = (texte: string): number => [...texte.normalize('NFC')].length

/** Why this text is too long, with what to remove. */
export function tropLong(texte: string, maximum: number): string | undefined {
  // Cheap first: a string has at least as many UTF-16 units as characters.
  if (texte.length <= maximum) return undefined
  const compte = longueur(texte)
  return compte > maximum ? `Raccourcissez votre réponse à ${maximum} caractères : elle en a ${compte}.` : undefined
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is refused
const INTERDITS = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is refused
const INTERDITS_ET_LIGNES = /[\u0000-\u0008\u000a-\u001f\u007f]/
