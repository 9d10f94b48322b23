import * as z from 'zod'
import { endpoint } from '../endpoint.ts'

/** What a person types to find one thing among many: the beginning of a name, a code. */
const Recherche = z.object({
  recherche: z.string().trim().min(2, 'Écrivez au moins deux caractères.').max(100, 'Raccourcissez votre recherche.'),
})

const elements = <T extends z.ZodType>(element: T) => z.object({ elements: z.array(element) })

export const chercherCommunes = endpoint({
  method: 'GET',
  path: '/communes',
  summary: 'Chercher une commune par le début de son nom ou de son code postal',
  description: 'Dix au plus, celles dont le nom est exactement celui-ci d’abord, puis les plus peuplées.',
  query: Recherche,
  reply: elements(
    z.object({
      code: z.string(),
      nom: z.string(),
      departement: z.string(),
      codes_postaux: z.array(z.string()),
    }),
  ),
  public: true,
  demandeur: true,
})

export const chercherIdentites = endpoint({
  method: 'GET',
  path: '/identites-etablissements',
  summary: 'Chercher un établissement ouvert par son nom, sa commune ou son UAI',
  description:
    'L’identité publique seulement, celle de l’annuaire de l’éducation nationale, sans égard au périmètre : dix au plus.',
  query: Recherche,
  reply: elements(z.object({ uai: z.string(), nom: z.string(), commune: z.string().nullable() })),
  demandeur: true,
})

export const listerValeurs = endpoint({
  method: 'GET',
  path: '/nomenclatures/:code/valeurs',
  summary: 'Valeurs en vigueur d’une nomenclature du référentiel',
  params: z.object({ code: z.string().max(60) }),
  reply: elements(z.object({ code: z.string(), libelle: z.string() })),
  demandeur: true,
})
