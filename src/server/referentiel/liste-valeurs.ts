import { type RawBuilder, sql } from 'kysely'
import type { ColonneDeListe } from '#domain/referentiel/liste-colonnes.ts'
import { libellesLivres } from './catalogue.ts'
import { libelleSql, valeurSql } from './colonnes.ts'

/** The columns asked, to be added to a select: `v0` their value, `l0` its words when a table has them. */
export function valeursDe(colonnes: readonly ColonneDeListe[]): RawBuilder<unknown> {
  const parts = colonnes.map((c, i) => {
    const libelle = libelleSql(c)
    const valeur = sql`, ${valeurSql(c)} as ${sql.ref(`v${i}`)}`
    return libelle ? sql`${valeur}, ${libelle} as ${sql.ref(`l${i}`)}` : valeur
  })
  return sql.join(parts, sql``)
}

export type Valeur = string | number | boolean | null

/** The value of the column at this rank of a row read with `valeursDe`. */
export const valeurDe = (ligne: Record<string, unknown>, rang: number): Valeur => (ligne[`v${rang}`] ?? null) as Valeur

/** The words of a `choix`: from its table, from the code of the product, or the code itself; undefined for another kind. */
export function libelleDe(colonne: ColonneDeListe, ligne: Record<string, unknown>, rang: number): string | undefined {
  if (colonne.genre !== 'choix') return undefined
  const valeur = valeurDe(ligne, rang)
  if (valeur === null) return undefined
  const lu = ligne[`l${rang}`]
  return typeof lu === 'string' ? lu : (libellesLivres(colonne)?.get(String(valeur)) ?? String(valeur))
}
