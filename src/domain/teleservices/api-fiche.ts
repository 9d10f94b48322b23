import * as z from 'zod'
import { endpoint } from '../endpoint.ts'
import { Fiche, Thematique } from './fiche.ts'

const ParCode = z.object({ code: z.string().max(60) })

export const FicheDessinee = z.object({
  thematique: Thematique,
  plusieurs_dossiers: z.boolean(),
  /** In the catalogue; a téléservice without any published form cannot be. */
  publie: z.boolean(),
  fiche: Fiche,
})
export type FicheDessinee = z.infer<typeof FicheDessinee>

export const lireFicheDessinee = endpoint({
  method: 'GET',
  path: '/formulaires/:code/fiche',
  summary: 'La fiche d’un téléservice, publié ou non, pour la modifier',
  params: ParCode,
  reply: FicheDessinee.extend({ publiable: z.boolean() }),
})

export const enregistrerFiche = endpoint({
  method: 'PUT',
  path: '/formulaires/:code/fiche',
  summary: 'Modifier la fiche d’un téléservice : elle change aussitôt au portail',
  description: '409 `fiche_modifiee` si elle n’est plus celle qui a été lue (`avant`).',
  params: ParCode,
  body: z.object({ avant: FicheDessinee, apres: FicheDessinee }),
  reply: FicheDessinee.extend({ publiable: z.boolean() }),
})
