import * as z from 'zod'
import { Definition } from '#domain/formulaire/definition.ts'
import { Icone } from '#domain/instruction/guide.ts'
import { endpoint } from '../endpoint.ts'
import { Audience, Fiche, HeureLocale, SansCompte, Secteur, Thematique } from './fiche.ts'

/** Where a téléservice stands in its calendar, at the moment of the answer. */
export const EtatTeleservice = z.enum(['ouvert', 'a_venir', 'ferme'])
export type EtatTeleservice = z.infer<typeof EtatTeleservice>

/** The période that counts: the current one, else the next, else the last. Local time of Europe/Paris, or null. */
const Ouverture = z.object({
  etat: EtatTeleservice,
  ouvre_le: HeureLocale.nullable(),
  ferme_le: HeureLocale.nullable(),
})
export type Ouverture = z.infer<typeof Ouverture>

export const Tuile = z.object({
  code: z.string(),
  titre: z.string(),
  resume: z.string(),
  thematique: Thematique,
  icone: Icone,
  pour_qui: z.object({ natures: z.array(Audience), secteurs: z.array(Secteur) }),
  /** « Collèges et lycées publics » */
  audience: z.string(),
  /** Who may ask without an account; empty when nobody may. */
  sans_compte: z.array(SansCompte),
  ...Ouverture.shape,
})
export type Tuile = z.infer<typeof Tuile>

const Facette = z.object({ valeur: z.string(), libelle: z.string(), total: z.number() })
export type Facette = z.infer<typeof Facette>

/** One value or several, separated by commas. */
const plusieurs = <T extends string>(valeur: z.ZodType<T, T>) =>
  z
    .string()
    .max(200)
    .transform((texte) => texte.split(',').filter((mot): mot is T => mot !== ''))
    .pipe(z.array(valeur))
    .optional()

export const RechercheCatalogue = z.object({
  recherche: z.string().max(200, 'Raccourcissez votre recherche à 200 caractères.').default(''),
  thematique: plusieurs(Thematique),
  audience: plusieurs(Audience),
  /** `oui`: only those that can be deposited now. */
  ouvert: z.enum(['oui', 'non']).default('non'),
  /** `oui`: only those that can be asked without an account. */
  sans_compte: z.enum(['oui', 'non']).default('non'),
  page: z.coerce.number().int().min(1).max(10_000).default(1),
  par_page: z.coerce.number().int().min(1).max(100).default(50),
})
export type RechercheCatalogue = z.output<typeof RechercheCatalogue>

export const Catalogue = z.object({
  total: z.number(),
  page: z.number(),
  par_page: z.number(),
  elements: z.array(Tuile),
  /** Each facet counts what the other filters keep, so that one can always widen. */
  facettes: z.object({
    thematiques: z.array(Facette),
    audiences: z.array(Facette),
    ouverts: z.number(),
    sans_compte: z.number(),
  }),
})
export type Catalogue = z.infer<typeof Catalogue>

export const listerTeleservices = endpoint({
  method: 'GET',
  path: '/teleservices',
  summary: 'Catalogue des téléservices',
  description:
    'Filtres : recherche (sans accents), thematique et audience (plusieurs valeurs séparées par des virgules), ouvert=oui, sans_compte=oui.',
  query: RechercheCatalogue,
  reply: Catalogue,
  anonymous: true,
  public: true,
})

export const FicheTeleservice = z.object({
  code: z.string(),
  thematique: Thematique,
  libelle_thematique: z.string(),
  dispositif: z.object({ code: z.string(), libelle: z.string(), regime: z.enum(['administration', 'public']) }),
  /** « Collèges et lycées publics » */
  audience: z.string(),
  plusieurs_dossiers: z.boolean(),
  fiche: Fiche,
  ...Ouverture.shape,
})
export type FicheTeleservice = z.infer<typeof FicheTeleservice>

const ParCode = z.object({ code: z.string().max(60) })

export const lireTeleservice = endpoint({
  method: 'GET',
  path: '/teleservices/:code',
  summary: 'Fiche d’un téléservice',
  params: ParCode,
  reply: FicheTeleservice,
  anonymous: true,
  public: true,
})

export const lireFormulaire = endpoint({
  method: 'GET',
  path: '/teleservices/:code/formulaire',
  summary: 'Dernière version publiée du formulaire d’un téléservice',
  params: ParCode,
  reply: z.object({ numero: z.number(), publiee_le: z.string(), definition: Definition }),
})
