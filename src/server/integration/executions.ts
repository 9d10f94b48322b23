import { sql } from 'kysely'
import type { Input, Reply } from '#domain/endpoint.ts'
import { interdit, introuvable } from '#domain/erreurs.ts'
import type * as api from '#domain/integration/api.ts'
import { peutVoirIntegrations } from '#domain/integration/droits.ts'
import type { Read } from '../platform/context.ts'

type Execution = Reply<typeof api.lireExecution>

export async function listerExecutions(
  ctx: Read,
  { query }: Input<typeof api.listerExecutions>,
): Promise<Reply<typeof api.listerExecutions>> {
  exigerAgent(ctx)
  const { total } = await ctx.db
    .selectFrom('integration.execution')
    .select(sql<number>`count(*)::int`.as('total'))
    .executeTakeFirstOrThrow()
  const lignes = await executions(ctx)
    .orderBy('x.id', 'desc')
    .limit(query.par_page)
    .offset((query.page - 1) * query.par_page)
    .execute()
  return { total, page: query.page, par_page: query.par_page, elements: lignes.map(enExecution) }
}

export async function lireExecution(ctx: Read, { params }: Input<typeof api.lireExecution>): Promise<Execution> {
  exigerAgent(ctx)
  const ligne = await executions(ctx).where('x.id', '=', params.id).executeTakeFirst()
  if (!ligne) throw introuvable('Cet import n’existe pas.')
  return enExecution(ligne)
}

export async function listerRejets(
  ctx: Read,
  { params, query }: Input<typeof api.listerRejets>,
): Promise<Reply<typeof api.listerRejets>> {
  await lireExecution(ctx, { params, query: undefined, body: undefined })
  const tous = ctx.db.selectFrom('integration.rejet').where('execution', '=', params.id)
  const { total } = await tous.select(sql<number>`count(*)::int`.as('total')).executeTakeFirstOrThrow()
  const lignes = await tous
    .select(['numero', 'portee', 'uai', 'champ', 'valeur', 'code', 'raison', 'suggestion'])
    .orderBy('numero')
    .orderBy('id')
    .limit(query.par_page)
    .offset((query.page - 1) * query.par_page)
    .execute()
  return {
    total,
    page: query.page,
    par_page: query.par_page,
    elements: lignes.map((l) => ({ ...l, portee: l.portee as 'ligne' | 'champ' })),
  }
}

function exigerAgent(ctx: Read): void {
  if (!peutVoirIntegrations(ctx.acteur)) throw interdit('Les imports sont réservés aux agents de la collectivité.')
}

const executions = (ctx: Read) =>
  ctx.db
    .selectFrom('integration.execution as x')
    .innerJoin('integration.source as s', 's.code', 'x.source')
    .selectAll('x')
    .select(['s.libelle', 's.editeur', 's.licence', 's.genre'])

/** The tables' checks allow exactly the words of the API. */
const enExecution = <L extends { genre: string; etat: string }>(ligne: L) =>
  ligne as L & Pick<Execution, 'genre' | 'etat'>
