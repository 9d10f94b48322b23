import { type RawBuilder, sql } from 'kysely'
import type { Move } from '../platform/context.ts'

/** A table whose rows name an établissement. */
export type TableSuivie = {
  nom: string
  libelle: string
  /** With its schema. */
  table: string
  /** What names a row, beside its établissement. */
  cle: string[]
  /** The column that names the établissement; `uai` unless said. */
  colonne?: string
  /** Columns that with the établissement are unique: a row whose like is already there stays. */
  unique?: string[]
  /** Only rows in force (`jusque` null) are unique. */
  enCours?: boolean
  /** Which rows follow, with the table as `t`. */
  quand?: (move: Move) => RawBuilder<boolean>
  /** Other columns that may have changed: put back with the établissement. */
  avec?: string[]
  /** Has a year by row. */
  annee?: boolean
  /** The traces keep whole rows: one that says something else since is left to arbitration, and can be put back. */
  entier?: boolean
  /** Numbers its rows within an établissement, by this column. */
  rang?: string
}

/** Columns that say where a row comes from: their change alone is nothing to arbitrate. */
export const TECHNIQUES = ['source', 'date_donnees', 'connu_le', 'empreinte']

/** The column that names the établissement of a row. */
export const uaiDe = (t: TableSuivie): string => t.colonne ?? 'uai'

/** What traces call this table. */
export const nomDeTrace = (t: TableSuivie): string => t.table + (uaiDe(t) === 'uai' ? '' : `#${uaiDe(t)}`)

/** The row `t` is the one that these columns of `alias` name. */
export const memes = (noms: readonly string[], alias: string) =>
  sql.join(
    noms.map((n) => sql`${sql.ref(`t.${n}`)} = ${sql.ref(`${alias}.${n}`)}`),
    sql` and `,
  )
