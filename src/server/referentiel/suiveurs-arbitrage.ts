import { sql } from 'kysely'
import { nomDe } from '#domain/acteur.ts'
import { RUBRIQUES } from '#domain/referentiel/rubriques.ts'
import type { Trace, Write } from '../platform/context.ts'
import type { Tx } from '../platform/db.ts'
import { connuSql, tableSql } from './rubriquesLignes.ts'
import { memes, nomDeTrace, type TableSuivie, uaiDe } from './table-suivie.ts'

/** What the rows left to arbitration say today: those that moved, wherever they are now; null when they are gone. */
export async function lireActuelles(db: Tx, t: TableSuivie): Promise<void> {
  const uai = uaiDe(t)
  await sql`
    update trace a set actuel = to_jsonb(t)
    from ${sql.table(t.table)} t, trace b, lateral jsonb_populate_record(null::${sql.table(t.table)}, b.cle) k
    where a.id = b.id and a.nom_table = ${nomDeTrace(t)} and not a.rendue and ${memes(t.cle, 'k')}
      ${estIdentifiee(t) ? sql`` : sql`and ${sql.ref(`t.${uai}`)} = a.apres ->> ${sql.lit(uai)}`}`.execute(db)
}

const estIdentifiee = (t: TableSuivie): boolean => t.cle[0] === 'id'

/**
 * Puts one row back as it was before a fusion: at its établissement, with its values of then. What it says today, and what
 * another said that had taken its place, is kept among the old records. False when that other cannot give way.
 */
export async function rendreLigne(ctx: Write, t: TableSuivie, { key, before, after }: Trace): Promise<boolean> {
  const uai = uaiDe(t)
  const table = sql.table(t.table)
  const k = sql`jsonb_populate_record(null::${table}, ${JSON.stringify(key)}::jsonb) k`
  const elle = estIdentifiee(t)
    ? sql`${memes(t.cle, 'k')}`
    : sql`${memes(t.cle, 'k')} and ${sql.ref(`t.${uai}`)} = ${String(after?.[uai] ?? '')}`
  await garderAnciens(ctx, t, sql`exists (select from ${k} where ${elle})`)
  if (!before) {
    await sql`delete from ${table} t using ${k} where ${elle}`.execute(ctx.db)
    return true
  }
  const prenant = t.unique && occupant(t, before, after)
  if (prenant) {
    const { rows } = await sql<{ n: number }>`select count(*)::int as n from ${table} t where ${prenant}`.execute(
      ctx.db,
    )
    if (rows[0]?.n && (t.enCours || t.nom === 'contact_role')) return false
    if (rows[0]?.n) return remplacer(ctx, t, { before, elle, k, prenant })
  }
  const ligne = t.rang ? await renumeroter(ctx, t, t.rang, before) : before
  const { numUpdatedRows } = await ecrire(ctx, t, ligne, sql`exists (select from ${k} where ${elle})`)
  if (!numUpdatedRows)
    await sql`
      insert into ${table} overriding system value
      select r.* from jsonb_populate_record(null::${table}, ${JSON.stringify({ ...ligne, ...key })}::jsonb) r`.execute(
      ctx.db,
    )
  return true
}

type Sql = ReturnType<typeof sql>
type Ligne = Record<string, unknown>

/** The row of the same place at its former établissement; never itself, when it has not left. */
function occupant(t: TableSuivie, before: Ligne, after: Ligne | null): Sql | undefined {
  const uai = uaiDe(t)
  if (before[uai] === after?.[uai]) return undefined
  if (t.enCours && (before.jusque ?? null) !== null) return undefined
  return sql`${sql.ref(`t.${uai}`)} = ${String(before[uai])} ${t.enCours ? sql`and t.jusque is null` : sql``}
    ${sql.join(
      (t.unique ?? []).map((u) => sql`and ${sql.ref(`t.${u}`)}::text is not distinct from ${enTexte(before[u])}`),
      sql` `,
    )}
    ${estIdentifiee(t) ? sql`and t.id <> ${Number(before.id)}::bigint` : sql``}`
}

const enTexte = (valeur: unknown): string | null => (valeur === null || valeur === undefined ? null : String(valeur))

/** The other takes the values of then, and the row that had moved leaves. */
async function remplacer(
  ctx: Write,
  t: TableSuivie,
  { before, elle, k, prenant }: { before: Ligne; elle: Sql; k: Sql; prenant: Sql },
): Promise<boolean> {
  await garderAnciens(ctx, t, prenant)
  await ecrire(ctx, t, before, prenant)
  if (estIdentifiee(t))
    await sql`update ${sql.table(t.table)} t set retire_le = ${ctx.now}::timestamptz from ${k} where ${elle}`.execute(
      ctx.db,
    )
  else await sql`delete from ${sql.table(t.table)} t using ${k} where ${elle}`.execute(ctx.db)
  return true
}

/** Writes the values of a row on the one that answers. */
async function ecrire(ctx: Write, t: TableSuivie, ligne: Ligne, ou: Sql): Promise<{ numUpdatedRows: number }> {
  const colonnes = Object.keys(ligne).filter((c) => c !== 'id')
  const { numAffectedRows } = await sql`
    update ${sql.table(t.table)} t
    set (${sql.join(colonnes.map((c) => sql.ref(c)))}) = (
      select ${sql.join(colonnes.map((c) => sql.ref(`r.${c}`)))}
      from jsonb_populate_record(null::${sql.table(t.table)}, ${JSON.stringify(ligne)}::jsonb) r)
    where ${ou}`.execute(ctx.db)
  return { numUpdatedRows: Number(numAffectedRows ?? 0) }
}

/** Its number of then, or the next when another has it. */
async function renumeroter(ctx: Write, t: TableSuivie, rang: string, ligne: Ligne): Promise<Ligne> {
  const uai = uaiDe(t)
  const { rows } = await sql<{ pris: boolean; dernier: number }>`
    select coalesce(bool_or(${sql.ref(`t.${rang}`)} = ${Number(ligne[rang])} and t.id <> ${Number(ligne.id)}), false) as pris,
      coalesce(max(${sql.ref(`t.${rang}`)}), 0) as dernier
    from ${sql.table(t.table)} t where ${sql.ref(`t.${uai}`)} = ${String(ligne[uai])}`.execute(ctx.db)
  return rows[0]?.pris ? { ...ligne, [rang]: rows[0].dernier + 1 } : ligne
}

/** Linked records leave a copy before they say something else. */
async function garderAnciens(ctx: Write, t: TableSuivie, ceux: Sql): Promise<void> {
  const r = RUBRIQUES.find((x) => `referentiel.${x.table}` === t.table)
  if (!r) return
  const cle = r.cle.filter((c) => c !== 'uai')
  await sql`
    insert into referentiel.ancien (rubrique, uai, cle, ligne, connu_du, connu_au, auteur)
    select ${r.code}, t.uai, concat_ws(', ', ${sql.join(cle.map((c) => sql.ref(`t.${c}`)))}), to_jsonb(t),
      coalesce(${connuSql(r, 't')}, ${ctx.now}::timestamptz), ${ctx.now}::timestamptz, ${nomDe(ctx.acteur)}
    from ${tableSql(r)} t where ${ceux}`.execute(ctx.db)
}
