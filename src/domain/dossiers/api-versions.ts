import * as z from 'zod'
import { endpoint } from '../endpoint.ts'

export const lireDossiersConcernes = endpoint({
  method: 'GET',
  path: '/formulaires/:code/dossiers',
  summary: 'Dossiers d’un formulaire, par version : ce qu’une publication concerne',
  params: z.object({ code: z.string().max(60) }),
  reply: z.object({
    /** Being filled: they may follow the next version. */
    brouillons: z.number(),
    /** Deposited: they keep their version. */
    deposes: z.number(),
    par_version: z.array(z.object({ numero: z.number(), brouillons: z.number(), deposes: z.number() })),
  }),
})
