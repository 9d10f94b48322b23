import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Base, nouvelleBase } from '#test/base.ts'
import { type Database, openDatabase, openPool, type Tx } from './db.ts'

let base: Base
let db: Database

beforeAll(async () => {
  base = await nouvelleBase()
  // One connection, so that each act finds what the one before has prepared.
  db = openDatabase(openPool(base.application, { max: 1 }))
})
afterAll(async () => {
  await db.destroy()
  await base.fermer()
})

const agir = <T>(fn: (tx: Tx) => Promise<T>) => db.transaction().execute(fn)

async function preparees(motif: string): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    select count(*)::int as n from pg_prepared_statements where statement like ${`%${motif}%`}`.execute(db)
  return rows[0]?.n ?? 0
}

test('un acte répété est préparé, et répond pour chaque valeur', async () => {
  const lus: (string | undefined)[] = []
  for (const code of ['a', 'b', 'c', 'd', 'e', 'f', 'g'])
    lus.push(
      await agir(async (tx) => (await sql<{ v: string }>`select ${code}::text as v /* acte */`.execute(tx)).rows[0]?.v),
    )
  expect(lus).toEqual(['a', 'b', 'c', 'd', 'e', 'f', 'g'])
  expect(await preparees('/* acte */')).toBe(1)
})

test('une lecture hors d’un acte n’est jamais préparée', async () => {
  for (let i = 0; i < 10; i++) await sql`select ${i}::int as lecture_repetee`.execute(db)
  expect(await preparees('lecture_repetee')).toBe(0)
})

test('une table temporaire refaite à chaque acte ne trouble pas ce qui est préparé', async () => {
  for (let i = 0; i < 10; i++) {
    const somme = await agir(async (tx) => {
      await sql`create temp table passagere (n int) on commit drop`.execute(tx)
      await sql`insert into passagere select * from generate_series(1, ${i}::int)`.execute(tx)
      const { rows } = await sql<{ n: number }>`select count(*)::int as n from passagere where n > ${0}`.execute(tx)
      return rows[0]?.n
    })
    expect(somme).toBe(i)
  }
  expect(await preparees('insert into passagere')).toBe(1)
})

test('un acte qui échoue laisse la connexion prête pour les suivants', async () => {
  await expect(agir(async (tx) => sql`select ${0}::int / ${0}::int`.execute(tx))).rejects.toThrow()
  const { rows } = await agir(async (tx) => sql<{ v: number }>`select ${1}::int as v`.execute(tx))
  expect(rows).toEqual([{ v: 1 }])
})
