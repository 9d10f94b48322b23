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
export type Mots = { mots: string[][]; entiers?: boolean; sites: ReadonlyMap<string, string> }

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
  return { mots, sites: await sitesDe(ctx, mots, ':*') }
}

/** The établissements that have a site of that name, with the name: the site has no fiche of its own. */
export async function sitesDe(
  ctx: Read | Write,
  mots: string[][],
  suffixe: ':*' | '',
): Promise<ReadonlyMap<string, string>> {
  if (mots.length === 0) return new Map()
  const { rows } = await sql<{ uai: string; nom: string }>`
    select distinct on (s.uai) s.uai, s.nom from referentiel.site s where s.retire_le is null
      and referentiel.mots(referentiel.normaliser(s.nom || ' ' || coalesce(s.commune, '') || ' ' || coalesce(s.code_postal, '')))
        @@ ${motsSql(mots, suffixe)} order by s.uai, s.rang limit 500`.execute(ctx.db)
  return new Map(rows.map((r) => [r.uai, r.nom]))
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
    toutes.push(sites.size ? sql`(${nom} or e.uai = any(${[...sites.keys()]}::text[]))` : nom)
  }
  for (const [colonne, valeur] of Object.entries(simples))
    if (valeur) toutes.push(sql`${sql.ref(`e.${colonne}`)} = ${valeur}`)
  if (filtre) toutes.push(filtreSql(filtre, catalogue))
  if (parmi) toutes.push(sql`e.uai = any(${parmi}::text[])`)
  if (suivis_par) toutes.push(sql`e.uai in (select uai from referentiel.suivi where personne_id = ${suivis_par})`)
  if (sauf.length) toutes.push(sql`e.uai <> all(${sauf}::text[])`)
  return toutes.length ? sql<boolean>`${sql.join(toutes, sql` and `)}` : sql<boolean>`true`
}

/** Visible établissements as `e`, with the figures that these columns need; only those that have the figure `rempli`. */
export const source = (
  ctx: Read | Write,
  colonnes: readonly ColonneDeListe[],
  rempli?: ColonneDeListe,
): RawBuilder<unknown> => sql`(${visibles(ctx).selectAll('e')}) e ${jointures(colonnes, rempli)}`

/** Up to this many, what a filter finds is kept while it is counted: the page is then put in order without filtering again. */
const GARDEES = 2_000

type Page = { page: number; par_page: number }

/** How many answer, and the identifiers of one page of them, in order. Two queries, or three by a figure that few have. */
export async function paginer(
  ctx: Read | Write,
  demande: Demande,
  mots: Mots,
  page: Page,
): Promise<{ total: number; ids: number[] }> {
  const filtrees = colonnesDuFiltre(demande.filtre, demande.catalogue)
  const gardees = demande.filtre
    ? sql`case when count(*) <= ${GARDEES} then to_json(array_agg(e.id)) end`
    : sql`null::json`
  const { rows } = await sql<{ total: number; gardees: number[] | null }>`
    select count(*)::int as total, ${gardees} as gardees
    from ${source(ctx, filtrees)} where ${conditions(demande, mots)}`.execute(ctx.db)
  const { total = 0, gardees: trouvees = null } = rows[0] ?? {}
  if (total === 0) return { total, ids: [] }
  if (trouvees) return { total, ids: await ordonner(ctx, demande, mots, { total, page, parmi: trouvees }) }
  const rempli = demande.tris?.[0] && demande.catalogue.get(demande.tris[0].code)
  if (rempli?.origine === 'chiffre') {
    // Those without the figure come last: as long as the page is full without them, an index gives it.
    const ids = await ordonner(ctx, demande, mots, { total, page, rempli })
    if (ids.length === Math.min(page.par_page, total - (page.page - 1) * page.par_page)) return { total, ids }
  }
  return { total, ids: await ordonner(ctx, demande, mots, { total, page }) }
}

/** The identifiers of all the établissements of a list in its order: eight bytes each, whatever their number. */
export const identifiants = (ctx: Read | Write, demande: Demande, mots: Mots): Promise<number[]> =>
  ordonner(ctx, demande, mots, { total: Infinity })

type Ordre = {
  /** How many answer, as far as one knows: see `TRIABLES`. */
  total: number
  /** All of them when undefined. */
  page?: Page
  /** Already known to answer: conditions are not read again. */
  parmi?: number[]
  /** A figure that the rows wanted have. */
  rempli?: ColonneDeListe
}

async function ordonner(ctx: Read | Write, demande: Demande, mots: Mots, ordre: Ordre): Promise<number[]> {
  const { catalogue, filtre, tris = [] } = demande
  const { page, parmi, rempli } = ordre
  const nommees = [
    ...(parmi ? [] : colonnesDuFiltre(filtre, catalogue)),
    ...tris.flatMap((t) => catalogue.get(t.code) ?? []),
  ]
  const { rows } = await sql<{ id: number }>`
    select e.id from ${source(ctx, nommees, rempli)}
    where ${parmi ? sql`e.id = any(${parmi}::bigint[])` : conditions(demande, mots)}
    order by ${sql.join(ordres(demande, mots, ordre))}
    ${page ? sql`limit ${page.par_page} offset ${(page.page - 1) * page.par_page}` : sql``}`.execute(ctx.db)
  return rows.map((r) => r.id)
}

/** Words hold only letters and digits (`normaliser`), so that they are safe in a tsquery. */
const motsSql = (mots: string[][], suffixe: ':*' | ''): RawBuilder<unknown> =>
  sql`to_tsquery('simple', ${mots.map((choix) => `(${choix.map((m) => m + suffixe).join(' | ')})`).join(' & ')})`

/** Beyond, nobody reads by relevance: the alphabet alone lets an index give the page without sorting them all. */
const TRIABLES = 2_000

/** What was asked, then the alphabet; by relevance, whole words come first (« Saint-Louis » before « Saint-Louison »). */
function ordres(
  { tris, catalogue }: Demande,
  { mots, entiers }: Mots,
  { total, rempli }: Ordre,
): RawBuilder<unknown>[] {
  const nom = [sql`e.texte_recherche`, sql`e.uai`]
  if (tris) {
    const demandes = tris.flatMap(({ code, sens }) => {
      const colonne = catalogue.get(code)
      if (!colonne) return []
      const fin = TOUJOURS_REMPLIES.has(code) || code === rempli?.code || sens === 'asc' ? sql`` : sql` nulls last`
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
