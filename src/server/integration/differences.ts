import { sql } from 'kysely'
import type { Input, Reply } from '#domain/endpoint.ts'
import type * as api from '#domain/integration/api.ts'
import { trouverTableDeCodes } from '#domain/referentiel/tables-de-codes.ts'
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
    nom: nom ?? (d.uai === '' ? motsDuCode(d) : genre === 'creation' && typeof d.apres === 'string' ? d.apres : null),
    enregistrement: cle,
  }))
  return { total, page: query.page, par_page: query.par_page, elements }
}

/** What people call a code: its name in its table. */
function motsDuCode({ champ, avant, apres }: { champ: string | null; avant: unknown; apres: unknown }): string | null {
  const mots = trouverTableDeCodes(champ ?? '')?.mots
  const ligne: unknown = apres ?? avant
  const dit = mots && typeof ligne === 'object' && ligne !== null ? (ligne as Record<string, unknown>)[mots] : undefined
  return dit === undefined || dit === null ? null : String(dit)
}
