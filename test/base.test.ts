import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Base, nouvelleBase } from './base.ts'

let base: Base
let autre: Base
beforeAll(async () => {
  ;[base, autre] = await Promise.all([nouvelleBase(), nouvelleBase()])
})
afterAll(() => base?.fermer())

async function sql(url: string, text: string) {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    return (await client.query(text)).rows
  } finally {
    await client.end()
  }
}

test('chaque fichier de tests a sa base, migrée, que les autres ne voient pas', async () => {
  expect((await sql(base.proprietaire, 'select count(*)::int as n from public.migration'))[0].n).toBeGreaterThan(0)
  await sql(base.proprietaire, 'create table a_moi (a int)')
  await expect(sql(autre.proprietaire, 'select * from a_moi')).rejects.toThrow(/does not exist/)
  expect(await sql(base.application, 'select current_user::text as role')).toEqual([{ role: 'preau_application' }])
})

test('une base fermée n’existe plus, même si quelqu’un y est resté connecté', async () => {
  const oublie = new pg.Client({ connectionString: autre.application })
  oublie.on('error', () => undefined) // the session is ended under its feet: that is the point
  await oublie.connect()
  await autre.fermer()
  await expect(sql(autre.application, 'select 1')).rejects.toThrow(/does not exist/)
})
