import { libelleActe } from './actes.ts'

/**
 * One line of the journal as a sentence: « Dossier avancé : Recevable ». Acts name what they are about in `libelle`,
 * `nom` or `titre`, in that order of use.
 */
export function phraseActe(code: string, donnees: Record<string, unknown>): string {
  const detail = [donnees.libelle, donnees.nom, donnees.titre].find((d) => typeof d === 'string' && d !== '')
  return detail === undefined ? libelleActe(code) : `${libelleActe(code)} : ${detail}`
}
