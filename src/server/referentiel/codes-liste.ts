import { sql } from 'kysely'
import { estPersonne } from '#domain/acteur.ts'
import type { Input, Reply } from '#domain/endpoint.ts'
import { interdit, introuvable } from '#domain/erreurs.ts'
import type * as api from '#domain/referentiel/api-codes.ts'
import { trouverTableDeCodes } from '#domain/referentiel/tables-de-codes.ts'
import { normaliser } from '#domain/referentiel/texte-recherche.ts'
import type { Read } from '../platform/context.ts'

type Porte = typeof api.listerCodes
type Element = Reply<Porte>['elements'][number]

/** The codes of one table, in their order; public words, for whoever is signed in. */
export async function listerCodes(ctx: Read, { params, query }: Input<Porte>): Promise<Reply<Porte>> {
  if (!estPersonne(ctx.acteur)) throw interdit('Connectez-vous pour lire les nomenclatures.')
  const t = trouverTableDeCodes(params.table)
  if (!t || t.complement || !t.cle.includes('code')) throw introuvable('Cette table de codes n’existe pas.')
  const [parent] = t.references
  const cherche = normaliser(query.recherche)
  // `normaliser` leaves letters, digits and spaces: nothing that LIKE reads otherwise.
  const choisies = sql`
    from ${sql.table(`referentiel.${t.table}`)} t
    where (${cherche} = '' or lower(t.code) like ${`${cherche}%`} or referentiel.normaliser(${sql.ref(`t.${t.mots}`)}) like ${`%${cherche}%`})
      and ${query.obsoletes === undefined ? sql`true` : query.obsoletes === 'oui' ? sql`t.obsolete_depuis is not null` : sql`t.obsolete_depuis is null`}`
  const { rows: comptes } = await sql<{ total: number }>`select count(*)::int as total ${choisies}`.execute(ctx.db)
  const { rows } = await sql<Element>`
    select t.code, ${sql.ref(`t.${t.mots}`)} as libelle, ${parent ? sql.ref(`t.${parent.colonne}`) : sql`null`} as parent,
      t.obsolete_depuis::text as obsolete_depuis
    ${choisies} order by t.code limit ${query.par_page} offset ${(query.page - 1) * query.par_page}`.execute(ctx.db)
  const jour = await ctx.db
    .selectFrom('referentiel.table_de_codes')
    .select('date_donnees')
    .where('code', '=', params.table)
    .executeTakeFirst()
  return {
    total: comptes[0]?.total ?? 0,
    page: query.page,
    par_page: query.par_page,
    elements: rows,
    date_donnees: jour?.date_donnees ?? null,
  }
}
