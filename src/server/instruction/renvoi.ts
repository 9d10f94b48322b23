import { sql } from 'kysely'
import { dangereuses } from '#domain/dossiers/analyse.ts'
import type { Input, Reply } from '#domain/endpoint.ts'
import { conflit, interdit, introuvable } from '#domain/erreurs.ts'
import type { Format } from '#domain/formulaire/types/piece.ts'
import type * as api from '#domain/instruction/api.ts'
import { peutRenvoyerPieces } from '#domain/instruction/droits.ts'
import { obstaclesRenvoi } from '#domain/instruction/mouvements.ts'
import { assembler, ouvrirEnvoi } from '../dossiers/envois.ts'
import { fermer as fermerPiece, rangerPiece } from '../dossiers/pieces.ts'
import { journaliser } from '../journal/journaliser.ts'
import type { Read, Write } from '../platform/context.ts'
import type { Received } from '../platform/doors.ts'
import { fermer, lireDemande, rendreAuService } from './demandes.ts'
import { lireInstruction } from './lecture.ts'
import { trouverDepose, verrouillerSuivi } from './suivi.ts'

type Deposer = typeof api.deposerPieceDemandee
type Renvoyer = typeof api.renvoyerPieces

/** What an établissement answers with: documents, sheets and photos. */
const FORMATS: readonly Format[] = ['pdf', 'jpg', 'png', 'heic', 'docx', 'odt', 'xlsx', 'ods']

/** Before a byte is read: may this person answer here, and how big? */
export async function preparerPieceDemandee(ctx: Read, { params }: Input<Deposer>): Promise<{ tailleMax: number }> {
  exigerUsager(ctx, await trouverDepose(ctx, params.cle))
  return { tailleMax: ctx.kit.config.tailleMaxPiece }
}

/** Joins a file to a demande; another one replaces it, and the first stays in the history. Nothing is sent yet. */
export async function deposerPieceDemandee(
  ctx: Write,
  { params }: Input<Deposer>,
  fichier: Received,
): Promise<Reply<Deposer>> {
  const suivi = await verrouillerSuivi(ctx, params.cle)
  const { id, cle, uai } = suivi.dossier
  exigerUsager(ctx, suivi.dossier)
  const demande = await lireDemande(ctx, suivi, params.id)
  const champ = champDe(demande.id)
  const ancienne = await ctx.db
    .selectFrom('dossiers.piece')
    .where('dossier_id', '=', id)
    .where('champ', '=', champ)
    .where('retiree_le', 'is', null)
    .select(['id', 'nom'])
    .executeTakeFirst()
  const piece = await rangerPiece(ctx, id, champ, fichier, FORMATS)
  if (ancienne) await fermerPiece(ctx, String(ancienne.id), piece.id)
  const donnees = { libelle: demande.libelle, nom: piece.nom, sha256: piece.sha256, champ }
  await journaliser(ctx, ancienne ? 'piece_remplacee' : 'piece_ajoutee', { genre: 'dossier', cle, uai }, donnees)
  return lireInstruction(ctx, { params, query: undefined, body: undefined })
}

type Commencer = typeof api.commencerEnvoiDemande
type Finir = typeof api.finirEnvoiDemande

/** The same for a big file, sent in several times. */
export async function commencerEnvoiDemande(ctx: Write, { params, body }: Input<Commencer>): Promise<Reply<Commencer>> {
  const suivi = await verrouillerSuivi(ctx, params.cle)
  exigerUsager(ctx, suivi.dossier)
  const demande = await lireDemande(ctx, suivi, params.id)
  const tailleMax = ctx.kit.config.tailleMaxPiece
  const place = { dossier: suivi.dossier.id, champ: champDe(demande.id), formats: FORMATS, tailleMax }
  return ouvrirEnvoi(ctx, place, body)
}

/** Joins it once whole; twice is once. */
export async function finirEnvoiDemande(ctx: Read, { params }: Input<Finir>): Promise<Reply<Finir>> {
  await assembler(ctx, params.envoi, async (w, envoi, fichier) => {
    if (envoi.champ !== champDe(params.id)) throw introuvable('Cet envoi n’est pas celui de cette demande.')
    const reponse = await deposerPieceDemandee(w, { params, query: undefined, body: undefined }, fichier)
    const piece = reponse.demandes_de_pieces.find((d) => d.id === params.id)?.pieces.at(-1)?.id ?? ''
    return { piece, reponse }
  })
  return lireInstruction(ctx, { params, query: undefined, body: undefined })
}

const champDe = (demande: number): string => `demande:${demande}`

/** Sends to the service all the pièces it asked; the dossier takes back the statut it had. */
export async function renvoyerPieces(ctx: Write, { params }: Input<Renvoyer>): Promise<Reply<Renvoyer>> {
  const suivi = await verrouillerSuivi(ctx, params.cle)
  const { id, cle, uai } = suivi.dossier
  exigerUsager(ctx, suivi.dossier)
  const demandes = await ctx.db
    .selectFrom('instruction.demande_piece as m')
    .where('m.dossier_id', '=', id)
    .where('m.etat', '=', 'attendue')
    .select((eb) => [
      'm.id',
      'm.libelle',
      'm.statut_avant',
      eb
        .selectFrom('dossiers.piece as p')
        .whereRef('p.dossier_id', '=', 'm.dossier_id')
        .where('p.champ', '=', sql<string>`'demande:' || m.id`)
        .where('p.retiree_le', 'is', null)
        .select((c) => c.fn.countAll<number>().as('n'))
        .as('fichiers'),
    ])
    .orderBy('m.id')
    .execute()
  const [obstacle] = obstaclesRenvoi(demandes.map((d) => ({ libelle: d.libelle, fichiers: d.fichiers ?? 0 })))
  if (obstacle) throw conflit(obstacle.code, obstacle.message)
  await refuserDangereuses(ctx, id)

  const ids = demandes.map((d) => d.id)
  await fermer(ctx, ids, 'recue')
  await rendreAuService(ctx, suivi, demandes[0]?.statut_avant ?? suivi.statut)
  const donnees = { demandes: ids, libelle: demandes.map((d) => d.libelle).join(', ') }
  await journaliser(ctx, 'pieces_renvoyees', { genre: 'dossier', cle, uai }, donnees)
  return lireInstruction(ctx, { params, query: undefined, body: undefined })
}

/** What the antivirus has set aside is not sent: the person puts another file in its place. */
async function refuserDangereuses(ctx: Write, dossierId: number): Promise<void> {
  const infectees = await ctx.db
    .selectFrom('dossiers.piece')
    .where('dossier_id', '=', dossierId)
    .where('champ', 'like', 'demande:%')
    .where('retiree_le', 'is', null)
    .where('antivirus', '=', 'infectee')
    .select(['champ', 'nom'])
    .execute()
  const [premiere] = dangereuses(infectees.map((p) => ({ ...p, antivirus: 'infectee' })))
  if (premiere) throw conflit('piece_infectee', premiere.message)
}

function exigerUsager({ acteur }: Read | Write, dossier: Parameters<typeof peutRenvoyerPieces>[1]): void {
  if (!peutRenvoyerPieces(acteur, dossier))
    throw interdit('Seul l’établissement fournit les pièces qui lui sont demandées.')
}
