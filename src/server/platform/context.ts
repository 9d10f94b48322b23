import type { Acteur } from '#domain/acteur.ts'
import type { Config } from './config.ts'
import type { Database, Tx } from './db.ts'
import type { FileStore } from './files.ts'

/** What lives as long as the process and is reached from acts. */
export type Kit = {
  config: Config
  db: Database
  /** Sends a job in the transaction of an act: it runs after the commit, or never. */
  jobs: { send(db: Tx, name: string, data: object): Promise<void> }
  files: FileStore
  /** By act code: the jobs of those who follow it. */
  subscriptions: ReadonlyMap<string, string[]>
  /** Those whose rows follow when one key takes the place of others. */
  followers: readonly Follower[]
}

/** Who asks, when, and a connection to read with. */
export type Read = {
  kit: Kit
  db: Database
  acteur: Acteur
  now: Date
  requete: string
  /** Of who asks; absent outside a request. */
  adresse?: string
  /** Leaves with the answer; absent outside a request. */
  poserCookie?: (cookie: string) => void
}

/** The same inside a transaction: the compiler refuses to call an act with a mere connection. */
export type Write = Omit<Read, 'db'> & { db: Tx }

/** Rows named by some keys pass to another key. `kind` is the trade's word for why. */
export type Move = { kind: string; from: readonly string[]; to: string; date: string }

/** How many rows of one kind a key has; `stuck` cannot pass because the other key already has their like. */
export type FollowCount = { key: string; count: number; stuck: number; years?: number[] }

/**
 * Rows of a module that follow when one key takes the place of others, in the transaction of that act, by sets: the
 * number of queries does not depend on the rows. Traces go to the temporary table that the act opens.
 */
export type Follower = {
  name: string
  /** Plural, as people read it. */
  label: string
  /** Moves whenever this other one does: copies of what it holds. */
  with?: string
  count(ctx: Read | Write, move: Move): Promise<FollowCount[]>
  /** Rows that a split may give one by one, or by what they have in common; not those that stay. */
  giveable?: { table: string; list(ctx: Read | Write, key: string): Promise<Giveable[]> }
  /** Before anything moves: says which rows must stay where they are. */
  hold?(ctx: Write, move: Move): Promise<void>
  move(ctx: Write, move: Move): Promise<void>
  /** Puts back what the traces hold and that has not changed since. */
  undo(ctx: Write): Promise<void>
  /** Traces that it can settle one by one after an undoing: the table that they name. */
  settles?: string
  /** Puts one row back as it was before, whatever has changed since; false when another has taken its place. */
  settle?(ctx: Write, trace: Trace): Promise<boolean>
}

/** One row that may be given, as people read it, and its criteria: `value` decides, `text` is read. */
export type Giveable = {
  id: number
  label: string
  criteria: { name: string; label: string; value: string; text: string }[]
}

/** One row that moved, was changed, added (`before` null) or withdrawn: its key, and what it said. */
export type Trace = { key: Row; before: Row | null; after: Row | null }
type Row = Record<string, unknown>

/** A context outside a request: jobs, timetable, demonstration. */
export function contextOf(kit: Kit, acteur: Acteur, now = new Date(), requete = 'interne'): Read {
  return { kit, db: kit.db, acteur, now, requete }
}

/** Opens the one transaction of an act. */
export function write<T>(ctx: Read, fn: (ctx: Write) => Promise<T>): Promise<T> {
  return ctx.db.transaction().execute((db) => fn({ ...ctx, db }))
}
