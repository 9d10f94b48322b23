import * as z from 'zod'
import { endpoint } from '../endpoint.ts'

const CodeSource = z.string().regex(/^[a-z][a-z0-9-]{1,60}$/, 'Ce code de source est incorrect.')
const DeSource = z.object({ source: CodeSource })
const Colonnes = z.record(z.string().max(300), z.string().max(300))

export const TableauEssaye = z.object({
  feuille: z.string().nullable(),
  encodage: z.string().nullable(),
  separateur: z.string().nullable(),
  colonnes: z.array(
    z.object({
      entete: z.string(),
      type: z.enum(['vide', 'uai', 'entier', 'nombre', 'date', 'oui_non', 'texte']),
      exemples: z.array(z.string()),
      /** The source makes something of it. */
      utilisee: z.boolean(),
      /** Expected name given to it, by the mapping in force or by a guess. */
      attendue: z.string().nullable(),
    }),
  ),
  refus: z.string().nullable(),
  manquantes: z.array(z.string()),
  /** Of the rows looked at. */
  vues: z.number(),
  retenues: z.number(),
  hors_champ: z.number(),
  rejetees: z.number(),
  raisons: z.array(z.string()),
})
export type TableauEssaye = z.infer<typeof TableauEssaye>

export const essayerFichier = endpoint({
  method: 'POST',
  path: '/sources/:source/essais-de-fichier',
  summary: 'Renifler un fichier et essayer une correspondance de ses colonnes, sans rien importer',
  params: DeSource,
  /** JSON `{ header: expected name }`; the mapping in force and guesses when it is not given. */
  query: z.object({ colonnes: z.string().max(20_000).optional() }),
  reply: z.object({
    version: z.number(),
    tableaux: z.array(TableauEssaye),
    /** Names that files of this source bore, or that it asks for. */
    attendues: z.array(z.string()),
  }),
  upload: true,
})

export const listerCorrespondances = endpoint({
  method: 'GET',
  path: '/sources/:source/correspondances',
  summary: 'Versions de la correspondance des colonnes',
  params: DeSource,
  reply: z.object({
    elements: z.array(z.object({ version: z.number(), colonnes: Colonnes, auteur: z.string(), cree_le: z.string() })),
  }),
})

export const enregistrerCorrespondance = endpoint({
  method: 'POST',
  path: '/sources/:source/correspondances',
  summary: 'Enregistrer une nouvelle version de la correspondance',
  params: DeSource,
  body: z.object({ colonnes: Colonnes }),
  reply: z.object({ version: z.number() }),
  status: 201,
})
