import * as z from 'zod'
import { endpoint } from '../endpoint.ts'
import { RUBRIQUES } from './rubriques.ts'
import { Uai } from './uai.ts'

const CodeRubrique = z.enum(RUBRIQUES.map((r) => r.code))
const Valeur = z.union([z.string(), z.number(), z.boolean()]).nullable()
const Id = z.string().min(1).max(200)
const vide = <T extends z.ZodType>(valeur: T) => z.preprocess((v) => (v === '' ? undefined : v), valeur.optional())
const jour = vide(z.iso.date('Donnez une date qui existe.'))
const annee = vide(z.coerce.number().int().min(1980).max(2100))

const Rubriques = { uai: Uai, rubrique: CodeRubrique }

export const Enregistrement = z.object({
  id: z.string(),
  /** By column of the rubrique; amounts in whole cents. */
  valeurs: z.record(z.string(), Valeur),
  source: z.string().nullable(),
  connu_le: z.string().nullable(),
  /** Erased on demand, or read as it was known before: it does not change any more. */
  fige: z.boolean(),
})
export type Enregistrement = z.infer<typeof Enregistrement>

export const compterRubriques = endpoint({
  method: 'GET',
  path: '/etablissements/:uai/rubriques',
  summary: 'Nombre d’enregistrements liés, par rubrique',
  params: z.object({ uai: Uai }),
  reply: z.array(z.object({ rubrique: CodeRubrique, libelle: z.string(), onglet: z.string(), total: z.number() })),
})

const Filtres = {
  annee,
  /** True on this day, as known at the end of that one. */
  valable: jour,
  connu: jour,
}

export const listerEnregistrements = endpoint({
  method: 'GET',
  path: '/etablissements/:uai/rubriques/:rubrique',
  summary: 'Enregistrements liés d’un établissement',
  description: 'Par année, et tels qu’on les connaissait à la fin d’un jour.',
  params: z.object(Rubriques),
  query: z.object({
    ...Filtres,
    page: z.coerce.number().int().min(1).max(10_000).default(1),
    par_page: z.coerce.number().int().min(1).max(500).default(20),
  }),
  reply: z.object({
    total: z.number(),
    page: z.number(),
    par_page: z.number(),
    /** Years that hold something, latest first. */
    annees: z.array(z.number()),
    modifiable: z.boolean(),
    elements: z.array(Enregistrement),
  }),
  public: true,
})

export const exporterEnregistrements = endpoint({
  method: 'GET',
  path: '/etablissements/:uai/rubriques/:rubrique/export',
  summary: 'Enregistrements liés, en CSV',
  params: z.object(Rubriques),
  query: z.object(Filtres),
  download: 'text/csv',
})

const Saisie = z.object({ valeurs: z.record(z.string(), Valeur) })

export const ajouterEnregistrement = endpoint({
  method: 'POST',
  path: '/etablissements/:uai/rubriques/:rubrique',
  summary: 'Ajouter un enregistrement lié',
  params: z.object(Rubriques),
  body: Saisie,
  reply: z.object({ id: z.string() }),
  status: 201,
})

export const modifierEnregistrement = endpoint({
  method: 'PATCH',
  path: '/etablissements/:uai/rubriques/:rubrique/:id',
  summary: 'Modifier un enregistrement lié',
  description: 'Ce qu’il disait avant reste lisible à sa date. Une tâche prend aussi `faite` et `pour_moi`.',
  params: z.object({ ...Rubriques, id: Id }),
  body: Saisie,
  reply: z.object({ id: z.string() }),
})

export const retirerEnregistrement = endpoint({
  method: 'DELETE',
  path: '/etablissements/:uai/rubriques/:rubrique/:id',
  summary: 'Retirer un enregistrement lié',
  params: z.object({ ...Rubriques, id: Id }),
  reply: z.object({ id: z.string() }),
})

export const retablirEnregistrement = endpoint({
  method: 'POST',
  path: '/etablissements/:uai/rubriques/:rubrique/:id/retablissements',
  summary: 'Remettre un enregistrement lié que l’on vient de retirer',
  params: z.object({ ...Rubriques, id: Id }),
  reply: z.object({ id: z.string() }),
})

export const effacerContact = endpoint({
  method: 'POST',
  path: '/contacts/:id/effacements',
  summary: 'Effacer les données personnelles d’un contact',
  description: 'Partout, y compris dans ce que l’on savait avant ; les rôles et leurs dates restent.',
  params: z.object({ id: z.coerce.number().int().positive() }),
  reply: z.object({ lignes: z.number() }),
})

export const deposerDocument = endpoint({
  method: 'POST',
  path: '/etablissements/:uai/documents',
  summary: 'Déposer un document sur la fiche',
  params: z.object({ uai: Uai }),
  query: z.object({ categorie: z.string().trim().max(80).default('Document') }),
  upload: true,
  reply: z.object({ id: z.string() }),
  status: 201,
})

export const lireDocument = endpoint({
  method: 'GET',
  path: '/etablissements/:uai/documents/:id',
  summary: 'Télécharger un document de la fiche',
  params: z.object({ uai: Uai, id: z.coerce.number().int().positive() }),
  download: 'application/octet-stream',
})
