import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmod, mkdtemp, realpath, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { findPostmaster } from '#server/platform/embedded/postmaster.ts'

let dossier: string
let port: number
beforeAll(async () => {
  dossier = await realpath(await mkdtemp(join(tmpdir(), 'preau-essai-')))
  await chmod(dossier, 0o755)
  const libre = createServer().listen(0)
  await once(libre, 'listening')
  port = Number((libre.address() as { port: number }).port)
  await new Promise((fini) => libre.close(fini))
})
const enfants: ChildProcess[] = []
afterAll(async () => {
  for (const enfant of enfants) enfant.kill('SIGKILL')
  await jusqua(() => !baseTourne())
  await rm(dossier, { recursive: true, force: true })
})

/** The command, without its preparation: what stands between npm and the server. Its screens are Vite's, so nothing need be built. */
async function commande() {
  const programme = `
    const { servir } = await import(${JSON.stringify(join(import.meta.dirname, 'serveur.mjs'))})
    process.exit(await servir(['--sans-demonstration'], false))`
  const env = {
    ...process.env,
    NODE_ENV: 'development',
    PREAU_DEV: '1',
    PREAU_DOSSIER: dossier,
    PORT: String(port),
    DATABASE_URL: '',
  }
  const enfant = spawn(process.execPath, ['--input-type=module', '-e', programme], {
    env,
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  enfants.push(enfant)
  let erreurs = ''
  enfant.stderr.on('data', (morceau) => {
    erreurs += morceau
  })
  await jusqua(() => enfant.exitCode !== null || vivant())
  if (enfant.exitCode !== null) throw new Error(erreurs)
  return enfant
}

const vivant = () =>
  fetch(`http://127.0.0.1:${port}/sante/vivant`).then(
    (reponse) => reponse.ok,
    () => false,
  )
const baseTourne = () => findPostmaster(join(dossier, 'postgres', 'donnees')) !== undefined

async function jusqua(condition: () => boolean | Promise<boolean>) {
  while (!(await condition())) await pause(100)
}

async function finir(enfant: ChildProcess, signal: NodeJS.Signals) {
  const fin = once(enfant, 'exit')
  enfant.kill(signal)
  return (await fin)[0]
}

test('tout s’arrête avec la commande, qu’on l’arrête ou qu’on la tue, et elle repart', {
  timeout: 120_000,
}, async () => {
  const tuee = await commande()
  expect(baseTourne()).toBe(true)
  await finir(tuee, 'SIGKILL')
  await jusqua(async () => !(await vivant()) && !baseTourne())

  const arretee = await commande()
  expect(await finir(arretee, 'SIGINT')).toBe(0)
  expect(await vivant()).toBe(false)
  expect(baseTourne()).toBe(false)
})
