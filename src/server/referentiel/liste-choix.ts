import { sql } from 'kysely'
import type { Input, Reply } from '#domain/endpoint.ts'
import { invalide } from '#domain/erreurs.ts'
import type * as api from '#domain/referentiel/api-listes.ts'
import { normaliser } from '#domain/referentiel/texte-recherche.ts'
import type { Read } from '../platform/context.ts'
import { lireCatalogue } from './catalogue.ts'
import { libelleSql, valeurSql } from './colonnes.ts'
import { source } from './liste.ts'
import { libelleDe } from './liste-valeurs.ts'
import { lireOnglets } from './registre.ts'

/** What the actor's lists may show, filter and sort by, with the families that hold them, in the order of the fiche. */
export async function listerColonnes(ctx: Read): Promise<Reply<typeof api.listerColonnes>> {
  const colonnes = [...(await lireCatalogue(ctx)).values()]
  const familles = [
    ...(await lireOnglets(ctx)),
    { code: 'territoire', libelle: 'Territoire' },
    { code: 'chiffres', libelle: 'Effectifs et indicateurs' },
  ]
  return { colonnes, familles: familles.filter((f) => colonnes.some((c) => c.famille === f.code)) }
}

/** Beyond, one searches. */
const VALEURS_MAX = 200

/** The values of one champ among the visible établissements, the most frequent first, with their words. */
export async function listerValeurs(
  ctx: Read,
  { query }: Input<typeof api.listerValeurs>,
): Promise<Reply<typeof api.listerValeurs>> {
  const colonne = (await lireCatalogue(ctx)).get(query.champ)
  if (!colonne || (colonne.genre !== 'choix' && colonne.genre !== 'texte'))
    throw invalide('Ce champ n’a pas de valeurs à choisir.', [
      { champ: 'champ', message: 'Choisissez parmi les champs proposés.' },
    ])
  const mots = normaliser(query.recherche)
  const { rows } = await sql<{ v0: string; l0: string | null; total: number }>`
    with c as materialized (
      -- Counted first: the words are then looked for once a value, not once an établissement.
      select x.v0, count(*)::int as total from (select ${valeurSql(colonne)} as v0 from ${source(ctx, [colonne])}) x
      where x.v0 is not null group by x.v0),
    v as (select c.v0, ${libelleSql(colonne, sql`c.v0`) ?? sql`null::text`} as l0, c.total from c)
    select v0, l0, total from v
    where ${mots} = '' or referentiel.normaliser(coalesce(l0, v0)) like ${`%${mots}%`}
    order by total desc, v0 limit ${VALEURS_MAX}`.execute(ctx.db)
  return {
    elements: rows.map((r) => ({ code: r.v0, libelle: libelleDe(colonne, r, 0) ?? r.v0, total: r.total })),
  }
}
