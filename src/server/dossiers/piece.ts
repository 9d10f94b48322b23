import { estAgent } from '#domain/acteur.ts'
import { Analyse } from '#domain/dossiers/analyse.ts'
import type { Piece } from '#domain/dossiers/api.ts'
import { introuvable } from '#domain/erreurs.ts'
import { Format } from '#domain/formulaire/types/piece.ts'
import type { Read, Write } from '../platform/context.ts'

const DES_AGENTS = 'agents:'
/** Under which name a file of the agents' part is kept; no question of the usager may have it. */
export const champDesAgents = (champ: string): string => `${DES_AGENTS}${champ}`
export const estDesAgents = (champ: string): boolean => champ.startsWith(DES_AGENTS)

/** The pièces of the form that count now, oldest first; those asked or given during the instruction belong to it. */
export async function listerPieces(ctx: Read | Write, dossierId: number): Promise<Piece[]> {
  const lignes = await pieces(ctx, dossierId)
    .where('p.champ', 'not like', 'demande:%')
    .where('p.champ', 'not like', `${DES_AGENTS}%`)
    .orderBy('p.id')
    .execute()
  return lignes.map(enPiece)
}

/** Those of the agents' part that count now, by their path in it, oldest first. */
export async function listerPiecesDesAgents(ctx: Read | Write, dossierId: number): Promise<Piece[]> {
  const lignes = await pieces(ctx, dossierId).where('p.champ', 'like', `${DES_AGENTS}%`).orderBy('p.id').execute()
  return lignes.map(enPiece).map((p) => ({ ...p, champ: p.champ.slice(DES_AGENTS.length) }))
}

/** A pièce with its place in the store. */
export type PieceGardee = Piece & { fichier: string }

/** All that count now, those asked during the instruction too, oldest first. */
export async function listerToutesLesPieces(ctx: Read | Write, dossierId: number): Promise<PieceGardee[]> {
  const lignes = await pieces(ctx, dossierId).orderBy('p.id').execute()
  return lignes.map((l) => ({ ...enPiece(l), fichier: l.fichier }))
}

/** One pièce of this dossier, not withdrawn, with its place in the store. Throws 404. */
export async function trouverPiece(ctx: Read | Write, dossierId: number, id: string): Promise<PieceGardee> {
  const ligne = await pieces(ctx, dossierId).where('p.id', '=', Number(id)).executeTakeFirst()
  if (!ligne) throw introuvable('Cette pièce n’existe pas ou a été retirée.')
  return { ...enPiece(ligne), fichier: ligne.fichier }
}

/** Those of the agents' part do not exist for who fills or follows the dossier, by whatever door. */
const pieces = (ctx: Read | Write, dossierId: number) =>
  ctx.db
    .selectFrom('dossiers.piece as p')
    .innerJoin('comptes.personne as a', 'a.id', 'p.ajoutee_par')
    .select(['p.id', 'p.champ', 'p.nom', 'p.type', 'p.format', 'p.taille', 'p.sha256', 'p.fichier', 'p.ajoutee_le'])
    .select(['p.fournie_le', 'p.antivirus'])
    .select(['a.prenom', 'a.nom as auteur'])
    .where('p.dossier_id', '=', dossierId)
    .where('p.retiree_le', 'is', null)
    .$if(!voitCellesDesAgents(ctx), (q) => q.where('p.champ', 'not like', `${DES_AGENTS}%`))

/** Agents, and the jobs that act for nobody. */
export const voitCellesDesAgents = ({ acteur }: Read | Write): boolean => estAgent(acteur) || acteur.genre === 'systeme'

type Ligne = Awaited<ReturnType<ReturnType<typeof pieces>['executeTakeFirstOrThrow']>>

function enPiece(l: Ligne): Piece {
  const { champ, nom, type, taille, sha256, ajoutee_le, fournie_le } = l
  const auteur = `${l.prenom} ${l.auteur}`
  return {
    id: String(l.id),
    champ,
    nom,
    type,
    format: Format.parse(l.format),
    taille,
    sha256,
    ajoutee_le,
    ajoutee_par: auteur,
    fournie_le,
    antivirus: Analyse.parse(l.antivirus),
  }
}
