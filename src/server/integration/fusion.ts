import { sql } from 'kysely'
import type { Write } from '../platform/context.ts'
import { appliquerPropositions, type Bilan, ouvrirPropositions } from '../referentiel/propositions.ts'
import { appliquerSites, ouvrirSites } from '../referentiel/sites.ts'

/**
 * Puts together, champ by champ, what all sources say of the UAI of the temporary table `ecart`, and gives it to the
 * référentiel. The source of smallest priority wins, whatever the order in which they were loaded.
 */
export async function fusionner(ctx: Write, origine: string): Promise<Bilan> {
  await ouvrirPropositions(ctx.db)
  await sql`
    insert into proposition (uai, champs, lieu, provenance, empreinte)
    with dite as (
      select l.uai, l.source, l.champs, l.lieu, l.date_donnees, l.empreinte, s.priorite
      from integration.ligne l join integration.source s on s.code = l.source
      where l.rang = 0 and l.uai in (select uai from ecart where rang = 0)),
    par_champ as (
      -- jsonb_object_agg keeps the last value of a key: the strongest source comes last.
      select d.uai, jsonb_object_agg(c.key, c.value order by d.priorite desc) as champs,
        jsonb_object_agg(c.key, jsonb_build_object('source', d.source, 'date', d.date_donnees) order by d.priorite desc) as provenance
      from dite d, jsonb_each(d.champs) c group by d.uai),
    par_uai as (
      select uai, string_agg(source || ' ' || empreinte, '|' order by priorite) as empreinte,
        (array_agg(lieu order by priorite))[1] as lieu
      from dite group by uai)
    select uai, champs, lieu, provenance, md5(empreinte) from par_champ join par_uai using (uai)`.execute(ctx.db)
  return appliquerPropositions(ctx, origine)
}

/** Gives the référentiel the other sites that one source knows. */
export async function transmettreSites(ctx: Write, source: string): Promise<void> {
  const { rows } = await sql<{ n: number }>`select count(*)::int as n from ecart where rang > 0`.execute(ctx.db)
  if (!rows[0]?.n) return
  await ouvrirSites(ctx.db)
  await sql`
    insert into proposition_site (uai, rang, champs, lieu, empreinte)
    select uai, rang, champs, lieu, empreinte from integration.ligne
    where source = ${source} and rang > 0 and disparue_execution is null`.execute(ctx.db)
  await appliquerSites(ctx, source)
}
