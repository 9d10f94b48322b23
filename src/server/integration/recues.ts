import { sql } from 'kysely'
import { corrigerUai } from '#domain/referentiel/uai.ts'
import type { Tx } from '../platform/db.ts'
import type { Recue, Rejet } from './lecture.ts'

/**
 * Steps see the rows of one run under the name `recue`: to read a file, a view on what is kept between steps, or a
 * temporary table when all steps are one transaction, which writes nothing to keep.
 */
export async function ouvrirRecues(db: Tx, execution: number | 'temporaire'): Promise<void> {
  await fermerRecues(db)
  if (execution === 'temporaire')
    await sql`create temp table recue (like integration.recue including defaults) on commit drop`.execute(db)
  else
    await sql`create temp view recue as select * from integration.recue where execution = ${sql.lit(execution)}`.execute(
      db,
    )
}

/**
 * To compare and to write, a copy of what was kept, which PostgreSQL knows the size and the values of: on the table of all
 * runs, written a moment ago, it would choose loops that take minutes.
 */
export async function copierRecues(db: Tx, execution: number): Promise<void> {
  await fermerRecues(db)
  await sql`create temp table recue on commit drop as select * from integration.recue where execution = ${execution}`.execute(
    db,
  )
  await analyserRecues(db)
}

export const analyserRecues = (db: Tx) => sql`analyze recue (rubrique, uai, rang, empreinte, date_donnees)`.execute(db)

/** A view outlives its transaction: each step closes its own. */
export async function fermerRecues(db: Tx): Promise<void> {
  const { rows } = await sql<{ genre: string }>`
    select relkind::text as genre from pg_class where oid = to_regclass('pg_temp.recue')`.execute(db)
  if (rows[0]?.genre === 'v') await sql`drop view pg_temp.recue`.execute(db)
  else if (rows[0]) await sql`drop table pg_temp.recue`.execute(db)
}

export async function ajouterRecues(db: Tx, execution: number, lignes: readonly Recue[]): Promise<void> {
  if (lignes.length === 0) return
  await sql`
    insert into recue (execution, numero, tableau, rubrique, uai, plusieurs, cle, champs, lieu, date_donnees, empreinte)
    select ${execution}::bigint, numero, tableau, rubrique, uai, plusieurs, cle, champs::jsonb, lieu::jsonb, jour, empreinte
    from unnest(${lignes.map((l) => l.numero)}::int[], ${lignes.map((l) => l.tableau)}::int[],
      ${lignes.map((l) => l.rubrique)}::text[], ${lignes.map((l) => l.uai)}::text[],
      ${lignes.map((l) => l.plusieurs)}::bool[], ${lignes.map((l) => l.cle)}::text[],
      ${lignes.map((l) => l.champs)}::text[], ${lignes.map((l) => l.lieu)}::text[],
      ${lignes.map((l) => l.date_donnees)}::date[], ${lignes.map((l) => l.empreinte)}::text[])
      as l (numero, tableau, rubrique, uai, plusieurs, cle, champs, lieu, jour, empreinte)`.execute(db)
}

export async function ajouterRejets(db: Tx, execution: number, rejets: readonly Rejet[]): Promise<void> {
  if (rejets.length === 0) return
  await sql`
    insert into integration.rejet (execution, numero, tableau, portee, uai, champ, valeur, code, raison, ligne)
    select ${execution}::bigint, numero, tableau, portee, uai, champ, valeur, code, raison,
      (select array_agg(v) from json_array_elements_text(ligne) v)
    from json_to_recordset(${JSON.stringify(rejets)})
      as r (numero int, tableau int, portee text, uai text, champ text, valeur text, code text, raison text, ligne json)
    order by tableau, numero`.execute(db)
}

/** For each wrong UAI of the run, the one known UAI that was meant, if only one fits. */
export async function suggerer(db: Tx, execution: number): Promise<void> {
  const { rows: faux } = await sql<{ uai: string }>`
    select distinct uai from integration.rejet where execution = ${execution} and code = 'uai_incorrect'`.execute(db)
  if (faux.length === 0) return
  const { rows } = await sql<{ uai: string }>`
    select uai from referentiel.etablissement union select uai from recue`.execute(db)
  const connus = new Set(rows.map((r) => r.uai))
  const trouves = faux.flatMap(({ uai }) => {
    const voulu = corrigerUai(uai, (u) => connus.has(u))
    return voulu ? [{ uai, voulu }] : []
  })
  if (trouves.length === 0) return
  await sql`
    update integration.rejet r set suggestion = t.voulu
    from json_to_recordset(${JSON.stringify(trouves)}) as t (uai text, voulu text)
    where r.execution = ${execution} and r.uai = t.uai and r.code = 'uai_incorrect'`.execute(db)
}
