import { sql } from 'kysely'
import type { Tx } from '../platform/db.ts'
import type { Recue } from './reception.ts'

/** `avant` is the number of rows that the source had. `aEcrire` are the rows that are new or changed. */
export type Ecart = { nouvelles: number; changees: number; disparues: number; avant: number; aEcrire: Recue[] }

/**
 * Compares the rows received with what the source said last time, by fingerprint, without writing: fills the temporary
 * table `ecart` (uai, rang, genre). Only keys and fingerprints travel: a file that says the same costs little.
 */
export async function comparer(db: Tx, source: string, recues: Recue[]): Promise<Ecart> {
  await sql`drop table if exists pg_temp.ecart`.execute(db)
  await sql`
    create temp table ecart on commit drop as
    select coalesce(r.uai, l.uai) as uai, coalesce(r.rang, l.rang) as rang, r.place::int as place,
      case when l.uai is null then 'nouvelle' when r.uai is null then 'disparue' else 'changee' end as genre
    from unnest(${recues.map((r) => r.uai)}::text[], ${recues.map((r) => r.rang)}::int[],
      ${recues.map((r) => r.empreinte)}::text[]) with ordinality as r (uai, rang, empreinte, place)
    full join (select uai, rang, empreinte, disparue_execution from integration.ligne where source = ${source}) l
      on l.uai = r.uai and l.rang = r.rang
    where l.uai is null or (r.uai is null and l.disparue_execution is null)
      or (r.uai is not null and (l.empreinte <> r.empreinte or l.disparue_execution is not null))`.execute(db)
  await sql`analyze ecart (uai)`.execute(db)
  const { rows } = await sql<{ genre: string; places: number[]; n: number }>`
    select genre, count(*)::int as n, array_agg(place) filter (where place is not null) as places
    from ecart group by genre`.execute(db)
  const { rows: avant } = await sql<{ n: number }>`
    select count(*)::int as n from integration.ligne where source = ${source} and disparue_execution is null`.execute(
    db,
  )
  const combien = (genre: string) => rows.find((r) => r.genre === genre)?.n ?? 0
  const places = rows.flatMap((r) => r.places ?? [])
  return {
    nouvelles: combien('nouvelle'),
    changees: combien('changee'),
    disparues: combien('disparue'),
    avant: avant[0]?.n ?? 0,
    aEcrire: places.flatMap((place) => recues[place - 1] ?? []),
  }
}

/** Rows sent at once: enough to be quick, small enough to bound a statement. */
const LOT = 5_000

/** Makes the image of the source that of the file. A row that has left the file is marked, never deleted. */
export async function enregistrer(
  db: Tx,
  source: string,
  execution: number,
  date: string,
  aEcrire: Recue[],
): Promise<void> {
  // In the order of the key, so that two imports lock rows in the same order.
  const lignes = aEcrire.toSorted((a, b) => (a.uai < b.uai ? -1 : a.uai > b.uai ? 1 : a.rang - b.rang))
  for (let i = 0; i < lignes.length; i += LOT) await ecrire(db, source, execution, date, lignes.slice(i, i + LOT))
  await sql`
    update integration.ligne l set disparue_execution = ${execution}::bigint
    from ecart e where e.genre = 'disparue' and l.source = ${source} and l.uai = e.uai and l.rang = e.rang`.execute(db)
}

async function ecrire(db: Tx, source: string, execution: number, date: string, lot: Recue[]): Promise<void> {
  await sql`
    insert into integration.ligne (source, uai, rang, numero, champs, lieu, date_donnees, empreinte, execution)
    select ${source}, uai, rang, numero, champs::jsonb, lieu::jsonb, ${date}::date, empreinte, ${execution}::bigint
    from unnest(${lot.map((r) => r.uai)}::text[], ${lot.map((r) => r.rang)}::int[], ${lot.map((r) => r.numero)}::int[],
      ${lot.map((r) => r.champs)}::text[], ${lot.map((r) => r.lieu)}::text[], ${lot.map((r) => r.empreinte)}::text[])
      as r (uai, rang, numero, champs, lieu, empreinte)
    on conflict (uai, source, rang) do update set numero = excluded.numero, champs = excluded.champs, lieu = excluded.lieu,
      date_donnees = excluded.date_donnees, empreinte = excluded.empreinte, execution = excluded.execution,
      disparue_execution = null`.execute(db)
}
