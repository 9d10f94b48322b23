import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, realpath, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { takeLock } from '#server/platform/embedded/lock.ts'

const verrou = join(import.meta.dirname, 'verrou.mjs')
let dossier: string
beforeEach(async () => {
  dossier = await realpath(await mkdtemp(join(tmpdir(), 'preau-essai-')))
})
afterEach(() => rm(dossier, { recursive: true }))

/** Runs a few lines that import the commands' lock, as a command of this folder would; gives what they print. */
async function commande(lignes: string) {
  const programme = `import { preauEnMarche, seul } from ${JSON.stringify(verrou)}\n${lignes}`
  const env = { ...process.env, PREAU_DOSSIER: dossier }
  const enfant = spawn(process.execPath, ['--input-type=module', '-e', programme], { env })
  let dit = ''
  enfant.stdout.on('data', (morceau) => {
    dit += morceau
  })
  await once(enfant, 'close')
  return dit.trim()
}

test('une commande voit que Préau tourne depuis ce dossier, puis qu’il n’y tourne plus', async () => {
  const rendre = await takeLock(dossier)
  expect(await commande('console.log(await preauEnMarche())')).toBe(`(processus ${process.pid})`)
  await rendre()
  expect(await commande('console.log(await preauEnMarche())')).toBe('undefined')
})

test('deux commandes préparent le dossier l’une après l’autre', async () => {
  const travail = `await seul(async () => {
    const debut = Date.now()
    await new Promise((fini) => setTimeout(fini, 600))
    console.log(JSON.stringify([debut, Date.now()]))
  })`
  const dits = await Promise.all([commande(travail), commande(travail)])
  const [premier, second] = dits
    .map((dit) => JSON.parse(dit.slice(dit.indexOf('['))) as [number, number])
    .sort(([a], [b]) => a - b)
  expect(second?.[0]).toBeGreaterThanOrEqual(premier?.[1] ?? Number.NaN)
  expect(dits.filter((dit) => dit.startsWith('Une autre commande prépare ce dossier'))).toHaveLength(1)
})
