import { sql } from 'kysely'
import type { Write } from '../platform/context.ts'

export type FusionEnBase = {
  id: number
  genre: string
  survivant: string
  origines: string[]
  cibles: string[]
  date_effet: string
  plan: unknown
}

/** Locks établissements, always in the same order. */
export async function verrouiller(ctx: Write, uais: readonly string[]): Promise<void> {
  await sql`select uai from referentiel.etablissement where uai = any(${uais}::text[]) order by uai for update`.execute(
    ctx.db,
  )
}

/** Keeps the traces of the fusion that has just been done, and counts them by kind. */
export async function clore(ctx: Write, id: number): Promise<void> {
  await sql`
    insert into referentiel.fusion_trace (fusion_id, nom_table, cle, avant, apres)
    select ${id}::bigint, nom_table, cle, avant, apres from trace order by id`.execute(ctx.db)
  await sql`
    update referentiel.fusion set etat = 'executee', empechement = null, executee_le = ${ctx.now}::timestamptz, bilan = (
      select coalesce(jsonb_object_agg(nom_table, n), '{}') from (select nom_table, count(*) as n from trace group by 1) t)
    where id = ${id}::bigint`.execute(ctx.db)
}
