import * as z from 'zod'
import { endpoint } from '../endpoint.ts'
import { Analyse } from './analyse.ts'
import { Piece } from './api.ts'

const ParCle = z.object({ cle: z.string().max(20) })
const IdPiece = z.string().regex(/^\d{1,15}$/, 'Cette pièce est inconnue.')

export const voirPiece = endpoint({
  method: 'GET',
  path: '/dossiers/:cle/pieces/:id/apercu',
  summary: 'Une pièce montrée dans la page : image JPEG ou PNG, ou PDF',
  params: ParCle.extend({ id: IdPiece }),
  download: 'application/octet-stream',
  demandeur: true,
})

export const telechargerPieces = endpoint({
  method: 'GET',
  path: '/dossiers/:cle/pieces.zip',
  summary: 'Toutes les pièces d’un dossier, et leur sommaire avec les empreintes',
  description:
    'Un dossier par question, et sommaire.csv. Les fichiers dangereux ou pas encore analysés n’y sont pas : le sommaire le dit.',
  params: ParCle,
  download: 'application/zip',
})

/** A pièce replaced or taken out: by which one, when, by whom. */
export const AnciennePiece = z.object({
  id: z.string(),
  champ: z.string(),
  nom: z.string(),
  taille: z.number(),
  sha256: z.string(),
  antivirus: Analyse,
  ajoutee_le: z.string(),
  ajoutee_par: z.string(),
  retiree_le: z.string(),
  /** Null when it was taken out and nothing came in its place. */
  remplacee_par: z.object({ id: z.string(), nom: z.string(), auteur: z.string() }).nullable(),
})
export type AnciennePiece = z.infer<typeof AnciennePiece>

export const listerAnciennesPieces = endpoint({
  method: 'GET',
  path: '/dossiers/:cle/pieces-anciennes',
  summary: 'Pièces remplacées ou retirées d’un dossier, les plus récentes d’abord',
  params: ParCle,
  reply: z.object({ elements: z.array(AnciennePiece) }),
})

/** One file sent in several times. */
export const Envoi = z.object({
  id: z.string(),
  nom: z.string(),
  taille: z.number(),
  /** Bytes received: the next morceau begins there. */
  recu: z.number(),
  /** Bytes of one morceau at most. */
  morceau_max: z.number(),
  expire_le: z.string(),
})
export type Envoi = z.infer<typeof Envoi>

const ParEnvoi = z.object({ id: z.uuid() })

export const commencerEnvoi = endpoint({
  method: 'POST',
  path: '/dossiers/:cle/pieces/:champ/envois',
  summary: 'Commencer l’envoi d’un gros fichier, par morceaux',
  description:
    'Puis PATCH /envois/{id} avec chaque morceau à la suite, et POST /envois/{id}/fin. Après une coupure, GET /envois/{id} dit où reprendre. Un envoi est oublié un jour après son début.',
  params: ParCle.extend({ champ: z.string().max(170) }),
  body: z.object({
    nom: z.string().min(1).max(500),
    taille: z.number().int().positive(),
    remplace: IdPiece.optional(),
  }),
  reply: Envoi,
  status: 201,
  demandeur: true,
})

export const lireEnvoi = endpoint({
  method: 'GET',
  path: '/envois/:id',
  summary: 'Où en est un envoi',
  params: ParEnvoi,
  reply: Envoi,
  demandeur: true,
})

export const envoyerMorceau = endpoint({
  method: 'PATCH',
  path: '/envois/:id',
  summary: 'Envoyer le morceau qui suit',
  params: ParEnvoi,
  query: z.object({ debut: z.coerce.number().int().min(0) }),
  reply: Envoi,
  upload: true,
  demandeur: true,
})

export const finirEnvoi = endpoint({
  method: 'POST',
  path: '/envois/:id/fin',
  summary: 'Finir un envoi : le fichier entier devient une pièce du brouillon',
  description: 'Les refus sont ceux d’un fichier envoyé d’un coup. Finir deux fois rend la même pièce.',
  params: ParEnvoi,
  reply: z.object({ piece: Piece, revision: z.number() }),
  status: 201,
  demandeur: true,
})

export const abandonnerEnvoi = endpoint({
  method: 'DELETE',
  path: '/envois/:id',
  summary: 'Renoncer à un envoi',
  params: ParEnvoi,
  demandeur: true,
})
