import pg from 'pg'
import type { TestProject } from 'vitest/node'
import { startTemporary } from '#server/platform/embedded/temporary.ts'
import { migrer } from '#server/platform/migrate.ts'
import { MODELE, surBase } from './urls.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** URLs of the roles on the database `preau`, which the tests only use to create others. */
    postgres: { proprietaire: string; application: string; panne?: string }
  }
}

/** Before all tests: one PostgreSQL of their own and one migrated database, which `nouvelleBase` copies. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const { proprietaire, application, stop } = await startTemporary()
  // A migration that fails must not hide the tests that need no database: those that do will say it.
  const panne = await preparerModele(proprietaire).then(
    () => undefined,
    (fault: Error) => fault.message,
  )
  project.provide('postgres', { proprietaire, application, panne })
  return stop
}

async function preparerModele(proprietaire: string) {
  const client = new pg.Client({ connectionString: proprietaire })
  await client.connect()
  try {
    await client.query(`create database ${MODELE}`)
  } finally {
    await client.end()
  }
  await migrer(surBase(proprietaire, MODELE))
}
