import type { Ouverture } from './api.ts'

/**
 * Since when dossiers count together for « one dossier a period », as a local time: the opening of the current period,
 * or the 1st of September of the school year when the téléservice never closes.
 * @param heure local time of now, `AAAA-MM-JJThh:mm`
 */
export function debutDePeriode(ouverture: Ouverture, heure: string): string {
  if (ouverture.ouvre_le) return ouverture.ouvre_le
  const annee = Number(heure.slice(0, 4)) - (heure.slice(5, 7) < '09' ? 1 : 0)
  return `${annee}-09-01T00:00`
}
