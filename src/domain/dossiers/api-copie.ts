import * as z from 'zod'
import { endpoint } from '../endpoint.ts'
import { Piece } from './api.ts'

const ParCle = z.object({ cle: z.string().max(20) })

/** An answer or a file that the new draft has no place for, and why. */
export const Ecartee = z.object({ libelle: z.string(), texte: z.string(), raison: z.string() })
export type Ecartee = z.infer<typeof Ecartee>

export const copierDossier = endpoint({
  method: 'POST',
  path: '/dossiers/:cle/copie',
  summary: 'Repartir d’un dossier : un nouveau brouillon avec ses réponses et ses pièces encore valables',
  description:
    'Le brouillon est sur la dernière version du formulaire ; ce que connaît le référentiel aujourd’hui l’emporte sur ce qu’il disait alors. Les attestations ne sont jamais reprises, ni ce que les agents ont écrit.',
  params: ParCle,
  reply: z.object({ cle: z.string(), pieces: z.number(), ecartees: z.array(Ecartee) }),
  status: 201,
})

/** A file already given by the établissement for the same question, in a dossier deposited before. */
export const PieceReutilisable = z.object({
  id: z.string(),
  champ: z.string(),
  nom: z.string(),
  format: Piece.shape.format,
  taille: z.number(),
  /** Number of the dossier it was given in. */
  dossier: z.string(),
  /** Day it was given, `AAAA-MM-JJ`. */
  fournie_le: z.string(),
  /** Last day on which it may be given again; null when it does not grow old. */
  valable_jusque: z.string().nullable(),
})
export type PieceReutilisable = z.infer<typeof PieceReutilisable>

export const listerPiecesReutilisables = endpoint({
  method: 'GET',
  path: '/dossiers/:cle/pieces-reutilisables',
  summary: 'Pièces déjà fournies par l’établissement et encore valables, par champ de ce brouillon',
  params: ParCle,
  reply: z.object({ elements: z.array(PieceReutilisable) }),
})

export const reprendrePiece = endpoint({
  method: 'POST',
  path: '/dossiers/:cle/pieces/:champ/reprise',
  summary: 'Reprendre dans ce brouillon une pièce déjà fournie',
  params: ParCle.extend({ champ: z.string().max(170) }),
  body: z.object({ piece: z.string().regex(/^\d{1,15}$/, 'Cette pièce est inconnue.') }),
  reply: z.object({ piece: Piece, revision: z.number() }),
  status: 201,
})
