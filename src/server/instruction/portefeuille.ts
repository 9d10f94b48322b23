import { type RawBuilder, sql } from 'kysely'
import type { Input, Reply } from '#domain/endpoint.ts'
import type * as api from '#domain/instruction/api.ts'
import { vueDe } from '#domain/instruction/droits.ts'
import type { Facette, FacetteStatut, StatutVu } from '#domain/instruction/portefeuille.ts'
import { statutVu } from '#domain/instruction/vue.ts'
import type { Read } from '../platform/context.ts'
import { conditions, et, liste, parService, parStatut, parTeleservice } from './filtres.ts'
import { type Guides, guideDe, guidesDe, lireLignes, statutDeBrouillon } from './lignes.ts'
import { source } from './source.ts'

type Lister = typeof api.listerDossiers

/**
 * The portefeuille: at most five queries, whatever is found. Total and facettes come from one count by statut and
 * téléservice under the other filters.
 */
export async function listerDossiers(ctx: Read, { query }: Input<Lister>): Promise<Reply<Lister>> {
  const { page, par_page, tri, ...filtres } = query
  const dossiers = await source(ctx)
  const communes = conditions(ctx, filtres, dossiers)
  const duService = parService(ctx, filtres)
  const { comptes, guides } = await compter(ctx, dossiers.lignes, et([communes, duService]))
  const statuts = filtres.statut ? new Set(liste(filtres.statut)) : undefined
  const teleservices = filtres.teleservice ? new Set(liste(filtres.teleservice)) : undefined
  const duStatut = (c: Compte) => !statuts || statuts.has(c.statut)
  const duTeleservice = (c: Compte) => !teleservices || teleservices.has(c.teleservice)
  const sansService = et([communes, parStatut(filtres), parTeleservice(filtres)])
  const condition = et([sansService, duService])
  return {
    total: somme(comptes.filter((c) => duStatut(c) && duTeleservice(c))),
    page,
    par_page,
    elements: await lireLignes(
      ctx,
      dossiers.lignes,
      condition,
      { tri, par_page, decalage: (page - 1) * par_page },
      guides,
    ),
    facettes: {
      statut: facettesDeStatut(comptes.filter(duTeleservice)),
      teleservice: facettesDeTeleservice(comptes.filter(duStatut)),
      service: await facettesDeService(ctx, dossiers.lignes, sansService),
    },
  }
}

type Compte = { teleservice: string; titre: string; statut: string; vu: StatutVu; rang: number; nombre: number }

/**
 * How many dossiers by téléservice and statut, with the words of the reader.
 * @param mesures other sums wanted for each, as SQL after a comma
 */
export async function compter<M extends Record<string, number> = Record<never, number>>(
  ctx: Read,
  dossiers: RawBuilder<unknown>,
  condition: RawBuilder<unknown>,
  mesures: RawBuilder<unknown> = sql``,
): Promise<{ comptes: (Compte & M)[]; guides: Guides }> {
  const { rows } = await sql<Compte & M & { teleservice_id: number; guide_id: number | null; etat: string }>`
    select t.code as teleservice, t.titre, c.* from (
      select v.teleservice_id, v.guide_id, v.statut, v.etat, count(*) as nombre ${mesures}
      from (${dossiers}) v where ${condition} group by 1, 2, 3, 4
    ) c join teleservices.teleservice t on t.id = c.teleservice_id
    order by t.ordre, t.id`.execute(ctx.db)
  const guides = await guidesDe(ctx, rows)
  const vue = vueDe(ctx.acteur)
  const comptes = rows.map((r) => {
    const guide = guideDe(guides, r)
    const rang = guide?.etapes.flatMap((e) => e.statuts).findIndex((s) => s.code === r.statut) ?? -1
    return { ...r, rang, vu: guide ? statutVu(guide, r.statut, vue) : statutDeBrouillon(r.statut) }
  })
  return { comptes, guides }
}

/** By words rather than codes: what an usager cannot tell apart is one line. In the order of the guide. */
export function facettesDeStatut(comptes: Compte[]): FacetteStatut[] {
  const parLibelle = Map.groupBy(
    comptes.toSorted((a, b) => a.rang - b.rang),
    (c) => c.vu.libelle,
  )
  return [...parLibelle].flatMap(([libelle, siens]) => {
    const [premier] = siens
    if (!premier) return []
    const valeur = [...new Set(siens.map((c) => c.statut))].join(',')
    return [{ valeur, libelle, nombre: somme(siens), couleur: premier.vu.couleur, icone: premier.vu.icone }]
  })
}

function facettesDeTeleservice(comptes: Compte[]): Facette[] {
  return [...Map.groupBy(comptes, (c) => c.teleservice)].map(([valeur, siens]) => ({
    valeur,
    libelle: siens[0]?.titre ?? valeur,
    nombre: somme(siens),
  }))
}

/** Nothing for an usager, nor while no dossier here was oriented. */
async function facettesDeService(
  ctx: Read,
  dossiers: RawBuilder<unknown>,
  condition: RawBuilder<unknown>,
): Promise<Facette[]> {
  if (vueDe(ctx.acteur) !== 'agent') return []
  const { rows } = await sql<{ service_id: number | null; nom: string | null; nombre: number }>`
    select c.*, s.nom from (
      select v.service_id, count(*)::int as nombre from (${dossiers}) v where ${condition} group by 1
    ) c left join comptes.service s on s.id = c.service_id
    order by s.nom nulls last`.execute(ctx.db)
  if (rows.every((r) => r.service_id === null)) return []
  return rows.map((r) => ({
    valeur: r.service_id === null ? 'aucun' : String(r.service_id),
    libelle: r.nom ?? 'Sans service',
    nombre: r.nombre,
  }))
}

const somme = (comptes: Compte[]): number => comptes.reduce((total, c) => total + c.nombre, 0)
