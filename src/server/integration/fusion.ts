import { sql } from 'kysely'
import { CHAMPS } from '#domain/referentiel/champs.ts'
import type { Write } from '../platform/context.ts'
import { appliquerPropositions, type Bilan, ouvrirPropositions } from '../referentiel/propositions.ts'
import { appliquerSites, ouvrirSites } from '../referentiel/sites.ts'

/**
 * Puts together, champ by champ, what all sources say of the UAI of the temporary table `ecart`, and gives it to the
 * référentiel. The smallest rank wins, that of the source or the one said for this champ, whatever the order of loading.
 */
export async function fusionner(ctx: Write, origine: string): Promise<Bilan> {
  await proposer(ctx)
  return appliquerPropositions(ctx, origine)
}

/** Fills the propositions, without giving them: see `fusionner`. */
export async function proposer(ctx: Write): Promise<void> {
  await ouvrirPropositions(ctx.db)
  await sql`drop table if exists pg_temp.dite`.execute(ctx.db)
  // A table rather than a CTE: once analysed, the joins below do not fall into nested loops.
  await sql`
    create temp table dite on commit drop as
    select l.uai, l.source, l.champs, l.lieu, l.date_donnees, l.empreinte, s.priorite,
      row_number() over (partition by l.uai order by s.priorite, s.code) as place
    from (select distinct uai from ecart where rang = 0 and genre <> 'ancienne') e
    join integration.ligne l on l.uai = e.uai and l.rang = 0
    join integration.source s on s.code = l.source and s.genre = 'etablissements'`.execute(ctx.db)
  await completer(ctx)
  await sql`analyze dite (uai, place)`.execute(ctx.db)
  await sql`
    insert into proposition (uai, champs, lieu, provenance, empreinte)
    -- What the weaker sources add: the champs that the strongest does not have, or where they have a better rank. Rare, so
    -- only these are taken apart.
    with ajoutee as (
      select d.uai, jsonb_object_agg(c.key, c.value order by coalesce(k.rang, d.priorite) desc, d.place desc) as champs,
        jsonb_object_agg(c.key, jsonb_build_object('source', d.source, 'date', d.date_donnees)
          order by coalesce(k.rang, d.priorite) desc, d.place desc) as provenance
      from dite d join dite p on p.uai = d.uai and p.place = 1 cross join lateral jsonb_each(d.champs) c
      left join integration.precedence k on k.source = d.source and k.champ = c.key
      left join integration.precedence kp on kp.source = p.source and kp.champ = c.key
      where d.place > 1 and (not p.champs ? c.key
        or (coalesce(k.rang, d.priorite), d.place) < (coalesce(kp.rang, p.priorite), p.place))
      group by d.uai),
    -- Other ranks make another fiche of the same rows.
    rangs as (
      select coalesce(string_agg(source || ' ' || champ || ' ' || rang, '|' order by source, champ), '') as dits
      from integration.precedence),
    signee as (
      select uai, string_agg(source || ' ' || empreinte, '|' order by place) || (select dits from rangs) as empreinte
      from dite where place > 1 group by uai)
    select p.uai, p.champs || coalesce(a.champs, '{}'), p.lieu,
      jsonb_build_object('*', jsonb_build_object('source', p.source, 'date', p.date_donnees)) || coalesce(a.provenance, '{}'),
      md5(p.source || ' ' || p.empreinte || coalesce('|' || g.empreinte, ''))
    from dite p left join ajoutee a on a.uai = p.uai left join signee g on g.uai = p.uai
    where p.place = 1`.execute(ctx.db)
}

/**
 * A source that only completes says nothing of the name: when no other source speaks of the établissement, what the
 * référentiel already holds, and that this source did not bring, stands for the strongest.
 */
async function completer(ctx: Write): Promise<void> {
  await sql`
    insert into dite (uai, source, champs, lieu, date_donnees, empreinte, priorite, place)
    select e.uai, coalesce(o.champs #>> '{*,source}', 'referentiel'), c.champs, coalesce(o.lieu, '{}'),
      coalesce((o.champs #>> '{*,date}')::date, e.cree_le::date), 'referentiel', 0, 0
    from (select uai from dite group by uai having not bool_or(champs ? 'nom')) d
    join referentiel.etablissement e on e.uai = d.uai
    left join referentiel.provenance o on o.uai = e.uai,
    lateral (
      select jsonb_object_agg(j.key, j.value) as champs
      from jsonb_each(to_jsonb(e) || coalesce(e.autres, '{}')) j
      where j.value <> 'null' and (j.key = any(${Object.keys(CHAMPS)}::text[]) or e.autres ? j.key)
        -- Nor what a source brought and no longer says: an empty cell may take away.
        and not exists (select from dite a where a.uai = e.uai and (o.champs #>> array[j.key, 'source'] = a.source
          or (a.champs ? j.key and (o.champs is null or coalesce(o.champs -> j.key, o.champs -> '*') ->> 'source' = a.source))))) c`.execute(
    ctx.db,
  )
  await sql`
    update dite set place = place + 1 where uai in (select uai from dite where place = 0)`.execute(ctx.db)
}

/**
 * Gives what an older file says: true of the past, so only of champs that come from this same source. The référentiel keeps
 * it in the history; the present does not move.
 */
export async function transmettrePasse(ctx: Write, source: string, origine: string): Promise<void> {
  await ouvrirPropositions(ctx.db)
  await sql`
    insert into proposition (uai, champs, lieu, provenance, empreinte)
    select e.uai, c.champs || coalesce(e.autres, '{}') || d.champs, o.lieu, o.champs || d.provenance,
      md5('passé ' || ${origine} || o.empreinte)
    from ecart x join recue r on r.uai = x.uai and r.rang = x.rang and r.rubrique = ''
    join referentiel.etablissement e on e.uai = x.uai join referentiel.provenance o on o.uai = x.uai,
    lateral (select jsonb_object_agg(j.key, j.value) as champs from jsonb_each(to_jsonb(e)) j
      where j.key = any(${Object.keys(CHAMPS)}::text[])) c,
    lateral (
      select jsonb_object_agg(j.key, j.value) as champs,
        jsonb_object_agg(j.key, jsonb_build_object('source', ${source}::text, 'date', r.date_donnees)) as provenance
      from jsonb_each(r.champs) j
      where coalesce(o.champs -> j.key, o.champs -> '*') ->> 'source' = ${source}
        -- Between the day a value was first told and the last that confirmed it, another word is only an error.
        and r.date_donnees < (coalesce(o.champs -> j.key, o.champs -> '*') ->> 'date')::date
        and nullif((c.champs || coalesce(e.autres, '{}')) -> j.key, 'null') is distinct from nullif(j.value, 'null')
        -- Where it is decides its territory, which has no past of its own here.
        and j.key not in ('commune', 'latitude', 'longitude', 'precision_position')) d
    where x.genre = 'ancienne' and x.rang = 0 and d.champs is not null
      and not exists (select from referentiel.changement h where h.uai = x.uai and h.genre = 'passe'
        and h.valable_du = r.date_donnees and h.origine like ${`${source},%`})`.execute(ctx.db)
  await appliquerPropositions(ctx, origine)
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
