import { CompiledQuery, Kysely, type LogEvent, PostgresDialect, type Transaction } from 'kysely'
import pg from 'pg'
import type { DB } from './db.types.ts'
import { preparingActs } from './prepared.ts'

export type Database = Kysely<DB>
export type Tx = Transaction<DB>

const { builtins } = pg.types

/** Days stay 'AAAA-MM-JJ', instants become ISO strings, numbers are numbers: rows go to JSON as they are. */
const parsers: Record<number, (texte: string) => unknown> = {
  [builtins.DATE]: (texte) => texte,
  [builtins.TIMESTAMPTZ]: (texte) => new Date(texte).toISOString(),
  [builtins.INT8]: Number,
  [builtins.NUMERIC]: Number,
}
const types = {
  getTypeParser: ((oid: number, format?: 'text' | 'binary') =>
    parsers[oid] ?? pg.types.getTypeParser(oid, format as 'text')) as typeof pg.types.getTypeParser,
}

export type OpenOptions = {
  max?: number
  /** Sees each query: used by tests that count them. */
  log?: (event: LogEvent) => void
}

/** A pool on `url`. Whatever the account of the URL, statements run as `preau_application`, which owns nothing. */
export function openPool(url: string, { max = 20 }: OpenOptions = {}): pg.Pool {
  const pool = new pg.Pool({
    connectionString: url,
    max,
    types,
    // Many people at once share the processors: the helpers of one query would be taken from the others, and starting
    // them costs more than they bring (a count over 300 000 rows: 140 ms with them, 42 ms without).
    options: '-c role=preau_application -c max_parallel_workers_per_gather=0',
    application_name: 'preau',
    connectionTimeoutMillis: 10_000,
  })
  // A connection lost while idle is replaced at the next query: it must not stop the process.
  pool.on('error', () => {})
  return pool
}

/** The typed query builder over `pool`; destroying it ends the pool. */
export function openDatabase(pool: pg.Pool, { log }: OpenOptions = {}): Database {
  return new Kysely<DB>({ dialect: new PostgresDialect({ pool: preparingActs(pool) }), log })
}

/** Runs raw text with numbered values inside `db`, for libraries that bring their own SQL. */
export async function runSql(db: Database, text: string, values: unknown[] = []): Promise<Record<string, unknown>[]> {
  const { rows } = await db.executeQuery<Record<string, unknown>>(CompiledQuery.raw(text, values))
  return rows
}

/** PostgreSQL's code when a row would break a `unique`. */
export const estDoublon = (erreur: unknown): boolean =>
  typeof erreur === 'object' && erreur !== null && 'code' in erreur && erreur.code === '23505'
