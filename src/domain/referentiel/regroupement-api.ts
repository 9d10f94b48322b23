import * as z from 'zod'
import { endpoint } from '../endpoint.ts'
import { GENRES_REGROUPEMENT } from './regroupement.ts'
import { Uai } from './uai.ts'

const Genre = z.enum(GENRES_REGROUPEMENT)
const Jour = z.iso.date('Choisissez une date.')
const Id = z.coerce.number().int().positive()
const Role = z.enum(['tete', 'membre'])

export const Membre = z.object({
  uai: z.string(),
  nom: z.string(),
  commune: z.string().nullable(),
  role: Role,
  depuis: z.string(),
  jusque: z.string().nullable(),
  /** For the year asked. */
  eleves: z.number().nullable(),
  compte: z.boolean(),
  /** Why it is not counted; null when it is. */
  raison: z.string().nullable(),
})
export type Membre = z.infer<typeof Membre>

export const RegroupementResume = z.object({
  id: z.number(),
  genre: Genre,
  nom: z.string(),
  membres: z.number(),
  dissous_le: z.string().nullable(),
})

export const Regroupement = z.object({
  ...RegroupementResume.shape,
  membres: z.array(Membre),
  annee: z.number(),
  /** School years for which some member has pupils, the latest first. */
  annees: z.array(z.number()),
  eleves: z.number(),
  sans_effectif: z.number(),
  operations: z.number(),
  /** In cents. */
  montant_operations: z.number(),
  /** The tête announces a total that differs from the sum of the members. */
  ecart: z.object({ annonce: z.number(), somme: z.number() }).nullable(),
})
export type Regroupement = z.infer<typeof Regroupement>

export const listerRegroupements = endpoint({
  method: 'GET',
  path: '/regroupements',
  summary: 'Lister les regroupements',
  query: z.object({
    genre: z.preprocess((v) => (v === '' ? undefined : v), Genre.optional()),
    uai: Uai.optional(),
    recherche: z.string().max(200).default(''),
    page: z.coerce.number().int().min(1).max(10_000).default(1),
    par_page: z.coerce.number().int().min(1).max(100).default(20),
  }),
  reply: z.object({ total: z.number(), page: z.number(), par_page: z.number(), elements: z.array(RegroupementResume) }),
})

export const lireRegroupement = endpoint({
  method: 'GET',
  path: '/regroupements/:id',
  summary: 'Lire un regroupement et ce qu’il rassemble une année',
  description: 'L’année est celle de la rentrée ; un membre parti compte encore pour les années où il appartenait.',
  params: z.object({ id: Id }),
  query: z.object({
    annee: z.preprocess((v) => (v === '' ? undefined : v), z.coerce.number().int().min(1980).max(2100).optional()),
  }),
  reply: Regroupement,
})

const Entree = z.object({ uai: Uai, role: Role.default('membre') })

export const creerRegroupement = endpoint({
  method: 'POST',
  path: '/regroupements',
  summary: 'Créer un regroupement',
  body: z.object({
    genre: Genre,
    nom: z.string().trim().min(1, 'Donnez un nom au regroupement.').max(200),
    depuis: Jour,
    membres: z.array(Entree).min(2, 'Un regroupement a au moins deux membres.').max(100),
  }),
  reply: Regroupement,
  status: 201,
})

export const modifierRegroupement = endpoint({
  method: 'PATCH',
  path: '/regroupements/:id',
  summary: 'Renommer un regroupement, ou le dissoudre à une date',
  params: z.object({ id: Id }),
  body: z.object({
    nom: z.string().trim().min(1).max(200).optional(),
    genre: Genre.optional(),
    dissous_le: Jour.optional(),
    /** Pupils announced for the whole, by school year: « 2025 » → 1200. Replaces those known. */
    annonces: z.record(z.string().regex(/^\d{4}$/, 'Une année a quatre chiffres.'), z.number().int().min(0)).optional(),
  }),
  reply: Regroupement,
})

export const ajouterMembre = endpoint({
  method: 'POST',
  path: '/regroupements/:id/membres',
  summary: 'Faire entrer un établissement dans un regroupement',
  params: z.object({ id: Id }),
  body: z.object({ ...Entree.shape, depuis: Jour }),
  reply: Regroupement,
  status: 201,
})

export const sortirMembre = endpoint({
  method: 'POST',
  path: '/regroupements/:id/membres/:uai/sorties',
  summary: 'Faire sortir un membre à une date',
  params: z.object({ id: Id, uai: Uai }),
  body: z.object({ jusque: Jour }),
  reply: Regroupement,
  status: 201,
})
