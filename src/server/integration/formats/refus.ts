import { Refus } from '#domain/erreurs.ts'

/** 422: the file cannot be read; the sentence says what to do. */
export const illisible = (code: string, message: string): Refus => new Refus(422, code, message)

/** 415: another kind of file. */
export const autreFormat = (message: string): Refus => new Refus(415, 'format_inconnu', message)

export const tropGros = (): Refus =>
  new Refus(413, 'fichier_trop_gros', 'Ce fichier est trop gros une fois ouvert : découpez-le en plusieurs fichiers.')

export const vide = (): Refus =>
  illisible(
    'fichier_vide',
    'Ce fichier ne contient aucune ligne : vérifiez que c’est le bon, puis envoyez-le à nouveau.',
  )

/** Runs a reader; any fault of it, on bytes that came from outside, is a refusal and not a fault of ours. */
export async function abime<T>(lire: () => T | Promise<T>, format: string): Promise<T> {
  try {
    return await lire()
  } catch (erreur) {
    if (erreur instanceof Refus) throw erreur
    throw illisible(
      'fichier_abime',
      `Ce fichier ${format} est abîmé ou incomplet : ouvrez-le, enregistrez-le à nouveau, puis renvoyez-le.`,
    )
  }
}
