import * as z from 'zod'

/** One line of the journal, as an agent reads it. */
export const LigneJournal = z.object({
  id: z.number(),
  /** Instant, ISO 8601 in UTC. */
  le: z.string(),
  acteur: z.string(),
  /** Stable code of the act. */
  code: z.string(),
  /** « Dossier avancé : Complet, en instruction » */
  phrase: z.string(),
  objet: z.object({ genre: z.string(), cle: z.string() }),
  uai: z.string().nullable(),
})
export type LigneJournal = z.infer<typeof LigneJournal>

export const PageJournal = z.object({
  total: z.number(),
  page: z.number(),
  par_page: z.number(),
  elements: z.array(LigneJournal),
})
export type PageJournal = z.infer<typeof PageJournal>
