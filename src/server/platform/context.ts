import type { Acteur } from '#domain/acteur.ts'
import type { Config } from './config.ts'
import type { Database, Tx } from './db.ts'
import type { FileStore } from './files.ts'
import type { Follower } from './followers.ts'

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
export type Read = { kit: Kit; db: Database; acteur: Acteur; now: Date; requete: string }

/** The same inside a transaction: the compiler refuses to call an act with a mere connection. */
export type Write = Omit<Read, 'db'> & { db: Tx }

/** A context outside a request: jobs, timetable, demonstration. */
export function contextOf(kit: Kit, acteur: Acteur, now = new Date(), requete = 'interne'): Read {
  return { kit, db: kit.db, acteur, now, requete }
}

/** Opens the one transaction of an act. */
export function write<T>(ctx: Read, fn: (ctx: Write) => Promise<T>): Promise<T> {
  return ctx.db.transaction().execute((db) => fn({ ...ctx, db }))
}
