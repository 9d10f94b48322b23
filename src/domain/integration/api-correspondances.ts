import * as z from 'zod'
import { endpoint } from '../endpoint.ts'
import { VIDES } from './cible.ts'
import { Contenu } from './liens.ts'

const CodeSource = z.string().regex(/^[a-z][a-z0-9-]{1,60}$/, 'Ce code de source est incorrect.')
const DeSource = z.object({ source: CodeSource })

const Cible = z.object({
  colonne: z.string(),
  libelle: z.string(),
  genre: z.enum(['texte', 'nombre', 'entier', 'montant', 'pourcentage', 'booleen', 'jour', 'choix', 'annee', 'uai']),
  noms: z.array(z.string()).readonly(),
  obligatoire: z.boolean(),
  champ: z.string().optional(),
  vide: z.enum(VIDES).nullable(),
  choix: z.record(z.string(), z.string()).readonly().optional(),
})

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
      /** Not seen when the mapping in force was made. */
      nouvelle: z.boolean(),
      /** Its different values with their rows, the most frequent first; empty when they are too many to be words. */
      valeurs: z.array(z.object({ mot: z.string(), lignes: z.number() })),
    }),
  ),
  /** First rows as they are, for the screen to show what each becomes. */
  lignes: z.array(z.array(z.string())),
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
  /** JSON of a `Contenu`; the mapping in force and guesses when it is not given. */
  body: z.object({ contenu: z.string().max(500_000).optional() }),
  reply: z.object({
    version: z.number(),
    tableaux: z.array(TableauEssaye),
    /** What was tried: as given, or the mapping in force with what was guessed. */
    contenu: Contenu,
    /** Columns that the source declares; empty when names are all that is known. */
    cibles: z.array(Cible),
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
    elements: z.array(
      z.object({
        version: z.number(),
        contenu: Contenu,
        note: z.string().nullable(),
        auteur: z.string(),
        cree_le: z.string(),
      }),
    ),
  }),
})

export const enregistrerCorrespondance = endpoint({
  method: 'POST',
  path: '/sources/:source/correspondances',
  summary: 'Enregistrer une nouvelle version de la correspondance',
  params: DeSource,
  body: z.object({ contenu: Contenu, note: z.string().trim().max(300).optional() }),
  reply: z.object({ version: z.number() }),
  status: 201,
})
