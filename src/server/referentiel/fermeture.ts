import { sql } from 'kysely'
import type { Write } from '../platform/context.ts'

/**
 * Ends the roles of établissements that close, at the closing day: none is deleted, one that was to begin later ends the
 * day it would have begun. `jours`: UAI → closing day.
 */
export async function finirRoles(ctx: Write, jours: ReadonlyMap<string, string>): Promise<void> {
  if (!jours.size) return
  await sql`
    update referentiel.contact_role r set jusque = greatest(r.depuis, f.jour)
    from unnest(${[...jours.keys()]}::text[], ${[...jours.values()]}::date[]) as f (uai, jour)
    where r.uai = f.uai and r.retire_le is null and (r.jusque is null or r.jusque > f.jour)`.execute(ctx.db)
}
