import { jourLocal } from '#domain/heure.ts'
import type { QuiAgit } from '#domain/instruction/guide.ts'

/** Who must act, short enough for a cell. */
export const QUI_AGIT: Record<QuiAgit, string> = {
  etablissement: 'Établissement',
  service: 'Service',
  expert: 'Expert consulté',
  responsable: 'Responsable',
  assemblee: 'Assemblée',
  finances: 'Finances',
  personne: 'Rien n’est attendu',
}

const JOUR_EN_MS = 86_400_000

/** Whole days of the calendar between an instant and now, in Paris. */
export function joursDepuis(instant: string, maintenant = new Date()): number {
  const jour = (i: Date) => Date.parse(jourLocal(i))
  return Math.max(0, Math.round((jour(maintenant) - jour(new Date(instant))) / JOUR_EN_MS))
}

const JOURS_PAR_MOIS = 30.44

/** « depuis 12 jours », « depuis hier », « depuis aujourd’hui », « depuis 4 mois ». */
export function anciennete(instant: string, maintenant = new Date()): string {
  const jours = joursDepuis(instant, maintenant)
  if (jours === 0) return 'depuis aujourd’hui'
  if (jours === 1) return 'depuis hier'
  const mois = Math.floor(jours / JOURS_PAR_MOIS)
  return mois < 3 ? `depuis ${jours} jours` : `depuis ${mois} mois`
}
