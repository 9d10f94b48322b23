import { estAuteur } from '#domain/acteur.ts'
import { obstacleOuverture, seMontre } from '#domain/dossiers/analyse.ts'
import type * as api from '#domain/dossiers/api.ts'
import type * as lecture from '#domain/dossiers/api-pieces.ts'
import { dejaDepose, peutRemplir, REFUS_REMPLIR } from '#domain/dossiers/droits.ts'
import { reconnaitre } from '#domain/dossiers/format.ts'
import { ligneExiste, trouverChampPiece } from '#domain/dossiers/pieces.ts'
import type { Input, Reply } from '#domain/endpoint.ts'
import { conflit, interdit, introuvable, Refus } from '#domain/erreurs.ts'
import type { Definition, Reponses } from '#domain/formulaire/definition.ts'
import type { ChampPiece, Format } from '#domain/formulaire/types/piece.ts'
import { jourLocal } from '#domain/heure.ts'
import { journaliser } from '../journal/journaliser.ts'
import type { Read, Write } from '../platform/context.ts'
import type { Download, Received } from '../platform/doors.ts'
import { lireDefinition } from '../teleservices/versions.ts'
import { analyseInitiale, demanderAnalyse } from './analyse.ts'
import { toucher, verrouillerBrouillon } from './brouillon.ts'
import { listerPieces, type PieceGardee, trouverPiece } from './piece.ts'
import { trouverDossier } from './visibles.ts'

type Ajout = typeof api.ajouterPiece

/** Before a byte is read: may this person put a file here, and how big? The same is asked again under the lock. */
export async function preparerPiece(
  ctx: Read | Write,
  { params }: Input<Ajout>,
): Promise<{ tailleMax: number; champ: ChampPiece; dossier: number }> {
  const dossier = await trouverDossier(ctx, params.cle)
  if (!peutRemplir(ctx.acteur, dossier)) throw interdit(REFUS_REMPLIR)
  if (dossier.etat !== 'brouillon') throw conflit('deja_depose', dejaDepose(dossier.numero))
  const champ = champAttendu(await lireDefinition(ctx, dossier.version_id), params.champ)
  return { tailleMax: Math.min(champ.taille_max, ctx.kit.config.tailleMaxPiece), champ, dossier: dossier.id }
}

/** Keeps a received file as a pièce of the draft; with `remplace`, the former one stays in the history. */
export async function ajouterPiece(
  ctx: Write,
  { params, query }: Input<Ajout>,
  fichier: Received,
): Promise<Reply<Ajout>> {
  const { acteur, dossier } = await verrouillerBrouillon(ctx, params.cle)
  const definition = await lireDefinition(ctx, dossier.version_id)
  const champ = champAttendu(definition, params.champ, dossier.reponses)
  const presentes = (await listerPieces(ctx, dossier.id)).filter((p) => p.champ === params.champ)
  const ancienne = query.remplace === undefined ? undefined : presentes.find((p) => p.id === query.remplace)
  if (query.remplace !== undefined && !ancienne)
    throw introuvable('La pièce à remplacer n’est plus là : rechargez la page.')
  if (!ancienne) refuserTrop(champ, presentes.length)

  const piece = await rangerPiece(ctx, dossier.id, params.champ, fichier, champ.formats)
  if (ancienne) await fermer(ctx, ancienne.id, piece.id)
  const revision = await toucher(ctx, dossier.id, acteur.id)
  const objet = { genre: 'dossier', cle: dossier.cle, uai: dossier.uai }
  const donnees = { champ: params.champ, libelle: champ.libelle, nom: piece.nom, sha256: piece.sha256 }
  if (ancienne) await journaliser(ctx, 'piece_remplacee', objet, { ...donnees, ancienne: ancienne.nom })
  else await journaliser(ctx, 'piece_ajoutee', objet, donnees)
  return { piece, revision }
}

/**
 * Writes a received file as a pièce, when its real type is among `formats`. Throws 415 in words otherwise. For the
 * instruction too, whose `champ` is `demande:<id>`; the caller checks the right, the lock and the journal.
 */
export async function rangerPiece(
  ctx: Write,
  dossierId: number,
  champ: string,
  fichier: Received,
  formats: readonly Format[],
): Promise<api.Piece> {
  const { acteur } = ctx
  if (!estAuteur(acteur)) throw interdit(REFUS_REMPLIR)
  const reconnu = reconnaitre(fichier.nom.toWellFormed(), fichier.type, formats)
  if ('refus' in reconnu) throw new Refus(415, 'format_non_accepte', reconnu.refus, [{ champ, message: reconnu.refus }])
  const { nom, format } = reconnu
  const { type, taille, sha256 } = fichier
  const antivirus = analyseInitiale(ctx)
  const { id } = await ctx.db
    .insertInto('dossiers.piece')
    .values({
      ...{ dossier_id: dossierId, champ, nom, format, type, taille, sha256, fichier: fichier.cle, antivirus },
      ajoutee_le: ctx.now.toISOString(),
      ajoutee_par: acteur.id,
      fournie_le: jourLocal(ctx.now),
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  await demanderAnalyse(ctx, fichier.cle)
  const par = `${acteur.prenom} ${acteur.nom}`
  const quand = { ajoutee_le: ctx.now.toISOString(), fournie_le: jourLocal(ctx.now) }
  return { id: String(id), champ, nom, format, type, taille, sha256, ajoutee_par: par, antivirus, ...quand }
}

/** Takes a pièce out of a draft; it stays in the history, its file too. */
export async function retirerPiece(ctx: Write, { params }: Input<typeof api.retirerPiece>): Promise<undefined> {
  const { acteur, dossier } = await verrouillerBrouillon(ctx, params.cle)
  const piece = await trouverPiece(ctx, dossier.id, params.id)
  await fermer(ctx, piece.id)
  await toucher(ctx, dossier.id, acteur.id)
  const objet = { genre: 'dossier', cle: dossier.cle, uai: dossier.uai }
  await journaliser(ctx, 'piece_retiree', objet, { champ: piece.champ, nom: piece.nom })
}

/** A file of a dossier that one may see, asked ones included; 409 when it is infected or not analysed yet. */
export async function lireFichierPiece(ctx: Read, { params }: Input<typeof api.lireFichierPiece>): Promise<Download> {
  const { nom, type, taille, fichier } = await ouvrirPiece(ctx, params)
  return { nom, type, taille, contenu: await ctx.kit.files.stream(fichier) }
}

/** The same, shown in the page; 415 for what a browser does not show safely. */
export async function voirPiece(ctx: Read, { params }: Input<typeof lecture.voirPiece>): Promise<Download> {
  const { nom, type, taille, fichier, format } = await ouvrirPiece(ctx, params)
  if (!seMontre(format)) throw new Refus(415, 'sans_apercu', 'Ce fichier ne se montre pas ici : téléchargez-le.')
  return { nom, type, taille, contenu: await ctx.kit.files.stream(fichier), dansLaPage: true }
}

async function ouvrirPiece(ctx: Read, params: { cle: string; id: string }): Promise<PieceGardee> {
  const dossier = await trouverDossier(ctx, params.cle)
  const piece = await trouverPiece(ctx, dossier.id, params.id)
  const obstacle = obstacleOuverture(piece.antivirus)
  if (obstacle) throw conflit(obstacle.code, obstacle.message)
  return piece
}

/** Refuses (409) one more file than the question takes. */
export function refuserTrop({ nombre_max: maximum = 1 }: ChampPiece, presentes: number): void {
  if (presentes < maximum) return
  throw conflit(
    'pieces_trop_nombreuses',
    maximum > 1 ? `Il y a déjà ${maximum} fichiers : remplacez-en un.` : 'Il y a déjà un fichier : remplacez-le.',
  )
}

/** The pièce that this path awaits. Throws 404, or 409 when its row has gone. */
export function champAttendu(definition: Definition, chemin: string, reponses?: Reponses): ChampPiece {
  const champ = trouverChampPiece(definition, chemin)
  if (!champ) throw introuvable('Aucune pièce n’est attendue à cet endroit du formulaire.')
  if (reponses && !ligneExiste(reponses, chemin))
    throw conflit('ligne_retiree', 'Cette ligne a été retirée entre-temps : ajoutez-en une autre.')
  return champ
}

export async function fermer(ctx: Write, id: string, remplacee_par?: string): Promise<void> {
  await ctx.db
    .updateTable('dossiers.piece')
    .set({ retiree_le: ctx.now.toISOString(), remplacee_par: remplacee_par ? Number(remplacee_par) : null })
    .where('id', '=', Number(id))
    .execute()
}
