import * as z from 'zod'
import { endpoint } from '../endpoint.ts'
import { DemandeDeListe } from './liste-demande.ts'
import { GENRES_REGROUPEMENT } from './regroupement.ts'
import { Uai } from './uai.ts'

/** Beyond, an action done at once would hold the fiches too long: a file is imported instead. */
export const SAISIES_MAX = 500
/** Tasks, followed établissements and members are written by sets. */
export const CHOISIS_MAX = 5_000

const Valeur = z.union([z.string(), z.number(), z.boolean()]).nullable()
const Un = { uai: z.string(), nom: z.string() }
/** `en_clair`: the words of a code; null when the value reads by itself. */
const Dite = z.object({ valeur: Valeur, en_clair: z.string().nullable() })
const Jour = z.iso.date('Donnez une date qui existe.')

/** Why an établissement of the selection is left as it is. */
export const Ecarte = z.object({ ...Un, raison: z.string() })
export type Ecarte = z.infer<typeof Ecarte>

const Saisie = {
  liste: DemandeDeListe,
  champ: z.string().min(1, 'Choisissez un champ.').max(100),
  valeur: Valeur,
  valable_du: Jour.optional(),
}

const Bilan = {
  total: z.number(),
  changes: z.number(),
  /** They already say so. */
  identiques: z.number(),
  /** All of them, with the reason. */
  refuses: z.array(Ecarte),
}

export const apercevoirSaisie = endpoint({
  method: 'POST',
  path: '/actions/saisies/apercus',
  summary: 'Ce que donnerait la saisie d’un champ sur les établissements choisis, sans rien écrire',
  body: z.object(Saisie),
  reply: z.object({
    ...Bilan,
    /** The first that would change. */
    exemples: z.array(z.object({ ...Un, avant: Dite, apres: Dite })),
  }),
})

/** What was done, to be undone by its number; null when nothing was. */
const Faite = { action: z.number().nullable() }

export const saisirEnsemble = endpoint({
  method: 'POST',
  path: '/actions/saisies',
  summary: 'Saisir la même valeur d’un champ sur les établissements choisis',
  description: `${SAISIES_MAX} au plus. Chacun a sa ligne d’historique ; ceux qui refusent sont rendus avec la raison.`,
  body: z.object({
    ...Saisie,
    motif: z.string().trim().max(500, 'Raccourcissez ce motif à 500 caractères.').default(''),
  }),
  reply: z.object({ ...Faite, ...Bilan }),
  status: 201,
})

export const ajouterEnsemble = endpoint({
  method: 'POST',
  path: '/actions/membres',
  summary: 'Ajouter les établissements choisis à un regroupement, existant ou nouveau',
  body: z.object({
    liste: DemandeDeListe,
    /** One that exists, or the name and genre of a new one. */
    regroupement: z.number().int().positive().optional(),
    nouveau: z
      .object({
        genre: z.enum(GENRES_REGROUPEMENT),
        nom: z.string().trim().min(1, 'Donnez un nom au regroupement.').max(200),
      })
      .optional(),
    depuis: Jour,
  }),
  reply: z.object({ ...Faite, regroupement: z.number(), ...Bilan }),
  status: 201,
})

export const suivreEnsemble = endpoint({
  method: 'POST',
  path: '/actions/suivis',
  summary: 'Suivre les établissements choisis, ou ne plus les suivre',
  body: z.object({ liste: DemandeDeListe, suivre: z.boolean() }),
  reply: z.object({ ...Faite, ...Bilan }),
  status: 201,
})

export const defaireAction = endpoint({
  method: 'POST',
  path: '/actions/:id/annulations',
  summary: 'Défaire une action menée sur plusieurs établissements',
  description: 'Ce qui a changé depuis reste, et se lit avec la raison. Une seconde fois est refusée.',
  params: z.object({ id: z.coerce.number().int().positive() }),
  reply: z.object({ defaites: z.number(), refuses: z.array(Ecarte) }),
})

export const lireSuivi = endpoint({
  method: 'GET',
  path: '/etablissements/:uai/suivi',
  summary: 'Est-ce que je suis cet établissement ?',
  params: z.object({ uai: Uai }),
  reply: z.object({ suivi: z.boolean() }),
})

export const suivre = endpoint({
  method: 'PUT',
  path: '/etablissements/:uai/suivi',
  summary: 'Suivre un établissement, ou ne plus le suivre',
  params: z.object({ uai: Uai }),
  body: z.object({ suivi: z.boolean() }),
  reply: z.object({ suivi: z.boolean() }),
})

export const lireNouvelles = endpoint({
  method: 'GET',
  path: '/suivis/nouvelles',
  summary: 'Derniers changements des établissements que je suis',
  reply: z.object({
    suivis: z.number(),
    elements: z.array(
      z.object({
        id: z.number(),
        ...Un,
        le: z.string(),
        /** Labels of the champs that changed; empty for an entry in the référentiel. */
        champs: z.array(z.string()),
        auteur: z.string().nullable(),
        origine: z.string(),
      }),
    ),
  }),
})
