import { sql } from 'kysely'
import type { Tx } from '../platform/db.ts'

/** What a comparison found. `avant`: what was there, where the file covers it. */
export type BilanDesEcarts = {
  creations: number
  modifications: number
  identiques: number
  anciennes: number
  absences: number
  avant: number
}

/** Counts by kind what a comparison has put in its table; of the rows `lues`, those that are not there are the same. */
export async function compterEcarts(
  db: Tx,
  table: 'ecart_code' | 'ecart_enregistrement',
  { lues, avant }: { lues: number; avant: number },
): Promise<BilanDesEcarts> {
  const { rows } = await sql<{ genre: string; n: number }>`
    select genre, count(*)::int as n from ${sql.table(table)} group by genre`.execute(db)
  const combien = (genre: string) => rows.find((r) => r.genre === genre)?.n ?? 0
  const trouves = {
    creations: combien('creation'),
    modifications: combien('modification'),
    anciennes: combien('ancienne'),
    absences: combien('absence'),
  }
  const identiques = lues - trouves.creations - trouves.modifications - trouves.anciennes
  return { ...trouves, identiques, avant }
}
