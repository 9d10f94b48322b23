import * as z from 'zod'
import { endpoint } from '../endpoint.ts'

/** A service of the collectivité: who receives the dossiers that the rules of a form orient to its name. */
export const Service = z.object({
  id: z.number(),
  nom: z.string(),
  /** A rule written with one of them still leads here; in lower case. */
  anciens_noms: z.array(z.string()),
  /** It receives nothing any more. */
  ferme: z.boolean(),
  membres: z.array(z.object({ id: z.number(), nom: z.string(), fonction: z.string() })),
})
export type Service = z.infer<typeof Service>

const Nom = z
  .string()
  .trim()
  .min(2, 'Donnez au service un nom d’au moins deux lettres.')
  .max(120, 'Un nom de service fait au plus 120 caractères.')
const ParId = z.object({ id: z.coerce.number().int().min(1) })

export const listerServices = endpoint({
  method: 'GET',
  path: '/services',
  summary: 'Services de la collectivité et leurs membres (agents)',
  reply: z.object({ elements: z.array(Service) }),
})

export const creerService = endpoint({
  method: 'POST',
  path: '/services',
  summary: 'Créer un service',
  body: z.object({ nom: Nom }),
  reply: Service,
  status: 201,
})

export const modifierService = endpoint({
  method: 'PATCH',
  path: '/services/:id',
  summary: 'Renommer, fermer ou rouvrir un service',
  description: 'Les règles écrites avec l’ancien nom mènent encore au service.',
  params: ParId,
  body: z.object({ nom: Nom.optional(), ferme: z.boolean().optional() }),
  reply: Service,
})

export const poserMembres = endpoint({
  method: 'PUT',
  path: '/services/:id/membres',
  summary: 'Dire qui est dans un service',
  params: ParId,
  body: z.object({ personnes: z.array(z.int().min(1)).max(500) }),
  reply: Service,
})
