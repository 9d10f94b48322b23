import * as z from 'zod'
import type { Champ } from '#domain/formulaire/definition.ts'
import { Definition } from '#domain/formulaire/definition.ts'
import type { Ebauche } from '#domain/formulaire/ebauche.ts'
import { ChoixDeReprise } from '#domain/formulaire/reprise.ts'
import { endpoint } from '../endpoint.ts'
import { Contact, Thematique } from './fiche.ts'

// Unfinished forms and champs are read by `lireEbauche`, which says what is wrong with its path.
const DocumentEbauche = z.custom<Ebauche>((v) => typeof v === 'object' && v !== null, 'Un formulaire est attendu.')
const DocumentChamp = z.custom<Champ>((v) => typeof v === 'object' && v !== null, 'Un champ est attendu.')

/** What happens to the dossiers being filled when a version is published. */
export const SuiteDesBrouillons = z.enum(['suivre', 'garder'])
export type SuiteDesBrouillons = z.infer<typeof SuiteDesBrouillons>

const EtatBrouillon = z.object({
  base: z.number().nullable(),
  revision: z.number(),
  modifie_le: z.string(),
  modifie_par: z.string(),
  publier_le: z.string().nullable(),
})

export const LigneFormulaire = z.object({
  code: z.string(),
  titre: z.string(),
  thematique: Thematique,
  /** In the catalogue of the portal. */
  publie: z.boolean(),
  version: z.object({ numero: z.number(), publiee_le: z.string() }).nullable(),
  brouillon: EtatBrouillon.nullable(),
})
export type LigneFormulaire = z.infer<typeof LigneFormulaire>

export const listerFormulaires = endpoint({
  method: 'GET',
  path: '/formulaires',
  summary: 'Formulaires des téléservices, avec leurs versions et leurs brouillons',
  query: z.object({
    recherche: z.string().max(200).default(''),
    page: z.coerce.number().int().min(1).max(10_000).default(1),
    par_page: z.coerce.number().int().min(1).max(100).default(50),
  }),
  reply: z.object({
    total: z.number(),
    page: z.number(),
    par_page: z.number(),
    elements: z.array(LigneFormulaire),
  }),
})

export const NouveauFormulaire = z.object({
  code: z
    .string()
    .regex(/^[a-z0-9][a-z0-9-]{1,59}$/, 'Un code a 2 à 60 caractères : des minuscules, des chiffres et « - ».')
    // Pages beside the forms bear these names.
    .refine((c) => c !== 'modeles' && c !== 'import', 'Ce code sert déjà à une page : choisissez-en un autre.'),
  titre: z.string().trim().min(1, 'Donnez un titre.').max(120, 'Raccourcissez le titre à 120 caractères.'),
  resume: z.string().trim().min(1, 'Écrivez une phrase.').max(300, 'Raccourcissez la phrase à 300 caractères.'),
  thematique: Thematique,
  /** Code of the téléservice whose form, fiche and guide are copied; empty form when absent. */
  modele: z.string().max(60).optional(),
  /** Who answers; taken from the model when absent. */
  contact: Contact.optional(),
})
export type NouveauFormulaire = z.infer<typeof NouveauFormulaire>

export const creerFormulaire = endpoint({
  method: 'POST',
  path: '/formulaires',
  summary: 'Créer un téléservice et le brouillon de son formulaire, vide ou copié d’un autre',
  body: NouveauFormulaire,
  reply: z.object({ code: z.string() }),
  status: 201,
})

const ParCode = z.object({ code: z.string().max(60) })

export const VersionPubliee = z.object({
  numero: z.number(),
  publiee_le: z.string(),
  publiee_par: z.string().nullable(),
  note: z.string().nullable(),
})
export type VersionPubliee = z.infer<typeof VersionPubliee>

export const Atelier = z.object({
  code: z.string(),
  titre: z.string(),
  publie: z.boolean(),
  /** Newest first. */
  versions: z.array(VersionPubliee),
  brouillon: EtatBrouillon.extend({ definition: DocumentEbauche }).nullable(),
  /** The last published version, to compare with. */
  publiee: Definition.nullable(),
  /** Those of its guide, in order: what agents' data may be due for. */
  statuts: z.array(z.object({ code: z.string(), libelle: z.string() })),
})
export type Atelier = z.infer<typeof Atelier>

export const lireAtelier = endpoint({
  method: 'GET',
  path: '/formulaires/:code',
  summary: 'Un formulaire : ses versions et son brouillon',
  params: ParCode,
  reply: Atelier,
})

export const ouvrirBrouillon = endpoint({
  method: 'POST',
  path: '/formulaires/:code/brouillon',
  summary: 'Ouvrir un brouillon, depuis la dernière version ou une plus ancienne',
  description: 'Sans `version`, le brouillon déjà ouvert est rendu tel quel. Avec, il ne doit pas y en avoir.',
  params: ParCode,
  body: z.object({ version: z.int().min(1).optional() }),
  reply: Atelier,
})

export const enregistrerBrouillon = endpoint({
  method: 'PUT',
  path: '/formulaires/:code/brouillon',
  summary: 'Enregistrer le brouillon par-dessus la révision lue',
  description: '409 `brouillon_modifie`, avec qui et quand, si une autre révision a été enregistrée depuis.',
  params: ParCode,
  body: z.object({ revision: z.int().min(1), definition: DocumentEbauche }),
  reply: z.object({ revision: z.number(), modifie_le: z.string() }),
})

export const abandonnerBrouillon = endpoint({
  method: 'DELETE',
  path: '/formulaires/:code/brouillon',
  summary: 'Abandonner le brouillon ; les versions publiées ne changent pas',
  params: ParCode,
})

const Remarque = z.object({
  chemin: z.string(),
  message: z.string(),
  etape: z.string().optional(),
  champ: z.string().optional(),
  ou: z.string(),
})

export const controlerBrouillon = endpoint({
  method: 'GET',
  path: '/formulaires/:code/brouillon/controle',
  summary: 'Ce qui empêche de publier le brouillon, et ce qui mérite attention',
  params: ParCode,
  reply: z.object({ defauts: z.array(Remarque), avertissements: z.array(Remarque) }),
})

export const publierBrouillon = endpoint({
  method: 'POST',
  path: '/formulaires/:code/versions',
  summary: 'Publier le brouillon, maintenant ou à une date',
  params: ParCode,
  body: z.object({
    revision: z.int().min(1),
    note: z.string().max(500).optional(),
    brouillons: SuiteDesBrouillons.default('suivre'),
    /** What becomes of the answers of drafts, question by question; for the others, what is done without a choice. */
    choix: z.array(ChoixDeReprise).max(500).default([]),
    /** An instant; in the past or absent, it is now. */
    publier_le: z.iso.datetime({ offset: true, error: 'Cette date n’existe pas.' }).optional(),
  }),
  reply: z.object({ numero: z.number().nullable(), publier_le: z.string().nullable() }),
})

export const annulerPublication = endpoint({
  method: 'DELETE',
  path: '/formulaires/:code/publication',
  summary: 'Annuler une publication prévue',
  params: ParCode,
})

export const lireVersion = endpoint({
  method: 'GET',
  path: '/formulaires/:code/versions/:numero',
  summary: 'Une version publiée',
  params: ParCode.extend({ numero: z.coerce.number().int().min(1).max(1_000_000) }),
  reply: VersionPubliee.extend({ definition: Definition }),
})

const Changement = z.object({
  sur: z.enum(['etape', 'champ', 'formulaire']),
  id: z.string(),
  libelle: z.string(),
  nature: z.enum([
    'ajoute',
    'retire',
    'deplace',
    'type',
    'options',
    'obligation',
    'condition',
    'libelle',
    'face',
    'reglages',
  ]),
  detail: z.string(),
  perte: z.boolean(),
})

const QuelleVersion = z.union([z.literal('brouillon'), z.coerce.number().int().min(1).max(1_000_000)])

export const comparerVersions = endpoint({
  method: 'GET',
  path: '/formulaires/:code/differences',
  summary: 'Ce qui change entre deux versions, ou d’une version au brouillon',
  params: ParCode,
  query: z.object({ de: QuelleVersion, a: QuelleVersion }),
  reply: z.object({ changements: z.array(Changement) }),
})

export const EntreeBibliotheque = z.object({ id: z.number(), libelle: z.string(), champ: DocumentChamp })
export type EntreeBibliotheque = z.infer<typeof EntreeBibliotheque>

export const listerBibliotheque = endpoint({
  method: 'GET',
  path: '/bibliotheque-champs',
  summary: 'Champs et blocs gardés pour plusieurs formulaires',
  reply: z.object({ elements: z.array(EntreeBibliotheque) }),
})

export const garderChamp = endpoint({
  method: 'POST',
  path: '/bibliotheque-champs',
  summary: 'Garder un champ ou un bloc dans la bibliothèque',
  body: z.object({ libelle: z.string().trim().min(1, 'Donnez un nom.').max(120), champ: DocumentChamp }),
  reply: EntreeBibliotheque,
  status: 201,
})

export const oublierChamp = endpoint({
  method: 'DELETE',
  path: '/bibliotheque-champs/:id',
  summary: 'Retirer de la bibliothèque ; les formulaires qui s’en sont servis ne changent pas',
  params: z.object({ id: z.coerce.number().int().min(1) }),
})
