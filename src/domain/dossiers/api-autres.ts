import * as z from 'zod'
import { endpoint } from '../endpoint.ts'

export const lireAutresDossiers = endpoint({
  method: 'GET',
  path: '/dossiers/:cle/autres-dossiers',
  summary:
    'Ce que les autres dossiers déposés par l’établissement laissent à celui-ci : plafonds annuels, réponses déjà prises',
  demandeur: true,
  params: z.object({ cle: z.string().max(20) }),
  reply: z.object({
    /** `null` when the form says nothing between dossiers. */
    autres: z
      .object({
        plafonds: z.array(z.object({ utilise: z.number(), dossiers: z.number() })),
        pris: z.record(z.string(), z.array(z.string())),
      })
      .nullable(),
  }),
})
