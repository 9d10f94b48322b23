import * as z from 'zod'
import { endpoint } from '../endpoint.ts'
import { CODES_GROUPE, GENRES } from '../referentiel/champ-de-fiche.ts'
import { Uai } from '../referentiel/uai.ts'
import { CODES_ETAT } from './proposition.ts'

const vide = <T extends z.ZodType>(valeur: T) => z.preprocess((v) => (v === '' ? undefined : v), valeur.optional())
const Valeur = z.union([z.string(), z.number(), z.boolean()]).nullable()
const Champs = z.record(z.string(), Valeur)
const ParId = z.object({ id: z.coerce.number().int().positive().max(Number.MAX_SAFE_INTEGER) })
const Motif = z.string().trim().max(500, 'Raccourcissez ce motif à 500 caractères.')

/** One champ of a proposition: what the fiche said then, says now, would say. `*_texte` is what people read, empty when there is nothing. */
const ChampPropose = z.object({
  champ: z.string(),
  libelle: z.string(),
  genre: z.enum(GENRES),
  unite: z.string().nullable(),
  avant: Valeur,
  avant_texte: z.string(),
  actuelle: Valeur,
  actuelle_texte: z.string(),
  /** What is typed to say it again: a commune by its code. */
  proposee: Valeur,
  proposee_texte: z.string(),
  /** Written by the acceptance; null before, or when it is what was proposed. */
  amendee_texte: z.string().nullable(),
})

export const Proposition = z.object({
  id: z.number(),
  etablissement: z.object({ uai: z.string(), nom: z.string(), commune: z.string().nullable() }),
  champ: z.string(),
  libelle: z.string(),
  onglet: z.string(),
  groupe: z.enum(CODES_GROUPE),
  champs: z.array(ChampPropose),
  etat: z.enum(CODES_ETAT),
  motif: z.string(),
  valable_du: z.string().nullable(),
  auteur: z.object({ nom: z.string(), fonction: z.string() }),
  le: z.string(),
  /** Key of the dossier in which the answer was corrected. */
  dossier: z.string().nullable(),
  /** The fiche says something else than when it was made. */
  change_depuis: z.boolean(),
  /** Other open propositions on the same champ. */
  rivales: z.number(),
  /** The établissement is closed: nothing is decided until it opens again. */
  gelee: z.boolean(),
  contestee: z.boolean(),
  empechement: z.string().nullable(),
  niveau: z.number(),
  niveaux: z.number(),
  decision: z.object({ par: z.string(), le: z.string(), motif: z.string() }).nullable(),
  close_le: z.string().nullable(),
  /** Written by the acceptance, to be undone. */
  changement: z.number().nullable(),
  de_moi: z.boolean(),
  peut: z.object({
    accepter: z.boolean(),
    refuser: z.boolean(),
    retirer: z.boolean(),
    pourquoi: z.string().nullable(),
  }),
})
export type Proposition = z.infer<typeof Proposition>

export const proposer = endpoint({
  method: 'POST',
  path: '/etablissements/:uai/propositions',
  summary: 'Proposer une correction de la fiche',
  description:
    'Un champ, ou deux qui vont ensemble (latitude et longitude, établissement mère et lien). La fiche ne change qu’à l’acceptation. Une nouvelle proposition du même auteur sur le même champ remplace la précédente.',
  params: z.object({ uai: Uai }),
  body: z.object({
    champs: Champs.refine((c) => Object.keys(c).length > 0, 'Donnez un champ.'),
    motif: Motif.default(''),
    valable_du: z.iso.date('Donnez une date qui existe.').optional(),
  }),
  reply: Proposition,
  status: 201,
})

export const listerPropositionsDe = endpoint({
  method: 'GET',
  path: '/etablissements/:uai/propositions',
  summary: 'Propositions d’un établissement : celles qui attendent, puis les dernières closes',
  params: z.object({ uai: Uai }),
  reply: z.object({
    elements: z.array(Proposition),
    /** The actor may propose a correction here. */
    peut_proposer: z.boolean(),
  }),
})

export const TRIS = ['le', '-le', 'etablissement', '-etablissement', 'champ', '-champ', 'auteur', '-auteur'] as const
/** `ouvertes`: all those that wait for someone. */
export const FILTRES_ETAT = ['ouvertes', ...CODES_ETAT] as const

const Filtres = z.object({
  recherche: vide(z.string().trim().max(200)),
  etat: vide(z.enum(FILTRES_ETAT)),
  champ: vide(z.string().max(80)),
  uai: vide(Uai),
  auteur: vide(z.string().trim().max(120)),
  tri: z.enum(TRIS).default('-le'),
})

export const listerPropositions = endpoint({
  method: 'GET',
  path: '/propositions',
  summary: 'Propositions de correction des établissements que vous suivez',
  query: Filtres.extend({
    page: z.coerce.number().int().min(1).max(10_000).default(1),
    par_page: z.coerce.number().int().min(1).max(100).default(25),
  }),
  reply: z.object({
    total: z.number(),
    page: z.number(),
    par_page: z.number(),
    elements: z.array(Proposition),
    /** Champs that have a proposition, for the filter. */
    champs: z.array(z.object({ code: z.string(), libelle: z.string(), nombre: z.number() })),
  }),
})

export const exporterPropositions = endpoint({
  method: 'GET',
  path: '/propositions/export',
  summary: 'La même liste pour un tableur',
  query: Filtres,
  download: 'text/csv',
})

export const compterPropositions = endpoint({
  method: 'GET',
  path: '/propositions/compte',
  summary: 'Combien attendent une décision que vous pouvez prendre',
  reply: z.object({ a_decider: z.number() }),
})

export const lireProposition = endpoint({
  method: 'GET',
  path: '/propositions/:id',
  summary: 'Une proposition, et celles qui portent sur le même champ',
  params: ParId,
  reply: z.object({ proposition: Proposition, rivales: z.array(Proposition) }),
})

export const accepterProposition = endpoint({
  method: 'POST',
  path: '/propositions/:id/acceptation',
  summary: 'Accepter une proposition, telle quelle ou amendée',
  description:
    'La fiche est corrigée. Les autres propositions sur ce champ sont closes. 409 « deja_decidee » quand un autre a décidé avant.',
  params: ParId,
  body: z.object({
    /** Other values than those proposed, by champ. */
    champs: Champs.optional(),
    motif: Motif.default(''),
  }),
  reply: Proposition,
})

export const refuserProposition = endpoint({
  method: 'POST',
  path: '/propositions/:id/refus',
  summary: 'Refuser une proposition, avec une raison',
  params: ParId,
  body: z.object({ motif: Motif.min(1, 'Dites pourquoi vous refusez : l’auteur le lira.') }),
  reply: Proposition,
})

export const retirerProposition = endpoint({
  method: 'POST',
  path: '/propositions/:id/retrait',
  summary: 'Retirer sa proposition tant qu’elle attend',
  params: ParId,
  reply: Proposition,
})

export const deciderPropositions = endpoint({
  method: 'POST',
  path: '/propositions/decisions',
  summary: 'Accepter ou refuser plusieurs propositions ; chacune a son résultat',
  body: z
    .object({
      sens: z.enum(['accepter', 'refuser']),
      ids: z.array(z.number().int().positive()).min(1, 'Choisissez des propositions.').max(100),
      motif: Motif.default(''),
    })
    .refine((b) => b.sens === 'accepter' || b.motif !== '', {
      path: ['motif'],
      message: 'Dites pourquoi vous refusez : les auteurs le liront.',
    }),
  reply: z.object({
    faites: z.number(),
    lignes: z.array(z.object({ id: z.number(), libelle: z.string(), fait: z.boolean(), message: z.string() })),
  }),
})
