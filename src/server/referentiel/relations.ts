import { sql } from 'kysely'
import type { Write } from '../platform/context.ts'

/**
 * Keeps the links section → mère and annexe → mère in step with the établissements of the temporary table
 * `proposition`: new ones open, those that no longer hold are closed, none is deleted.
 */
export async function majRelations(ctx: Write): Promise<void> {
  await sql`
    update referentiel.relation r set jusque = ${ctx.now}::timestamptz::date
    from referentiel.etablissement e
    where e.uai = r.de and r.jusque is null and r.genre in ('section', 'annexe')
      and e.uai in (select uai from proposition)
      and (e.mere_uai, e.rattachement) is distinct from (r.vers, r.genre)`.execute(ctx.db)
  await sql`
    insert into referentiel.relation (de, vers, genre, depuis)
    select e.uai, e.mere_uai, e.rattachement, ${ctx.now}::timestamptz::date
    from referentiel.etablissement e
    where e.uai in (select uai from proposition) and e.mere_uai is not null and e.rattachement is not null
      and not exists (
        select from referentiel.relation r
        where r.de = e.uai and r.vers = e.mere_uai and r.genre = e.rattachement and r.jusque is null)
    order by e.uai`.execute(ctx.db)
}
