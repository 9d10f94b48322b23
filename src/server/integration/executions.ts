import { sql } from 'kysely'
import type { Input, Reply } from '#domain/endpoint.ts'
import { introuvable } from '#domain/erreurs.ts'
import type * as api from '#domain/integration/api.ts'
import type { Read } from '../platform/context.ts'
import { exigerLecture } from './acces.ts'

type Execution = Reply<typeof api.lireExecution>

export async function listerExecutions(
  ctx: Read,
  { query }: Input<typeof api.listerExecutions>,
): Promise<Reply<typeof api.listerExecutions>> {
  exigerLecture(ctx)
  const { source, etat } = query
  const choisies = <Q extends ReturnType<typeof executions>>(requete: Q) =>
    requete.where((eb) =>
      eb.and([...(source ? [eb('x.source', '=', source)] : []), ...(etat ? [eb('x.etat', '=', etat)] : [])]),
    )
  const { total } = await choisies(executions(ctx))
    .clearSelect()
    .select(sql<number>`count(*)::int`.as('total'))
    .executeTakeFirstOrThrow()
  const lignes = await choisies(executions(ctx))
    .orderBy('x.id', 'desc')
    .limit(query.par_page)
    .offset((query.page - 1) * query.par_page)
    .execute()
  return { total, page: query.page, par_page: query.par_page, elements: lignes.map(enExecution) }
}

export async function lireExecution(ctx: Read, { params }: { params: { id: number } }): Promise<Execution> {
  exigerLecture(ctx)
  const ligne = await executions(ctx).where('x.id', '=', params.id).executeTakeFirst()
  if (!ligne) throw introuvable('Cet import n’existe pas.')
  return enExecution(ligne)
}

/** The last runs of one source, or the last of each. */
export async function dernieresExecutions(ctx: Read, source?: string): Promise<Execution[]> {
  const lignes = source
    ? await executions(ctx).where('x.source', '=', source).orderBy('x.id', 'desc').limit(20).execute()
    : await executions(ctx).distinctOn('x.source').orderBy('x.source').orderBy('x.id', 'desc').execute()
  return lignes.map(enExecution)
}

const executions = (ctx: Read) =>
  ctx.db
    .selectFrom('integration.execution as x')
    .innerJoin('integration.source as s', 's.code', 'x.source')
    .selectAll('x')
    .select(['s.libelle', 's.editeur', 's.licence', 's.genre'])

type Ligne = Awaited<ReturnType<ReturnType<typeof executions>['execute']>>[number]

/** The table's checks allow exactly the words of the API. */
function enExecution(ligne: Ligne): Execution {
  return {
    ...ligne,
    genre: ligne.genre as Execution['genre'],
    etat: ligne.etat as Execution['etat'],
    creees: ligne.crees,
    modifiees: ligne.modifies,
    identiques: ligne.inchanges,
    absentes: ligne.lignes_disparues,
  }
}
