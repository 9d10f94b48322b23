import { ecrireDate } from '../ecriture.ts'
import { heureLocale, jourLocal } from '../heure.ts'

const VERBES: Record<string, string> = {
  instruction_ouverte: 'L’instruction a été ouverte',
  dossier_avance: 'Le dossier a déjà été avancé',
  dossier_recule: 'Le dossier a déjà été reculé',
  piece_demandee: 'Une pièce a déjà été demandée',
  demande_de_piece_annulee: 'Une demande de pièce a été annulée',
  pieces_renvoyees: 'Les pièces ont été transmises',
  decision_prise: 'La décision a déjà été prise',
  decision_notifiee: 'La décision a déjà été notifiée',
}

/** Codes of the acts that change where a dossier stands. */
export const ACTES_DU_SUIVI: readonly string[] = Object.keys(VERBES)

/** « Le dossier a déjà été avancé par Bruno Castéra à 10 h 42. » (the day too, when it is not today). */
export function phraseDeja(acte: { code: string; acteur: string; le: string }, maintenant: Date): string {
  const instant = new Date(acte.le)
  const jour = jourLocal(instant)
  const quand = jour === jourLocal(maintenant) ? '' : ` le ${ecrireDate(jour)}`
  return `${VERBES[acte.code] ?? 'Le dossier a changé'} par ${acte.acteur}${quand} à ${ecrireHeure(instant)}.`
}

/** « 10 h 42 », legal time of metropolitan France. */
export function ecrireHeure(instant: Date): string {
  const [heures = '', minutes = ''] = heureLocale(instant).slice(11).split(':')
  return `${Number(heures)}\u00a0h\u00a0${minutes}`
}
