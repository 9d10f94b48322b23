import { sql } from 'kysely'
import { type CodeDeTable, type TableDeCodes, tablesDeCodes } from '#domain/referentiel/tables-de-codes.ts'
import type { Write } from '../platform/context.ts'
import type { Tx } from '../platform/db.ts'
import { type BilanDesEcarts, compterEcarts } from './ecarts.ts'

export const tableSql = (t: TableDeCodes) => sql.table(`referentiel.${t.table}`)
export const cleDeCodeSql = (t: TableDeCodes, alias: string) =>
  sql`concat_ws(', ', ${sql.join(t.cle.map((c) => sql.ref(`${alias}.${c}`)))})`
/** The columns that imports write; whether a code is obsolete is not for a file that only completes. */
export const colonnesEcrites = (t: TableDeCodes) => [
  ...t.cle,
  ...t.colonnes,
  ...(t.complement ? [] : ['obsolete_depuis']),
]
/** A row as it is compared and kept: contours and the like are left out. */
export const ligneSql = (t: TableDeCodes, alias: string) =>
  sql`jsonb_build_object(${sql.join(colonnesEcrites(t).flatMap((c) => [sql.lit(c), sql.ref(`${alias}.${c}`)]))})`

/** Opens the temporary table that a source fills: one row a code, `valeurs` by column; a missing one changes nothing. */
export async function ouvrirCodes(db: Tx): Promise<void> {
  await sql`drop table if exists pg_temp.code_recu, pg_temp.ecart_code`.execute(db)
  await sql`
    create temp table code_recu (nom_table text not null, cle text collate "C" not null, valeurs jsonb not null) on commit drop`.execute(
    db,
  )
  await sql`
    create temp table ecart_code (
      nom_table text not null, cle text collate "C" not null, genre text not null, avant jsonb, apres jsonb
    ) on commit drop`.execute(db)
}

/**
 * Compares the codes given with those in force, without writing: fills `ecart_code` (creation, modification, absence,
 * ancienne). Of a day before what a table knows, everything that differs is `ancienne`. `complet`: what is missing is gone.
 */
export async function comparerCodes(
  { db }: Write,
  { jour, complet }: { jour: string; complet: boolean },
): Promise<BilanDesEcarts> {
  await sql`analyze code_recu`.execute(db)
  let lues = 0
  let avant = 0
  for (const [code, t, n] of await presentes(db)) {
    const ancienne = await estAncienne(db, code, jour)
    await comparerTable(db, code, t, ancienne)
    if (complet && !t.complement && !ancienne) avant += await chercherAbsents(db, code, t, jour)
    lues += n
  }
  return compterEcarts(db, 'ecart_code', { lues, avant })
}

async function presentes(db: Tx): Promise<[CodeDeTable, TableDeCodes, number][]> {
  const { rows } = await sql<{ nom_table: string; n: number }>`
    select nom_table, count(*)::int as n from code_recu group by nom_table`.execute(db)
  const combien = new Map(rows.map((r) => [r.nom_table, r.n]))
  return tablesDeCodes().flatMap(([code, t]): [CodeDeTable, TableDeCodes, number][] => {
    const n = combien.get(code)
    return n ? [[code, t, n]] : []
  })
}

async function estAncienne(db: Tx, code: string, jour: string): Promise<boolean> {
  const { rows } = await sql`
    select from referentiel.table_de_codes where code = ${code} and date_donnees > ${jour}::date`.execute(db)
  return rows.length > 0
}

async function comparerTable(db: Tx, code: string, t: TableDeCodes, ancienne: boolean): Promise<void> {
  const inchangee = sql.join(
    t.colonnes.map(
      (c) => sql`(not x.valeurs ? ${sql.lit(c)} or ${sql.ref(`t.${c}`)} is not distinct from ${sql.ref(`x.${c}`)})`,
    ),
    sql` and `,
  )
  const connue = sql`${sql.ref(`t.${t.cle[0]}`)} is not null`
  const depart = JSON.stringify({ ...t.defauts, ...(t.complement ? {} : { obsolete_depuis: null }) })
  const vivante = t.complement ? sql`true` : sql`t.obsolete_depuis is null`
  await sql`
    insert into ecart_code (nom_table, cle, genre, avant, apres)
    select ${code}, x.cle_dite, case when ${ancienne} then 'ancienne' when ${connue} then 'modification' else 'creation' end,
      case when ${connue} then ${ligneSql(t, 't')} end,
      ${t.complement ? sql`${ligneSql(t, 't')}` : sql`case when ${connue} then ${ligneSql(t, 't')} || '{"obsolete_depuis": null}' else ${depart}::jsonb end`} || x.valeurs
    from (
      select r.cle as cle_dite, r.valeurs, p.* from code_recu r, jsonb_populate_record(null::${tableSql(t)}, r.valeurs) p
      where r.nom_table = ${code} offset 0) x
    left join ${tableSql(t)} t on ${sql.join(
      t.cle.map((c) => sql`${sql.ref(`t.${c}`)} = ${sql.ref(`x.${c}`)}`),
      sql` and `,
    )}
    where ${t.complement ? connue : sql`true`} and (not (${connue}) or not (${vivante}) or not (${inchangee}))`.execute(
    db,
  )
}

/** Marks the codes in force that the file covers and no longer has; gives how many it covers. */
async function chercherAbsents(db: Tx, code: string, t: TableDeCodes, jour: string): Promise<number> {
  const couverte = t.portee.length
    ? sql`(${sql.join(t.portee.map((c) => sql.ref(`t.${c}`)))}) in (
        select ${sql.join(t.portee.map((c) => sql.ref(`x.${c}`)))}
        from code_recu r, jsonb_populate_record(null::${tableSql(t)}, r.valeurs) x where r.nom_table = ${code})`
    : sql`true`
  const dite = t.seulement ? sql`coalesce(to_jsonb(t) ->> ${t.seulement}, 'false') <> 'false'` : sql`true`
  const { rows } = await sql<{ n: number }>`
    select count(*)::int as n from ${tableSql(t)} t where t.obsolete_depuis is null and ${dite} and ${couverte}`.execute(
    db,
  )
  await sql`
    insert into ecart_code (nom_table, cle, genre, avant, apres)
    select ${code}, ${cleDeCodeSql(t, 't')}, 'absence', ${ligneSql(t, 't')},
      ${ligneSql(t, 't')} || jsonb_build_object('obsolete_depuis', ${jour}::date)
    from ${tableSql(t)} t
    where t.obsolete_depuis is null and ${dite} and ${couverte}
      and not exists (select from code_recu r where r.nom_table = ${code} and r.cle = ${cleDeCodeSql(t, 't')})`.execute(
    db,
  )
  return rows[0]?.n ?? 0
}
