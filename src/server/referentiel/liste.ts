import { type RawBuilder, sql } from 'kysely'
import { estPersonne } from '#domain/acteur.ts'
import type { Reply } from '#domain/endpoint.ts'
import type * as api from '#domain/referentiel/api.ts'
import { type Filtre, lireColonnes, lireFiltre, lireTri, type Tri } from '#domain/referentiel/liste.ts'
import type { Catalogue, ColonneDeListe } from '#domain/referentiel/liste-colonnes.ts'
import type { DemandeDeListe } from '#domain/referentiel/liste-demande.ts'
import { lireRecherche, type Recherche } from '#domain/referentiel/recherche.ts'
import type { Read, Write } from '../platform/context.ts'
import { lireCatalogue } from './catalogue.ts'
import { jointures, TOUJOURS_REMPLIES, triSql } from './colonnes.ts'
import { colonnesDuFiltre, filtreSql } from './filtre.ts'
import type { Ligne } from './lignes.ts'
import { libelleDe, valeurDe } from './liste-valeurs.ts'
import { visibles } from './visibles.ts'

/** What is asked of a list, once read and held against what the actor may name. */
export type Demande = {
  catalogue: Catalogue
  recherche: Recherche
  filtre?: Filtre
  colonnes: ColonneDeListe[]
  /** Undefined: by relevance. */
  tris?: Tri[]
  simples: Partial<Record<'type' | 'nature' | 'code_departement' | 'code_commune' | 'secteur', string>>
  sauf: string[]
  /** Those closed by a fusion answer too. */
  avecFusionnes: boolean
  parmi?: string[]
  /** Only those that this person follows. */
  suivis_par?: number
}

/** For each word typed, the words that may stand for it: itself, as a beginning unless `entiers`, or its neighbours. */
export type Mots = { mots: string[][]; entiers?: boolean; sites: string[] }

/** Reads what a door received. Throws a 422 on what the actor cannot name. */
export async function lireDemande(ctx: Read | Write, query: DemandeDeListe): Promise<Demande> {
  const demande = demandeDe(await lireCatalogue(ctx), query)
  const moi = query.suivis && estPersonne(ctx.acteur) ? { suivis_par: ctx.acteur.id } : {}
  return { ...demande, ...moi }
}

/** A condition on one of these asks for the closed ones by itself. */
const DE_FERMETURE = new Set(['etat', 'date_fermeture', 'remplace_par'])

/** The same, with a catalogue already read. */
export function demandeDe(catalogue: Catalogue, query: DemandeDeListe): Demande {
  const filtre = lireFiltre(query.filtre, catalogue)
  return {
    catalogue,
    recherche: lireRecherche(query.recherche),
    ...(filtre ? { filtre } : {}),
    colonnes: lireColonnes(query.colonnes, catalogue),
    ...(query.tri && query.tri !== 'pertinence' ? { tris: lireTri(query.tri, catalogue) } : {}),
    simples: {
      type: query.type,
      nature: query.nature,
      code_departement: query.departement,
      code_commune: query.commune,
      secteur: query.secteur,
    },
    sauf: query.sauf,
    avecFusionnes:
      query.fusionnes === 'oui' ||
      query.parmi.length > 0 ||
      colonnesDuFiltre(filtre, catalogue).some((c) => DE_FERMETURE.has(c.code)),
    ...(query.parmi.length ? { parmi: query.parmi } : {}),
  }
}

/** The words as typed, with the établissements that have a site of that name. */
export async function requeteDe(ctx: Read | Write, { recherche }: Demande): Promise<Mots> {
  const mots = recherche.mots.map((mot) => [mot])
  if (mots.length === 0) return { mots, sites: [] }
  const { rows } = await sql<{ uai: string }>`
    select distinct s.uai from referentiel.site s where s.retire_le is null
      and referentiel.mots(referentiel.normaliser(s.nom || ' ' || coalesce(s.commune, '') || ' ' || coalesce(s.code_postal, '')))
        @@ ${motsSql(mots, ':*')} limit 500`.execute(ctx.db)
  return { mots, sites: rows.map((r) => r.uai) }
}

/** The conditions of a list on the établissement `e`, its périmètre apart. */
export function conditions(demande: Demande, { mots, entiers, sites }: Mots): RawBuilder<boolean> {
  const { recherche, filtre, catalogue, simples, sauf, parmi, suivis_par, avecFusionnes } = demande
  const toutes: RawBuilder<boolean>[] = []
  // One school written twice is listed once; what a fusion or a scission has closed, only when asked for.
  toutes.push(
    sql`e.uai not in (select ancien from referentiel.redirection where close_le is null ${avecFusionnes ? sql`and genre = 'doublon'` : sql``})`,
  )
  if (recherche.uai) toutes.push(sql`e.uai = ${recherche.uai}`)
  if (recherche.debutUai) toutes.push(sql`e.uai like ${`${recherche.debutUai}%`}`)
  if (recherche.types.length) toutes.push(sql`e.type = any(${recherche.types}::text[])`)
  if (mots.length) {
    const nom = sql<boolean>`referentiel.mots(e.texte_recherche) @@ ${motsSql(mots, entiers ? '' : ':*')}`
    toutes.push(sites.length ? sql`(${nom} or e.uai = any(${sites}::text[]))` : nom)
  }
  for (const [colonne, valeur] of Object.entries(simples))
    if (valeur) toutes.push(sql`${sql.ref(`e.${colonne}`)} = ${valeur}`)
  if (filtre) toutes.push(filtreSql(filtre, catalogue))
  if (parmi) toutes.push(sql`e.uai = any(${parmi}::text[])`)
  if (suivis_par) toutes.push(sql`e.uai in (select uai from referentiel.suivi where personne_id = ${suivis_par})`)
  if (sauf.length) toutes.push(sql`e.uai <> all(${sauf}::text[])`)
  return toutes.length ? sql<boolean>`${sql.join(toutes, sql` and `)}` : sql<boolean>`true`
}

/** Visible établissements as `e`, with the figures that these columns need. */
export const source = (ctx: Read | Write, colonnes: readonly ColonneDeListe[]): RawBuilder<unknown> =>
  sql`(${visibles(ctx).selectAll('e')}) e ${jointures(colonnes)}`

/** How many answer, and the identifiers of one page of them, in order. Two queries. */
export async function paginer(
  ctx: Read | Write,
  demande: Demande,
  mots: Mots,
  { page, par_page }: { page: number; par_page: number },
): Promise<{ total: number; ids: number[] }> {
  const filtrees = colonnesDuFiltre(demande.filtre, demande.catalogue)
  const { rows } = await sql<{ total: number }>`
    select count(*)::int as total from ${source(ctx, filtrees)} where ${conditions(demande, mots)}`.execute(ctx.db)
  const total = rows[0]?.total ?? 0
  if (total === 0) return { total, ids: [] }
  const tranche = sql`limit ${par_page} offset ${(page - 1) * par_page}`
  return { total, ids: await identifiants(ctx, demande, mots, total, tranche) }
}

/** The identifiers of the établissements of a list in its order: eight bytes each, whatever their number. */
export async function identifiants(
  ctx: Read | Write,
  demande: Demande,
  mots: Mots,
  total: number,
  tranche: RawBuilder<unknown> = sql``,
): Promise<number[]> {
  const { catalogue, filtre, tris = [] } = demande
  const nommees = [...colonnesDuFiltre(filtre, catalogue), ...tris.flatMap((t) => catalogue.get(t.code) ?? [])]
  const { rows } = await sql<{ id: number }>`
    select e.id from ${source(ctx, nommees)} where ${conditions(demande, mots)}
    order by ${sql.join(ordres(demande, mots, total))} ${tranche}`.execute(ctx.db)
  return rows.map((r) => r.id)
}

/** Words hold only letters and digits (`normaliser`), so that they are safe in a tsquery. */
const motsSql = (mots: string[][], suffixe: ':*' | ''): RawBuilder<unknown> =>
  sql`to_tsquery('simple', ${mots.map((choix) => `(${choix.map((m) => m + suffixe).join(' | ')})`).join(' & ')})`

/** Beyond, nobody reads by relevance: the alphabet alone lets an index give the page without sorting them all. */
const TRIABLES = 2_000

/** What was asked, then the alphabet; by relevance, whole words come first (« Saint-Louis » before « Saint-Louison »). */
function ordres({ tris, catalogue }: Demande, { mots, entiers }: Mots, total: number): RawBuilder<unknown>[] {
  const nom = [sql`e.texte_recherche`, sql`e.uai`]
  if (tris) {
    const demandes = tris.flatMap(({ code, sens }) => {
      const colonne = catalogue.get(code)
      if (!colonne) return []
      const fin = TOUJOURS_REMPLIES.has(code) || sens === 'asc' ? sql`` : sql` nulls last`
      return [sql`${triSql(colonne)}${sens === 'desc' ? sql` desc` : sql``}${fin}`]
    })
    return [...demandes, ...nom]
  }
  if (mots.length === 0 || entiers || total > TRIABLES) return nom
  return [sql`(referentiel.mots(e.texte_recherche) @@ ${motsSql(mots, '')}) desc`, ...nom]
}

type Element = Reply<typeof api.chercherEtablissements>['elements'][number]

/** One row as the door gives it; `valeurs` and `libelles` only hold the columns asked. */
export function enElement(ligne: Ligne, { colonnes }: Demande): Element {
  if (colonnes.length === 0) return ligne
  const libelles = colonnes.flatMap((c, i) => {
    const libelle = libelleDe(c, ligne, i)
    return libelle === undefined ? [] : [[c.code, libelle] as const]
  })
  return {
    ...ligne,
    valeurs: Object.fromEntries(colonnes.map((c, i) => [c.code, valeurDe(ligne, i)])),
    libelles: Object.fromEntries(libelles),
  }
}
