import { sql } from 'kysely'
import type { Input, Reply } from '#domain/endpoint.ts'
import { introuvable } from '#domain/erreurs.ts'
import { jourLocal } from '#domain/heure.ts'
import { agreger } from '#domain/referentiel/regroupement.ts'
import type * as api from '#domain/referentiel/regroupement-api.ts'
import type { Read, Write } from '../platform/context.ts'
import { exigerFusion } from './fusion-plan.ts'

type Liste = typeof api.listerRegroupements
type Un = Reply<typeof api.lireRegroupement>

/** By name; `membres` counts those of today. */
export async function listerRegroupements(ctx: Read, { query }: Input<Liste>): Promise<Reply<Liste>> {
  exigerFusion(ctx)
  const { genre, uai, recherche, page, par_page } = query
  const filtre = sql`(${genre ?? null}::text is null or r.genre = ${genre ?? null})
    and (${uai ?? null}::text is null or exists (select from referentiel.regroupement_membre m where m.regroupement_id = r.id and m.uai = ${uai ?? null}))
    and position(referentiel.normaliser(${recherche}) in referentiel.normaliser(r.nom)) > 0`
  const { rows } = await sql<{
    total: number
  }>`select count(*)::int as total from referentiel.regroupement r where ${filtre}`.execute(ctx.db)
  const { rows: elements } = await sql<Reply<Liste>['elements'][number]>`
    select r.id, r.genre, r.nom, r.dissous_le, (select count(*)::int from referentiel.regroupement_membre m
      where m.regroupement_id = r.id and (m.jusque is null or m.jusque >= ${jourLocal(ctx.now)}::date)) as membres
    from referentiel.regroupement r where ${filtre}
    order by referentiel.normaliser(r.nom), r.id limit ${par_page} offset ${(page - 1) * par_page}`.execute(ctx.db)
  return { total: rows[0]?.total ?? 0, page, par_page, elements }
}

export async function lireRegroupement(ctx: Read, { params, query }: Input<typeof api.lireRegroupement>): Promise<Un> {
  exigerFusion(ctx)
  return lireUnRegroupement(ctx, params.id, query.annee)
}

type Ligne = Pick<Un['membres'][number], 'uai' | 'nom' | 'commune' | 'role' | 'depuis' | 'jusque'> & {
  mere: string | null
}

/** What its members of a school year add up to; without a year, the last one that has pupils, or the present one. */
export async function lireUnRegroupement(ctx: Read | Write, id: number, demandee?: number): Promise<Un> {
  const r = await ctx.db.selectFrom('referentiel.regroupement').selectAll().where('id', '=', id).executeTakeFirst()
  if (!r) throw introuvable('Ce regroupement n’existe pas.')
  const { rows: membres } = await sql<Ligne>`
    select m.uai, e.nom, e.commune, m.role, m.depuis, m.jusque, e.mere_uai as mere
    from referentiel.regroupement_membre m join referentiel.etablissement e using (uai)
    where m.regroupement_id = ${id}::bigint order by m.role desc, e.nom, m.depuis`.execute(ctx.db)
  const { rows: effectifs } = await sql<{ uai: string; annee: number; eleves: number }>`
    select f.uai, f.annee, f.effectif as eleves from referentiel.effectif f
    where f.uai = any(${membres.map((m) => m.uai)}::text[]) and f.niveau = 'total' and f.regime = 'ensemble'`.execute(
    ctx.db,
  )
  const annees = [...new Set(effectifs.map((f) => f.annee))].sort((a, b) => b - a)
  const annee = demandee ?? annees[0] ?? rentree(jourLocal(ctx.now))
  const eleves = new Map(effectifs.filter((f) => f.annee === annee).map((f) => [f.uai, f.eleves]))
  const agregat = agreger(annee, membres, eleves)
  const comptes = new Map(agregat.membres.map((c) => [c.uai, c]))
  const { rows: travaux } = await sql<{ operations: number; montant: number | null }>`
    select count(*)::int as operations, sum(o.montant_vote)::bigint as montant from referentiel.operation o
    where o.uai = any(${[...comptes.keys()]}::text[]) and o.annee = ${annee} and o.retire_le is null`.execute(ctx.db)
  return {
    id: r.id,
    genre: r.genre as Un['genre'],
    nom: r.nom,
    dissous_le: r.dissous_le,
    annee,
    annees,
    eleves: agregat.eleves,
    sans_effectif: agregat.sans_effectif,
    operations: travaux[0]?.operations ?? 0,
    montant_operations: travaux[0]?.montant ?? 0,
    ecart: ecartAnnonce(r.annonces, annee, agregat.eleves),
    membres: membres.map(({ mere: _, ...m }) => {
      const c = comptes.get(m.uai)
      return {
        ...m,
        eleves: c?.eleves ?? eleves.get(m.uai) ?? null,
        compte: c?.compte ?? false,
        raison: c ? c.raison : `N’en fait pas partie à la rentrée ${annee}`,
      }
    }),
  }
}

/** A total given for the whole that differs from the sum of its members: both are shown. */
function ecartAnnonce(annonces: unknown, annee: number, somme: number): Un['ecart'] {
  const annonce = (annonces as Record<string, number>)[String(annee)]
  return annonce === undefined || annonce === somme ? null : { annonce, somme }
}

/** The school year of a day: it begins in September. */
const rentree = (jour: string): number => Number(jour.slice(0, 4)) - (jour.slice(5) < '09-01' ? 1 : 0)
