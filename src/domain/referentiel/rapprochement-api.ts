import * as z from 'zod'
import { endpoint } from '../endpoint.ts'

const Genre = z.enum(['doublon', 'remplacement', 'regroupement'])
const Id = z.coerce.number().int().positive()
const vide = <T extends z.ZodType>(t: T) => z.preprocess((v) => (v === '' ? undefined : v), t.optional())

export const Rapprochement = z.object({
  id: z.number(),
  genre: Genre,
  libelle: z.string(),
  score: z.number(),
  /** Each reason of the score, in words. */
  parts: z.array(z.object({ code: z.string(), points: z.number(), phrase: z.string() })),
  etablissements: z.array(
    z.object({ uai: z.string(), nom: z.string(), commune: z.string().nullable(), adresse: z.string().nullable() }),
  ),
  calcule_le: z.string(),
  /** Set aside by an agent; null while it is to be looked at. */
  ecarte: z.object({ id: z.number(), motif: z.string(), auteur: z.string(), le: z.string() }).nullable(),
})
export type Rapprochement = z.infer<typeof Rapprochement>

export const listerRapprochements = endpoint({
  method: 'GET',
  path: '/rapprochements',
  summary: 'Établissements que le système rapproche, les plus proches d’abord',
  query: z.object({
    genre: vide(Genre),
    departement: vide(z.string().regex(/^[0-9AB]{2,3}$/, 'Ce code est incorrect.')),
    uai: vide(z.string().max(8)),
    /** `oui`: only those set aside. */
    ecartes: vide(z.enum(['oui', 'non'])),
    page: z.coerce.number().int().min(1).max(10_000).default(1),
    par_page: z.coerce.number().int().min(1).max(100).default(20),
  }),
  reply: z.object({
    total: z.number(),
    page: z.number(),
    par_page: z.number(),
    calcule_le: z.string().nullable(),
    elements: z.array(Rapprochement),
  }),
})

export const ecarterRapprochement = endpoint({
  method: 'POST',
  path: '/rapprochements/:id/ecarts',
  summary: 'Dire que ce rapprochement n’en est pas un',
  description: 'Retenu jusqu’à ce que l’identité de l’un d’eux change.',
  params: z.object({ id: Id }),
  body: z.object({ motif: z.string().trim().min(3, 'Dites pourquoi en quelques mots.').max(500) }),
  reply: z.object({ id: z.number() }),
  status: 201,
})

export const leverEcart = endpoint({
  method: 'POST',
  path: '/ecarts/:id/annulations',
  summary: 'Reproposer un rapprochement écarté',
  params: z.object({ id: Id }),
  reply: z.object({ id: z.number() }),
  status: 201,
})

export const recalculerRapprochements = endpoint({
  method: 'POST',
  path: '/rapprochements/calculs',
  summary: 'Chercher de nouveau les rapprochements',
  description: 'Le calcul se fait après la réponse ; il est aussi refait chaque nuit et après chaque import.',
  reply: z.object({ demande_le: z.string() }),
  status: 202,
})
