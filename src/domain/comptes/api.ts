import * as z from 'zod'
import { endpoint } from '../endpoint.ts'
import { MOT_DE_PASSE_MAX, MOT_DE_PASSE_MIN } from './connexion.ts'

export const Role = z.enum(['etablissement', 'agent', 'administrateur'])

export const MonEtablissement = z.object({
  uai: z.string(),
  nom: z.string(),
  commune: z.string().nullable(),
  /** Ministry nature code, for the catalogue's « vous êtes ? ». */
  nature: z.string().nullable(),
  type: z.enum(['college', 'lycee', 'erea']).nullable(),
  secteur: z.enum(['public', 'prive']).nullable(),
  fonction: z.enum(['chef', 'gestionnaire']),
})
export type MonEtablissement = z.infer<typeof MonEtablissement>

export const Moi = z.object({
  id: z.number(),
  prenom: z.string(),
  nom: z.string(),
  courriel: z.string(),
  fonction: z.string(),
  role: Role,
  etablissements: z.array(MonEtablissement),
  perimetres: z.array(z.object({ genre: z.string(), code: z.string(), libelle: z.string() })),
  /** Open services that I am in. */
  services: z.array(z.object({ id: z.number(), nom: z.string() })),
})
export type Moi = z.infer<typeof Moi>

/** What every page needs first: who I am (or nobody), and whose site this is. */
export const Contexte = z.object({
  moi: Moi.nullable(),
  collectivite: z.string(),
  demonstration: z.boolean(),
})
export type Contexte = z.infer<typeof Contexte>

export const lireContexte = endpoint({
  method: 'GET',
  path: '/contexte',
  summary: 'Qui je suis, et la collectivité du site',
  anonymous: true,
  reply: Contexte,
})

export const Persona = z.object({
  courriel: z.string(),
  nom: z.string(),
  role: Role,
  description: z.string(),
})

export const listerPersonas = endpoint({
  method: 'GET',
  path: '/demonstration/personas',
  summary: 'Personnes fictives de la démonstration (404 hors démonstration)',
  anonymous: true,
  reply: z.object({ mot_de_passe: z.string(), elements: z.array(Persona) }),
})

export const ouvrirPremierAdministrateur = endpoint({
  method: 'POST',
  path: '/premier-administrateur',
  summary: 'Ouvrir le premier compte d’administration avec le lien affiché au démarrage',
  anonymous: true,
  body: z.object({
    jeton: z.string().min(20).max(200),
    prenom: z.string().trim().min(1, 'Indiquez votre prénom.').max(100),
    nom: z.string().trim().min(1, 'Indiquez votre nom.').max(100),
    courriel: z.email('Indiquez une adresse de courriel, par exemple nom@collectivite.fr.').max(254),
    mot_de_passe: z
      .string()
      .min(MOT_DE_PASSE_MIN, `Choisissez au moins ${MOT_DE_PASSE_MIN} caractères.`)
      .max(MOT_DE_PASSE_MAX, `Choisissez au plus ${MOT_DE_PASSE_MAX} caractères.`),
  }),
  reply: z.object({ courriel: z.string() }),
  status: 201,
})
