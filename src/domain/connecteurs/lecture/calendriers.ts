import * as z from 'zod'
import { heureLocale } from '#domain/heure.ts'
import type { JourFerie } from '../joursFeries.ts'

export const Vacances = z.object({
  libelle: z.string(),
  /** First day off and day of return, `AAAA-MM-JJ`; the same for a single day. */
  debut: z.string(),
  reprise: z.string(),
  population: z.string(),
})
export type Vacances = z.infer<typeof Vacances>

export const LigneCalendrier = z.object({
  description: z.string(),
  start_date: z.iso.datetime({ offset: true }),
  end_date: z.iso.datetime({ offset: true }),
  population: z.string().nullish(),
})
export type LigneCalendrier = z.infer<typeof LigneCalendrier>

const Reponse = z.object({ results: z.array(LigneCalendrier) })

/** School holidays of one place and year, each once. Throws when it is something else. */
export const lireVacances = (corps: unknown): Vacances[] | undefined => enVacances(Reponse.parse(corps).results)

/**
 * The portal gives UTC instants for days: a midnight of the place, 22 h or 23 h in UTC for Paris. Overseas the offset
 * differs; from noon on, the local midnight is the next day.
 */
export function enVacances(lignes: LigneCalendrier[]): Vacances[] | undefined {
  const vues = new Map<string, Vacances>()
  for (const l of lignes) {
    const population = l.population && l.population !== '-' ? l.population : 'Tous'
    const v = { libelle: l.description, debut: jourDe(l.start_date), reprise: jourDe(l.end_date), population }
    vues.set(JSON.stringify(v), v)
  }
  const suite = [...vues.values()].toSorted((a, b) => a.debut.localeCompare(b.debut))
  return suite.length > 0 ? suite : undefined
}

function jourDe(instant: string): string {
  const local = heureLocale(new Date(instant))
  if (/T00:00$/.test(local)) return local.slice(0, 10)
  // Elsewhere than in Paris: what is nearest to a midnight.
  return new Date(Math.round(Date.parse(instant) / 86_400_000) * 86_400_000).toISOString().slice(0, 10)
}

const Feries = z.record(z.iso.date(), z.string())

export function lireJoursFeries(corps: unknown): JourFerie[] | undefined {
  const jours = Object.entries(Feries.parse(corps)).map(([date, libelle]) => ({ date, libelle }))
  return jours.length > 0 ? jours.toSorted((a, b) => a.date.localeCompare(b.date)) : undefined
}
