import { type RawBuilder, sql } from 'kysely'
import type { Input, Reply } from '#domain/endpoint.ts'
import type * as api from '#domain/referentiel/api.ts'
import type { RechercheEtablissements } from '#domain/referentiel/api.ts'
import { lireRecherche, type Recherche } from '#domain/referentiel/recherche.ts'
import type { Read } from '../platform/context.ts'
import { corriger } from './mots.ts'
import { visibles } from './visibles.ts'

type Porte = typeof api.chercherEtablissements
type Resultat = Pick<Reply<Porte>, 'total' | 'elements'>

/** For each word typed, the words that may stand for it: itself, as a beginning unless `entiers`, or its neighbours. */
type Requete = Omit<Recherche, 'mots'> & { mots: string[][]; entiers?: boolean }

/**
 * One page of visible établissements. Each word typed must begin a word of the name, the commune or the postal code;
 * when nothing answers, unknown words are replaced by their nearest neighbours. Five queries at most, whatever the rows.
 */
export async function chercher(ctx: Read, { query }: Input<Porte>): Promise<Reply<Porte>> {
  const { page, par_page } = query
  const lue = lireRecherche(query.recherche)
  const exacte = await paginer(ctx, query, { ...lue, mots: lue.mots.map((mot) => [mot]) })
  const corriges = exacte.total === 0 ? await corriger(ctx, lue.mots) : undefined
  if (!corriges) return { page, par_page, approchante: false, ...exacte }
  return {
    page,
    par_page,
    approchante: true,
    ...(await paginer(ctx, query, { ...lue, mots: corriges, entiers: true })),
  }
}

async function paginer(ctx: Read, query: RechercheEtablissements, requete: Requete): Promise<Resultat> {
  const filtres = filtrer(ctx, query, requete)
  const { total } = await filtres.select(sql<number>`count(*)::int`.as('total')).executeTakeFirstOrThrow()
  if (total === 0) return { total, elements: [] }
  const page = filtres
    .select('e.id')
    .$call((q) => ordres(query, requete, total).reduce((trie, ordre) => trie.orderBy(ordre), q))
    .limit(query.par_page)
    .offset((query.page - 1) * query.par_page)
  const ids = (await page.execute()).map((l) => l.id)
  return { total, elements: ids.length ? await resumes(ctx, ids) : [] }
}

function filtrer(ctx: Read, query: RechercheEtablissements, requete: Requete) {
  let q = visibles(ctx)
  if (requete.uai) q = q.where('e.uai', '=', requete.uai)
  if (requete.debutUai) q = q.where('e.uai', 'like', `${requete.debutUai}%`)
  if (requete.types.length) q = q.where('e.type', 'in', requete.types)
  if (requete.mots.length)
    q = q.where(
      sql<boolean>`referentiel.mots(e.texte_recherche) @@ ${motsSql(requete.mots, requete.entiers ? '' : ':*')}`,
    )
  if (query.type) q = q.where('e.type', '=', query.type)
  if (query.nature) q = q.where('e.nature', '=', query.nature)
  if (query.departement) q = q.where('e.code_departement', '=', query.departement)
  if (query.commune) q = q.where('e.code_commune', '=', query.commune)
  if (query.secteur) q = q.where('e.secteur', '=', query.secteur)
  return q
}

/** Words hold only letters and digits (`normaliser`), so that they are safe in a tsquery. */
const motsSql = (mots: string[][], suffixe: ':*' | ''): RawBuilder<unknown> =>
  sql`to_tsquery('simple', ${mots.map((choix) => `(${choix.map((m) => m + suffixe).join(' | ')})`).join(' & ')})`

/** Beyond, nobody reads by relevance: the alphabet alone lets an index give the page without sorting them all. */
const TRIABLES = 2_000

/** Whole words first (« Saint-Louis » before « Saint-Louison »), then the alphabet. */
function ordres({ tri }: RechercheEtablissements, { mots, entiers }: Requete, total: number): RawBuilder<unknown>[] {
  const nom = [sql`e.texte_recherche`, sql`e.uai`]
  if (tri === 'uai') return [sql`e.uai`]
  if (tri === 'commune') return [sql`referentiel.normaliser(e.commune)`, ...nom]
  if (tri === 'nom' || mots.length === 0 || entiers || total > TRIABLES) return nom
  return [sql`(referentiel.mots(e.texte_recherche) @@ ${motsSql(mots, '')}) desc`, ...nom]
}

/** What a list shows of these établissements, in the order given. */
async function resumes(ctx: Read, ids: number[]): Promise<Resultat['elements']> {
  const lignes = await ctx.db
    .selectFrom('referentiel.etablissement as e')
    .leftJoin('referentiel.nature as n', 'n.code', 'e.nature')
    .leftJoin('referentiel.departement as d', 'd.code', 'e.code_departement')
    .select(['e.id', ...COLONNES_RESUME])
    .where('e.id', 'in', ids)
    .execute()
  const parId = new Map(lignes.map((l) => [l.id, enResume(l)]))
  return ids.flatMap((id) => parId.get(id) ?? [])
}

export const COLONNES_RESUME = [
  'e.uai',
  'e.nom',
  'e.type',
  'e.nature',
  'n.libelle as nature_libelle',
  'e.secteur',
  'e.etat',
  'e.code_postal',
  'e.commune',
  'e.code_commune',
  'd.nom as departement',
  'e.code_departement',
  'e.latitude',
  'e.longitude',
] as const

/** The table's checks allow exactly the words of the API. */
export function enResume<L extends { type: string; secteur: string | null; etat: string }>(ligne: L) {
  return ligne as L & Pick<api.EtablissementResume, 'type' | 'secteur' | 'etat'>
}
