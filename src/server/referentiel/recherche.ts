import { type RawBuilder, sql } from 'kysely'
import type { Input, Reply } from '#domain/endpoint.ts'
import type * as api from '#domain/referentiel/api.ts'
import type { RechercheEtablissements } from '#domain/referentiel/api.ts'
import { lireRecherche, type Recherche } from '#domain/referentiel/recherche.ts'
import type { Read } from '../platform/context.ts'
import { visibles } from './visibles.ts'

type Porte = typeof api.chercherEtablissements
type Resultat = Pick<Reply<Porte>, 'total' | 'elements'>

/**
 * One page of visible établissements. With words, first those that hold them all (beginnings of words count); when
 * there is none, the nearest by trigrams. At most four queries, whatever the number of rows.
 */
export async function chercher(ctx: Read, { query }: Input<Porte>): Promise<Reply<Porte>> {
  const { page, par_page } = query
  const lue = lireRecherche(query.recherche)
  const exacte = await paginer(ctx, query, lue, false)
  const approchante = exacte.total === 0 && lue.mots.some((mot) => mot.length > 3)
  return { page, par_page, approchante, ...(approchante ? await paginer(ctx, query, lue, true) : exacte) }
}

async function paginer(
  ctx: Read,
  query: RechercheEtablissements,
  lue: Recherche,
  approchante: boolean,
): Promise<Resultat> {
  const filtres = filtrer(ctx, query, lue, approchante)
  const { total } = await filtres.select(sql<number>`count(*)::int`.as('total')).executeTakeFirstOrThrow()
  if (total === 0) return { total, elements: [] }
  const page = filtres
    .select('e.id')
    .$call((q) => ordres(query, lue, approchante).reduce((trie, ordre) => trie.orderBy(ordre), q))
    .limit(query.par_page)
    .offset((query.page - 1) * query.par_page)
  const ids = (await page.execute()).map((l) => l.id)
  if (ids.length === 0) return { total, elements: [] }
  return { total, elements: await resumes(ctx, ids) }
}

function filtrer(ctx: Read, query: RechercheEtablissements, lue: Recherche, approchante: boolean) {
  let q = visibles(ctx)
  if (lue.uai) q = q.where('e.uai', '=', lue.uai)
  if (lue.debutUai) q = q.where('e.uai', 'like', `${lue.debutUai}%`)
  if (lue.types.length) q = q.where('e.type', 'in', lue.types)
  for (const mot of lue.mots)
    q = q.where(approchante ? ressemble(mot) : sql<boolean>`e.texte_recherche like ${`% ${mot}%`}`)
  if (query.type) q = q.where('e.type', '=', query.type)
  if (query.nature) q = q.where('e.nature', '=', query.nature)
  if (query.departement) q = q.where('e.code_departement', '=', query.departement)
  if (query.commune) q = q.where('e.code_commune', '=', query.commune)
  if (query.secteur) q = q.where('e.secteur', '=', query.secteur)
  return q
}

/** Short words have too few trigrams to be guessed: they must be there. */
const ressemble = (mot: string): RawBuilder<boolean> =>
  mot.length > 3
    ? sql`(e.texte_recherche like ${`% ${mot}%`} or ${mot} <% e.texte_recherche)`
    : sql`e.texte_recherche like ${`% ${mot}%`}`

/** Most whole words first (« Saint-Louis » before « Saint-Louison »), then the alphabet. */
function ordres({ tri }: RechercheEtablissements, { mots }: Recherche, approchante: boolean): RawBuilder<unknown>[] {
  const nom = [sql`e.texte_recherche`, sql`e.uai`]
  if (tri === 'uai') return [sql`e.uai`]
  if (tri === 'commune') return [sql`referentiel.normaliser(e.commune)`, ...nom]
  if (tri === 'nom' || mots.length === 0) return nom
  const score = approchante
    ? sql.join(
        mots.map((mot) => sql`word_similarity(${mot}, e.texte_recherche)`),
        sql` + `,
      )
    : sql.join(
        mots.map((mot) => sql`(e.texte_recherche like ${`% ${mot} %`})::int`),
        sql` + `,
      )
  return [sql`(${score}) desc`, ...nom]
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
