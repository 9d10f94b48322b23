import type { Personne } from '#domain/acteur.ts'
import type { Instruction } from '#domain/instruction/suivi.ts'
import { avancer } from '#server/instruction/avancement.ts'
import { decider } from '#server/instruction/decision.ts'
import { lireInstruction } from '#server/instruction/lecture.ts'
import { notifier } from '#server/instruction/notification.ts'
import type { Write } from '#server/platform/context.ts'
import { unDossierDepose } from './dossiers.ts'
import { bruno } from './personas.ts'

export const sur = (cle: string) => ({ params: { cle }, query: undefined, body: undefined })

/** The same context as somebody else, or later. */
export const comme = (ctx: Write, acteur: Personne, now = ctx.now): Write => ({ ...ctx, acteur, now })

export const voir = (ctx: Write, cle: string, acteur: Personne = bruno): Promise<Instruction> =>
  lireInstruction(comme(ctx, acteur), sur(cle)) as Promise<Instruction>

/** Deposited by Claire, taken by Bruno to `vers`. */
export async function unDossierInstruit(ctx: Write, vers = 'instruit', agent = bruno): Promise<string> {
  const { cle } = await unDossierDepose(ctx)
  await faireAvancer(ctx, cle, vers, agent)
  return cle
}

export async function faireAvancer(ctx: Write, cle: string, vers: string, agent = bruno): Promise<void> {
  const { revision } = await voir(ctx, cle, agent)
  await avancer(comme(ctx, agent), { params: { cle }, query: undefined, body: { vers, motif: '', revision } })
}

/** Decided by Bruno, granted unless told otherwise. */
export async function unDossierDecide(ctx: Write, sens: 'accorde' | 'refuse' = 'accorde'): Promise<string> {
  const cle = await unDossierInstruit(ctx)
  const { revision } = await voir(ctx, cle)
  const motif = sens === 'refuse' ? 'Ces travaux relèvent de l’entretien courant de l’établissement.' : ''
  await decider(comme(ctx, bruno), { params: { cle }, query: undefined, body: { sens, motif, revision } })
  return cle
}

export async function unDossierNotifie(ctx: Write, sens: 'accorde' | 'refuse' = 'accorde'): Promise<string> {
  const cle = await unDossierDecide(ctx, sens)
  await notifier(comme(ctx, bruno), sur(cle))
  return cle
}
