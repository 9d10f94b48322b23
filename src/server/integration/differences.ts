import { sql } from 'kysely'
import type { Input, Reply } from '#domain/endpoint.ts'
import type * as api from '#domain/integration/api.ts'
import type { Read } from '../platform/context.ts'
import { lireExecution } from './executions.ts'

type Difference = Reply<typeof api.listerDifferences>['elements'][number]

/** What a run changes, or would change, in the order of the UAI. */
export async function listerDifferences(
  ctx: Read,
  { params, query }: Input<typeof api.listerDifferences>,
): Promise<Reply<typeof api.listerDifferences>> {
  await lireExecution(ctx, { params })
  const toutes = ctx.db
    .selectFrom('integration.difference as d')
    .where('d.execution', '=', params.id)
    .where((eb) =>
      eb.and([
        ...(query.genre ? [eb('d.genre', '=', query.genre)] : []),
        ...(query.uai ? [eb('d.uai', '=', query.uai.trim().toUpperCase())] : []),
      ]),
    )
  const { total } = await toutes.select(sql<number>`count(*)::int`.as('total')).executeTakeFirstOrThrow()
  const lignes = await toutes
    .leftJoin('referentiel.etablissement as e', 'e.uai', 'd.uai')
    .select(['d.uai', 'e.nom', 'd.genre', 'd.champ', 'd.cle', 'd.avant', 'd.apres'])
    .orderBy('d.id')
    .limit(query.par_page)
    .offset((query.page - 1) * query.par_page)
    .execute()
  const elements = lignes.map(({ cle, genre, nom, ...d }) => ({
    ...d,
    genre: genre as Difference['genre'],
    // The établissement that a dry run would create has only the name that the file gives it.
    nom: nom ?? (genre === 'creation' && typeof d.apres === 'string' ? d.apres : null),
    enregistrement: cle,
  }))
  return { total, page: query.page, par_page: query.par_page, elements }
}
