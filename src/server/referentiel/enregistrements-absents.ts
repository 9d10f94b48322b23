import { sql } from 'kysely'
import { RUBRIQUES_IMPORTABLES } from '#domain/referentiel/rubriques-importables.ts'
import type { Write } from '../platform/context.ts'

/**
 * Takes away the records that the comparison found absent from the file, where the source says that they leave with it.
 * Those that cannot be marked go among the old ones, with the execution that took them away.
 */
export async function retirerAbsents(ctx: Write, { execution }: { execution: number }): Promise<void> {
  const { rows } = await sql<{ rubrique: string }>`
    select distinct rubrique from ecart_enregistrement where genre = 'absence'`.execute(ctx.db)
  for (const { rubrique } of rows) {
    const r = RUBRIQUES_IMPORTABLES[rubrique]
    if (!r) continue
    const table = sql.table(`referentiel.${r.table}`)
    const cle = sql`concat_ws(', ', ${sql.join(r.cle.map((c) => sql.ref(`t.${c}`)))})`
    const celles = sql`a.rubrique = ${rubrique} and a.genre = 'absence' and t.uai = a.uai and ${cle} = a.cle`
    if (r.retirable)
      await sql`update ${table} t set retire_le = ${ctx.now}::timestamptz from ecart_enregistrement a where ${celles}`.execute(
        ctx.db,
      )
    else {
      await sql`
        insert into referentiel.ancien (rubrique, uai, cle, ligne, connu_du, connu_au, execution)
        select rubrique, uai, cle, avant, (avant ->> 'connu_le')::timestamptz, ${ctx.now}::timestamptz, ${execution}::bigint
        from ecart_enregistrement where rubrique = ${rubrique} and genre = 'absence'`.execute(ctx.db)
      await sql`delete from ${table} t using ecart_enregistrement a where ${celles}`.execute(ctx.db)
    }
  }
}

/** Puts back the records of `a_rendre` that an execution took away; gives how many. Those written again since stay as they are. */
export async function rendreAbsents(ctx: Write, { execution, le }: { execution: number; le: string }): Promise<number> {
  const { rows } = await sql<{ rubrique: string }>`select distinct rubrique from a_rendre`.execute(ctx.db)
  let rendus = 0
  for (const { rubrique } of rows) {
    const r = RUBRIQUES_IMPORTABLES[rubrique]
    if (!r) continue
    const table = sql.table(`referentiel.${r.table}`)
    const cle = sql`concat_ws(', ', ${sql.join(r.cle.map((c) => sql.ref(`t.${c}`)))})`
    const faits = r.retirable
      ? await sql`
          update ${table} t set retire_le = null from a_rendre a
          where a.rubrique = ${rubrique} and t.uai = a.uai and ${cle} = a.cle and t.retire_le = ${le}::timestamptz`.execute(
          ctx.db,
        )
      : await sql`
          insert into ${table} select v.* from referentiel.ancien n
          join a_rendre a on a.uai = n.uai and a.cle = n.cle and a.rubrique = n.rubrique,
            jsonb_populate_record(null::${table}, n.ligne) v
          where n.execution = ${execution} and n.rubrique = ${rubrique} on conflict do nothing`.execute(ctx.db)
    rendus += Number(faits.numAffectedRows ?? 0)
  }
  return rendus
}
