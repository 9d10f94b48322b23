import type { Input, Reply } from '#domain/endpoint.ts'
import { conflit } from '#domain/erreurs.ts'
import type * as api from '#domain/instruction/api.ts'
import { trouverStatut } from '#domain/instruction/guide.ts'
import { obstaclesAvancee, obstaclesRecul, remetEnCause } from '#domain/instruction/mouvements.ts'
import { journaliser } from '../journal/journaliser.ts'
import type { Write } from '../platform/context.ts'
import { exigerAgent } from './agent.ts'
import { annulerDemandes } from './demandes.ts'
import { exigerDonnees } from './exigences.ts'
import { lireInstruction } from './lecture.ts'
import { passer } from './passer.ts'
import { exigerRevision, lireEtat, verrouillerSuivi } from './suivi.ts'

type Avancer = typeof api.avancer
type Reculer = typeof api.reculer

export async function avancer(ctx: Write, { params, body }: Input<Avancer>): Promise<Reply<Avancer>> {
  const suivi = await verrouillerSuivi(ctx, params.cle)
  exigerAgent(ctx)
  await exigerRevision(ctx, suivi, body.revision)
  const etat = await lireEtat(ctx, suivi)
  const [obstacle] = obstaclesAvancee(etat, body.vers)
  if (obstacle) throw conflit(obstacle.code, obstacle.message)
  await exigerDonnees(ctx, suivi, body.vers)

  const passe = await passer(ctx, suivi, {
    vers: body.vers,
    sens: 'avance',
    motif: body.motif,
    notifiee: etat.decision?.notifiee ?? false,
    echeance: suivi.echeance,
  })
  // What was asked has no more object once the dossier has ended.
  if (trouverStatut(suivi.guide, body.vers)?.statut.effet === 'terminee') await annulerDemandes(ctx, suivi.dossier.id)
  const { cle, uai } = suivi.dossier
  await journaliser(ctx, 'dossier_avance', { genre: 'dossier', cle, uai }, passe)
  return lireInstruction(ctx, { params, query: undefined, body: undefined })
}

/** Back behind the decision, the decision is cancelled and kept. */
export async function reculer(ctx: Write, { params, body }: Input<Reculer>): Promise<Reply<Reculer>> {
  const suivi = await verrouillerSuivi(ctx, params.cle)
  exigerAgent(ctx)
  await exigerRevision(ctx, suivi, body.revision)
  const etat = await lireEtat(ctx, suivi)
  const [obstacle] = obstaclesRecul(etat, body.vers, body.motif)
  if (obstacle) throw conflit(obstacle.code, obstacle.message)

  const annule = remetEnCause(etat, body.vers)
  if (annule)
    await ctx.db
      .updateTable('instruction.decision')
      .set({ annulee_le: ctx.now.toISOString() })
      .where('dossier_id', '=', suivi.dossier.id)
      .where('annulee_le', 'is', null)
      .execute()
  const passe = await passer(ctx, suivi, {
    vers: body.vers,
    sens: 'recul',
    motif: body.motif,
    notifiee: !annule && (etat.decision?.notifiee ?? false),
    echeance: suivi.echeance,
  })
  const { cle, uai } = suivi.dossier
  const donnees = { ...passe, motif: body.motif, decision_annulee: annule }
  await journaliser(ctx, 'dossier_recule', { genre: 'dossier', cle, uai }, donnees)
  return lireInstruction(ctx, { params, query: undefined, body: undefined })
}
