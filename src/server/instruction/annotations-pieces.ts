import { avecPieces } from '#domain/dossiers/pieces.ts'
import type { Input, Reply } from '#domain/endpoint.ts'
import { introuvable } from '#domain/erreurs.ts'
import type { Definition, Reponses } from '#domain/formulaire/definition.ts'
import { vueAgents } from '#domain/formulaire/faces.ts'
import { deplier } from '#domain/formulaire/nommees.ts'
import type { ChampPiece } from '#domain/formulaire/types/piece.ts'
import type * as api from '#domain/instruction/api-annotations.ts'
import { champDesAgents, listerPiecesDesAgents } from '../dossiers/piece.ts'
import { champAttendu, fermer, rangerPiece, refuserTrop } from '../dossiers/pieces.ts'
import type { Read, Write } from '../platform/context.ts'
import type { Received } from '../platform/doors.ts'
import { lireDefinitionEntiere } from '../teleservices/versions.ts'
import { exigerAgent } from './agent.ts'
import { garderAnnotations, lireDonnees } from './annotations.ts'
import { noterChangements } from './annotations-histoire.ts'
import { trouverPourAgents, verrouillerSuivi } from './suivi.ts'

type Ajout = typeof api.ajouterPieceDesAgents
type Retrait = typeof api.retirerPieceDesAgents

/** Before a byte is read: may this agent put a file here, and how big? */
export async function preparerPieceDesAgents(ctx: Read, { params }: Input<Ajout>): Promise<{ tailleMax: number }> {
  const dossier = await trouverPourAgents(ctx, params.cle)
  exigerAgent(ctx)
  const { champ } = await attendue(ctx, dossier.version_id, params.champ)
  return { tailleMax: Math.min(champ.taille_max, ctx.kit.config.tailleMaxPiece) }
}

/** Keeps a file of the agents' part, read by the antivirus as any other; with `remplace`, the former one is withdrawn. */
export async function ajouterPieceDesAgents(
  ctx: Write,
  { params, query }: Input<Ajout>,
  fichier: Received,
): Promise<Reply<Ajout>> {
  await trouverPourAgents(ctx, params.cle)
  const { dossier } = await verrouillerSuivi(ctx, params.cle)
  const { champ, definition } = await attendue(ctx, dossier.version_id, params.champ)
  const avant = await listerPiecesDesAgents(ctx, dossier.id)
  const presentes = avant.filter((p) => p.champ === params.champ)
  const ancienne = query.remplace === undefined ? undefined : presentes.find((p) => p.id === query.remplace)
  if (query.remplace !== undefined && !ancienne)
    throw introuvable('La pièce à remplacer n’est plus là : rechargez la page.')
  if (!ancienne) refuserTrop(champ, presentes.length)
  const rangee = await rangerPiece(ctx, dossier.id, champDesAgents(params.champ), fichier, champ.formats)
  if (ancienne) await fermer(ctx, ancienne.id, rangee.id)
  const piece = { ...rangee, champ: params.champ }
  const apres = [...avant.filter((p) => p.id !== ancienne?.id), piece]
  await noter(ctx, dossier.id, definition, params.champ, avecPieces({}, avant), avecPieces({}, apres))
  return piece
}

/** Withdraws a file of the agents' part; it stays in the store and in the history. */
export async function retirerPieceDesAgents(ctx: Write, { params }: Input<Retrait>): Promise<undefined> {
  await trouverPourAgents(ctx, params.cle)
  const { dossier } = await verrouillerSuivi(ctx, params.cle)
  const avant = await listerPiecesDesAgents(ctx, dossier.id)
  const piece = avant.find((p) => p.id === params.id)
  if (!piece) throw introuvable('Cette pièce n’existe pas ou a été retirée.')
  const definition = await definitionDesAgents(ctx, dossier.version_id)
  await fermer(ctx, piece.id)
  const apres = avant.filter((p) => p.id !== piece.id)
  await noter(ctx, dossier.id, definition, piece.champ, avecPieces({}, avant), avecPieces({}, apres))
}

const definitionDesAgents = async (ctx: Read | Write, version: number): Promise<Definition> =>
  vueAgents(deplier(await lireDefinitionEntiere(ctx, version)))

/** The pièce that this path of the agents' part awaits. Throws 404: what the usager is asked is not given here. */
async function attendue(
  ctx: Read | Write,
  version: number,
  chemin: string,
): Promise<{ champ: ChampPiece; definition: Definition }> {
  const definition = await definitionDesAgents(ctx, version)
  return { champ: champAttendu(definition, chemin), definition }
}

/** The history says it as any other datum, and pages that show an older revision are behind. */
async function noter(
  ctx: Write,
  dossierId: number,
  definition: Definition,
  chemin: string,
  avant: Reponses,
  apres: Reponses,
): Promise<void> {
  const agent = exigerAgent(ctx)
  const { reponses, revision } = await lireDonnees(ctx, dossierId)
  await garderAnnotations(ctx, dossierId, agent.id, reponses, revision + 1)
  await noterChangements(ctx, dossierId, agent, { definition, avant, apres, gardes: [chemin] })
}
