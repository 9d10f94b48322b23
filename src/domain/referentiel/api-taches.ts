import * as z from 'zod'
import { endpoint } from '../endpoint.ts'
import { Ecarte } from './api-actions.ts'
import { DemandeDeListe } from './liste-demande.ts'
import { Uai } from './uai.ts'

export const Tache = z.object({
  id: z.string(),
  titre: z.string(),
  detail: z.string(),
  echeance: z.string().nullable(),
  /** Its day is past and it is not done. */
  en_retard: z.boolean(),
  faite_le: z.string().nullable(),
  affecte_a: z.number().nullable(),
  affecte_nom: z.string().nullable(),
  auteur: z.string(),
  uai: z.string(),
  nom: z.string(),
  commune: z.string().nullable(),
})
export type Tache = z.infer<typeof Tache>

const vide = <T extends z.ZodType>(valeur: T) => z.preprocess((v) => (v === '' ? undefined : v), valeur.optional())

export const QUI = { moi: 'À moi', equipe: 'À mon équipe', personne: 'À personne' } as const
export const ETATS_DE_TACHE = { a_faire: 'À faire', en_retard: 'En retard', faites: 'Faites' } as const

export const listerTaches = endpoint({
  method: 'GET',
  path: '/taches',
  summary: 'Tâches des agents sur les établissements que vous voyez : en retard d’abord, puis les plus pressées',
  query: z.object({
    /** `equipe`: everybody's, on the établissements of the périmètre. */
    qui: z.enum(Object.keys(QUI) as [keyof typeof QUI]).default('moi'),
    etat: z.enum(Object.keys(ETATS_DE_TACHE) as [keyof typeof ETATS_DE_TACHE]).default('a_faire'),
    uai: vide(Uai),
    page: z.coerce.number().int().min(1).max(10_000).default(1),
    par_page: z.coerce.number().int().min(1).max(100).default(20),
  }),
  reply: z.object({
    total: z.number(),
    page: z.number(),
    par_page: z.number(),
    elements: z.array(Tache),
    /** To do, whatever the filters. */
    comptes: z.object({ moi: z.number(), moi_en_retard: z.number(), equipe: z.number(), personne: z.number() }),
  }),
})

export const listerCollegues = endpoint({
  method: 'GET',
  path: '/agents',
  summary: 'Agents de la collectivité, à qui confier une tâche',
  description: 'Avec `uai`, seulement ceux qui voient cet établissement.',
  query: z.object({ uai: vide(Uai) }),
  reply: z.object({ elements: z.array(z.object({ id: z.number(), nom: z.string(), fonction: z.string() })) }),
})

/** Nobody, or an agent. */
const personne = z.number().int().positive().nullable()

export const confierTache = endpoint({
  method: 'PUT',
  path: '/taches/:id/affectation',
  summary: 'Confier une tâche à un agent qui voit l’établissement, ou à personne',
  params: z.object({ id: z.coerce.number().int().positive() }),
  body: z.object({ personne }),
  reply: z.object({ id: z.string(), affecte_nom: z.string().nullable() }),
})

export const ecrireTaches = endpoint({
  method: 'POST',
  path: '/actions/taches',
  summary: 'Écrire une tâche pour chacun des établissements choisis',
  body: z.object({
    liste: DemandeDeListe,
    titre: z.string().trim().min(1, 'Dites ce qu’il y a à faire.').max(200, 'Raccourcissez à 200 caractères.'),
    detail: z.string().trim().max(4_000, 'Raccourcissez à 4 000 caractères.').default(''),
    echeance: vide(z.iso.date('Donnez une date qui existe.')),
    /** Oneself when absent. */
    personne: personne.optional(),
  }),
  reply: z.object({
    action: z.number().nullable(),
    total: z.number(),
    changes: z.number(),
    identiques: z.number(),
    refuses: z.array(Ecarte),
  }),
  status: 201,
})
