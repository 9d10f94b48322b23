import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll } from 'vitest'
import { type Config, lireConfig } from '#server/platform/config.ts'
import { createLogger } from '#server/platform/http.ts'
import { createServer, type Server } from '#server/server.ts'
import { type Base, nouvelleBase } from './base.ts'
import { installer } from './personas.ts'

export type ServeurDEssai = Server & { base: Base; config: Config }

let ouvert: Promise<ServeurDEssai> | undefined
const aFermer: (() => Promise<void>)[] = []

/**
 * The server of this test file, on its own database with the personas: no jobs running, no screens. Opened at the first
 * call, closed after the file. `env` counts at the first call only.
 */
export function serveurDuFichier(env: NodeJS.ProcessEnv = {}): Promise<ServeurDEssai> {
  ouvert ??= ouvrir(env)
  return ouvert
}

async function ouvrir(env: NodeJS.ProcessEnv): Promise<ServeurDEssai> {
  const dossier = await mkdtemp(join(tmpdir(), 'preau-essai-'))
  aFermer.push(() => rm(dossier, { recursive: true, force: true }))
  const base = await nouvelleBase()
  aFermer.push(base.fermer)
  const config = configurationDEssai(dossier, env)
  const serveur = await createServer(config, base.application, createLogger(config), { work: false, screens: false })
  aFermer.push(serveur.close)
  await serveur.fastify.ready()
  await installer(serveur.kit)
  return { ...serveur, base, config }
}

/** Nothing of the machine's environment: a test must not depend on who runs it. */
export const configurationDEssai = (dossier: string, env: NodeJS.ProcessEnv = {}): Config =>
  lireConfig(
    {
      NODE_ENV: 'test',
      PREAU_DOSSIER: dossier,
      PREAU_SECRET: 'secret-des-essais-secret-des-essais',
      PREAU_JOURNAUX: 'silent',
      PREAU_DEMONSTRATION: 'non',
      ...env,
    },
    [],
  )

afterAll(async () => {
  await ouvert?.catch(() => undefined) // its failure is already that of the tests that asked for it
  for (const fermer of aFermer.toReversed()) await fermer()
})
