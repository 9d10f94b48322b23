import { spawn } from 'node:child_process'
import { existsSync, watch } from 'node:fs'
import { join } from 'node:path'
import { abandonner, PATH_PROJET, RACINE } from './lancer.mjs'
import { MEMOIRE } from './memoire.mjs'

/** How long the server is given to close, in milliseconds. */
const DELAI = 30_000

/** What restarts the server in development; the screens reload by themselves. */
const SUIVIS = ['src/server', 'src/domain', 'migrations']

/**
 * Runs the server until it ends or is asked to stop, and gives the exit code of the command: 0 after a Ctrl-C.
 * In development a changed source restarts it, its database included: about a second.
 * @param {string[]} args given to main.ts
 * @param {boolean} dev
 * @returns {Promise<number>}
 */
export function servir(args, dev) {
  return new Promise((fini) => {
    /** @type {import('node:child_process').ChildProcess | undefined} */
    let serveur
    let arret = false
    let relance = false

    const demarrer = () => {
      relance = false
      serveur = lancerServeur(args, dev)
      serveur.once('exit', (code) => {
        serveur = undefined
        if (arret) fini(code ?? 0)
        else if (relance) demarrer()
        else if (!dev) fini(code ?? 1)
        else console.error('Le serveur s’est arrêté ; il repartira à la prochaine modification.')
      })
    }
    const arreter = () => {
      // Ctrl-C comes several times, from the terminal then from npm: once is enough for the server.
      if (arret) return
      arret = true
      if (serveur) demanderFin(serveur)
      else fini(0)
    }
    const relancer = () => {
      if (arret || relance) return
      if (!serveur) return demarrer()
      relance = true
      demanderFin(serveur)
    }

    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, arreter)
    quandNpmMeurt(arreter)
    if (dev) suivre(relancer)
    demarrer()
  })
}

/**
 * Killed outright, npm tells no one, and the server would keep its port. The scripts of package.json say `exec`, so that
 * no shell stands between npm and us: its signals reach us, and its death gives us another parent.
 */
function quandNpmMeurt(/** @type {() => void} */ rappel) {
  if (!process.env.npm_lifecycle_event) return
  const npm = process.ppid
  const surveillance = setInterval(() => {
    if (process.ppid === npm) return
    clearInterval(surveillance)
    rappel()
  }, 500)
  surveillance.unref()
}

/** In a group of its own, so that the terminal's Ctrl-C comes to us alone; tied to us by the channel of `lien.mjs`. */
function lancerServeur(/** @type {string[]} */ args, /** @type {boolean} */ dev) {
  const lien = join(RACINE, 'scripts', 'lien.mjs')
  return spawn(trouverNode(), [...MEMOIRE, '--import', lien, 'src/server/main.ts', ...args], {
    cwd: RACINE,
    env: { ...process.env, PATH: PATH_PROJET, ...(dev ? { PREAU_DEV: '1' } : {}) },
    detached: true,
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  })
}

/** The Node that came with the dependencies: the machine's may be too old to run TypeScript. */
function trouverNode() {
  const fourni = join(RACINE, 'node_modules', '.bin', 'node')
  if (existsSync(fourni)) return fourni
  if (Number.parseInt(process.versions.node, 10) >= 24) return process.execPath
  return abandonner('Il manque le Node du projet : supprimez le dossier node_modules, puis relancez.')
}

function demanderFin(/** @type {import('node:child_process').ChildProcess} */ serveur) {
  serveur.kill('SIGTERM')
  const patience = setTimeout(() => serveur.kill('SIGKILL'), DELAI)
  serveur.once('exit', () => clearTimeout(patience))
}

/** An editor writes a file in several steps: they make one change. */
function suivre(/** @type {() => void} */ changement) {
  /** @type {NodeJS.Timeout | undefined} */
  let attente
  for (const dossier of SUIVIS) {
    watch(join(RACINE, dossier), { recursive: true }, (_, fichier) => {
      if (!fichier || !/\.(ts|sql)$/.test(fichier) || /\.test\.ts$/.test(fichier)) return
      clearTimeout(attente)
      attente = setTimeout(changement, 150)
    })
  }
}
