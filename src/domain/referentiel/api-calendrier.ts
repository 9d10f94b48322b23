import * as z from 'zod'
import { endpoint } from '../endpoint.ts'

const filtre = <S extends z.ZodType>(schema: S) => z.preprocess((v) => (v === '' ? undefined : v), schema.optional())

export const PeriodeDeVacances = z.object({
  annee_scolaire: z.string(),
  /** Code of the ministry; null for a place of no académie. */
  code_academie: z.string().nullable(),
  lieu: z.string(),
  zone: z.string(),
  population: z.string(),
  description: z.string(),
  debut: z.string(),
  dernier_jour: z.string(),
  reprise: z.string(),
})
export type PeriodeDeVacances = z.infer<typeof PeriodeDeVacances>

export const lireCalendrier = endpoint({
  method: 'GET',
  path: '/calendrier-scolaire',
  summary: 'Vacances et ponts de chaque académie',
  description:
    'Avec `date` et `academie`, `vacances` dit si les élèves du second degré sont en vacances ce jour-là. Les dimanches et les jours fériés n’y sont pas.',
  query: z.object({
    date: filtre(z.iso.date('Donnez une date qui existe.')),
    academie: filtre(z.string().regex(/^\d{2}$/, 'Une académie a deux chiffres.')),
    annee_scolaire: filtre(z.string().regex(/^\d{4}(-\d{4})?$/, 'Une année scolaire s’écrit 2026-2027.')),
    zone: filtre(z.string().max(40)),
    page: z.coerce.number().int().min(1).max(10_000).default(1),
    par_page: z.coerce.number().int().min(1).max(100).default(50),
  }),
  reply: z.object({
    total: z.number(),
    page: z.number(),
    par_page: z.number(),
    elements: z.array(PeriodeDeVacances),
    /** Null when no day or no académie was asked, or when the calendar says nothing of that year. */
    vacances: z.boolean().nullable(),
    /** What can be chosen, most recent year first. */
    annees: z.array(z.string()),
    academies: z.array(z.object({ code: z.string(), nom: z.string() })),
  }),
  public: true,
})
