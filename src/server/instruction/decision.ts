import type { Input, Reply } from '#domain/endpoint.ts'
import { conflit, invalide } from '#domain/erreurs.ts'
import type * as api from '#domain/instruction/api.ts'
import { fautesDeDecision, montantRetenu } from '#domain/instruction/decision.ts'
import { obstaclesDecision } from '#domain/instruction/mouvements.ts'
import { LIBELLES_DECISIONS } from '#domain/instruction/suivi.ts'
import { statutDeDecision } from '#domain/instruction/vue.ts'
import { journaliser } from '../journal/journaliser.ts'
import type { Write } from '../platform/context.ts'
import { exigerDecideur } from './agent.ts'
import { exigerDonnees } from './exigences.ts'
import { lireInstruction } from './lecture.ts'
import { passer } from './passer.ts'
import { exigerRevision, lireEtat, verrouillerSuivi } from './suivi.ts'

type Decider = typeof api.decider

/** Takes the decision and gives the dossier the statut that carries it. The établissement learns it by notification. */
export async function decider(ctx: Write, { params, body }: Input<Decider>): Promise<Reply<Decider>> {
  const suivi = await verrouillerSuivi(ctx, params.cle)
  const agent = exigerDecideur(ctx)
  await exigerRevision(ctx, suivi, body.revision)
  const etat = await lireEtat(ctx, suivi)
  const [obstacle] = obstaclesDecision(etat, body.sens)
  const statut = statutDeDecision(suivi.guide, body.sens)
  if (obstacle || !statut) throw conflit(obstacle?.code ?? 'statut_absent', obstacle?.message ?? '')
  const { id, cle, uai, montant_demande } = suivi.dossier
  const fautes = fautesDeDecision(body, montant_demande)
  await exigerDonnees(ctx, suivi, statut.code, body.sens)
  if (fautes.length) throw invalide('La décision est incomplète ou incorrecte.', fautes)

  // A report is replaced by the decision that follows it; both stay.
  await ctx.db
    .updateTable('instruction.decision')
    .set({ annulee_le: ctx.now.toISOString() })
    .where('dossier_id', '=', id)
    .where('annulee_le', 'is', null)
    .execute()
  const montant = montantRetenu(body, montant_demande)
  await ctx.db
    .insertInto('instruction.decision')
    .values({
      ...{ dossier_id: id, sens: body.sens, montant, motif: body.motif },
      decidee_par: agent.id,
      decidee_le: ctx.now.toISOString(),
    })
    .execute()
  const passe = await passer(ctx, suivi, { vers: statut.code, sens: 'avance', notifiee: false })
  const donnees = { ...passe, sens: body.sens, montant, libelle: LIBELLES_DECISIONS[body.sens] }
  await journaliser(ctx, 'decision_prise', { genre: 'dossier', cle, uai }, donnees)
  return lireInstruction(ctx, { params, query: undefined, body: undefined })
}
