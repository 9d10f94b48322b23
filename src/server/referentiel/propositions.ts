import { sql } from 'kysely'
import { CHAMPS } from '#domain/referentiel/champs.ts'
import type { Write } from '../platform/context.ts'
import type { Tx } from '../platform/db.ts'
import { apprendreMots } from './mots.ts'
import { ajouterCodesInconnus } from './nomenclatures.ts'
import { COLONNES_PLACEES, placerTable } from './placement.ts'
import { majRelations } from './relations.ts'

/** What the référentiel did with propositions; `mal_places` are among the rows seen. */
export type Bilan = { crees: number; modifies: number; inchanges: number; mal_places: number }

const COLONNES = [...Object.keys(CHAMPS), ...COLONNES_PLACEES]
const champsSql = sql.join(COLONNES.map((c) => sql.ref(c)))

/**
 * Opens the temporary table that a source fills: one row a UAI, with what it says (`champs`, `lieu`), where each
 * champ comes from (`provenance`), and a fingerprint of it all: a row already known by its fingerprint is skipped.
 */
export async function ouvrirPropositions(db: Tx): Promise<void> {
  await sql`drop table if exists pg_temp.proposition`.execute(db)
  await sql`
    create temp table proposition (
      uai text collate "C" primary key, rang integer not null default 0,
      champs jsonb not null, lieu jsonb not null, provenance jsonb not null, empreinte text not null
    ) on commit drop`.execute(db)
}

/**
 * Writes the propositions: creates, changes champ by champ, keeps the history, places and relates. Set-based: the
 * number of queries does not depend on the number of rows. `origine` is what the history will say.
 */
export async function appliquerPropositions(ctx: Write, origine: string): Promise<Bilan> {
  const { rows } = await sql<{ n: number }>`
    with connue as (
      delete from proposition p using referentiel.provenance e
      where e.uai = p.uai and e.empreinte = p.empreinte returning 1)
    select count(*)::int as n from connue`.execute(ctx.db)
  return ecrire(ctx, origine, rows[0]?.n ?? 0, COLONNES)
}

/** Places all établissements again, after the geography has changed. */
export async function replacer(ctx: Write, origine: string): Promise<Bilan> {
  await ouvrirPropositions(ctx.db)
  await sql`
    insert into proposition (uai, champs, lieu, provenance, empreinte)
    select e.uai, to_jsonb(e), o.lieu, o.champs, o.empreinte
    from referentiel.etablissement e join referentiel.provenance o using (uai)`.execute(ctx.db)
  return ecrire(ctx, origine, 0, ['commune', ...COLONNES_PLACEES])
}

async function ecrire(ctx: Write, origine: string, connues: number, champs: readonly string[]): Promise<Bilan> {
  await sql`analyze proposition (uai)`.execute(ctx.db)
  await placerTable(ctx.db, 'proposition')
  await ajouterCodesInconnus(ctx.db)
  // Existing rows first: those created next would otherwise be compared with themselves.
  const modifies = await modifier(ctx, origine, champs)
  const crees = await creer(ctx, origine)
  await majRelations(ctx)
  await apprendreMots(ctx.db)
  const { rows } = await sql<{ total: number; mal_places: number }>`
    select count(*)::int as total, (count(*) filter (where champs ->> 'placement_raison' is not null))::int as mal_places
    from place`.execute(ctx.db)
  const { total = 0, mal_places = 0 } = rows[0] ?? {}
  return { crees, modifies, inchanges: connues + total - crees - modifies, mal_places }
}

/** From which day what a proposition says is true: the day of its strongest source. */
const dateDesDonnees = (ctx: Write) =>
  sql`coalesce(p.provenance #>> '{*,date}', ${ctx.now}::timestamptz::date::text)::date`

async function creer(ctx: Write, origine: string): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    with cree as (
      insert into referentiel.etablissement (uai, ${champsSql}, cree_le, modifie_le)
      select p.uai, ${sql.join(COLONNES.map((c) => sql.ref(`r.${c}`)))}, ${ctx.now}::timestamptz, ${ctx.now}::timestamptz
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
      select uai, 'creation', ${origine}, ${ctx.now}::timestamptz, ${dateDesDonnees(ctx)}, p.champs || l.champs
      from cree join proposition p using (uai) join place l using (uai, rang))
    select count(*)::int as n from cree`.execute(ctx.db)
  return rows[0]?.n ?? 0
}

/** The differences, champ by champ, then their history, then the rows themselves. */
async function modifier(ctx: Write, origine: string, champs: readonly string[]): Promise<number> {
  await sql`drop table if exists pg_temp.difference`.execute(ctx.db)
  await sql`
    create temp table difference on commit drop as
    select x.uai, c.champ, nullif(x.avant -> c.champ, 'null') as avant, nullif(x.apres -> c.champ, 'null') as apres
    from (
      -- offset 0: each row becomes JSON once, not once a champ.
      select p.uai, to_jsonb(e) as avant, p.champs || l.champs as apres
      from proposition p join place l using (uai, rang) join referentiel.etablissement e on e.uai = p.uai offset 0) x,
      unnest(${champs}::text[]) as c (champ)
    where nullif(x.avant -> c.champ, 'null') is distinct from nullif(x.apres -> c.champ, 'null')`.execute(ctx.db)
  await sql`
    insert into referentiel.changement (uai, genre, champs, origine, connu_le, valable_du)
    select uai, 'modification', jsonb_object_agg(champ, jsonb_build_object('avant', avant, 'apres', apres)), ${origine}, ${ctx.now}::timestamptz,
      ${dateDesDonnees(ctx)}
    from difference join proposition p using (uai) group by uai, p.provenance order by uai`.execute(ctx.db)
  const { rows } = await sql<{ n: number }>`select count(distinct uai)::int as n from difference`.execute(ctx.db)
  await sql`
    update referentiel.etablissement e
    set (${champsSql}) = (
        select ${champsSql} from jsonb_populate_record(null::referentiel.etablissement, p.champs || l.champs)),
      modifie_le = ${ctx.now}::timestamptz
    from proposition p join place l using (uai, rang)
    where p.uai = e.uai and exists (select from difference d where d.uai = e.uai)`.execute(ctx.db)
  await suivreProvenance(ctx)
  return rows[0]?.n ?? 0
}

/**
 * A champ that says the same from the same source keeps the date at which it was first known. Written in the shape of a
 * first import (`*` for the strongest source, then the exceptions), so that the order of imports leaves no trace.
 */
async function suivreProvenance(ctx: Write): Promise<void> {
  const de = (origine: string) => sql`coalesce(${sql.ref(origine)} -> k.champ, ${sql.ref(origine)} -> '*')`
  await sql`
    update referentiel.provenance o
    set lieu = p.lieu, empreinte = p.empreinte, champs = (
      select jsonb_build_object('*', p.provenance -> '*')
        || coalesce(jsonb_object_agg(k.champ, x.origine) filter (where x.origine <> p.provenance -> '*'), '{}')
      from jsonb_object_keys(p.champs) as k (champ), lateral (
        select case
          when ${de('o.champs')} ->> 'source' = ${de('p.provenance')} ->> 'source'
            and not exists (select from difference d where d.uai = o.uai and d.champ = k.champ)
          then ${de('o.champs')} else ${de('p.provenance')} end as origine) x)
    from proposition p where p.uai = o.uai and p.empreinte <> o.empreinte`.execute(ctx.db)
}
