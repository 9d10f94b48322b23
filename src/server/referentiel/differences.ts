import { sql } from 'kysely'
import { CHAMPS } from '#domain/referentiel/champs.ts'
import type { Write } from '../platform/context.ts'
import { finirRoles } from './fermeture.ts'
import { COLONNES_PLACEES } from './placement.ts'

/** The columns that propositions write; their other champs go to the column `autres`. */
export const COLONNES: readonly string[] = [...Object.keys(CHAMPS), ...COLONNES_PLACEES]
const champsSql = sql.join(COLONNES.map((c) => sql.ref(c)))
const autresSql = sql`nullif(jsonb_strip_nulls(p.champs - ${COLONNES}::text[]), '{}')`

/** From which day what a proposition says of a champ is true: the day of the source it comes from. */
const dateDe = (ctx: Write, champ: ReturnType<typeof sql>) =>
  sql`coalesce(p.provenance #>> array[${champ}, 'date'], p.provenance #>> '{*,date}', ${ctx.now}::timestamptz::date::text)::date`

/** Creates the établissements of `proposition` that do not exist, with their first values in the history; gives how many. */
export async function creer(ctx: Write, origine: string): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    with cree as (
      insert into referentiel.etablissement (uai, ${champsSql}, autres, cree_le, modifie_le)
      select p.uai, ${sql.join(COLONNES.map((c) => sql.ref(`r.${c}`)))}, ${autresSql}, ${ctx.now}::timestamptz, ${ctx.now}::timestamptz
      from proposition p join place l using (uai, rang),
        jsonb_populate_record(null::referentiel.etablissement, p.champs || l.champs) r
      where not exists (select from referentiel.etablissement e where e.uai = p.uai)
      order by p.uai
      returning uai),
    origine as (
      insert into referentiel.provenance (uai, champs, lieu, empreinte)
      select p.uai, p.provenance, p.lieu, p.empreinte from cree join proposition p using (uai)),
    histoire as (
      insert into referentiel.changement (uai, genre, origine, connu_le, valable_du, etat)
      select uai, 'creation', ${origine}, ${ctx.now}::timestamptz, ${dateDe(ctx, sql`'*'`)}, p.champs || l.champs
      from cree join proposition p using (uai) join place l using (uai, rang))
    select count(*)::int as n from cree`.execute(ctx.db)
  return rows[0]?.n ?? 0
}

/**
 * Changes the existing établissements of `proposition`: the differences champ by champ, then their history, then the rows
 * themselves; gives how many changed. `champs`: the columns to compare; those of `autres` all are.
 */
export async function modifier(
  ctx: Write,
  origine: string,
  champs: readonly string[],
  genre: 'modification' | 'annulation',
): Promise<number> {
  await sql`drop table if exists pg_temp.difference`.execute(ctx.db)
  await sql`
    create temp table difference on commit drop as
    select x.uai, c.champ, nullif(x.avant -> c.champ, 'null') as avant, nullif(x.apres -> c.champ, 'null') as apres, false as passe
    from (
      -- offset 0: each row becomes JSON once, not once a champ.
      select p.uai, to_jsonb(e) || coalesce(e.autres, '{}') as avant, p.champs || l.champs as apres,
        coalesce(e.autres, '{}') || (p.champs - ${COLONNES}::text[]) as libres
      from proposition p join place l using (uai, rang) join referentiel.etablissement e on e.uai = p.uai offset 0) x,
      lateral (select unnest(${champs}::text[]) union all select jsonb_object_keys(x.libres)) as c (champ)
    where nullif(x.avant -> c.champ, 'null') is distinct from nullif(x.apres -> c.champ, 'null')`.execute(ctx.db)
  await sql`analyze difference (uai, champ)`.execute(ctx.db)
  if (genre === 'modification') await ecarterPasse(ctx)
  await sql`
    insert into referentiel.changement (uai, genre, champs, origine, connu_le, valable_du)
    select d.uai, case when d.passe then 'passe' else ${genre}::text end,
      jsonb_object_agg(d.champ, jsonb_build_object('avant', d.avant, 'apres', d.apres)), ${origine}, ${ctx.now}::timestamptz, v.du
    from difference d join proposition p using (uai), lateral (select ${dateDe(ctx, sql`d.champ`)} as du) v
    where d.champ not in (select code from referentiel.champ where not historise)
    group by d.uai, d.passe, v.du order by d.uai, v.du`.execute(ctx.db)
  await rendrePasse(ctx)
  const { rows } = await sql<{ n: number }>`select count(distinct uai)::int as n from difference`.execute(ctx.db)
  await sql`
    update referentiel.etablissement e
    set (${champsSql}) = (
        select ${champsSql} from jsonb_populate_record(null::referentiel.etablissement, p.champs || l.champs)),
      autres = ${autresSql}, modifie_le = ${ctx.now}::timestamptz
    from proposition p join place l using (uai, rang)
    where p.uai = e.uai and exists (select from difference d where d.uai = e.uai)`.execute(ctx.db)
  await fermer(ctx)
  await suivreProvenance(ctx)
  return rows[0]?.n ?? 0
}

const origineDe = (table: string, champ: string) =>
  sql`coalesce(${sql.ref(table)} -> ${sql.ref(champ)}, ${sql.ref(table)} -> '*')`

/** Marks what the same source said before what it has already said: true of the past, not of today. */
async function ecarterPasse(ctx: Write): Promise<void> {
  await sql`
    update difference d set passe = true
    from proposition p join referentiel.provenance o using (uai)
    where p.uai = d.uai
      and ${origineDe('o.champs', 'd.champ')} ->> 'source' = ${origineDe('p.provenance', 'd.champ')} ->> 'source'
      and ${origineDe('p.provenance', 'd.champ')} ->> 'date' < ${origineDe('o.champs', 'd.champ')} ->> 'date'`.execute(
    ctx.db,
  )
}

/** Once written in the history, past values leave the propositions: the present ones take their place. */
async function rendrePasse(ctx: Write): Promise<void> {
  await sql`
    with rendue as (delete from difference where passe returning uai, champ, avant)
    update proposition p
    set champs = p.champs || r.champs, provenance = p.provenance || r.provenance
    from (
      select d.uai, jsonb_object_agg(d.champ, d.avant) as champs,
        jsonb_object_agg(d.champ, ${origineDe('o.champs', 'd.champ')}) as provenance
      from rendue d join referentiel.provenance o using (uai) group by d.uai) r
    where r.uai = p.uai`.execute(ctx.db)
}

/** Those that have just closed: their roles end that day. */
async function fermer(ctx: Write): Promise<void> {
  const { rows } = await sql<{ uai: string; jour: string }>`
    select d.uai, coalesce(e.date_fermeture, ${dateDe(ctx, sql`d.champ`)})::text as jour
    from difference d join proposition p using (uai) join referentiel.etablissement e using (uai)
    where d.champ = 'etat' and d.apres = '"ferme"'`.execute(ctx.db)
  await finirRoles(ctx, new Map(rows.map((r) => [r.uai, r.jour])))
}

/**
 * A champ that says the same from the same source keeps the date at which it was first known. Written in the shape of a
 * first import (`*` for the strongest source, then the exceptions), so that the order of imports leaves no trace.
 */
async function suivreProvenance(ctx: Write): Promise<void> {
  // One that no source had spoken of yet, made by hand or by a scission.
  await sql`
    insert into referentiel.provenance (uai, champs, lieu, empreinte)
    select p.uai, p.provenance, p.lieu, p.empreinte from proposition p join referentiel.etablissement e using (uai)
    where not exists (select from referentiel.provenance o where o.uai = p.uai)`.execute(ctx.db)
  await sql`
    update referentiel.provenance o
    set lieu = p.lieu, empreinte = p.empreinte, champs = (
      select jsonb_build_object('*', p.provenance -> '*')
        || coalesce(jsonb_object_agg(k.champ, x.origine) filter (where x.origine <> p.provenance -> '*'), '{}')
      from jsonb_object_keys(p.champs) as k (champ), lateral (
        select case
          when ${origineDe('o.champs', 'k.champ')} ->> 'source' = ${origineDe('p.provenance', 'k.champ')} ->> 'source'
            and k.champ <> all(p.changes)
          then ${origineDe('o.champs', 'k.champ')} else ${origineDe('p.provenance', 'k.champ')} end as origine) x)
    from (
      -- Gathered by établissement first: looked for champ by champ, each would read all the differences.
      select p.*, coalesce(d.champs, '{}') as changes from proposition p
      left join (select uai, array_agg(champ) as champs from difference group by uai) d using (uai)) p
    where p.uai = o.uai and p.empreinte <> o.empreinte`.execute(ctx.db)
}
