import { sql } from 'kysely'
import { RUBRIQUES_IMPORTABLES, type RubriqueImportable } from '#domain/referentiel/rubriques-importables.ts'
import type { Write } from '../platform/context.ts'
import type { Tx } from '../platform/db.ts'
import { type BilanDesEcarts, compterEcarts } from './ecarts.ts'
import { redirigerEnregistrements } from './redirection.ts'
import { SAISIE } from './saisies.ts'

/**
 * From here on, sets are joined as sets: the application may not refresh the statistics of its tables, and the planner,
 * who believes them empty just after a first load, would compare each row with each other.
 */
const BEAUCOUP = 1_000

/**
 * Opens the temporary table that a source fills: one row a linked record, `valeurs` by column without the UAI. A column
 * that is missing is unknown and changes nothing; a null empties.
 */
export async function ouvrirEnregistrements(db: Tx): Promise<void> {
  await sql`drop table if exists pg_temp.enregistrement, pg_temp.ecart_enregistrement`.execute(db)
  await sql`
    create temp table enregistrement (
      rubrique text not null, uai text collate "C" not null, cle text not null, valeurs jsonb not null, date_donnees date not null
    ) on commit drop`.execute(db)
  await sql`
    create temp table ecart_enregistrement (
      rubrique text not null, uai text collate "C" not null, cle text not null, genre text not null,
      avant jsonb, apres jsonb, date_donnees date
    ) on commit drop`.execute(db)
}

/**
 * Compares the records given with those that are there, without writing: fills `ecart_enregistrement` (creation,
 * modification, ancienne, protegee, absence). `dernier`: day of the last data of the source, for tables that keep no day.
 */
export async function comparerEnregistrements(
  { db }: Write,
  { source, dernier, complet }: { source: string; dernier: string | null; complet: boolean },
): Promise<BilanDesEcarts> {
  await redirigerEnregistrements(db)
  await sql`analyze enregistrement`.execute(db)
  const { rows: presentes } = await sql<{ rubrique: string; n: number }>`
    select rubrique, count(*)::int as n from enregistrement group by rubrique`.execute(db)
  let lues = 0
  let avant = 0
  for (const { rubrique, n } of presentes) {
    const r = RUBRIQUES_IMPORTABLES[rubrique]
    if (!r) throw new Error(`La rubrique « ${rubrique} » ne s’importe pas.`)
    await sql`select set_config('enable_nestloop', ${n < BEAUCOUP ? 'on' : 'off'}, true)`.execute(db)
    await comparerRubrique(db, rubrique, r, { source, dernier })
    if (complet) avant += await chercherAbsents(db, rubrique, r, source)
    lues += n
  }
  await sql`select set_config('enable_nestloop', 'on', true)`.execute(db)
  return compterEcarts(db, 'ecart_enregistrement', { lues, avant })
}

const table = (r: RubriqueImportable) => sql.table(`referentiel.${r.table}`)
const memeCle = (r: RubriqueImportable, a: string, b: string) =>
  sql.join(
    ['uai', ...r.cle].map((c) => sql`${sql.ref(`${a}.${c}`)} = ${sql.ref(`${b}.${c}`)}`),
    sql` and `,
  )
/** A row as it is compared and kept: its columns, without what the server writes. */
const dite = (alias: string) => sql`to_jsonb(${sql.ref(alias)})`
const cleSql = (r: RubriqueImportable, alias: string) =>
  sql`concat_ws(', ', ${sql.join(r.cle.map((c) => sql.ref(`${alias}.${c}`)))})`
const enVigueur = (r: RubriqueImportable, alias: string) =>
  r.retirable ? sql`${sql.ref(`${alias}.retire_le`)} is null` : sql`true`

async function comparerRubrique(
  db: Tx,
  rubrique: string,
  r: RubriqueImportable,
  { source, dernier }: { source: string; dernier: string | null },
): Promise<void> {
  const valeurs =
    rubrique === 'indicateur'
      ? sql`e.valeurs || jsonb_build_object('non_disponible', nullif(e.valeurs -> 'valeur', 'null') is null)`
      : sql`e.valeurs`
  const inchangee = sql.join(
    r.colonnes.map(
      (c) => sql`(not x.valeurs ? ${sql.lit(c)} or ${sql.ref(`t.${c}`)} is not distinct from ${sql.ref(`x.${c}`)})`,
    ),
    sql` and `,
  )
  const diteLe = r.datee ? sql`t.date_donnees` : sql`${dernier}::date`
  await sql`
    insert into ecart_enregistrement (rubrique, uai, cle, genre, avant, apres, date_donnees)
    select ${rubrique}, x.uai, x.cle_dite,
      case when t.uai is null or not ${enVigueur(r, 't')} then 'creation' when t.source = ${SAISIE} then 'protegee'
        when t.source = ${source} and x.dite_le < ${diteLe} then 'ancienne' else 'modification' end,
      case when t.uai is not null and ${enVigueur(r, 't')} then ${dite('t')} end,
      coalesce(${dite('t')}, ${JSON.stringify(r.defauts)}::jsonb || jsonb_build_object('uai', x.uai)) || x.valeurs, x.dite_le
    from (
      -- offset 0: each row is taken apart once, not once a column.
      select e.cle as cle_dite, e.date_donnees as dite_le, v.valeurs, p.*
      from enregistrement e, lateral (select ${valeurs} as valeurs) v,
        jsonb_populate_record(null::${table(r)}, ${JSON.stringify(r.defauts)}::jsonb || v.valeurs || jsonb_build_object('uai', e.uai)) p
      where e.rubrique = ${rubrique} offset 0) x
    left join ${table(r)} t on ${memeCle(r, 't', 'x')}
    where t.uai is null or not ${enVigueur(r, 't')} or not (${inchangee})`.execute(db)
}

/** Marks the records of the source that the file covers and no longer has; gives how many it covers. */
async function chercherAbsents(db: Tx, rubrique: string, r: RubriqueImportable, source: string): Promise<number> {
  const portee = (alias: string) =>
    sql.join([sql`left(${sql.ref(`${alias}.uai`)}, 3)`, ...r.portee.map((c) => sql.ref(`${alias}.${c}`))])
  // Once, in a table of its own: a few hundred rows, instead of taking each record of the file apart twice.
  await sql`drop table if exists pg_temp.couverture`.execute(db)
  await sql`
    create temp table couverture on commit drop as
    select distinct ${sql.join([sql`left(x.uai, 3) as code`, ...r.portee.map((c) => sql.ref(`x.${c}`))])}
    from enregistrement e, jsonb_populate_record(null::${table(r)}, e.valeurs || jsonb_build_object('uai', e.uai)) x
    where e.rubrique = ${rubrique}`.execute(db)
  await sql`analyze couverture`.execute(db)
  const couverte = sql`(${portee('t')}) in (select * from couverture)`
  const { rows } = await sql<{ n: number }>`
    select count(*)::int as n from ${table(r)} t
    where t.source = ${source} and ${enVigueur(r, 't')} and ${couverte}`.execute(db)
  await sql`
    insert into ecart_enregistrement (rubrique, uai, cle, genre, avant)
    select ${rubrique}, t.uai, ${cleSql(r, 't')}, 'absence', ${dite('t')} from ${table(r)} t
    where t.source = ${source} and ${enVigueur(r, 't')} and ${couverte}
      and not exists (select from enregistrement e where e.rubrique = ${rubrique} and e.uai = t.uai and e.cle = ${cleSql(r, 't')})`.execute(
    db,
  )
  return rows[0]?.n ?? 0
}

/**
 * Writes what the comparison found new or changed; what it replaces goes among the old records, with the execution that
 * replaced it. Absent records stay: a file that no longer has them does not say that they are false.
 */
export async function ecrireEnregistrements(
  ctx: Write,
  { source, execution }: { source: string; execution: number },
): Promise<void> {
  await sql`analyze ecart_enregistrement`.execute(ctx.db)
  const { rows } = await sql<{ rubrique: string }>`
    select distinct rubrique from ecart_enregistrement where genre in ('creation', 'modification')`.execute(ctx.db)
  await sql`
    insert into referentiel.ancien (rubrique, uai, cle, ligne, connu_du, connu_au, execution)
    select rubrique, uai, cle, avant, (avant ->> 'connu_le')::timestamptz, ${ctx.now}::timestamptz, ${execution}::bigint
    from ecart_enregistrement where genre = 'modification'`.execute(ctx.db)
  for (const { rubrique } of rows) {
    const r = RUBRIQUES_IMPORTABLES[rubrique]
    if (r) await ecrireRubrique(ctx, rubrique, r, source)
  }
}

async function ecrireRubrique(ctx: Write, rubrique: string, r: RubriqueImportable, source: string): Promise<void> {
  const colonnes = ['uai', ...r.cle, ...r.colonnes]
  const datee = r.datee ? sql`, date_donnees` : sql``
  const jour = r.datee ? sql`, e.date_donnees` : sql``
  const maj = [...r.colonnes, 'source', 'connu_le', ...(r.datee ? ['date_donnees'] : [])]
  await sql`
    insert into ${table(r)} as t (${sql.join(colonnes.map((c) => sql.ref(c)))}, source, connu_le${datee})
    select ${sql.join(colonnes.map((c) => sql.ref(`x.${c}`)))}, ${source}, ${ctx.now}::timestamptz${jour}
    from ecart_enregistrement e, jsonb_populate_record(null::${table(r)}, e.apres) x
    where e.rubrique = ${rubrique} and e.genre in ('creation', 'modification')
    order by ${sql.join(['uai', ...r.cle].map((c) => sql.ref(`x.${c}`)))}
    on conflict (${sql.join(['uai', ...r.cle].map((c) => sql.ref(c)))}) do update
      set ${sql.join(maj.map((c) => sql`${sql.ref(c)} = ${sql.ref(`excluded.${c}`)}`))}${r.retirable ? sql`, retire_le = null` : sql``}`.execute(
    ctx.db,
  )
}
