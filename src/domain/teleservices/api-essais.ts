import * as z from 'zod'
import { DefinitionGardee } from '../dossiers/definition.ts'
import { endpoint } from '../endpoint.ts'
import type { Preremplis } from '../formulaire/prefill.ts'
import { Uai } from '../referentiel/uai.ts'

const ParCode = z.object({ code: z.string().max(60) })
const ParEssai = ParCode.extend({ id: z.coerce.number().int().min(1) })

/** A trial: filled and deposited with the rules of a real dossier, and never one. */
export const LigneEssai = z.object({
  id: z.number(),
  /** « ESSAI-12 »: no number of a real dossier looks like it. */
  numero: z.string(),
  uai: z.string(),
  etablissement: z.string(),
  /** The version tried; null for the drawing in progress. */
  version: z.number().nullable(),
  etat: z.enum(['brouillon', 'depose']),
  commence_le: z.string(),
  commence_par: z.string(),
  depose_le: z.string().nullable(),
})
export type LigneEssai = z.infer<typeof LigneEssai>

export const Essai = LigneEssai.extend({
  revision: z.number(),
  definition: DefinitionGardee,
  reponses: z.record(z.string(), z.unknown()),
  preremplis: z.custom<Preremplis>((v) => typeof v === 'object' && v !== null),
})
export type Essai = z.infer<typeof Essai>

export const listerEssais = endpoint({
  method: 'GET',
  path: '/formulaires/:code/essais',
  summary: 'Dossiers d’essai d’un formulaire, les plus récents d’abord',
  params: ParCode,
  query: z.object({
    page: z.coerce.number().int().min(1).max(10_000).default(1),
    par_page: z.coerce.number().int().min(1).max(100).default(20),
  }),
  reply: z.object({ total: z.number(), page: z.number(), par_page: z.number(), elements: z.array(LigneEssai) }),
})

export const commencerEssai = endpoint({
  method: 'POST',
  path: '/formulaires/:code/essais',
  summary: 'Commencer un dossier d’essai comme un établissement, sur le brouillon s’il y en a un',
  params: ParCode,
  body: z.object({ uai: Uai }),
  reply: Essai,
  status: 201,
})

export const lireEssai = endpoint({
  method: 'GET',
  path: '/formulaires/:code/essais/:id',
  summary: 'Un dossier d’essai',
  params: ParEssai,
  reply: Essai,
})

export const enregistrerEssai = endpoint({
  method: 'PUT',
  path: '/formulaires/:code/essais/:id',
  summary: 'Enregistrer les réponses d’un essai',
  params: ParEssai,
  body: z.object({ revision: z.int().min(1), reponses: z.record(z.string().max(170), z.unknown()) }),
  reply: z.object({ revision: z.number() }),
})

export const deposerEssai = endpoint({
  method: 'POST',
  path: '/formulaires/:code/essais/:id/depot',
  summary: 'Déposer un essai : refusé comme le serait un vrai dossier, sans courriel ni instruction',
  params: ParEssai,
  reply: Essai,
})

export const supprimerEssai = endpoint({
  method: 'DELETE',
  path: '/formulaires/:code/essais/:id',
  summary: 'Supprimer un essai',
  params: ParEssai,
})
