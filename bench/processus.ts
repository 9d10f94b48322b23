import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { RACINE } from '#server/platform/config.ts'

export type Processus = {
  adresse: string
  /** Milliseconds from the start of the command to « Préau est prêt ». */
  ms: number
  /** Resident memory in MiB, now and at its highest; undefined where /proc does not tell. */
  memoire(): { actuelle: number; pic: number } | undefined
  arreter(): Promise<void>
}

/** Starts the product as `npm start` does once all is installed and built, in a process of its own. */
export async function demarrer(env: NodeJS.ProcessEnv): Promise<Processus> {
  const port = await portLibre()
  const debut = performance.now()
  const { MEMOIRE } = (await script('memoire.mjs')) as { MEMOIRE: string[] }
  const serveur = spawn(process.execPath, [...MEMOIRE, 'src/server/main.ts'], {
    cwd: RACINE,
    env: { ...process.env, DATABASE_URL: '', SMTP_URL: '', PREAU_JOURNAUX: 'error', ...env, PORT: String(port) },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  await pret(serveur)
  return {
    adresse: `http://localhost:${port}`,
    ms: performance.now() - debut,
    memoire: () => memoireDe(serveur.pid),
    arreter: async () => {
      const fini = new Promise((suite) => serveur.once('exit', suite))
      serveur.kill('SIGTERM')
      await fini
    },
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

function memoireDe(pid: number | undefined): { actuelle: number; pic: number } | undefined {
  const fichier = `/proc/${pid}/status`
  if (!existsSync(fichier)) return undefined
  const texte = readFileSync(fichier, 'utf8')
  const lire = (cle: string) => Number(new RegExp(`^${cle}:\\s+(\\d+)`, 'm').exec(texte)?.[1] ?? 0) / 1024
  return { actuelle: lire('VmRSS'), pic: lire('VmHWM') }
}

function portLibre(): Promise<number> {
  return new Promise((suite) => {
    const essai = createServer().listen(0, 'localhost', () => {
      const adresse = essai.address()
      essai.close(() => suite(typeof adresse === 'object' && adresse ? adresse.port : 0))
    })
  })
}

/** Builds the screens unless they are those of the sources: what is served must be what is measured. */
export async function ecransConstruits(): Promise<void> {
  const { construireEcrans } = (await script('ecrans.mjs')) as { construireEcrans(): Promise<number> }
  const { seul } = (await script('verrou.mjs')) as { seul<T>(travail: () => Promise<T>): Promise<T> }
  if ((await seul(construireEcrans)) !== 0) throw new Error('Les écrans n’ont pas pu être construits.')
}

/** Scripts are plain JavaScript, that an older Node can run: their types are not known here. */
const script = (nom: string) => import(new URL(`../scripts/${nom}`, import.meta.url).href)
