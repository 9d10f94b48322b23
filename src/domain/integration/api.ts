import * as z from 'zod'
import { endpoint } from '../endpoint.ts'
import { ETATS_EXECUTION } from './etats.ts'

const Page = z.object({
  page: z.coerce.number().int().min(1).max(100_000).default(1),
  par_page: z.coerce.number().int().min(1).max(100).default(50),
})
const Identifiant = z.coerce.number().int().min(1).max(Number.MAX_SAFE_INTEGER)
const CodeSource = z.string().regex(/^[a-z][a-z0-9-]{1,60}$/, 'Ce code de source est incorrect.')
/** Form fields and query strings are texts. */
const OuiNon = z.enum(['true', 'false', '1', '0', 'oui', 'non']).transform((v) => ['true', '1', 'oui'].includes(v))
const liste = <E extends z.ZodType>(element: E) =>
  z.object({ total: z.number(), page: z.number(), par_page: z.number(), elements: z.array(element) })

export const Execution = z.object({
  id: z.number(),
  source: z.string(),
  libelle: z.string(),
  editeur: z.string(),
  licence: z.string(),
  genre: z.enum(['etablissements', 'enregistrements', 'territoires', 'nomenclatures', 'calendrier']),
  etat: z.enum(ETATS_EXECUTION),
  /** Nothing is written: only the differences are computed. */
  a_blanc: z.boolean(),
  /** Percent of the whole run. */
  progression: z.number(),
  fichier: z.string(),
  date_donnees: z.string().nullable(),
  forcee: z.boolean(),
  commencee_le: z.string(),
  terminee_le: z.string().nullable(),
  duree_ms: z.number(),
  lues: z.number(),
  /** Établissements or linked records that the run adds, changes, finds the same; `absentes` are no longer in the file. */
  creees: z.number(),
  modifiees: z.number(),
  identiques: z.number(),
  absentes: z.number(),
  /** Older than what is known: kept as the past, without effect on the present. */
  anciennes: z.number(),
  /** Rows of no concern to the référentiel: écoles, services. */
  hors_champ: z.number(),
  /** Rows kept whose établissement is known; null until they are matched, and for tables of codes. */
  rapprochees: z.number().nullable(),
  /** Rows in quarantine. */
  rejetees: z.number(),
  /** Values put aside in rows that are kept. */
  remarques: z.number(),
  mal_places: z.number(),
  erreur: z.string().nullable(),
  /** Why the run waits for a confirmation before it writes. */
  a_confirmer: z.string().nullable(),
  /** The run that had already applied this very file. */
  identique_a: z.number().nullable(),
  /** The run whose corrected rows this one plays again. */
  rejeu_de: z.number().nullable(),
})
export type Execution = z.infer<typeof Execution>

export const Source = z.object({
  code: z.string(),
  libelle: z.string(),
  editeur: z.string(),
  licence: z.string(),
  genre: Execution.shape.genre,
  /** For établissements: the smallest wins, champ by champ. */
  priorite: z.number(),
  /** A file of this source can be sent. */
  importable: z.boolean(),
  /** Version of the mapping of columns; 0 is the one that the product ships. */
  version_correspondance: z.number(),
  /** Vintage of the last data applied. */
  date_donnees: z.string().nullable(),
  derniere: Execution.nullable(),
})
export type Source = z.infer<typeof Source>

export const listerSources = endpoint({
  method: 'GET',
  path: '/sources',
  summary: 'Sources du référentiel et leur dernier import',
  reply: z.object({ elements: z.array(Source) }),
  public: true,
})

export const lireSource = endpoint({
  method: 'GET',
  path: '/sources/:source',
  summary: 'Une source : ses règles, ses derniers imports',
  params: z.object({ source: CodeSource }),
  reply: Source.extend({
    /** What is done with its files, in sentences. */
    regles: z.array(z.string()),
    executions: z.array(Execution),
  }),
  public: true,
})

/** Options of a run; in the form or in the address. */
const Options = z.object({
  a_blanc: OuiNon.optional(),
  /** Writes even when many rows have vanished, and compares even a file already applied. */
  forcer: OuiNon.optional(),
  /** Day of the data; otherwise read in the rows or in the name of the file, otherwise today. */
  date_donnees: z.iso.date('Cette date s’écrit AAAA-MM-JJ.').optional(),
})

export const importerFichier = endpoint({
  method: 'POST',
  path: '/sources/:source/executions',
  summary: 'Importer un fichier d’une source',
  description: 'Le travail se poursuit après la réponse : lire l’exécution pour le suivre.',
  params: z.object({ source: CodeSource }),
  query: Options,
  body: Options,
  reply: z.object({ id: z.number() }),
  upload: true,
  status: 202,
  public: true,
})

export const listerExecutions = endpoint({
  method: 'GET',
  path: '/executions',
  summary: 'Imports, le dernier d’abord',
  query: Page.extend({ source: CodeSource.optional(), etat: z.enum(ETATS_EXECUTION).optional() }),
  reply: liste(Execution),
  public: true,
})

export const lireExecution = endpoint({
  method: 'GET',
  path: '/executions/:id',
  summary: 'Un import et ce qu’il a changé',
  params: z.object({ id: Identifiant }),
  reply: Execution,
  public: true,
})

export const Rejet = z.object({
  id: z.number(),
  numero: z.number(),
  feuille: z.string().nullable(),
  portee: z.enum(['ligne', 'champ']),
  uai: z.string(),
  champ: z.string().nullable(),
  valeur: z.string(),
  code: z.string(),
  raison: z.string(),
  suggestion: z.string().nullable(),
  etat: z.enum(['a_corriger', 'corrige', 'rejoue']),
  /** The row by column, as received or as corrected; empty for runs of before. */
  ligne: z.record(z.string(), z.string()),
})
export type Rejet = z.infer<typeof Rejet>

export const listerRejets = endpoint({
  method: 'GET',
  path: '/executions/:id/rejets',
  summary: 'Lignes et valeurs écartées par un import',
  params: z.object({ id: Identifiant }),
  query: Page.extend({ portee: Rejet.shape.portee.optional(), etat: Rejet.shape.etat.optional() }),
  reply: liste(Rejet),
  public: true,
})

export const telechargerRejets = endpoint({
  method: 'GET',
  path: '/executions/:id/rejets.csv',
  summary: 'Les lignes écartées, en CSV',
  params: z.object({ id: Identifiant }),
  download: 'text/csv',
  public: true,
})

export const corrigerRejet = endpoint({
  method: 'PATCH',
  path: '/executions/:id/rejets/:rejet',
  summary: 'Corriger une ligne écartée',
  params: z.object({ id: Identifiant, rejet: Identifiant }),
  body: z.object({ ligne: z.record(z.string().max(200), z.string().max(5_000)) }),
  reply: Rejet,
})

export const rejouerRejets = endpoint({
  method: 'POST',
  path: '/executions/:id/rejets/rejeux',
  summary: 'Rejouer les lignes corrigées',
  params: z.object({ id: Identifiant }),
  reply: z.object({ id: z.number() }),
  status: 202,
})

export const Difference = z.object({
  uai: z.string(),
  nom: z.string().nullable(),
  genre: z.enum(['creation', 'modification', 'absence', 'passe']),
  /** Code of the champ or of the rubrique. */
  champ: z.string().nullable(),
  /** For a linked record: its key, in words (« 2023, 6e, ensemble »). */
  enregistrement: z.string().nullable(),
  avant: z.unknown(),
  apres: z.unknown(),
})
export type Difference = z.infer<typeof Difference>

export const listerDifferences = endpoint({
  method: 'GET',
  path: '/executions/:id/differences',
  summary: 'Ce qu’un import change, ou changerait',
  params: z.object({ id: Identifiant }),
  query: Page.extend({ genre: Difference.shape.genre.optional(), uai: z.string().max(20).optional() }),
  reply: liste(Difference),
  public: true,
})

export const appliquerExecution = endpoint({
  method: 'POST',
  path: '/executions/:id/applications',
  summary: 'Appliquer un import à blanc, en attente de confirmation ou interrompu',
  params: z.object({ id: Identifiant }),
  reply: Execution,
  status: 202,
})

export const annulerExecution = endpoint({
  method: 'POST',
  path: '/executions/:id/annulations',
  summary: 'Annuler un import : tout revient, sauf ce qui a changé depuis',
  params: z.object({ id: Identifiant }),
  reply: z.object({
    restaurees: z.number(),
    modifiees_depuis: z.array(z.object({ uai: z.string(), champ: z.string(), valeur: z.unknown() })),
  }),
})
