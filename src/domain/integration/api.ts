import * as z from 'zod'
import { endpoint } from '../endpoint.ts'

const Page = z.object({
  page: z.coerce.number().int().min(1).max(10_000).default(1),
  par_page: z.coerce.number().int().min(1).max(100).default(50),
})
const Identifiant = z.coerce.number().int().min(1).max(Number.MAX_SAFE_INTEGER)

export const Execution = z.object({
  id: z.number(),
  source: z.string(),
  libelle: z.string(),
  editeur: z.string(),
  licence: z.string(),
  genre: z.enum(['etablissements', 'territoires', 'nomenclatures']),
  etat: z.enum(['reussie', 'echouee']),
  fichier: z.string(),
  date_donnees: z.string(),
  forcee: z.boolean(),
  commencee_le: z.string(),
  duree_ms: z.number(),
  lues: z.number(),
  /** Rows of no concern to the référentiel: écoles, services. */
  hors_champ: z.number(),
  /** Rows in quarantine. */
  rejetees: z.number(),
  /** Values put aside in rows that are kept. */
  remarques: z.number(),
  lignes_nouvelles: z.number(),
  lignes_changees: z.number(),
  lignes_disparues: z.number(),
  crees: z.number(),
  modifies: z.number(),
  inchanges: z.number(),
  mal_places: z.number(),
  erreur: z.string().nullable(),
})
export type Execution = z.infer<typeof Execution>

export const listerExecutions = endpoint({
  method: 'GET',
  path: '/executions',
  summary: 'Imports, le dernier d’abord',
  query: Page,
  reply: z.object({ total: z.number(), page: z.number(), par_page: z.number(), elements: z.array(Execution) }),
})

export const lireExecution = endpoint({
  method: 'GET',
  path: '/executions/:id',
  summary: 'Un import et ce qu’il a changé',
  params: z.object({ id: Identifiant }),
  reply: Execution,
})

export const Rejet = z.object({
  numero: z.number(),
  portee: z.enum(['ligne', 'champ']),
  uai: z.string(),
  champ: z.string().nullable(),
  valeur: z.string(),
  code: z.string(),
  raison: z.string(),
  suggestion: z.string().nullable(),
})
export type Rejet = z.infer<typeof Rejet>

export const listerRejets = endpoint({
  method: 'GET',
  path: '/executions/:id/rejets',
  summary: 'Lignes et valeurs écartées par un import',
  params: z.object({ id: Identifiant }),
  query: Page,
  reply: z.object({ total: z.number(), page: z.number(), par_page: z.number(), elements: z.array(Rejet) }),
})
