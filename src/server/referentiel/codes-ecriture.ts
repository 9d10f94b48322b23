import { sql } from 'kysely'
import { type TableDeCodes, tablesDeCodes, trouverTableDeCodes } from '#domain/referentiel/tables-de-codes.ts'
import type { Write } from '../platform/context.ts'
import { cleDeCodeSql, colonnesEcrites, tableSql } from './codes.ts'
import { replacer } from './propositions.ts'

export type EcritureDeCodes = { source: string; execution: number; jour: string; origine: string }

/**
 * Writes what the comparison found. A code that is gone stays, obsolete from `jour`. When the territories move, each
 * commune keeps its former canton and EPCI until `jour`, and établissements are placed again from that day on.
 */
export async function ecrireCodes(ctx: Write, e: EcritureDeCodes): Promise<void> {
  await sql`analyze ecart_code`.execute(ctx.db)
  const { rows } = await sql<{ nom_table: string }>`
    select distinct nom_table from ecart_code where genre <> 'ancienne'`.execute(ctx.db)
  const touchees = new Set(rows.map((r) => r.nom_table))
  if (touchees.has('commune') || touchees.has('commune_epci')) await garderRattachements(ctx, e)
  for (const [code, t] of tablesDeCodes()) if (touchees.has(code)) await ecrireTable(ctx, code, t)
  const { rows: lues } = await sql<{ nom_table: string }>`select distinct nom_table from code_recu`.execute(ctx.db)
  await daterTables(ctx, Object.fromEntries(lues.map((l) => [l.nom_table, e.jour])))
  if ([...touchees].some((code) => trouverTableDeCodes(code)?.place))
    await replacer(ctx, e.origine, undefined, e.jour, e.source)
}

/** Says of which day the data of some tables of codes are; a day never goes back. */
export async function daterTables({ db }: Write, jours: Readonly<Partial<Record<string, string>>>): Promise<void> {
  await sql`
    insert into referentiel.table_de_codes (code, date_donnees)
    select key, value::date from jsonb_each_text(${JSON.stringify(jours)}::jsonb)
    on conflict (code) do update set date_donnees = excluded.date_donnees
      where excluded.date_donnees > table_de_codes.date_donnees`.execute(db)
}

async function garderRattachements({ db }: Write, { execution, jour }: EcritureDeCodes): Promise<void> {
  await sql`
    insert into referentiel.rattachement_passe (code_commune, code_canton, code_epci, jusque, execution)
    select distinct c.code, c.code_canton, c.code_epci, ${jour}::date, ${execution}::bigint
    from ecart_code e join referentiel.commune c on c.code = e.cle
    where e.genre = 'modification' and ((e.nom_table = 'commune' and e.apres ->> 'code_canton' is distinct from c.code_canton)
      or (e.nom_table = 'commune_epci' and e.apres ->> 'code_epci' is distinct from c.code_epci))`.execute(db)
}

async function ecrireTable({ db }: Write, code: string, t: TableDeCodes): Promise<void> {
  const toutes = colonnesEcrites(t)
  const dites = toutes.filter((c) => !t.cle.includes(c))
  await sql`
    insert into ${tableSql(t)} (${sql.join(toutes.map((c) => sql.ref(c)))})
    select ${sql.join(toutes.map((c) => sql.ref(`x.${c}`)))}
    from ecart_code e, jsonb_populate_record(null::${tableSql(t)}, ${champsVides(t)}::jsonb || e.apres) x
    where e.nom_table = ${code} and e.genre = 'creation' order by e.cle`.execute(db)
  await sql`
    update ${tableSql(t)} t set (${sql.join(dites.map((c) => sql.ref(c)))}) = row(${sql.join(dites.map((c) => sql.ref(`x.${c}`)))})
    from ecart_code e, jsonb_populate_record(null::${tableSql(t)}, e.apres) x
    where e.nom_table = ${code} and e.genre in ('modification', 'absence') and ${cleDeCodeSql(t, 't')} = e.cle`.execute(
    db,
  )
}

/** What the table wants and no file of this kind says: the postal codes of a new commune come from another. */
const champsVides = (t: TableDeCodes): string => JSON.stringify(t.table === 'commune' ? { codes_postaux: [] } : {})
