import { sql } from 'kysely'
import type { LieuDeclare } from '#domain/referentiel/champs.ts'
import { codeDepartement, departementDuCode, indexer, type Placement, placer } from '#domain/referentiel/territoire.ts'
import type { Tx } from '../platform/db.ts'
import { lireDepartements, lireTerritoires } from './territoires.ts'

/** What placing writes in a fiche. */
export const COLONNES_PLACEES = [
  'code_commune',
  'code_canton',
  'code_epci',
  'code_departement',
  'code_academie',
  'code_region',
  'placement_raison',
] as const

type APlacer = { uai: string; rang: number; lieu: LieuDeclare; latitude: number | null; longitude: number | null }

/**
 * Places every row of the temporary table `table` (uai, rang, champs, lieu) and writes the answers in the temporary table
 * `place` (uai, rang, champs). The rule is the domain's; only the départements at hand are read, so that a small import
 * stays small.
 */
export async function placerTable(db: Tx, table: 'proposition' | 'proposition_site'): Promise<void> {
  await sql`drop table if exists pg_temp.place`.execute(db)
  const { rows } = await sql<APlacer>`
    select uai, rang, lieu, (champs -> 'latitude')::float8 as latitude, (champs -> 'longitude')::float8 as longitude
    from ${sql.table(table)}`.execute(db)
  const departements = indexer([], [], await lireDepartements({ db }))
  const voulus = new Set<string>()
  for (const { lieu } of rows) {
    if (lieu.code_commune) voulus.add(departementDuCode(lieu.code_commune))
    const code = codeDepartement(lieu.departement, departements)
    if (code) voulus.add(code)
  }
  const territoires = await lireTerritoires({ db }, [...voulus])
  const places = rows.map((r) => {
    const position = r.latitude === null || r.longitude === null ? {} : { latitude: r.latitude, longitude: r.longitude }
    return { uai: r.uai, rang: r.rang, champs: enColonnes(placer({ ...r.lieu, ...position }, territoires)) }
  })
  await sql`
    create temp table place on commit drop as
    select uai collate "C" as uai, rang, champs::jsonb as champs
    from unnest(${places.map((p) => p.uai)}::text[], ${places.map((p) => p.rang)}::int[],
      ${places.map((p) => JSON.stringify(p.champs))}::text[]) as r (uai, rang, champs)`.execute(db)
  await sql`analyze place (uai)`.execute(db)
}

/** The official name of the commune replaces the source's, when it is known. */
function enColonnes({ raison, commune, ...codes }: Placement): Record<string, string | null> {
  return { ...codes, placement_raison: raison, ...(commune === null ? {} : { commune }) }
}
