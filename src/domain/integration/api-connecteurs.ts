import * as z from 'zod'
import { endpoint } from '../endpoint.ts'
import { Reglage } from './reglages.ts'

const Identifiant = z.coerce.number().int().min(1).max(Number.MAX_SAFE_INTEGER)
const CodeSource = z.string().regex(/^[a-z][a-z0-9-]{1,60}$/, 'Ce code de source est incorrect.')
export const GENRES_ALERTE = ['retard', 'volume', 'rejets', 'codes', 'obsoletes'] as const

export const Alerte = z.object({
  id: z.number(),
  source: z.string(),
  libelle: z.string(),
  genre: z.enum(GENRES_ALERTE),
  message: z.string(),
  execution: z.number().nullable(),
  ouverte_le: z.string(),
  acquittee_le: z.string().nullable(),
  acquittee_par: z.string().nullable(),
  raison: z.string().nullable(),
})
export type Alerte = z.infer<typeof Alerte>

export const ReglageDeSource = z.object({
  source: z.string(),
  reglage: Reglage,
  /** As shipped: nobody has changed it. */
  livre: z.boolean(),
  modifie_le: z.string().nullable(),
  modifie_par: z.string().nullable(),
  /** The last time that the server went to fetch it. */
  essaye_le: z.string().nullable(),
  essai_etat: z.enum(['pris', 'rien', 'partiel', 'echec']).nullable(),
  essai_message: z.string().nullable(),
  alertes: z.array(Alerte),
})
export type ReglageDeSource = z.infer<typeof ReglageDeSource>

export const listerReglages = endpoint({
  method: 'GET',
  path: '/reglages-sources',
  summary: 'Où et quand chaque source est prise, et ses alertes',
  reply: z.object({
    /** Whether the configuration of the server lets it call outside at all. */
    sorties: z.boolean(),
    elements: z.array(ReglageDeSource),
  }),
})

const DeSource = z.object({ source: CodeSource })

export const reglerSource = endpoint({
  method: 'PUT',
  path: '/sources/:source/reglage',
  summary: 'Régler où et quand une source est prise',
  params: DeSource,
  body: Reglage,
  reply: ReglageDeSource,
})

export const testerSource = endpoint({
  method: 'POST',
  path: '/sources/:source/essais-de-connexion',
  summary: 'Essayer un réglage sans rien importer',
  params: DeSource,
  body: z.object({ ou: Reglage.shape.ou }),
  reply: z.object({
    reussi: z.boolean(),
    /** HTTP status; null when nobody answered, or for a folder. */
    statut: z.number().nullable(),
    message: z.string(),
    total: z.number().nullable(),
    /** Names of the columns, then the first rows. */
    colonnes: z.array(z.string()),
    lignes: z.array(z.array(z.string())),
  }),
})

export const prendreSource = endpoint({
  method: 'POST',
  path: '/sources/:source/prises',
  summary: 'Aller chercher une source maintenant',
  params: DeSource,
  body: z.object({}),
  reply: z.object({ source: z.string() }),
  status: 202,
})

export const acquitterAlerte = endpoint({
  method: 'POST',
  path: '/alertes-integration/:id/acquittements',
  summary: 'Dire qu’une alerte est connue, et pourquoi',
  params: z.object({ id: Identifiant }),
  body: z.object({ raison: z.string().trim().min(3, 'Dites en quelques mots pourquoi.').max(500) }),
  reply: Alerte,
})
