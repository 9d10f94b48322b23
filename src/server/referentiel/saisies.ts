import { sql } from 'kysely'
import type { Write } from '../platform/context.ts'

/** The source named in provenance for what was typed by hand. */
export const SAISIE = 'saisie'

/**
 * Before propositions are compared: a typed value is put back over what the source says, and ends when the source says
 * the same (its provenance is then the source's). What the source says under it is kept.
 */
export async function respecterSaisies(ctx: Write): Promise<void> {
  const { rows } = await sql<{ n: number }>`
    select count(*)::int as n from (select from referentiel.saisie s join proposition p using (uai) limit 1) x`.execute(
    ctx.db,
  )
  if (!rows[0]?.n) return
  await sql`
    delete from referentiel.saisie s using proposition p
    where p.uai = s.uai and coalesce(nullif(p.champs -> s.champ, 'null'), 'null') = s.valeur
      and (s.lieu is null
        or coalesce(p.lieu ->> 'code_commune', s.lieu ->> 'code_commune') = s.lieu ->> 'code_commune')`.execute(ctx.db)
  await sql`
    update referentiel.saisie s
    set dessous = nullif(p.champs -> s.champ, 'null'), dessous_origine = coalesce(p.provenance -> s.champ, p.provenance -> '*')
    from proposition p where p.uai = s.uai`.execute(ctx.db)
  await sql`
    update proposition p set champs = p.champs || s.champs, provenance = p.provenance || s.provenance
    from (
      select uai, jsonb_object_agg(champ, valeur) as champs,
        jsonb_object_agg(champ, jsonb_build_object('source', ${SAISIE}::text, 'date', valable_du)) as provenance
      from referentiel.saisie group by uai) s
    where s.uai = p.uai`.execute(ctx.db)
  await sql`
    update proposition p set lieu = p.lieu || s.lieu
    from referentiel.saisie s where s.uai = p.uai and s.champ = 'commune' and s.lieu is not null`.execute(ctx.db)
}
