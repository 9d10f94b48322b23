import * as z from 'zod'
import { endpoint } from '../endpoint.ts'
import { Fiche } from './api.ts'
import { CODES_GROUPE, GENRES } from './champ-de-fiche.ts'
import { Uai } from './uai.ts'

const Code = z.string().regex(/^[a-z][a-z0-9_]{1,60}$/, 'Ce code est incorrect.')
const libelle = (quoi: string) =>
  z.string().trim().min(1, `Donnez un libellé ${quoi}.`).max(120, 'Ce libellé est trop long.')

export const ValeurDeNomenclature = z.object({
  code: z.string(),
  libelle: z.string(),
  /** Day from which it is no longer offered; what carries it keeps its label. */
  obsolete_depuis: z.string().nullable(),
})

export const Registre = z.object({
  onglets: z.array(z.object({ code: z.string(), libelle: z.string(), livre: z.boolean() })),
  champs: z.array(
    z.object({
      code: z.string(),
      libelle: z.string(),
      onglet: z.string(),
      genre: z.enum(GENRES),
      unite: z.string().optional(),
      nomenclature: z.string().optional(),
      groupe: z.enum(CODES_GROUPE),
      aide: z.string().optional(),
      historise: z.boolean(),
      stockage: z.enum(['colonne', 'autres']),
      structurant: z.boolean().optional(),
      retire: z.boolean().optional(),
      /** Of the product: its libellé and its tab do not change. */
      livre: z.boolean(),
    }),
  ),
  nomenclatures: z.array(
    z.object({ code: z.string(), libelle: z.string(), livree: z.boolean(), valeurs: z.array(ValeurDeNomenclature) }),
  ),
})
export type Registre = z.infer<typeof Registre>

export const lireRegistre = endpoint({
  method: 'GET',
  path: '/registre',
  summary: 'Onglets, champs et nomenclatures de la fiche d’un établissement',
  reply: Registre,
  public: true,
})

export const corrigerChamps = endpoint({
  method: 'PATCH',
  path: '/etablissements/:uai/champs',
  summary: 'Corriger des champs de la fiche à la main',
  description:
    'La valeur saisie l’emporte sur les sources jusqu’à ce qu’une source dise la même chose. Écrire la valeur que dit la source met fin à la saisie.',
  params: z.object({ uai: Uai }),
  body: z.object({
    champs: z
      .record(z.string(), z.union([z.string(), z.number(), z.boolean()]).nullable())
      .refine((c) => Object.keys(c).length > 0, 'Donnez au moins un champ.'),
    valable_du: z.iso.date('Donnez une date qui existe.').optional(),
    motif: z.string().trim().max(500, 'Raccourcissez ce motif à 500 caractères.').default(''),
  }),
  reply: z.object({
    /** The change written, to be undone; null when nothing changed. */
    changement: z.number().nullable(),
    fiche: Fiche,
  }),
})

export const annulerChangement = endpoint({
  method: 'POST',
  path: '/etablissements/:uai/changements/:id/annulations',
  summary: 'Défaire une correction faite à la main',
  params: z.object({ uai: Uai, id: z.coerce.number().int().positive() }),
  reply: z.object({ changement: z.number().nullable(), fiche: Fiche }),
})

export const ajouterOnglet = endpoint({
  method: 'POST',
  path: '/registre/onglets',
  summary: 'Ajouter un onglet à la fiche',
  body: z.object({ libelle: libelle('à l’onglet') }),
  reply: Registre,
  status: 201,
})

export const modifierOnglet = endpoint({
  method: 'PATCH',
  path: '/registre/onglets/:code',
  summary: 'Renommer un onglet ajouté',
  params: z.object({ code: Code }),
  body: z.object({ libelle: libelle('à l’onglet') }),
  reply: Registre,
})

const facultatif = z
  .string()
  .trim()
  .max(300, 'Ce texte est trop long.')
  .optional()
  .transform((v) => v || undefined)

export const ajouterChamp = endpoint({
  method: 'POST',
  path: '/registre/champs',
  summary: 'Ajouter un champ à la fiche',
  body: z.object({
    libelle: libelle('au champ'),
    /** Made from the label when absent. */
    code: Code.optional(),
    onglet: z.string().min(1, 'Choisissez un onglet.'),
    genre: z.enum(GENRES, 'Choisissez un type.'),
    unite: facultatif,
    nomenclature: facultatif,
    groupe: z.enum(CODES_GROUPE, 'Choisissez un groupe de droits.'),
    aide: facultatif,
    historise: z.boolean().default(true),
  }),
  reply: Registre,
  status: 201,
})

export const modifierChamp = endpoint({
  method: 'PATCH',
  path: '/registre/champs/:code',
  summary: 'Modifier, retirer ou rétablir un champ ajouté',
  params: z.object({ code: Code }),
  body: z.object({
    libelle: libelle('au champ').optional(),
    onglet: z.string().min(1).optional(),
    groupe: z.enum(CODES_GROUPE).optional(),
    unite: facultatif,
    aide: facultatif,
    historise: z.boolean().optional(),
    retire: z.boolean().optional(),
  }),
  reply: Registre,
})

export const ajouterNomenclature = endpoint({
  method: 'POST',
  path: '/registre/nomenclatures',
  summary: 'Ajouter une nomenclature et ses premières valeurs',
  body: z.object({
    libelle: libelle('à la nomenclature'),
    valeurs: z.array(libelle('à la valeur')).max(500, 'Une nomenclature s’ajoute par 500 valeurs au plus.').default([]),
  }),
  reply: Registre,
  status: 201,
})

export const ajouterValeur = endpoint({
  method: 'POST',
  path: '/registre/nomenclatures/:code/valeurs',
  summary: 'Ajouter une valeur à une nomenclature',
  params: z.object({ code: Code }),
  body: z.object({ libelle: libelle('à la valeur'), code: z.string().trim().max(40).optional() }),
  reply: Registre,
  status: 201,
})

export const modifierValeur = endpoint({
  method: 'PATCH',
  path: '/registre/nomenclatures/:code/valeurs/:valeur',
  summary: 'Renommer, retirer ou rétablir une valeur',
  params: z.object({ code: Code, valeur: z.string().min(1).max(40) }),
  body: z.object({ libelle: libelle('à la valeur').optional(), obsolete: z.boolean().optional() }),
  reply: Registre,
})
