import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import { SOURCES_OFFICIELLES } from '#domain/referentiel/fusion.ts'
import {
  type GenreRapprochement,
  grouper,
  type Identite,
  noterGroupe,
  type Partie,
  proposer,
} from '#domain/referentiel/rapprochement.ts'
import { estUai } from '#domain/referentiel/uai.ts'
import type { Write } from '../platform/context.ts'

type Propose = {
  genre: GenreRapprochement
  uais: string[]
  score: number
  parts: Partie[]
  empreinte: string
  departement: string | null
}
type Lue = Identite & { departement: string | null }

/** More alike than this in one block says nothing of each: a switchboard, a town hall. */
const BLOC_MAX = 40

/**
 * Looks for établissements to bring together and keeps them all: candidate pairs come from blocks (same address, SIRET,
 * phone, mailbox, name in a commune, cell of the map), then the domain scores them. Five queries, whatever the rows.
 */
export async function calculerRapprochements(ctx: Write): Promise<number> {
  const { identites, paires } = await lirePaires(ctx)
  const { rows: ecartees } = await sql<{ cle: string }>`
    select array_to_string(uais, ' ') || ' ' || empreinte as cle from referentiel.ecartee where levee_le is null`.execute(
    ctx.db,
  )
  const ecarts = new Set(ecartees.map((e) => e.cle))
  const proposes: Propose[] = []
  const liens: Propose[] = []
  for (const [ua, ub] of paires) {
    const [a, b] = [identites.get(ua), identites.get(ub)]
    const propose = a && b && proposer(a, b)
    if (!propose) continue
    const un = { ...propose, uais: [ua, ub], empreinte: empreinteDe([a, b]), departement: a.departement }
    const libre = un.genre === 'regroupement' && !ecarts.has(`${ua} ${ub} ${un.empreinte}`)
    if (libre) liens.push(un)
    else proposes.push(un)
  }
  for (const uais of grouper(liens.map((l) => [l.uais[0] ?? '', l.uais[1] ?? ''] as const))) {
    const siens = liens.filter((l) => uais.includes(l.uais[0] ?? ''))
    const tous = uais.flatMap((u) => identites.get(u) ?? [])
    proposes.push({
      genre: 'regroupement',
      uais,
      ...noterGroupe(uais, siens),
      empreinte: empreinteDe(tous),
      departement: tous[0]?.departement ?? null,
    })
  }
  await garder(ctx, proposes)
  return proposes.length
}

/** Of what makes each one's identity: « not a duplicate » holds as long as it stays. */
const empreinteDe = (tous: Identite[]): string =>
  createHash('sha256')
    .update(
      JSON.stringify(
        tous.map((e) => [e.uai, e.nom, e.nature, e.siret, e.adresse, e.code_commune, e.telephone, e.courriel]),
      ),
    )
    .digest('hex')
    .slice(0, 32)

async function lirePaires(ctx: Write): Promise<{ identites: Map<string, Lue>; paires: [string, string][] }> {
  await sql`drop table if exists pg_temp.identite, pg_temp.bloc`.execute(ctx.db)
  await sql`
    create temp table identite on commit drop as
    select e.uai, e.mere_uai, e.code_commune, coalesce(o.champs #>> '{*,source}' = any(${SOURCES_OFFICIELLES}::text[]), false) as confirme,
      referentiel.normaliser(e.nom) as nom, coalesce(referentiel.normaliser(e.adresse), '') as adresse, e.siret,
      right(regexp_replace(coalesce(e.telephone, ''), '\\D', '', 'g'), 9) as telephone, lower(e.courriel) as courriel, e.latitude, e.longitude
    from referentiel.etablissement e left join referentiel.provenance o on o.uai = e.uai
    where not exists (select from referentiel.redirection r where r.ancien = e.uai and r.close_le is null)`.execute(
    ctx.db,
  )
  await sql`
    create temp table bloc on commit drop as
    select cle, array_agg(uai order by uai) as uais from (
      select 'a ' || code_commune || ' ' || adresse as cle, uai from identite where adresse <> '' and code_commune is not null
      union all select 's ' || siret, uai from identite where siret is not null
      union all select 't ' || telephone, uai from identite where length(telephone) = 9
      union all select 'c ' || courriel, uai from identite where courriel <> ''
      union all select 'n ' || code_commune || ' ' || nom, uai from identite where code_commune is not null
      union all select 'g ' || round(latitude * 500) || ' ' || round(longitude * 500), uai from identite where latitude is not null
      union all select 'h ' || floor(latitude * 500) || ' ' || floor(longitude * 500), uai from identite where latitude is not null) b
    group by cle having count(*) between 2 and ${BLOC_MAX}`.execute(ctx.db)
  // Two that official sources know are brought together by their place alone.
  const { rows } = await sql<{ a: string; b: string }>`
    select distinct x.uai as a, y.uai as b
    from bloc, unnest(uais) u, unnest(uais) v, identite x, identite y
    where u < v and x.uai = u and y.uai = v and (left(cle, 1) in ('a', 'g', 'h') or not (x.confirme and y.confirme))
      and x.mere_uai is distinct from y.uai and y.mere_uai is distinct from x.uai
      and not exists (select from referentiel.relation r where r.jusque is null and ((r.de = u and r.vers = v) or (r.de = v and r.vers = u)))
      and not exists (select from referentiel.regroupement_membre m join referentiel.regroupement_membre n using (regroupement_id)
        where m.uai = u and n.uai = v and m.jusque is null and n.jusque is null)
    order by 1, 2`.execute(ctx.db)
  const { rows: lues } = await sql<Lue>`
    select e.uai, e.nom, e.type, e.nature, e.secteur, e.etat, e.siret, e.adresse, e.code_commune, e.code_postal, e.telephone, e.courriel,
      e.latitude, e.longitude, i.confirme, e.code_departement as departement
    from referentiel.etablissement e join identite i using (uai)
    where e.uai = any(${[...new Set(rows.flatMap((r) => [r.a, r.b]))]}::text[])`.execute(ctx.db)
  return {
    identites: new Map(lues.map((l) => [l.uai, { ...l, confirme: l.confirme && estUai(l.uai) }])),
    paires: rows.map((r) => [r.a, r.b]),
  }
}

/** The same établissements keep the same number, so that a list on screen stays good. */
async function garder(ctx: Write, proposes: Propose[]): Promise<void> {
  await sql`drop table if exists pg_temp.propose`.execute(ctx.db)
  await sql`
    create temp table propose on commit drop as
    select genre, array(select jsonb_array_elements_text(uais)) as uais, score, parts, empreinte, departement
    from jsonb_to_recordset(${JSON.stringify(proposes)}::jsonb)
      as p (genre text, uais jsonb, score int, parts jsonb, empreinte text, departement text)`.execute(ctx.db)
  await sql`delete from referentiel.rapprochement r where not exists (select from propose p where p.uais = r.uais)`.execute(
    ctx.db,
  )
  await sql`
    insert into referentiel.rapprochement (genre, uais, score, parts, empreinte, code_departement, calcule_le)
    select genre, uais, score, parts, empreinte, departement, ${ctx.now}::timestamptz from propose order by uais
    on conflict (uais) do update set genre = excluded.genre, score = excluded.score, parts = excluded.parts,
      empreinte = excluded.empreinte, code_departement = excluded.code_departement, calcule_le = excluded.calcule_le`.execute(
    ctx.db,
  )
}
