import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { type Base, nouvelleBase } from '#test/base.ts'
import type { Kit } from './context.ts'
import { type Database, openDatabase, openPool, runSql } from './db.ts'
import { createLogger } from './http.ts'
import { type Job, type Jobs, startJobs } from './jobs.ts'

let base: Base
let db: Database
const aFermer: (() => Promise<void>)[] = []
beforeAll(async () => {
  base = await nouvelleBase()
  db = openDatabase(openPool(base.application, { max: 2 }))
})
afterAll(async () => {
  for (const fermer of aFermer.toReversed()) await fermer()
  await db.destroy()
  await base.fermer()
})

async function ouvrir(job: Job<{ n: number }>, kit = Promise.resolve({} as Kit)): Promise<Jobs> {
  const logger = createLogger({ niveauJournaux: 'silent' } as never)
  const jobs = await startJobs(base.application, [job as Job], { work: true, logger, kit })
  aFermer.push(jobs.stop)
  return jobs
}

test('un travail qui échoue n’emporte pas ses voisins : il est rejoué, eux sont faits', async () => {
  const faits: number[] = []
  const jobs = await ouvrir({
    name: 'essai_voisins',
    run: async (_, { n }) => {
      if (n === 1) throw new Error('refusé')
      faits.push(n)
    },
  })
  await db.transaction().execute(async (tx) => {
    for (const n of [1, 2, 3]) await jobs.send(tx, 'essai_voisins', { n })
  })
  const etats = async () =>
    (
      await runSql(db, `select state::text from pgboss.job where name = 'essai_voisins' order by (data ->> 'n')::int`)
    ).map((l) => l.state)
  await vi.waitFor(async () => expect(await etats()).toEqual(['retry', 'completed', 'completed']), { timeout: 15_000 })
  expect(faits.toSorted()).toEqual([2, 3])
})

test('un travail qui attendait au démarrage attend que le serveur soit prêt, sans échouer', async () => {
  const faits: number[] = []
  const pret = Promise.withResolvers<Kit>()
  const jobs = await ouvrir({ name: 'essai_demarrage', run: async (_, { n }) => void faits.push(n) }, pret.promise)
  await db.transaction().execute((tx) => jobs.send(tx, 'essai_demarrage', { n: 1 }))
  const etat = async () =>
    (await runSql(db, `select state::text, retry_count from pgboss.job where name = 'essai_demarrage'`))[0]
  await vi.waitFor(async () => expect(await etat()).toMatchObject({ state: 'active' }), { timeout: 15_000 })
  expect(faits).toEqual([])
  pret.resolve({} as Kit)
  await vi.waitFor(async () => expect(await etat()).toEqual({ state: 'completed', retry_count: 0 }), {
    timeout: 15_000,
  })
  expect(faits).toEqual([1])
})

test('un travail envoyé par un acte qui échoue ne part pas', async () => {
  const faits: number[] = []
  const jobs = await ouvrir({ name: 'essai_annule', run: async (_, { n }) => void faits.push(n) })
  const acte = db.transaction().execute(async (tx) => {
    await jobs.send(tx, 'essai_annule', { n: 1 })
    throw new Error('acte refusé')
  })
  await expect(acte).rejects.toThrow('acte refusé')
  await db.transaction().execute((tx) => jobs.send(tx, 'essai_annule', { n: 2 }))
  await vi.waitFor(() => expect(faits).toEqual([2]), { timeout: 15_000 })
})

test('un travail à heure fixe est inscrit à l’heure de Paris, puis retiré quand il n’a plus d’heure', async () => {
  const horaires = () => runSql(db, `select cron, timezone from pgboss.schedule where name = 'essai_nuit'`)
  const job = { name: 'essai_nuit', run: async () => {} }
  await ouvrir({ ...job, horaire: '30 2 * * *' })
  expect(await horaires()).toEqual([{ cron: '30 2 * * *', timezone: 'Europe/Paris' }])
  await ouvrir(job)
  expect(await horaires()).toEqual([])
})
