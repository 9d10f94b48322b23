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
  await sql`drop table if exists pg_temp.dite`.execute(ctx.db)
  // A table rather than a CTE: once analysed, the joins below do not fall into nested loops.
  await sql`
    create temp table dite on commit drop as
    select l.uai, l.source, l.champs, l.lieu, l.date_donnees, l.empreinte,
      row_number() over (partition by l.uai order by s.priorite) as place
    from (select distinct uai from ecart where rang = 0) e
    join integration.ligne l on l.uai = e.uai and l.rang = 0
    join integration.source s on s.code = l.source and s.genre = 'etablissements'`.execute(ctx.db)
  await sql`analyze dite (uai, place)`.execute(ctx.db)
  await sql`
    insert into proposition (uai, champs, lieu, provenance, empreinte)
    -- What the weaker sources add: the champs that the strongest does not have. Rare, so only these are taken apart.
    with ajoutee as (
      select d.uai, jsonb_object_agg(c.key, c.value order by d.place desc) as champs,
        jsonb_object_agg(c.key, jsonb_build_object('source', d.source, 'date', d.date_donnees) order by d.place desc) as provenance
      from dite d join dite p on p.uai = d.uai and p.place = 1, jsonb_each(d.champs) c
      where d.place > 1 and not p.champs ? c.key group by d.uai),
    signee as (
      select uai, string_agg(source || ' ' || empreinte, '|' order by place) as empreinte
      from dite where place > 1 group by uai)
    select p.uai, coalesce(a.champs || p.champs, p.champs), p.lieu,
      jsonb_build_object('*', jsonb_build_object('source', p.source, 'date', p.date_donnees)) || coalesce(a.provenance, '{}'),
      md5(p.source || ' ' || p.empreinte || coalesce('|' || g.empreinte, ''))
    from dite p left join ajoutee a on a.uai = p.uai left join signee g on g.uai = p.uai
    where p.place = 1`.execute(ctx.db)
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
