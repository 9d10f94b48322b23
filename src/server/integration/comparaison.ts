import { sql } from 'kysely'
import type { Write } from '../platform/context.ts'
import type { Tx } from '../platform/db.ts'

/** `avant` is the number of rows that the source had where the file speaks; `touches` the établissements to put together again. */
export type Ecart = {
  nouvelles: number
  changees: number
  disparues: number
  anciennes: number
  etablissements: number
  avant: number
}

/**
 * Compares `recue` with what the source said last time, by fingerprint, without writing: fills the temporary table `ecart`
 * (uai, rang, genre). A row is missing only where the file speaks: among the UAI numbered in the same départements.
 * A row that says something else, of a day before what is known, is `ancienne`. `complet`: what is missing has vanished.
 */
export async function comparer(
  db: Tx,
  { source, date, complet }: { source: string; date: string; complet: boolean },
): Promise<Ecart> {
  await sql`drop table if exists pg_temp.ecart`.execute(db)
  await sql`
    create temp table ecart on commit drop as
    with la as (
      select l.uai, l.rang, l.empreinte, l.disparue_execution is not null as disparue,
        greatest(l.date_donnees, l.vue_le, x.date_donnees) as dite_le
      from integration.ligne l left join integration.execution x on x.id = l.disparue_execution
      where l.source = ${source}),
    ou as (select distinct left(uai, 3) as prefixe from recue)
    select coalesce(r.uai, l.uai) collate "C" as uai, coalesce(r.rang, l.rang) as rang,
      case when l.uai is null then 'nouvelle' when r.uai is null then 'disparue'
        when r.date_donnees < l.dite_le then 'ancienne' else 'changee' end as genre
    from (select uai, rang, empreinte, date_donnees from recue where rubrique = '') r
    full join la l on l.uai = r.uai and l.rang = r.rang
    where l.uai is null
      or (r.uai is null and ${complet} and not l.disparue and l.dite_le <= ${date}::date
        and left(l.uai, 3) in (select prefixe from ou))
      or (r.uai is not null and (l.empreinte <> r.empreinte or (l.disparue and r.date_donnees >= l.dite_le)))`.execute(
    db,
  )
  await sql`analyze ecart`.execute(db)
  const { rows } = await sql<Ecart>`
    select count(*) filter (where genre = 'nouvelle')::int as nouvelles,
      count(*) filter (where genre = 'changee')::int as changees,
      count(*) filter (where genre = 'disparue')::int as disparues,
      count(*) filter (where genre = 'ancienne' and rang = 0)::int as anciennes,
      (select count(*)::int from recue where rubrique = '' and rang = 0) as etablissements,
      (select count(*)::int from integration.ligne where source = ${source} and disparue_execution is null
        and left(uai, 3) in (select distinct left(uai, 3) from recue)) as avant
    from ecart`.execute(db)
  return rows[0] ?? { nouvelles: 0, changees: 0, disparues: 0, anciennes: 0, etablissements: 0, avant: 0 }
}

/**
 * Makes the image of the source that of the file, keeping what it replaces. A row that has left the file is marked, never
 * deleted; an older row changes nothing here.
 */
export async function enregistrer({ db }: Write, source: string, execution: number): Promise<void> {
  await sql`
    insert into integration.ligne_remplacee (execution, uai, rang, avant)
    select ${execution}::bigint, l.uai, l.rang, to_jsonb(l)
    from ecart e join integration.ligne l on l.source = ${source} and l.uai = e.uai and l.rang = e.rang
    where e.genre in ('changee', 'disparue')`.execute(db)
  // In the order of the key, so that two imports lock rows in the same order.
  await sql`
    insert into integration.ligne (source, uai, rang, numero, champs, lieu, date_donnees, empreinte, execution)
    select ${source}, r.uai, r.rang, r.numero, r.champs, r.lieu, r.date_donnees, r.empreinte, ${execution}::bigint
    from recue r join ecart e on e.uai = r.uai and e.rang = r.rang and e.genre in ('nouvelle', 'changee')
    where r.rubrique = '' order by r.uai, r.rang
    on conflict (uai, source, rang) do update set numero = excluded.numero,
      champs = case when excluded.champs = '{}' then ligne.champs else excluded.champs end,
      lieu = case when excluded.champs = '{}' then ligne.lieu else excluded.lieu end,
      date_donnees = excluded.date_donnees, empreinte = excluded.empreinte, execution = excluded.execution,
      disparue_execution = null, vue_le = null`.execute(db)
  await sql`
    update integration.ligne l set disparue_execution = ${execution}::bigint
    from ecart e where e.genre = 'disparue' and l.source = ${source} and l.uai = e.uai and l.rang = e.rang`.execute(db)
  await sql`
    update integration.ligne l set vue_le = r.date_donnees
    from recue r
    where l.source = ${source} and l.uai = r.uai and l.rang = r.rang and r.rubrique = '' and l.empreinte = r.empreinte
      and r.date_donnees > greatest(l.date_donnees, l.vue_le)`.execute(db)
}
