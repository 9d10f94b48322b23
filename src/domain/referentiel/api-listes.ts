import * as z from 'zod'
import { endpoint } from '../endpoint.ts'
import { CODES_GROUPE, GENRES } from './champ-de-fiche.ts'
import { DemandeDeListe } from './liste-demande.ts'

const Choix = z.object({ code: z.string(), libelle: z.string(), total: z.number() })

export const ColonneProposee = z.object({
  code: z.string(),
  libelle: z.string(),
  genre: z.enum(GENRES),
  groupe: z.enum(CODES_GROUPE),
  famille: z.string(),
  origine: z.enum(['colonne', 'autres', 'territoire', 'chiffre', 'chef']),
  unite: z.string().optional(),
  nomenclature: z.string().optional(),
})

export const listerColonnes = endpoint({
  method: 'GET',
  path: '/etablissements-colonnes',
  summary: 'Champs que vos listes peuvent montrer, filtrer et trier',
  reply: z.object({
    colonnes: z.array(ColonneProposee),
    familles: z.array(z.object({ code: z.string(), libelle: z.string() })),
  }),
  public: true,
})

export const listerValeurs = endpoint({
  method: 'GET',
  path: '/etablissements-valeurs',
  summary: 'Valeurs d’un champ parmi les établissements que vous voyez, les plus fréquentes d’abord',
  query: z.object({ champ: z.string().max(100), recherche: z.string().max(100).default('') }),
  reply: z.object({ elements: z.array(Choix) }),
  public: true,
})

const export_ = (format: string, type: string, nom: string) =>
  endpoint({
    method: 'GET',
    path: `/etablissements.${format}`,
    summary: `Télécharger une liste d’établissements (${nom})`,
    description: 'Les mêmes paramètres que la liste, sans pages : toutes les lignes, les colonnes demandées.',
    query: DemandeDeListe,
    download: type,
    public: true,
  })

export const exporterCsv = export_('csv', 'text/csv', 'CSV')
export const exporterXlsx = export_(
  'xlsx',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  'classeur XLSX',
)
export const exporterGeojson = export_('geojson', 'application/geo+json', 'GeoJSON')

const contenuDeVue = {
  libelle: z.string().trim().min(1, 'Donnez un nom à cette vue.').max(80, 'Raccourcissez le nom à 80 caractères.'),
  recherche: z.string().max(200).default(''),
  filtre: z.string().max(12_000).default(''),
  colonnes: z.array(z.string().max(100)).max(60).default([]),
  tri: z.string().max(500).default(''),
  partagee: z.boolean().default(false),
}

export const Vue = z.object({
  id: z.number(),
  libelle: z.string(),
  recherche: z.string(),
  /** As in the address of a list; empty without a filter. */
  filtre: z.string(),
  colonnes: z.array(z.string()),
  tri: z.string(),
  partagee: z.boolean(),
  proprietaire: z.string(),
  /** Mine: I may rename and remove it. */
  a_moi: z.boolean(),
  preferee: z.boolean(),
  /** How many établissements answer now; null when it names a champ that is no longer there. */
  total: z.number().nullable(),
})
export type Vue = z.infer<typeof Vue>

const params = z.object({ id: z.coerce.number().int().positive() })

export const listerVues = endpoint({
  method: 'GET',
  path: '/vues-etablissements',
  summary: 'Vos listes enregistrées et celles que partagent les agents, avec leur nombre d’établissements',
  reply: z.object({ total: z.number(), elements: z.array(Vue) }),
})

export const enregistrerVue = endpoint({
  method: 'POST',
  path: '/vues-etablissements',
  summary: 'Enregistrer une liste sous un nom',
  body: z.object(contenuDeVue),
  reply: z.object({ id: z.number() }),
  status: 201,
})

export const changerVue = endpoint({
  method: 'PATCH',
  path: '/vues-etablissements/:id',
  summary: 'Renommer, partager, mettre à jour ou reprendre une liste enregistrée',
  params,
  body: z.object({
    libelle: contenuDeVue.libelle.optional(),
    recherche: z.string().max(200).optional(),
    filtre: z.string().max(12_000).optional(),
    colonnes: z.array(z.string().max(100)).max(60).optional(),
    tri: z.string().max(500).optional(),
    partagee: z.boolean().optional(),
    /** Undoes its removal. */
    retiree: z.literal(false).optional(),
  }),
  reply: z.object({ id: z.number() }),
})

export const retirerVue = endpoint({
  method: 'DELETE',
  path: '/vues-etablissements/:id',
  summary: 'Retirer une liste enregistrée',
  params,
  reply: z.object({ id: z.number() }),
})

export const prefererVue = endpoint({
  method: 'PUT',
  path: '/vues-etablissements/preferee',
  summary: 'Choisir la liste que vous voyez en arrivant',
  body: z.object({ id: z.number().int().positive().nullable() }),
  reply: z.object({ id: z.number().nullable() }),
})
