import { sql } from 'kysely'
import type { Tx } from '../platform/db.ts'

export type Ecart = { nouvelles: number; changees: number; disparues: number; avant: number }

/**
 * Compares the temporary table `recue` with what the source said last time, without writing: fills the temporary
 * table `ecart` (uai, rang, genre). `avant` is the number of rows that the source had.
 */
export async function comparer(db: Tx, source: string): Promise<Ecart> {
  await sql`drop table if exists pg_temp.ecart`.execute(db)
  await sql`
    create temp table ecart on commit drop as
    select coalesce(r.uai, l.uai) as uai, coalesce(r.rang, l.rang) as rang,
      case when l.uai is null then 'nouvelle' when r.uai is null then 'disparue' else 'changee' end as genre
    from recue r full join (select * from integration.ligne where source = ${source}) l on l.uai = r.uai and l.rang = r.rang
    where l.uai is null or (r.uai is null and l.disparue_execution is null)
      or (r.uai is not null and (l.empreinte <> r.empreinte or l.disparue_execution is not null))`.execute(db)
  const { rows } = await sql<Ecart>`
    select (count(*) filter (where genre = 'nouvelle'))::int as nouvelles,
      (count(*) filter (where genre = 'changee'))::int as changees,
      (count(*) filter (where genre = 'disparue'))::int as disparues,
      (select count(*)::int from integration.ligne where source = ${source} and disparue_execution is null) as avant
    from ecart`.execute(db)
  return rows[0] ?? { nouvelles: 0, changees: 0, disparues: 0, avant: 0 }
}

/** Makes the image of the source that of `recue`. A row that has left the file is marked, never deleted. */
export async function enregistrer(db: Tx, source: string, execution: number, date: string): Promise<void> {
  await sql`
    insert into integration.ligne (source, uai, rang, numero, champs, lieu, date_donnees, empreinte, execution)
    select ${source}, r.uai, r.rang, r.numero, r.champs, r.lieu, ${date}::date, r.empreinte, ${execution}::bigint
    from recue r join ecart e using (uai, rang)
    order by r.uai, r.rang
    on conflict (source, uai, rang) do update set numero = excluded.numero, champs = excluded.champs, lieu = excluded.lieu,
      date_donnees = excluded.date_donnees, empreinte = excluded.empreinte, execution = excluded.execution,
      disparue_execution = null`.execute(db)
  await sql`
    update integration.ligne l set disparue_execution = ${execution}::bigint
    from ecart e where e.genre = 'disparue' and l.source = ${source} and l.uai = e.uai and l.rang = e.rang`.execute(db)
}
