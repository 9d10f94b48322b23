import * as z from 'zod'
import { Piece } from '../dossiers/api.ts'
import { DefinitionGardee } from '../dossiers/definition.ts'
import { endpoint } from '../endpoint.ts'

const ParCle = z.object({ cle: z.string().max(20) })

export const Annotations = z.object({
  /** The version of the dossier, whole: what agents fill may depend on what the usager has deposited. */
  definition: DefinitionGardee,
  /** What was deposited, bank data masked. */
  deposees: z.record(z.string(), z.unknown()),
  /** What agents have said, by champ. */
  reponses: z.record(z.string(), z.unknown()),
  /** The files of their part, whose `champ` is its path there. */
  pieces: z.array(Piece),
  /** 0 as long as nobody has filled anything. */
  revision: z.number(),
  modifie_le: z.string().nullable(),
  modifie_par: z.string().nullable(),
})
export type Annotations = z.infer<typeof Annotations>

export const lireAnnotations = endpoint({
  method: 'GET',
  path: '/dossiers/:cle/annotations',
  summary: 'Ce que les agents remplissent dans un dossier ; nul quand son formulaire ne leur demande rien',
  params: ParCle,
  reply: z.object({ annotations: Annotations.nullable() }),
})

export const enregistrerAnnotations = endpoint({
  method: 'PATCH',
  path: '/dossiers/:cle/annotations',
  summary: 'Enregistrer des données des agents au fil de la saisie',
  description:
    'Mêmes clés que PATCH /dossiers/{cle}/reponses, pour les seuls champs des agents. Les valeurs refusées sont nommées, les autres sont enregistrées.',
  params: ParCle,
  body: z.object({
    reponses: z
      .record(z.string().max(170), z.unknown())
      .refine((r) => Object.keys(r).length >= 1 && Object.keys(r).length <= 400, {
        message: 'Envoyez de 1 à 400 réponses à la fois.',
      }),
  }),
  reply: z.object({
    enregistre_le: z.string(),
    revision: z.number(),
    refusees: z.array(z.object({ champ: z.string(), message: z.string() })),
  }),
})

export const ajouterPieceDesAgents = endpoint({
  method: 'POST',
  path: '/dossiers/:cle/annotations/pieces/:champ',
  summary: 'Joindre une pièce de la partie des agents, ou en remplacer une (remplace=identifiant)',
  description: 'Invisible pour l’établissement. Le fichier se lit par GET /dossiers/{cle}/pieces/{id}/fichier.',
  params: ParCle.extend({ champ: z.string().max(60) }),
  query: z.object({
    remplace: z
      .string()
      .regex(/^\d{1,15}$/, 'Cette pièce est inconnue.')
      .optional(),
  }),
  reply: Piece,
  upload: true,
  status: 201,
})

export const retirerPieceDesAgents = endpoint({
  method: 'DELETE',
  path: '/dossiers/:cle/annotations/pieces/:id',
  summary: 'Retirer une pièce de la partie des agents',
  params: ParCle.extend({ id: z.string().regex(/^\d{1,15}$/, 'Cette pièce est inconnue.') }),
})

export const LigneDHistoire = z.object({
  id: z.number(),
  libelle: z.string(),
  avant: z.string(),
  apres: z.string(),
  auteur: z.string(),
  le: z.string(),
})
export type LigneDHistoire = z.infer<typeof LigneDHistoire>

export const listerHistoireAnnotations = endpoint({
  method: 'GET',
  path: '/dossiers/:cle/annotations/histoire',
  summary: 'Chaque changement des données des agents, le plus récent d’abord',
  params: ParCle,
  query: z.object({
    page: z.coerce.number().int().min(1).max(10_000).default(1),
    par_page: z.coerce.number().int().min(1).max(100).default(20),
  }),
  reply: z.object({
    total: z.number(),
    page: z.number(),
    par_page: z.number(),
    elements: z.array(LigneDHistoire),
  }),
})
