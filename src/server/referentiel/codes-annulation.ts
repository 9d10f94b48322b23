import { sql } from 'kysely'
import { type TableDeCodes, tablesDeCodes } from '#domain/referentiel/tables-de-codes.ts'
import type { Write } from '../platform/context.ts'
import type { ModifieDepuis } from './annulation-enregistrements.ts'
import { cleDeCodeSql, colonnesEcrites, ligneSql, tableSql } from './codes.ts'
import type { EcritureDeCodes } from './codes-ecriture.ts'
import { replacer } from './propositions.ts'

/**
 * Gives back the codes that one execution wrote, as its differences (`a_rendre`: nom_table, cle, genre, avant, apres) name
 * them. What has changed since stays and is told; so does a code that it created and that something bears now.
 */
export async function rendreCodes(
  ctx: Write,
  e: EcritureDeCodes,
): Promise<{ restaurees: number; modifies: ModifieDepuis[] }> {
  const { rows } = await sql<{ nom_table: string }>`select distinct nom_table from a_rendre`.execute(ctx.db)
  const touchees = tablesDeCodes().filter(([code]) => rows.some((r) => r.nom_table === code))
  const bilan = { restaurees: 0, modifies: [] as ModifieDepuis[] }
  for (const [code, t] of touchees) {
    bilan.modifies.push(...(await laisserChangees(ctx, code, t)))
    bilan.restaurees += await restaurer(ctx, code, t)
  }
  await sql`delete from referentiel.rattachement_passe where execution = ${e.execution}`.execute(ctx.db)
  await sql`
    delete from referentiel.table_de_codes where code in (select nom_table from a_rendre)`.execute(ctx.db)
  if (touchees.some(([, t]) => t.place)) await replacer(ctx, e.origine, undefined, e.jour, e.source)
  for (const [code, t] of touchees.toReversed()) {
    const { retirees, gardees } = await retirer(ctx, code, t)
    bilan.restaurees += retirees
    bilan.modifies.push(...gardees)
  }
  return bilan
}

async function laisserChangees({ db }: Write, code: string, t: TableDeCodes): Promise<ModifieDepuis[]> {
  const { rows } = await sql<{ cle: string; ligne: unknown }>`
    delete from a_rendre a using a_rendre b left join ${tableSql(t)} t on ${cleDeCodeSql(t, 't')} = b.cle
    where a.nom_table = ${code} and b.nom_table = ${code} and a.cle = b.cle
      and (${sql.ref(`t.${t.cle[0]}`)} is null or ${ligneSql(t, 't')} <> b.apres)
    returning a.cle, case when ${sql.ref(`t.${t.cle[0]}`)} is not null then ${ligneSql(t, 't')} end as ligne`.execute(
    db,
  )
  return rows.map((r) => ({ uai: '', champ: `${t.libelle} (${r.cle})`, valeur: r.ligne }))
}

async function restaurer({ db }: Write, code: string, t: TableDeCodes): Promise<number> {
  const dites = colonnesEcrites(t).filter((c) => !t.cle.includes(c))
  const { numAffectedRows } = await sql`
    update ${tableSql(t)} t set (${sql.join(dites.map((c) => sql.ref(c)))}) = row(${sql.join(dites.map((c) => sql.ref(`x.${c}`)))})
    from a_rendre a, jsonb_populate_record(null::${tableSql(t)}, a.avant) x
    where a.nom_table = ${code} and a.genre <> 'creation' and ${cleDeCodeSql(t, 't')} = a.cle`.execute(db)
  return Number(numAffectedRows ?? 0)
}

async function retirer({ db }: Write, code: string, t: TableDeCodes) {
  const porte = t.usages.length
    ? sql.join(
        t.usages.map(
          (u) =>
            sql`exists (select from ${sql.table(`referentiel.${u.table}`)} u where ${sql.ref(`u.${u.colonne}`)} = t.code)`,
        ),
        sql` or `,
      )
    : sql`false`
  const { rows: gardees } = await sql<{ cle: string; ligne: unknown }>`
    select a.cle, ${ligneSql(t, 't')} as ligne from a_rendre a join ${tableSql(t)} t on ${cleDeCodeSql(t, 't')} = a.cle
    where a.nom_table = ${code} and a.genre = 'creation' and (${porte}) order by a.cle`.execute(db)
  const { numAffectedRows } = await sql`
    delete from ${tableSql(t)} t using a_rendre a
    where a.nom_table = ${code} and a.genre = 'creation' and ${cleDeCodeSql(t, 't')} = a.cle and not (${porte})`.execute(
    db,
  )
  return {
    retirees: Number(numAffectedRows ?? 0),
    gardees: gardees.map((g) => ({ uai: '', champ: `${t.libelle} (${g.cle})`, valeur: g.ligne })),
  }
}
