import * as z from 'zod'
import { endpoint } from '../endpoint.ts'

export const listerCodes = endpoint({
  method: 'GET',
  path: '/tables-de-codes/:table',
  summary: 'Codes d’une table : régions, cantons, communes, natures…',
  description: 'Un code qui a quitté sa nomenclature reste, avec le jour où il est devenu obsolète.',
  params: z.object({ table: z.string().max(40) }),
  query: z.object({
    recherche: z.string().max(80).default(''),
    obsoletes: z.enum(['oui', 'non']).optional(),
    page: z.coerce.number().int().min(1).max(100_000).default(1),
    par_page: z.coerce.number().int().min(1).max(100).default(50),
  }),
  reply: z.object({
    total: z.number(),
    page: z.number(),
    par_page: z.number(),
    elements: z.array(
      z.object({
        code: z.string(),
        libelle: z.string(),
        parent: z.string().nullable(),
        obsolete_depuis: z.string().nullable(),
      }),
    ),
    /** Day of the last data of this table; null when it has never been told. */
    date_donnees: z.string().nullable(),
  }),
  public: true,
})
