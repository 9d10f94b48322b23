import { sql } from 'kysely'
import { RUBRIQUES_IMPORTABLES, type RubriqueImportable } from '#domain/referentiel/rubriques-importables.ts'
import type { Write } from '../platform/context.ts'
import type { Tx } from '../platform/db.ts'

export type Ecrite = { source: string; execution: number; le: string }
export type ModifieDepuis = { uai: string; champ: string; valeur: unknown }

/** Opens the temporary table of the records to give back: those that one execution wrote (rubrique, uai, cle). */
export async function ouvrirAnnulation(db: Tx): Promise<void> {
  await sql`drop table if exists pg_temp.a_rendre`.execute(db)
  await sql`create temp table a_rendre (rubrique text not null, uai text collate "C" not null, cle text not null) on commit drop`.execute(
    db,
  )
}

/**
 * Gives back the records of `a_rendre` as they were before the execution: the replaced ones exactly as they were, those
 * that it created leave. What somebody or another source has changed since stays, and is told.
 */
export async function rendreEnregistrements(
  ctx: Write,
  ecrite: Ecrite,
): Promise<{ restaurees: number; modifies: ModifieDepuis[] }> {
  await sql`analyze a_rendre`.execute(ctx.db)
  const { rows } = await sql<{ rubrique: string }>`select distinct rubrique from a_rendre`.execute(ctx.db)
  const bilan = { restaurees: 0, modifies: [] as ModifieDepuis[] }
  for (const { rubrique } of rows) {
    const r = RUBRIQUES_IMPORTABLES[rubrique]
    if (!r) continue
    bilan.modifies.push(...(await garder(ctx, rubrique, r, ecrite)))
    bilan.restaurees += await rendre(ctx, rubrique, r, ecrite)
  }
  return bilan
}

const table = (r: RubriqueImportable) => sql.table(`referentiel.${r.table}`)
const cleSql = (r: RubriqueImportable) => sql`concat_ws(', ', ${sql.join(r.cle.map((c) => sql.ref(`t.${c}`)))})`
const intacte = ({ source, le }: Ecrite) => sql`t.source = ${source} and t.connu_le = ${le}::timestamptz`

/** Takes away from `a_rendre` what has changed since, and tells it. */
async function garder(
  { db }: Write,
  rubrique: string,
  r: RubriqueImportable,
  ecrite: Ecrite,
): Promise<ModifieDepuis[]> {
  await sql`drop table if exists pg_temp.actuelle`.execute(db)
  await sql`
    create temp table actuelle on commit drop as
    select t.uai, ${cleSql(r)} as cle, ${intacte(ecrite)} as intacte, to_jsonb(t) as ligne
    from ${table(r)} t where t.uai in (select uai from a_rendre where rubrique = ${rubrique})`.execute(db)
  await sql`analyze actuelle`.execute(db)
  const { rows } = await sql<{ uai: string; cle: string; ligne: Record<string, unknown> | null }>`
    delete from a_rendre a using a_rendre b left join actuelle t on t.uai = b.uai and t.cle = b.cle
    where (a.rubrique, a.uai, a.cle) = (b.rubrique, b.uai, b.cle) and a.rubrique = ${rubrique} and t.intacte is distinct from true
    returning a.uai, a.cle, t.ligne`.execute(db)
  return rows.map(({ uai, cle, ligne }) => {
    const valeur = ligne && Object.fromEntries(r.colonnes.map((c) => [c, ligne[c]]))
    return { uai, champ: `${rubrique} (${cle})`, valeur }
  })
}

async function rendre(ctx: Write, rubrique: string, r: RubriqueImportable, ecrite: Ecrite): Promise<number> {
  const colonnes = [...r.colonnes, 'source', 'connu_le', ...(r.datee ? ['date_donnees'] : [])]
  const cible = sql`from a_rendre a join actuelle x on x.uai = a.uai and x.cle = a.cle where a.rubrique = ${rubrique}`
  await sql`
    insert into referentiel.ancien (rubrique, uai, cle, ligne, connu_du, connu_au)
    select a.rubrique, a.uai, a.cle, x.ligne, ${ecrite.le}::timestamptz, ${ctx.now}::timestamptz ${cible}`.execute(
    ctx.db,
  )
  const rendues = await sql`
    update ${table(r)} t set (${sql.join(colonnes.map((c) => sql.ref(c)))}) = (
      select ${sql.join(colonnes.map((c) => sql.ref(`v.${c}`)))} from jsonb_populate_record(null::${table(r)}, n.ligne) v)
    from referentiel.ancien n join a_rendre a on a.uai = n.uai and a.cle = n.cle and a.rubrique = n.rubrique
    where n.execution = ${ecrite.execution} and n.rubrique = ${rubrique} and t.uai = n.uai and ${cleSql(r)} = n.cle`.execute(
    ctx.db,
  )
  // What is left under the hand of this execution was created by it.
  const retirer = r.retirable
    ? sql`update ${table(r)} t set retire_le = ${ctx.now}::timestamptz from a_rendre a where t.retire_le is null`
    : sql`delete from ${table(r)} t using a_rendre a where true`
  const retirees = await sql`
    ${retirer} and a.rubrique = ${rubrique} and t.uai = a.uai and ${cleSql(r)} = a.cle and ${intacte(ecrite)}`.execute(
    ctx.db,
  )
  return Number(rendues.numAffectedRows ?? 0) + Number(retirees.numAffectedRows ?? 0)
}
