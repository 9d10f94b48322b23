import { sql } from 'kysely'
import { estAgent } from '#domain/acteur.ts'
import type { Reply } from '#domain/endpoint.ts'
import type * as api from '#domain/referentiel/api.ts'
import type { Read, Write } from '../platform/context.ts'
import { visibles } from './visibles.ts'

type Prevue = NonNullable<Reply<typeof api.lireEtablissement>['prevues']>[number]

/** Fusions and scissions to come that bear on this établissement, the nearest first; for agents only. */
export async function listerPrevues(ctx: Read | Write, uai: string): Promise<Prevue[]> {
  if (ctx.acteur.genre !== 'systeme' && !estAgent(ctx.acteur)) return []
  const { rows } = await sql<Omit<Prevue, 'avec'> & { avec: string[] }>`
    select f.id, f.genre, f.date_effet, f.empechement,
      case when f.genre = 'scission' and f.origines @> array[${uai}::text] then 'divise'
        when f.origines @> array[${uai}::text] then 'absorbe' when f.genre = 'scission' then 'issu' else 'reste' end as role,
      array(select distinct u from unnest(f.origines || f.cibles || f.survivant) u where u <> ${uai} order by u) as avec
    from referentiel.fusion f
    where f.etat = 'prevue' and (f.origines || f.cibles || f.survivant::text) @> array[${uai}::text]
    order by f.date_effet, f.id`.execute(ctx.db)
  if (!rows.length) return []
  const noms = await visibles(ctx)
    .select(['e.uai', 'e.nom'])
    .where('e.uai', 'in', [...new Set(rows.flatMap((r) => r.avec))])
    .execute()
  return rows.map((r) => ({
    ...r,
    avec: r.avec.map((u) => ({ uai: u, nom: noms.find((n) => n.uai === u)?.nom ?? null })),
  }))
}
