import { sql } from 'kysely'
import { tablesDeCodes } from '#domain/referentiel/tables-de-codes.ts'
import type { Read, Write } from '../platform/context.ts'

export type CodeObsolete = { table: string; code: string; mots: string; qui: string; nombre: number }

/** Codes that have left their nomenclature and that something still bears, the most borne first. */
export async function listerObsoletes({ db }: Read | Write, tables: readonly string[]): Promise<CodeObsolete[]> {
  const requetes = tablesDeCodes().flatMap(([nom, t]) =>
    tables.includes(nom) && !t.complement
      ? t.usages.map(
          (u) => sql`
            select ${nom}::text as "table", t.code, ${sql.ref(`t.${t.mots}`)}::text as mots, ${u.qui}::text as qui,
              count(*)::int as nombre
            from ${sql.table(`referentiel.${t.table}`)} t
            join ${sql.table(`referentiel.${u.table}`)} u on ${sql.ref(`u.${u.colonne}`)} = t.code
            where t.obsolete_depuis is not null group by t.code`,
        )
      : [],
  )
  if (requetes.length === 0) return []
  const { rows } = await sql<CodeObsolete>`${sql.join(requetes, sql` union all `)} order by nombre desc, code`.execute(
    db,
  )
  return rows
}
