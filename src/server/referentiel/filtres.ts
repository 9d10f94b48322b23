import { sql } from 'kysely'
import type { Reply } from '#domain/endpoint.ts'
import type * as api from '#domain/referentiel/api.ts'
import { LIBELLES_SECTEUR, LIBELLES_TYPE } from '#domain/referentiel/nomenclatures.ts'
import type { Read } from '../platform/context.ts'
import { visibles } from './visibles.ts'

const CRITERES = ['e.type', 'e.nature', 'e.secteur', 'e.code_departement'] as const

type Ligne = { genre: string; code: string; libelle: string | null; total: number }

/**
 * The values of the filters that some visible établissement has. Those that have the same four are counted together
 * first, from an index: a few thousand combinations then give the totals of each filter, whatever the number of fiches.
 */
export async function lireNomenclatures(ctx: Read): Promise<Reply<typeof api.lireNomenclatures>> {
  const { rows } = await sql<Ligne>`
    with v as materialized (
      select e.type, e.nature, e.secteur, e.code_departement, count(*) as total
      from (${visibles(ctx).select(CRITERES)}) e
      group by e.type, e.nature, e.secteur, e.code_departement
      -- Those that a fusion has closed are taken away: few, so that the others are still counted from their index alone.
      union all
      select e.type, e.nature, e.secteur, e.code_departement, -1
      from (${visibles(ctx)
        .select(CRITERES)
        .where('e.uai', 'in', (eb) =>
          eb.selectFrom('referentiel.redirection').select('ancien').where('close_le', 'is', null),
        )}) e),
    compte as (
      select case when grouping(type) = 0 then 'type' when grouping(nature) = 0 then 'nature'
          when grouping(secteur) = 0 then 'secteur' else 'departement' end as genre,
        coalesce(type, nature, secteur, code_departement) as code, sum(total)::int as total
      from v group by grouping sets ((type), (nature), (secteur), (code_departement)))
    select c.genre, c.code, coalesce(n.libelle, d.nom) as libelle, c.total
    from compte c
    left join referentiel.nature n on c.genre = 'nature' and n.code = c.code
    left join referentiel.departement d on c.genre = 'departement' and d.code = c.code
    where c.code is not null and c.total > 0 order by c.code`.execute(ctx.db)
  const de = (genre: string, libelles: Record<string, string> = {}) =>
    rows
      .filter((r) => r.genre === genre)
      .map(({ code, libelle, total }) => ({ code, libelle: libelles[code] ?? libelle ?? code, total }))
  return {
    types: de('type', LIBELLES_TYPE),
    natures: de('nature'),
    secteurs: de('secteur', LIBELLES_SECTEUR),
    departements: de('departement'),
  }
}
