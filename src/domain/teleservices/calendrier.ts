import type { Calendrier } from './fiche.ts'

/** Where a téléservice stands; the days are those of the period that counts, in local time, null without calendar. */
export type Ouverture = { etat: 'ouvert' | 'a_venir' | 'ferme'; ouvre_le: string | null; ferme_le: string | null }

const PARIS = new Intl.DateTimeFormat('fr-CA', {
  timeZone: 'Europe/Paris',
  hourCycle: 'h23',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
})

/** The clock of the collectivité, `AAAA-MM-JJThh:mm` in Europe/Paris: an instant of winter or summer, never a guess. */
export function heureLocale(instant: Date): string {
  const p = Object.fromEntries(PARIS.formatToParts(instant).map(({ type, value }) => [type, value]))
  return `${p.year}-${p.month}-${p.day}T${p.hour}:${p.minute}`
}

/** The local day of an instant, `AAAA-MM-JJ`. */
export const jourLocal = (instant: Date): string => heureLocale(instant).slice(0, 10)

/**
 * Is it open at this local time? The closing minute is included: « jusqu’au 15 à 23:59 » lasts until midnight.
 * Between two periods the next one counts; after the last, the last.
 */
export function ouvertureA({ periodes }: Calendrier, heure: string): Ouverture {
  const [derniere] = periodes.slice(-1)
  if (!derniere) return { etat: 'ouvert', ouvre_le: null, ferme_le: null }
  const periode = periodes.find((p) => heure <= p.ferme_le) ?? derniere
  const { ouvre_le, ferme_le } = periode
  if (heure > ferme_le) return { etat: 'ferme', ouvre_le, ferme_le }
  return { etat: heure < ouvre_le ? 'a_venir' : 'ouvert', ouvre_le, ferme_le }
}

/**
 * Since when dossiers count together for « one dossier a period », as a local time: the opening of the current period,
 * or the 1st of September of the school year when the téléservice never closes.
 */
export function debutDePeriode(ouverture: Ouverture, heure: string): string {
  if (ouverture.ouvre_le) return ouverture.ouvre_le
  const annee = Number(heure.slice(0, 4)) - (heure.slice(5, 7) < '09' ? 1 : 0)
  return `${annee}-09-01T00:00`
}
