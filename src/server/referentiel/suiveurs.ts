import { type RawBuilder, sql } from 'kysely'
import type { FollowCount, Follower, Move, Read, Write } from '../platform/context.ts'
import type { Tx } from '../platform/db.ts'
import { lireActuelles, rendreLigne } from './suiveurs-arbitrage.ts'
import { memes, nomDeTrace, type TableSuivie, TECHNIQUES, uaiDe } from './table-suivie.ts'

/** Opens the two temporary tables of a fusion: where named rows go (null: they stay), and the traces of what moved. */
export async function ouvrirTraces(db: Tx): Promise<void> {
  await sql`drop table if exists pg_temp.destination, pg_temp.trace`.execute(db)
  await sql`create temp table destination (nom_table text, cle text, vers text, primary key (nom_table, cle)) on commit drop`.execute(
    db,
  )
  await sql`
    create temp table trace (
      id bigint generated always as identity primary key, nom_table text not null, cle jsonb not null, avant jsonb, apres jsonb,
      rendue boolean not null default false, actuel jsonb
    ) on commit drop`.execute(db)
}

const liste = (uais: readonly string[]) => sql`any(${uais}::text[])`
const cols = (alias: string, noms: readonly string[]) => sql.join(noms.map((n) => sql.ref(`${alias}.${n}`)))
const objet = (alias: string, noms: readonly string[]) =>
  sql`jsonb_build_object(${sql.join(noms.flatMap((n) => [sql.lit(n), sql.ref(`${alias}.${n}`)]))})`

/** Follows one table: counts, moves and puts back its rows, one query each. */
export function suivre(t: TableSuivie): Follower {
  return {
    name: t.nom,
    label: t.libelle,
    count: (ctx, move) => compter(ctx, t, move),
    move: (ctx, move) => deplacer(ctx, t, move),
    undo: (ctx) => remettre(ctx.db, t),
    ...(t.entier ? { settles: nomDeTrace(t), settle: (ctx, trace) => rendreLigne(ctx, t, trace) } : {}),
  }
}

/** The like of a row of `c` is already at its destination. */
const pris = (t: TableSuivie, vers: RawBuilder<unknown>) =>
  t.unique
    ? sql<boolean>`(${t.enCours ? sql`c.jusque is null and` : sql``} exists (select from ${sql.table(t.table)} s
        where ${sql.ref(`s.${uaiDe(t)}`)} = ${vers} ${t.enCours ? sql`and s.jusque is null` : sql``}
        ${sql.join(
          t.unique.map((u) => sql`and ${sql.ref(`s.${u}`)} is not distinct from ${sql.ref(`c.${u}`)}`),
          sql` `,
        )}))`
    : sql<boolean>`false`

async function compter(ctx: Read | Write, t: TableSuivie, move: Move): Promise<FollowCount[]> {
  const { rows } = await sql<FollowCount>`
    select ${sql.ref(`c.${uaiDe(t)}`)} as key, count(*)::int as count, (count(*) filter (where ${pris(t, sql`${move.to}`)}))::int as stuck
      ${t.annee ? sql`, array_agg(distinct c.annee) as years` : sql``}
    from (select * from ${sql.table(t.table)} t
      where ${sql.ref(`t.${uaiDe(t)}`)} = ${liste(move.from)} and ${t.quand?.(move) ?? sql`true`}) c
    group by 1 order by 1`.execute(ctx.db)
  return rows
}

async function deplacer(ctx: Write, t: TableSuivie, move: Move): Promise<void> {
  const uai = uaiDe(t)
  const cle = t.cle[0] ?? 'id'
  await sql`
    with c as (
      select ${cols('t', [...new Set([...t.cle, ...(t.unique ?? []), ...(t.enCours ? ['jusque'] : [])])])}, ${sql.ref(`t.${uai}`)} as de_uai,
        coalesce(d.vers, ${move.to}) as vers_uai,
        row_number() over (partition by coalesce(d.vers, ${move.to}) ${t.unique ? sql`, ${cols('t', t.unique)}` : sql`, ${cols('t', t.cle)}`}
          order by array_position(${move.from}::text[], ${sql.ref(`t.${uai}`)}::text)) as place
      from ${sql.table(t.table)} t
      left join destination d on d.nom_table = ${t.table} and d.cle = ${sql.ref(`t.${cle}`)}::text
      where ${sql.ref(`t.${uai}`)} = ${liste(move.from)} and (d.cle is null or d.vers is not null)
        and ${t.quand?.(move) ?? sql`true`}),
    bougee as (
      update ${sql.table(t.table)} t set ${sql.ref(uai)} = c.vers_uai
      from c
      where ${sql.ref(`t.${uai}`)} = c.de_uai and c.vers_uai <> c.de_uai and (c.place = 1 ${t.enCours ? sql`or c.jusque is not null` : sql``})
        and ${memes(t.cle, 'c')} and not ${pris(t, sql`c.vers_uai`)}
      returning ${objet('c', t.cle)} as cle, c.de_uai, c.vers_uai, ${t.entier ? sql`to_jsonb(t)` : sql`'{}'::jsonb`} as ligne)
    insert into trace (nom_table, cle, avant, apres)
    select ${nomDeTrace(t)}, cle, ligne || jsonb_build_object(${sql.lit(uai)}, de_uai),
      ligne - ${TECHNIQUES}::text[] || jsonb_build_object(${sql.lit(uai)}, vers_uai)
    from bougee`.execute(ctx.db)
}

/** Rows that were added leave; then those that moved come back, unless they or their place have changed since. */
async function remettre(db: Tx, t: TableSuivie): Promise<void> {
  const uai = uaiDe(t)
  const retrouvees = sql`
    from trace a, lateral jsonb_populate_record(null::${sql.table(t.table)}, a.cle) k
    where a.nom_table = ${nomDeTrace(t)} and not a.rendue and ${memes(t.cle, 'k')}
      and ${sql.ref(`t.${uai}`)} = a.apres ->> ${sql.lit(uai)} and to_jsonb(t) @> a.apres`
  if (t.avec?.includes('*'))
    await sql`
      with partie as (
        delete from ${sql.table(t.table)} t using (select * from trace where avant is null) a,
          lateral jsonb_populate_record(null::${sql.table(t.table)}, a.cle) k
        where a.nom_table = ${nomDeTrace(t)} and ${memes(t.cle, 'k')}
          and ${sql.ref(`t.${uai}`)} = a.apres ->> ${sql.lit(uai)} and to_jsonb(t) @> a.apres
        returning a.id)
      update trace x set rendue = true from partie where x.id = partie.id`.execute(db)
  const colonnes = [uai, ...(t.avec ?? []).filter((c) => c !== '*')]
  const libre = t.unique
    ? sql`and (${t.enCours ? sql`t.jusque is not null or` : sql``} a.avant ->> ${sql.lit(uai)} = a.apres ->> ${sql.lit(uai)} or not exists (
        select from ${sql.table(t.table)} s where ${sql.ref(`s.${uai}`)} = a.avant ->> ${sql.lit(uai)} ${t.enCours ? sql`and s.jusque is null` : sql``}
        ${sql.join(
          t.unique.map((u) => sql`and ${sql.ref(`s.${u}`)} is not distinct from ${sql.ref(`t.${u}`)}`),
          sql` `,
        )}))`
    : sql``
  await sql`
    with rendue as (
      update ${sql.table(t.table)} t
      set (${sql.join(colonnes.map((c) => sql.ref(c)))}) = (select ${cols('r', colonnes)} from jsonb_populate_record(t, a.avant) r)
      ${retrouvees} and a.avant is not null ${libre}
      returning a.id)
    update trace x set rendue = true from rendue where x.id = rendue.id`.execute(db)
  if (t.entier) await lireActuelles(db, t)
}
