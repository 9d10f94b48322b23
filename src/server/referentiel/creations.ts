import { sql } from 'kysely'
import type { Write } from '../platform/context.ts'

/**
 * Takes back établissements that an import had created by mistake; gives those that left. One of which anything else
 * speaks (a dossier, a contact, a typed value…) stays.
 */
export async function oublierCreations({ db }: Write, uais: readonly string[]): Promise<string[]> {
  if (uais.length === 0) return []
  const { rows } = await sql<{ uai: string }>`
    select u as uai from referentiel.oublier_creations(${uais}::text[]) u`.execute(db)
  return rows.map((r) => r.uai)
}
