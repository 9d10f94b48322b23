import { type RawBuilder, sql } from 'kysely'
import { estUsager, voitTout } from '#domain/acteur.ts'
import { vueDe } from '#domain/instruction/droits.ts'
import type { Read } from '../platform/context.ts'
import { visibles as etablissementsVisibles } from '../referentiel/visibles.ts'
import { SERVICE_DU_DEPOT } from './orientation.ts'

/**
 * A deposit whose instruction no job has opened yet shows its initial statut. Only the last day is searched for them:
 * comparing 300 000 deposits with as many suivis at each list would cost more than the list.
 */
const DELAI_OUVERTURE = '1 day'

/** A condition on the uai of an alias: the same cut as `dossiers/visibles.ts`, on the copy that `suivi` holds. */
function dansLePerimetre(ctx: Read, uai: RawBuilder<unknown>, id: RawBuilder<unknown>): RawBuilder<boolean> {
  const { acteur } = ctx
  if (voitTout(acteur)) return sql`true`
  if (estUsager(acteur)) {
    const sansCompte = sql`select x.id from dossiers.dossier x where x.sans_compte`
    return sql`(${uai} = any(${acteur.habilitations.map((h) => h.uai)}::text[]) and ${id} not in (${sansCompte} and x.uai = ${uai})
      or ${id} in (${sansCompte} and x.demandeur_id = ${acteur.id}))`
  }
  return sql`${uai} in (${etablissementsVisibles(ctx).select('e.uai')})`
}

export type Source = {
  /**
   * One row by dossier: `id, etat, uai, teleservice_id, guide_id, etape, statut, qui_agit, depuis, termine, echeance,
   * affecte_a, service_id, depose_le, trie_le, montant_demande`.
   */
  lignes: RawBuilder<unknown>
  /** Which of the dossiers `d` are among them without having been opened; absent when none is. */
  nonOuverts?: RawBuilder<boolean>
}

/**
 * Every dossier that the actor may see. Agents have the deposits, read from `suivi` alone; people of an établissement
 * have public statuts, and their drafts.
 */
export async function source(ctx: Read): Promise<Source> {
  if (vueDe(ctx.acteur) === 'usager') return sourceUsager(ctx)
  const attente = await listerNonOuverts(ctx)
  const ouverts = sql`select s.dossier_id as id, 'depose' as etat, s.uai, s.teleservice_id, s.guide_id, s.etape,
      s.statut, s.qui_agit, s.depuis, s.termine, s.echeance, s.affecte_a, s.service_id, s.depose_le,
      s.depose_le as trie_le, s.montant_demande
    from instruction.suivi s where ${dansLePerimetre(ctx, sql`s.uai`, sql`s.dossier_id`)}`
  if (attente.length === 0) return { lignes: ouverts }
  const nonOuverts = sql<boolean>`d.id = any(${attente}::bigint[])`
  return { lignes: sql`${ouverts} union all ${enAttente(nonOuverts, SERVICE_DU_DEPOT)}`, nonOuverts }
}

/** An établissement has few dossiers: they are read whole. Nothing inner leaves: no étape, no affectation. */
function sourceUsager(ctx: Read): Source {
  const siens = dansLePerimetre(ctx, sql`d.uai`, sql`d.id`)
  const nonOuverts = sql<boolean>`d.etat = 'depose' and ${siens}
    and not exists (select from instruction.suivi s where s.dossier_id = d.id)`
  const lignes = sql`select s.dossier_id as id, 'depose' as etat, s.uai, s.teleservice_id, s.guide_id, null::text as etape,
      s.statut_public as statut, s.qui_agit_public as qui_agit, s.depuis_public as depuis, s.termine, s.echeance,
      null::bigint as affecte_a, null::bigint as service_id, s.depose_le, s.depose_le as trie_le, s.montant_demande
    from instruction.suivi s where ${dansLePerimetre(ctx, sql`s.uai`, sql`s.dossier_id`)}
    union all ${enAttente(nonOuverts, sql`null::bigint`)}
    union all select d.id, 'brouillon', d.uai, d.teleservice_id, null, null,
      case when d.soumis_le is null then 'brouillon' else 'a_valider_chef' end, 'etablissement', coalesce(d.soumis_le, d.modifie_le),
      false, null, null, null, null, d.modifie_le, d.montant_demande
    from dossiers.dossier d where d.etat = 'brouillon' and ${siens}`
  return { lignes, nonOuverts }
}

/** Deposits as their guide will open them. */
const enAttente = (condition: RawBuilder<unknown>, service: RawBuilder<unknown>): RawBuilder<unknown> => sql`
  select d.id, 'depose', d.uai, d.teleservice_id, null::bigint, x.guide #>> '{etapes,0,code}', i.statut ->> 'code',
    i.statut ->> 'qui_agit', d.depose_le, false, null::date, null::bigint, ${service}, d.depose_le, d.depose_le, d.montant_demande
  from dossiers.dossier d
  join teleservices.teleservice t on t.id = d.teleservice_id
  join teleservices.dispositif x on x.id = t.dispositif_id
  cross join lateral (select jsonb_path_query_first(x.guide, '$.etapes[*].statuts[*] ? (@.initial == true)') as statut) i
  where d.etat = 'depose' and ${condition}`

async function listerNonOuverts(ctx: Read): Promise<number[]> {
  const { rows } = await sql<{ id: number }>`
    select d.id from dossiers.dossier d
    where d.etat = 'depose'
      and d.depose_le > ${ctx.now.toISOString()}::timestamptz - ${DELAI_OUVERTURE}::interval
      and not exists (select from instruction.suivi s where s.dossier_id = d.id)
      and ${dansLePerimetre(ctx, sql`d.uai`, sql`d.id`)}`.execute(ctx.db)
  return rows.map((r) => r.id)
}
