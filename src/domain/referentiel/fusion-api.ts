import * as z from 'zod'
import { endpoint } from '../endpoint.ts'
import { GENRES_FUSION } from './fusion.ts'
import { estSiret } from './siret.ts'
import { Uai } from './uai.ts'

const GenreFusion = z.enum(GENRES_FUSION)
const Jour = z.iso.date('Choisissez une date.')
const Quel = z.object({ uai: z.string(), nom: z.string() })
const Probleme = z.object({ champ: z.string(), message: z.string() })

const ValeurCote = z.object({
  uai: z.string(),
  valeur: z.unknown(),
  /** As people read it; empty when nothing is known. */
  texte: z.string(),
  /** « Annuaire de l’éducation, 26 nov. 2024 » without the day; null when unknown. */
  source: z.string().nullable(),
  date: z.string().nullable(),
  saisie: z.boolean(),
})

export const ChampCompare = z.object({
  champ: z.string(),
  libelle: z.string(),
  onglet: z.string(),
  valeurs: z.array(ValeurCote),
  differe: z.boolean(),
  /** False: it stays that of the survivor. */
  se_choisit: z.boolean(),
  /** UAI whose value is kept unless one chooses otherwise, and why. */
  defaut: z.string(),
  raison: z.string(),
})
export type ChampCompare = z.infer<typeof ChampCompare>

export const Mouvement = z.object({
  nom: z.string(),
  libelle: z.string(),
  /** Rows of all the absorbed. */
  nombre: z.number(),
  /** Rows whose like the survivor already has: they stay on the absorbed fiche. */
  bloques: z.number(),
  annees: z.array(z.number()),
  /** Moves unless one chooses otherwise. */
  suit: z.boolean(),
})
export type Mouvement = z.infer<typeof Mouvement>

export const PlanDeFusion = z.object({
  genre: GenreFusion,
  date_effet: z.string(),
  survivant: Quel,
  /** The survivor does not exist yet: this replacement creates it. */
  nouveau: z.boolean(),
  absorbes: z.array(Quel),
  champs: z.array(ChampCompare),
  mouvements: z.array(Mouvement),
  obstacles: z.array(Probleme),
  /** What was compared: to be sent back, so that nothing changes between the preview and the act. */
  jeton: z.string(),
})
export type PlanDeFusion = z.infer<typeof PlanDeFusion>

export const lirePlanDeFusion = endpoint({
  method: 'GET',
  path: '/etablissements/:uai/fusions/plan',
  summary: 'Préparer une fusion, sans rien écrire',
  description:
    'Compare champ par champ l’établissement qui reste et ceux qu’il absorbe (« avec », séparés par des virgules), propose une valeur avec sa raison, compte ce qui suivra.',
  params: z.object({ uai: Uai }),
  query: z.object({
    avec: z
      .string()
      .transform((t) =>
        t
          .split(',')
          .map((u) => u.trim())
          .filter(Boolean),
      )
      .pipe(z.array(Uai).min(1, 'Choisissez l’établissement à fusionner.').max(10)),
    genre: GenreFusion.default('absorption'),
    date_effet: Jour.optional(),
    /** `oui`: the UAI is to be created by this replacement, prefilled from the first replaced. */
    nouveau: z.enum(['oui', 'non']).optional(),
  }),
  reply: PlanDeFusion,
})

const Arbitrage = z.object({
  id: z.number(),
  uai: z.string(),
  libelle: z.string(),
  /** As people read them. */
  avant: z.string(),
  apres: z.string(),
  actuel: z.string(),
  /** False: the row is gone or its place is taken, one can only keep. */
  restaurable: z.boolean(),
  choix: z.enum(['garder', 'restaurer']).nullable(),
})

export const Fusion = z.object({
  id: z.number(),
  genre: z.enum([...GENRES_FUSION, 'scission']),
  survivant: Quel,
  origines: z.array(Quel),
  cibles: z.array(z.string()),
  date_effet: z.string(),
  etat: z.enum(['prevue', 'executee', 'annulee']),
  motif: z.string(),
  empechement: z.string().nullable(),
  bilan: z.array(z.object({ libelle: z.string(), nombre: z.number() })),
  prevue_le: z.string(),
  prevue_par: z.string(),
  executee_le: z.string().nullable(),
  annulee_le: z.string().nullable(),
  annulee_par: z.string().nullable(),
  arbitrages: z.array(Arbitrage),
})
export type Fusion = z.infer<typeof Fusion>

export const fusionner = endpoint({
  method: 'POST',
  path: '/etablissements/:uai/fusions',
  summary: 'Fusionner d’autres établissements dans celui-ci',
  description:
    'À une date passée ou du jour, la fusion est faite aussitôt, en une transaction ; à une date future, elle attend son jour. Le jeton est celui du plan : 409 « plan_perime » nomme les champs qui ont changé depuis.',
  params: z.object({ uai: Uai }),
  body: z.object({
    genre: GenreFusion,
    absorbes: z.array(Uai).min(1, 'Choisissez l’établissement à fusionner.').max(10),
    date_effet: Jour,
    /** Champ → UAI whose value is kept; those not named follow the default of the plan. */
    choix: z.record(z.string(), z.string()).default({}),
    /** Names of what moves; absent: the default of the plan. */
    suivent: z.array(z.string()).optional(),
    /** Creates the UAI of the survivor in the same transaction; only for a replacement. */
    nouveau: z
      .object({
        nom: z.string().trim().min(1, 'Donnez un nom au nouvel établissement.').max(200),
        siret: z.preprocess(
          (v) => (v === '' ? undefined : v),
          z.string().refine(estSiret, 'Ce SIRET est incorrect : quatorze chiffres et leur clé.').optional(),
        ),
      })
      .optional(),
    motif: z.string().trim().max(2_000).default(''),
    jeton: z.string().min(1).max(20_000),
  }),
  reply: Fusion,
  status: 201,
})

const Id = z.object({ id: z.coerce.number().int().positive() })

export const lireFusion = endpoint({
  method: 'GET',
  path: '/fusions/:id',
  summary: 'Lire une fusion ou une scission',
  params: Id,
  reply: Fusion,
})

export const listerFusions = endpoint({
  method: 'GET',
  path: '/fusions',
  summary: 'Lister les fusions et les scissions, les dernières d’abord',
  query: z.object({
    uai: Uai.optional(),
    etat: z.preprocess((v) => (v === '' ? undefined : v), z.enum(['prevue', 'executee', 'annulee']).optional()),
    page: z.coerce.number().int().min(1).max(10_000).default(1),
    par_page: z.coerce.number().int().min(1).max(100).default(20),
  }),
  reply: z.object({ total: z.number(), page: z.number(), par_page: z.number(), elements: z.array(Fusion) }),
})

export const annulerFusion = endpoint({
  method: 'POST',
  path: '/fusions/:id/annulations',
  summary: 'Annuler une fusion ou une scission',
  description:
    'Remet exactement ce qui n’a pas changé depuis ; le reste demeure en place et revient dans « arbitrages ». Une fusion prévue est seulement retirée. 409 « deja_annulee » la seconde fois.',
  params: Id,
  body: z.object({ motif: z.string().trim().max(2_000).default('') }),
  reply: Fusion,
  status: 201,
})

export const arbitrer = endpoint({
  method: 'POST',
  path: '/fusions/:id/arbitrages/:arbitrage',
  summary: 'Trancher ce qui avait changé entre une fusion et son annulation',
  params: z.object({ id: Id.shape.id, arbitrage: Id.shape.id }),
  body: z.object({ choix: z.enum(['garder', 'restaurer']) }),
  reply: Fusion,
})
