import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'

declare module 'vitest' {
  interface ProvidedContext {
    adresse: string
  }
}

const RACINE = join(import.meta.dirname, '..')

/** Starts the product as a newcomer would, in a folder of its own, with the demonstration; stops it at the end. */
export default async function demarrer(project: TestProject): Promise<() => Promise<void>> {
  // A server already there (npm run dev, for example): journeys then add to its data.
  const deja = process.env.PREAU_E2E_ADRESSE
  if (deja) {
    project.provide('adresse', deja)
    return async () => {}
  }
  const dossier = mkdtempSync(join(tmpdir(), 'preau-e2e-'))
  const port = await portLibre()
  const adresse = `http://localhost:${port}`
  const serveur = spawn(join(RACINE, 'node_modules/.bin/node'), ['src/server/main.ts'], {
    cwd: RACINE,
    env: {
      ...process.env,
      PORT: String(port),
      PREAU_DOSSIER: dossier,
      NODE_ENV: 'development',
      PREAU_JOURNAUX: 'error',
      // Minutes of imports beside the journeys would only slow them.
      PREAU_SOURCES_LIVREES: 'non',
      DATABASE_URL: '',
      SMTP_URL: '',
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  await pret(serveur)
  project.provide('adresse', adresse)
  return async () => {
    const fini = new Promise((suite) => serveur.once('exit', suite))
    serveur.kill('SIGTERM')
    await fini
    rmSync(dossier, { recursive: true, force: true })
  }
}

function pret(serveur: ChildProcess): Promise<void> {
  return new Promise((suite, echec) => {
    let dit = ''
    serveur.stdout?.on('data', (morceau: Buffer) => {
      dit += morceau
      if (dit.includes('Préau est prêt')) suite()
    })
    serveur.once('exit', (code) => echec(new Error(`Le serveur s’est arrêté (${code}) : ${dit}`)))
  })
}

function portLibre(): Promise<number> {
  return new Promise((suite) => {
    const essai = createServer().listen(0, 'localhost', () => {
      const adresse = essai.address()
      essai.close(() => suite(typeof adresse === 'object' && adresse ? adresse.port : 0))
    })
  })
}
