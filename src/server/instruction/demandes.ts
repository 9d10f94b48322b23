import type { Input, Reply } from '#domain/endpoint.ts'
import { conflit, introuvable, invalide } from '#domain/erreurs.ts'
import { jourLocal } from '#domain/heure.ts'
import type * as api from '#domain/instruction/api.ts'
import { statutInitial } from '#domain/instruction/guide.ts'
import { INCOMPLET, obstaclesDemande } from '#domain/instruction/mouvements.ts'
import { journaliser } from '../journal/journaliser.ts'
import type { Write } from '../platform/context.ts'
import { exigerAgent } from './agent.ts'
import { lireInstruction } from './lecture.ts'
import { passer } from './passer.ts'
import { lireEtat, type Suivi, verrouillerSuivi } from './suivi.ts'

type Demander = typeof api.demanderPiece
type Annuler = typeof api.annulerDemandeDePiece

/** Asks the établissement for a pièce. Before the decision the dossier becomes « incomplet »; after it, it stays. */
export async function demanderPiece(ctx: Write, { params, body }: Input<Demander>): Promise<Reply<Demander>> {
  const suivi = await verrouillerSuivi(ctx, params.cle)
  const agent = exigerAgent(ctx)
  const etat = await lireEtat(ctx, suivi)
  const [obstacle] = obstaclesDemande(etat)
  if (obstacle) throw conflit(obstacle.code, obstacle.message)
  const avantLe = body.avant_le ?? null
  if (avantLe !== null && avantLe < jourLocal(ctx.now))
    throw invalide('Cette date est passée.', [{ champ: 'avant_le', message: 'Choisissez un jour à venir.' }])

  const { id, cle, uai } = suivi.dossier
  await ctx.db
    .insertInto('instruction.demande_piece')
    .values({
      dossier_id: id,
      libelle: body.libelle,
      commentaire: body.commentaire,
      avant_le: avantLe,
      // Asking twice must not lead back to « incomplet ».
      statut_avant: suivi.statut === INCOMPLET ? await statutAvant(ctx, suivi) : suivi.statut,
      demandee_par: agent.id,
      demandee_le: ctx.now.toISOString(),
    })
    .execute()
  const bouge = !etat.decision && suivi.statut !== INCOMPLET
  const echeance = avantLe ?? suivi.echeance
  if (bouge) await passer(ctx, suivi, { vers: INCOMPLET, sens: 'automatique', notifiee: false, echeance })
  else await toucher(ctx, suivi, echeance)
  const donnees = { libelle: body.libelle, avant_le: avantLe }
  await journaliser(ctx, 'piece_demandee', { genre: 'dossier', cle, uai }, donnees)
  return lireInstruction(ctx, { params, query: undefined, body: undefined })
}

/** Gives up a pièce asked; with the last one, the dossier is the service's again. */
export async function annulerDemandeDePiece(ctx: Write, { params }: Input<Annuler>): Promise<Reply<Annuler>> {
  const suivi = await verrouillerSuivi(ctx, params.cle)
  exigerAgent(ctx)
  const demande = await lireDemande(ctx, suivi, params.id)
  await fermer(ctx, [demande.id], 'annulee')
  await rendreAuService(ctx, suivi, demande.statut_avant)
  const { cle, uai } = suivi.dossier
  await journaliser(ctx, 'demande_de_piece_annulee', { genre: 'dossier', cle, uai }, { libelle: demande.libelle })
  return lireInstruction(ctx, { params, query: undefined, body: undefined })
}

/** The open demande of this dossier; 404 when it is another's, 409 when it is closed. */
export async function lireDemande(ctx: Write, { dossier }: Suivi, id: number) {
  const demande = await ctx.db
    .selectFrom('instruction.demande_piece')
    .where('dossier_id', '=', dossier.id)
    .where('id', '=', id)
    .select(['id', 'libelle', 'etat', 'statut_avant'])
    .executeTakeFirst()
  if (!demande) throw introuvable('Cette demande de pièce n’existe pas.')
  if (demande.etat === 'recue') throw conflit('deja_transmise', 'Cette pièce a déjà été transmise au service.')
  if (demande.etat === 'annulee') throw conflit('demande_annulee', 'Le service a renoncé à cette pièce.')
  return demande
}

export async function fermer(ctx: Write, ids: number[], etat: 'recue' | 'annulee'): Promise<void> {
  if (ids.length === 0) return
  await ctx.db
    .updateTable('instruction.demande_piece')
    .set({ etat, close_le: ctx.now.toISOString() })
    .where('id', 'in', ids)
    .execute()
}

/** Closes all that is still asked. */
export async function annulerDemandes(ctx: Write, dossierId: number): Promise<void> {
  await ctx.db
    .updateTable('instruction.demande_piece')
    .set({ etat: 'annulee', close_le: ctx.now.toISOString() })
    .where('dossier_id', '=', dossierId)
    .where('etat', '=', 'attendue')
    .execute()
}

/** When nothing is awaited any more and the dossier is « incomplet », it takes back the statut it had. */
export async function rendreAuService(ctx: Write, suivi: Suivi, statutAvant: string): Promise<{ public?: string }> {
  const etat = await lireEtat(ctx, suivi)
  if (etat.pieces_attendues.length > 0 || suivi.statut !== INCOMPLET) {
    await toucher(ctx, suivi, etat.pieces_attendues.length > 0 ? suivi.echeance : null)
    return {}
  }
  return passer(ctx, suivi, { vers: statutAvant, sens: 'automatique', notifiee: etat.decision?.notifiee ?? false })
}

/** Something changed beside the statut: pages that show an older revision are behind. */
async function toucher(ctx: Write, { dossier }: Suivi, echeance: string | null): Promise<void> {
  await ctx.db
    .updateTable('instruction.suivi')
    .set((eb) => ({ revision: eb('revision', '+', 1), echeance }))
    .where('dossier_id', '=', dossier.id)
    .execute()
}

/** Where the dossier was before it became « incomplet ». */
async function statutAvant(ctx: Write, { dossier, guide }: Suivi): Promise<string> {
  const entree = await ctx.db
    .selectFrom('instruction.passage')
    .where('dossier_id', '=', dossier.id)
    .where('vers_statut', '=', INCOMPLET)
    .orderBy('id', 'desc')
    .limit(1)
    .select('de_statut')
    .executeTakeFirst()
  return entree?.de_statut ?? statutInitial(guide).code
}
