import { randomUUID } from 'node:crypto'
import pg from 'pg'
import { inject } from 'vitest'
import { MODELE, surBase } from './urls.ts'

export type Base = {
  /** Connection URLs of the two roles on this database. */
  proprietaire: string
  application: string
  /** Drops the database, sessions left open included. */
  fermer(): Promise<void>
}

/** A migrated and empty database for one test file: `beforeAll(async () => { base = await nouvelleBase() })`. */
export async function nouvelleBase(): Promise<Base> {
  const { proprietaire, application, panne } = inject('postgres')
  if (panne) throw new Error(panne)
  const nom = `essai_${randomUUID().replaceAll('-', '')}`
  await executer(proprietaire, `create database ${nom} template ${MODELE} strategy file_copy`)
  return {
    proprietaire: surBase(proprietaire, nom),
    application: surBase(application, nom),
    fermer: () => executer(proprietaire, `drop database if exists ${nom} with (force)`),
  }
}

async function executer(url: string, sql: string) {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    await client.query(sql)
  } finally {
    await client.end()
  }
}
