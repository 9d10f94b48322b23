import { sql } from 'kysely'
import { nomDe } from '#domain/acteur.ts'
import type { Write } from '../platform/context.ts'
import { COLONNES } from './differences.ts'

/** One champ of one établissement given another value; `origine` is its entry in provenance, null for none. */
export type Pose = { uai: string; champ: string; valeur: unknown; origine: { source: string; date: string } | null }

const COLONNES_DES_ACTES = [...COLONNES, 'date_fermeture']

/**
 * Writes values champ by champ, with their provenance and their history; each change is traced under `champ`. Three
 * queries, whatever the number of établissements and champs. `valable`: day from which it is true.
 */
export async function poser(
  ctx: Write,
  poses: Pose[],
  {
    genre,
    origine,
    valable,
    tracer,
  }: { genre: 'fusion' | 'scission' | 'annulation'; origine: string; valable: string; tracer: boolean },
): Promise<void> {
  if (!poses.length) return
  await sql`drop table if exists pg_temp.pose`.execute(ctx.db)
  await sql`
    create temp table pose on commit drop as
    select p.uai, p.champ, nullif(p.valeur, 'null') as valeur, nullif(p.origine, 'null') as origine,
      nullif(coalesce(to_jsonb(e) -> p.champ, e.autres -> p.champ), 'null') as avant, o.champs -> p.champ as origine_avant
    from jsonb_to_recordset(${JSON.stringify(poses.map((p) => ({ ...p, valeur: p.valeur ?? null })))}::jsonb)
      as p (uai text, champ text, valeur jsonb, origine jsonb)
    join referentiel.etablissement e on e.uai = p.uai left join referentiel.provenance o on o.uai = e.uai`.execute(
    ctx.db,
  )
  await sql`delete from pose where valeur is not distinct from avant and origine is not distinct from origine_avant`.execute(
    ctx.db,
  )
  await sql`
    update referentiel.etablissement e
    set (${sql.join(COLONNES_DES_ACTES.map((c) => sql.ref(c)))}, autres) = (
        select ${sql.join(COLONNES_DES_ACTES.map((c) => sql.ref(`r.${c}`)))},
          nullif(jsonb_strip_nulls(coalesce(e.autres, '{}') || p.libres), '{}')
        from jsonb_populate_record(e, p.champs) r),
      modifie_le = ${ctx.now}::timestamptz
    from (
      select uai, coalesce(jsonb_object_agg(champ, valeur) filter (where champ = any(${COLONNES_DES_ACTES}::text[])), '{}') as champs,
        coalesce(jsonb_object_agg(champ, valeur) filter (where not champ = any(${COLONNES_DES_ACTES}::text[])), '{}') as libres
      from pose where valeur is distinct from avant group by uai) p
    where p.uai = e.uai`.execute(ctx.db)
  await sql`
    update referentiel.provenance o
    set champs = jsonb_strip_nulls(o.champs || p.champs)
    from (select uai, jsonb_object_agg(champ, origine) as champs from pose group by uai) p where p.uai = o.uai`.execute(
    ctx.db,
  )
  await sql`
    insert into referentiel.changement (uai, genre, champs, origine, connu_le, valable_du, auteur)
    select uai, ${genre}, jsonb_object_agg(champ, jsonb_build_object('avant', avant, 'apres', valeur)), ${origine}, ${ctx.now}::timestamptz,
      ${valable}::date, ${nomDe(ctx.acteur)}
    from pose where valeur is distinct from avant group by uai order by uai`.execute(ctx.db)
  if (tracer)
    await sql`
      insert into trace (nom_table, cle, avant, apres)
      select 'champ', jsonb_build_object('uai', uai, 'champ', champ), jsonb_build_object('valeur', avant, 'origine', origine_avant),
        jsonb_build_object('valeur', valeur, 'origine', origine)
      from pose`.execute(ctx.db)
  await sql`
    insert into referentiel.mot (mot)
    select distinct m.mot from pose p join referentiel.etablissement e on e.uai = p.uai,
      unnest(string_to_array(e.texte_recherche, ' ')) as m (mot)
    where p.champ in ('nom', 'commune', 'code_postal') and m.mot <> ''
    on conflict do nothing`.execute(ctx.db)
}

/** A value taken from the other side is held as if typed by hand: the next import must not take it back. */
export async function retenir(
  ctx: Write,
  poses: Pose[],
  { motif, valable }: { motif: string; valable: string },
): Promise<void> {
  if (!poses.length) return
  await sql`
    with posee as (
      select p.* from jsonb_to_recordset(${JSON.stringify(poses.map((p) => ({ ...p, valeur: p.valeur ?? null })))}::jsonb)
        as p (uai text, champ text, valeur jsonb)),
    avant as (select s.uai, s.champ, to_jsonb(s) as ligne from referentiel.saisie s join posee p using (uai, champ)),
    ecrite as (
      insert into referentiel.saisie (uai, champ, valeur, valable_du, motif, auteur_id, auteur, saisie_le, dessous, dessous_origine)
      select p.uai, p.champ, coalesce(p.valeur, 'null'), ${valable}::date, ${motif}, ${ctx.acteur.genre === 'personne' ? ctx.acteur.id : null}::bigint,
        ${nomDe(ctx.acteur)}, ${ctx.now}::timestamptz, nullif(coalesce(to_jsonb(e) -> p.champ, e.autres -> p.champ), 'null'),
        coalesce(o.champs -> p.champ, o.champs -> '*')
      from posee p join referentiel.etablissement e on e.uai = p.uai left join referentiel.provenance o on o.uai = p.uai
      on conflict (uai, champ) do update set valeur = excluded.valeur, valable_du = excluded.valable_du, motif = excluded.motif,
        auteur_id = excluded.auteur_id, auteur = excluded.auteur, saisie_le = excluded.saisie_le
      returning *)
    insert into trace (nom_table, cle, avant, apres)
    select 'saisie', jsonb_build_object('uai', e.uai, 'champ', e.champ), a.ligne, to_jsonb(e)
    from ecrite e left join avant a using (uai, champ)`.execute(ctx.db)
}
