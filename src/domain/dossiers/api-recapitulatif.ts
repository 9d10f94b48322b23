import * as z from 'zod'
import { Geometrie } from '#domain/formulaire/figures.ts'
import { endpoint } from '../endpoint.ts'

const ParCle = z.object({ cle: z.string().max(20) })

/** The recap, grouped as the person filled it: only what counts. */
export const Recapitulatif = z.object({
  etapes: z.array(
    z.object({
      id: z.string(),
      titre: z.string(),
      lignes: z.array(
        z.object({
          champ: z.string(),
          libelle: z.string(),
          texte: z.string(),
          vide: z.boolean(),
          /** Where it is, for an answer drawn on a map: GeoJSON, degrees of WGS 84. */
          geometrie: Geometrie.optional(),
          /** Title of the section in the step. */
          section: z.string().optional(),
          /** « Devis 1 » */
          ligne: z.string().optional(),
        }),
      ),
    }),
  ),
  /** What still forbids the deposit; `etape` says where to go. Empty once deposited. */
  manques: z.array(z.object({ champ: z.string(), etape: z.string(), libelle: z.string(), message: z.string() })),
})
export type Recapitulatif = z.infer<typeof Recapitulatif>

export const lireRecapitulatif = endpoint({
  method: 'GET',
  path: '/dossiers/:cle/recapitulatif',
  summary: 'Récapitulatif avant dépôt, puis celui du dépôt',
  params: ParCle,
  reply: Recapitulatif,
  demandeur: true,
})
