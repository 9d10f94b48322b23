import * as z from 'zod'
import { endpoint } from '../endpoint.ts'
import { Fiche } from './api.ts'
import { Uai } from './uai.ts'

const instant = z.preprocess((v) => (v === '' ? undefined : v), z.iso.datetime({ offset: true }).optional())

export const listerChangements = endpoint({
  method: 'GET',
  path: '/etablissements/:uai/changements',
  summary: 'Tous les changements de la fiche d’un établissement, les derniers d’abord',
  params: z.object({ uai: Uai }),
  query: z.object({
    /** Known from this instant, and before that one. */
    du: instant,
    au: instant,
    page: z.coerce.number().int().min(1).max(10_000).default(1),
    par_page: z.coerce.number().int().min(1).max(500).default(50),
  }),
  reply: z.object({ total: z.number(), page: z.number(), par_page: z.number(), elements: Fiche.shape.historique }),
})
