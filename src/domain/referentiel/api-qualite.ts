import * as z from 'zod'
import { endpoint } from '../endpoint.ts'
import { CODES_CONTROLE, CODES_NIVEAU, REMEDES } from './qualite.ts'
import { Uai } from './uai.ts'

const vide = <T extends z.ZodType>(valeur: T) => z.preprocess((v) => (v === '' ? undefined : v), valeur.optional())

export const Anomalie = z.object({
  id: z.number(),
  code: z.enum(CODES_CONTROLE),
  niveau: z.enum(CODES_NIVEAU),
  libelle: z.string(),
  detail: z.string(),
  conseil: z.string(),
  /** Where it is mended. */
  ou: z.enum(REMEDES),
  /** What it is about beside the établissement: another UAI, a regroupement; often empty. */
  objet: z.string(),
  uai: z.string(),
  nom: z.string(),
  commune: z.string().nullable(),
  departement: z.string().nullable(),
  vue_la_premiere_fois: z.string(),
  /** Null as long as nobody said that it is right so; a changed value makes it come back. */
  acceptee: z.object({ le: z.string(), motif: z.string(), par: z.string() }).nullable(),
})
export type Anomalie = z.infer<typeof Anomalie>

const FiltresAnomalies = z.object({
  niveau: vide(z.enum(CODES_NIVEAU)),
  code: vide(z.enum(CODES_CONTROLE)),
  departement: vide(z.string().regex(/^[0-9AB]{2,3}$/, 'Ce code est incorrect.')),
  etat: z.enum(['a_traiter', 'acceptees', 'toutes']).default('a_traiter'),
})
export type FiltresAnomalies = z.output<typeof FiltresAnomalies>

export const listerAnomalies = endpoint({
  method: 'GET',
  path: '/anomalies',
  summary: 'Ce que les contrôles de qualité ont trouvé dans votre périmètre',
  query: z.object({
    ...FiltresAnomalies.shape,
    page: z.coerce.number().int().min(1).max(10_000).default(1),
    par_page: z.coerce.number().int().min(1).max(100).default(50),
  }),
  reply: z.object({
    total: z.number(),
    page: z.number(),
    par_page: z.number(),
    elements: z.array(Anomalie),
    /** What is left to deal with in the périmètre, by check, whatever the filters. */
    comptes: z.array(z.object({ code: z.enum(CODES_CONTROLE), a_traiter: z.number(), acceptees: z.number() })),
    departements: z.array(z.object({ code: z.string(), libelle: z.string(), total: z.number() })),
  }),
})

export const exporterAnomalies = endpoint({
  method: 'GET',
  path: '/anomalies.csv',
  summary: 'Télécharger les anomalies (CSV)',
  query: FiltresAnomalies,
  download: 'text/csv',
})

export const anomaliesDe = endpoint({
  method: 'GET',
  path: '/etablissements/:uai/anomalies',
  summary: 'Anomalies d’un établissement',
  params: z.object({ uai: Uai }),
  reply: z.object({ total: z.number(), elements: z.array(Anomalie) }),
})

const params = z.object({ id: z.coerce.number().int().positive() })

export const accepterAnomalie = endpoint({
  method: 'PUT',
  path: '/anomalies/:id/acceptation',
  summary: 'Accepter une anomalie, avec le motif',
  description: 'Elle revient si la valeur en cause change.',
  params,
  body: z.object({ motif: z.string().trim().min(3, 'Dites pourquoi c’est normal.').max(500) }),
  reply: z.object({ id: z.number() }),
})

export const retirerAcceptation = endpoint({
  method: 'DELETE',
  path: '/anomalies/:id/acceptation',
  summary: 'Revenir sur l’acceptation d’une anomalie',
  params,
  reply: z.object({ id: z.number() }),
})

export const Passage = z.object({
  id: z.number(),
  etat: z.enum(['en_attente', 'en_cours', 'fini', 'echoue']),
  commence_le: z.string(),
  fini_le: z.string().nullable(),
  demandeur: z.string(),
  /** Checks done, of those to do. */
  faits: z.number(),
  prevus: z.number(),
  nouvelles: z.number().nullable(),
  disparues: z.number().nullable(),
  restantes: z.number().nullable(),
})
export type Passage = z.infer<typeof Passage>

export const lancerControles = endpoint({
  method: 'POST',
  path: '/controles',
  summary: 'Lancer les contrôles de qualité ; si un passage est en cours, le rejoindre',
  reply: z.object({ id: z.number() }),
  status: 202,
})

export const dernierPassage = endpoint({
  method: 'GET',
  path: '/controles/dernier',
  summary: 'Dernier passage des contrôles, ou celui en cours',
  reply: z.object({ passage: Passage.nullable() }),
})
