import type { Input, Reply } from '#domain/endpoint.ts'
import { conflit } from '#domain/erreurs.ts'
import type * as api from '#domain/integration/api.ts'
import type { Write } from '../platform/context.ts'
import { enfiler } from '../platform/jobs.ts'
import { exigerImport } from './droits.ts'
import { lireExecution } from './executions.ts'
import { TRAVAIL } from './travail.ts'

type Porte = typeof api.appliquerExecution

/**
 * Applies a dry run, confirms a run that waits (it may then lose rows), or takes an interrupted one up again. Throws 409
 * when the run is none of these.
 */
export async function appliquerExecution(ctx: Write, { params }: Input<Porte>): Promise<Reply<Porte>> {
  exigerImport(ctx.acteur)
  await lireExecution(ctx, { params })
  const x = await ctx.db
    .selectFrom('integration.execution')
    .select(['id', 'etat', 'a_confirmer', 'forcee'])
    .where('id', '=', params.id)
    .forUpdate()
    .executeTakeFirstOrThrow()
  const attend = x.etat === 'comparee' && x.a_confirmer !== null
  if (!attend && !['a_blanc', 'partielle', 'echouee'].includes(x.etat))
    throw conflit('rien_a_appliquer', 'Cet import n’attend rien : il est en cours, appliqué, refusé ou annulé.')
  await ctx.db
    .updateTable('integration.execution')
    .set({
      // What was kept of a dry run is gone: its file is read again.
      etat: attend ? 'comparee' : 'recue',
      a_blanc: false,
      // Whoever applies has read why the run had stopped.
      forcee: x.forcee || x.a_confirmer !== null,
      a_confirmer: null,
      erreur: null,
      essais: 0,
      terminee_le: null,
    })
    .where('id', '=', x.id)
    .execute()
  await enfiler(ctx, TRAVAIL, { execution: x.id })
  return lireExecution(ctx, { params })
}
