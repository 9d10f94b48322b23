import { type RawBuilder, sql } from 'kysely'
import { estPersonne } from '#domain/acteur.ts'
import { vueDe } from '#domain/instruction/droits.ts'
import type { Guide } from '#domain/instruction/guide.ts'
import { type Atteint, ligneVue } from '#domain/instruction/histoire.ts'
import type { Filtres, LigneDossier, StatutVu } from '#domain/instruction/portefeuille.ts'
import { statutVu } from '#domain/instruction/vue.ts'
import type { Read } from '../platform/context.ts'
import { enRetard } from './filtres.ts'
import { lireGuides, lireGuidesDuJour } from './guides.ts'

/** A draft has no guide yet. */
const BROUILLON: StatutVu = {
  code: 'brouillon',
  libelle: 'Brouillon',
  couleur: 'gris',
  icone: 'crayon',
  qui_agit: 'etablissement',
}

/** Prepared, and with the chef d'établissement. */
const A_VALIDER_CHEF: StatutVu = {
  code: 'a_valider_chef',
  libelle: 'À valider par le chef d’établissement',
  couleur: 'violet',
  icone: 'tampon',
  qui_agit: 'etablissement',
}

/** How a draft stands, by the statut of its row. */
export const statutDeBrouillon = (statut: string): StatutVu =>
  statut === A_VALIDER_CHEF.code ? A_VALIDER_CHEF : BROUILLON

/** Ids last, so that two pages never share a row. */
const ORDRES: Record<Filtres['tri'], RawBuilder<unknown>> = {
  '-depose_le': sql`v.trie_le desc, v.id desc`,
  depose_le: sql`v.trie_le, v.id`,
  '-depuis': sql`v.depuis desc, v.id desc`,
  depuis: sql`v.depuis, v.id`,
  echeance: sql`v.echeance nulls last, v.id`,
  '-montant_demande': sql`v.montant_demande desc nulls last, v.id`,
  montant_demande: sql`v.montant_demande nulls last, v.id`,
  etablissement: sql`o.texte_recherche, v.id`,
}

/** What an order needs beside the rows. */
const jointure = (tri: Filtres['tri']): RawBuilder<unknown> =>
  tri === 'etablissement' ? sql`join referentiel.etablissement o on o.uai = v.uai` : sql``

export type Tranche = {
  tri: Filtres['tri']
  par_page: number
  decalage: number
  /** Without messages nor circles, which a spreadsheet does not show. */
  sobre?: boolean
}

/**
 * One page of rows of `source` that meet `condition`, ready for the screen: one query, and one more the first time a
 * process meets a guide.
 */
export async function lireLignes(
  ctx: Read,
  dossiers: RawBuilder<unknown>,
  condition: RawBuilder<unknown>,
  { tri, par_page, decalage, sobre = false }: Tranche,
  connus?: Guides,
): Promise<LigneDossier[]> {
  const moi = estPersonne(ctx.acteur) ? ctx.acteur.id : 0
  const { rows } = await sql<Ligne>`
    with p as materialized (
      select v.*, ${enRetard(ctx)} as en_retard, row_number() over () as rang
      from (select v.* from (${dossiers}) v ${jointure(tri)} where ${condition} order by ${ORDRES[tri]} limit ${par_page} offset ${decalage}) v
    )
    select p.id, p.etat, p.uai, p.guide_id, p.statut, p.depuis, p.depose_le, p.echeance, p.en_retard, p.montant_demande,
      p.teleservice_id, d.cle, d.numero, d.objet, d.modifie_le, e.nom, e.commune, t.code, t.titre, t.thematique,
      m.prenom || ' ' || m.nom as demandeur, a.id as agent_id, a.prenom || ' ' || a.nom as agent,
      p.service_id, s.nom as service,
      ${sobre ? SANS_SUIVI : avecSuivi(moi)}
    from p
    join dossiers.dossier d on d.id = p.id
    join referentiel.etablissement e on e.uai = p.uai
    join teleservices.teleservice t on t.id = p.teleservice_id
    join comptes.personne m on m.id = d.demandeur_id
    left join comptes.personne a on a.id = p.affecte_a
    left join comptes.service s on s.id = p.service_id
    order by p.rang`.execute(ctx.db)
  const guides = connus ?? (await guidesDe(ctx, rows))
  return rows.map((l) => enLigne(ctx, l, guideDe(guides, l), sobre))
}

const SANS_SUIVI = sql`0 as non_lus, null as passages`

/** Messages that the person has not read, and the way of the dossier. */
const avecSuivi = (
  personne: number,
): RawBuilder<unknown> => sql`(select count(*) from messagerie.message g where g.dossier_id = p.id and g.auteur_id <> ${personne}
        and g.id > coalesce((select l.dernier_message from messagerie.lecture l
          where l.dossier_id = p.id and l.personne_id = ${personne}), 0)) as non_lus,
      (select json_agg(json_build_object('statut', h.vers_statut, 'le', h.le, 'notifie', exists (
          select from instruction.decision x
          where x.dossier_id = h.dossier_id and x.decidee_le = h.le and x.notifiee_le is not null)) order by h.id)
        from instruction.passage h where h.dossier_id = p.id) as passages`

type Ligne = {
  id: number
  etat: 'brouillon' | 'depose'
  uai: string
  teleservice_id: number
  guide_id: number | null
  statut: string
  depuis: string
  depose_le: string | null
  echeance: string | null
  en_retard: boolean
  montant_demande: number | null
  cle: string
  numero: string | null
  objet: string
  modifie_le: string
  nom: string
  commune: string | null
  code: string
  titre: string
  thematique: string
  demandeur: string
  agent_id: number | null
  agent: string | null
  service_id: number | null
  service: string | null
  non_lus: number
  passages: Atteint[] | null
}

type DeQuelGuide = { guide_id: number | null; teleservice_id: number; etat?: string }

/** The guides that rows were opened with, and those of the day for the deposits that no job has opened yet. */
export type Guides = { ouverts: Map<number, Guide>; duJour: Map<number, Guide> }

/** All the guides of these rows: one query for those of the day, one for those this process has not read yet. */
export async function guidesDe(ctx: Read, lignes: DeQuelGuide[]): Promise<Guides> {
  const enAttente = lignes.filter((l) => l.guide_id === null && l.etat !== 'brouillon').map((l) => l.teleservice_id)
  return {
    ouverts: await lireGuides(
      ctx,
      lignes.flatMap((l) => l.guide_id ?? []),
    ),
    duJour: await lireGuidesDuJour(ctx, [...new Set(enAttente)]),
  }
}

/** `undefined` for a draft, which has none yet. */
export function guideDe(
  { ouverts, duJour }: Guides,
  { guide_id, teleservice_id, etat }: DeQuelGuide,
): Guide | undefined {
  if (etat === 'brouillon') return undefined
  return guide_id === null ? duJour.get(teleservice_id) : ouverts.get(guide_id)
}

function enLigne(ctx: Read, l: Ligne, guide: Guide | undefined, sobre: boolean): LigneDossier {
  const vue = vueDe(ctx.acteur)
  const passages = (l.passages ?? [{ statut: l.statut, le: l.depuis, notifie: false }]).map((p) => ({
    ...p,
    le: new Date(p.le).toISOString(),
  }))
  return {
    cle: l.cle,
    numero: l.numero,
    etat: l.etat,
    objet: l.objet,
    etablissement: { uai: l.uai, nom: l.nom, commune: l.commune },
    teleservice: { code: l.code, titre: l.titre },
    thematique: l.thematique,
    statut: guide ? statutVu(guide, l.statut, vue) : statutDeBrouillon(l.statut),
    depuis: l.depuis,
    depose_le: l.depose_le,
    modifie_le: l.modifie_le,
    echeance: l.echeance,
    en_retard: l.en_retard,
    montant_demande: l.montant_demande,
    affecte_a: l.agent_id === null ? null : { id: l.agent_id, nom: l.agent ?? '' },
    service: l.service_id === null ? null : { id: l.service_id, nom: l.service ?? '' },
    demandeur: l.demandeur,
    non_lus: l.non_lus,
    ligne: guide && !sobre ? ligneVue(guide, passages, l.statut, vue) : [],
  }
}
