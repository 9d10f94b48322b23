import { sql } from 'kysely'
import type { Reply } from '#domain/endpoint.ts'
import type * as api from '#domain/integration/api.ts'
import type { Write } from '../platform/context.ts'
import { oublierCreations } from '../referentiel/creations.ts'
import { appliquerPropositions } from '../referentiel/propositions.ts'
import { proposer, transmettreSites } from './fusion.ts'

type Bilan = Reply<typeof api.annulerExecution>
type Ecrite = { execution: number; source: string; date: string | null }

/**
 * Makes the image of the source what it was before the run, then puts the établissements together again from all sources.
 * Champs whose value is no longer the one that the run wrote are kept as they are.
 */
export async function rendreEtablissements(ctx: Write, ecrite: Ecrite): Promise<Bilan> {
  const modifiees = await lireModifiees(ctx, ecrite.execution)
  await rendreLignes(ctx, ecrite)
  await proposer(ctx)
  await proposerSansSource(ctx, ecrite.execution)
  await garderModifiees(ctx)
  const { modifies } = await appliquerPropositions(
    ctx,
    `${ecrite.source}, annulation de l’exécution ${ecrite.execution}`,
    'annulation',
  )
  await transmettreSites(ctx, ecrite.source)
  const creees = await retirerCreees(ctx, ecrite.execution)
  return {
    restaurees: modifies + creees.retirees,
    modifiees_depuis: [...modifiees, ...creees.gardees],
  }
}

/** Fills `modifiee` with the champs that the run wrote and that say something else today. */
async function lireModifiees({ db }: Write, execution: number): Promise<Bilan['modifiees_depuis']> {
  await sql`drop table if exists pg_temp.modifiee`.execute(db)
  await sql`
    create temp table modifiee on commit drop as
    select d.uai, d.champ, e.ligne -> d.champ as valeur
    from integration.difference d, lateral (
      select to_jsonb(e) || coalesce(e.autres, '{}') as ligne from referentiel.etablissement e where e.uai = d.uai) e
    where d.execution = ${execution} and d.genre = 'modification'
      and (nullif(e.ligne -> d.champ, 'null') is distinct from nullif(d.apres, 'null')
        or exists (select from referentiel.saisie s where s.uai = d.uai and s.champ = d.champ))`.execute(db)
  const { rows } = await sql<{ uai: string; champ: string; valeur: unknown }>`
    select uai, champ, valeur from modifiee order by uai, champ`.execute(db)
  return rows
}

/** A row that a later run has changed stays: undoing that one first would give it back. */
async function rendreLignes({ db }: Write, { execution, source, date }: Ecrite): Promise<void> {
  await sql`drop table if exists pg_temp.ecart`.execute(db)
  await sql`
    create temp table ecart on commit drop as
    select uai, rang, 'changee' as genre from integration.ligne
    where source = ${source} and (execution = ${execution} or disparue_execution = ${execution})`.execute(db)
  await sql`analyze ecart`.execute(db)
  await sql`
    update integration.ligne l set numero = a.numero, champs = a.champs, lieu = a.lieu, date_donnees = a.date_donnees,
      vue_le = a.vue_le, empreinte = a.empreinte, execution = a.execution, disparue_execution = a.disparue_execution
    from ecart e join integration.ligne_remplacee r on r.execution = ${execution} and r.uai = e.uai and r.rang = e.rang,
      jsonb_populate_record(null::integration.ligne, r.avant) a
    where l.source = ${source} and l.uai = e.uai and l.rang = e.rang`.execute(db)
  await sql`
    delete from integration.ligne l using ecart e
    where l.source = ${source} and l.uai = e.uai and l.rang = e.rang and l.execution = ${execution}`.execute(db)
  await sql`
    update integration.ligne set vue_le = null where source = ${source} and vue_le = ${date}::date`.execute(db)
}

/** What the référentiel knew of an établissement before any source spoke of it has no row: its former values are given back. */
async function proposerSansSource({ db }: Write, execution: number): Promise<void> {
  await sql`
    insert into proposition (uai, champs, lieu, provenance, empreinte)
    select e.uai, jsonb_strip_nulls(to_jsonb(e)) || coalesce(e.autres, '{}') || d.champs, o.lieu, o.champs,
      md5('annulation ' || ${execution}::bigint || o.empreinte)
    from (
      select uai, jsonb_object_agg(champ, coalesce(avant, 'null')) as champs from integration.difference
      where execution = ${execution} and genre = 'modification' group by uai) d
    join referentiel.etablissement e on e.uai = d.uai join referentiel.provenance o on o.uai = d.uai
    where not exists (select from integration.ligne l where l.uai = d.uai and l.rang = 0)`.execute(db)
}

async function garderModifiees({ db }: Write): Promise<void> {
  await sql`
    update proposition p set champs = p.champs || m.champs, provenance = p.provenance || m.provenance
    from (
      select m.uai, jsonb_object_agg(m.champ, coalesce(m.valeur, 'null')) as champs,
        coalesce(jsonb_object_agg(m.champ, coalesce(o.champs -> m.champ, o.champs -> '*')) filter (where o.uai is not null), '{}') as provenance
      from modifiee m left join referentiel.provenance o on o.uai = m.uai group by m.uai) m
    where m.uai = p.uai`.execute(db)
}

/** Those that the run created and that no source speaks of any more leave, unless something else needs them. */
async function retirerCreees(
  ctx: Write,
  execution: number,
): Promise<{ retirees: number; gardees: Bilan['modifiees_depuis'] }> {
  const { rows } = await sql<{ uai: string }>`
    select d.uai from integration.difference d
    where d.execution = ${execution} and d.genre = 'creation'
      and not exists (select from integration.ligne l where l.uai = d.uai)`.execute(ctx.db)
  const uais = rows.map((r) => r.uai)
  const retirees = new Set(await oublierCreations(ctx, uais))
  const restent = uais.filter((uai) => !retirees.has(uai))
  const { rows: gardees } = await sql<{ uai: string; champ: string; valeur: unknown }>`
    select e.uai, coalesce(s.champ, 'nom') as champ, coalesce(s.valeur, to_jsonb(e.nom)) as valeur
    from referentiel.etablissement e left join referentiel.saisie s on s.uai = e.uai
    where e.uai = any(${restent}::text[]) order by 1, 2`.execute(ctx.db)
  return { retirees: retirees.size, gardees }
}
