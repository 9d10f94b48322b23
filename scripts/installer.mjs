import { createHash } from 'node:crypto'
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { abandonner, lancer, PATH_MACHINE, RACINE } from './lancer.mjs'

const MODULES = join(RACINE, 'node_modules')
const TEMOIN = join(MODULES, '.preau.json')

/**
 * Whether what is installed is what the project asks for.
 * @param {{ avecDev: boolean }} options
 */
export function estInstalle({ avecDev }) {
  const temoin = lireTemoin()
  return temoin?.empreinte === empreinte() && (temoin.dev || !avecDev)
}

/**
 * Installs the dependencies when they are absent or no longer those of package.json; the development ones when asked,
 * and those already there are kept. Ends the command with a sentence when npm fails.
 * @param {{ avecDev: boolean }} options
 */
export async function installer({ avecDev }) {
  if (estInstalle({ avecDev })) return
  const dev = avecDev || lireTemoin()?.dev || devPresentes()
  console.log(`Installation des dépendances${dev ? ' (développement compris)' : ''}…`)
  const debut = Date.now()
  // Removed first: an installation cut half-way must not pass for a whole one.
  rmSync(TEMOIN, { force: true })
  // `--no-save` leaves the lock file as it is, and --include overrides NODE_ENV=production.
  const options = ['--no-save', '--no-audit', '--no-fund', '--loglevel=error', dev ? '--include=dev' : '--omit=dev']
  const code = await npm(['install', ...options])
  if (code !== 0)
    abandonner('L’installation a échoué : vérifiez l’accès au registre de npm et la place libre, puis relancez.')
  writeFileSync(TEMOIN, JSON.stringify({ empreinte: empreinte(), dev }))
  console.log(`Dépendances installées en ${Math.round((Date.now() - debut) / 1000)} s.`)
}

/** The npm that runs us, by the Node that runs it. @param {string[]} args */
function npm(args) {
  const { npm_execpath: chemin = '', npm_node_execpath: node = process.execPath } = process.env
  const connu = chemin.endsWith('npm-cli.js') && existsSync(node)
  return lancer(connu ? node : 'npm', connu ? [chemin, ...args] : args, { PATH: PATH_MACHINE })
}

/** What the installation depends on; the commands of package.json are no part of it. */
function empreinte() {
  const { dependencies, devDependencies, allowScripts } = lirePackage()
  const verrou = readFileSync(join(RACINE, 'package-lock.json'), 'utf8')
  const tout = JSON.stringify([dependencies, devDependencies, allowScripts, process.platform, process.arch, verrou])
  return createHash('sha256').update(tout).digest('hex')
}

/** Installed by a plain `npm install`, before us. */
function devPresentes() {
  return Object.keys(lirePackage().devDependencies).some((nom) => existsSync(join(MODULES, nom)))
}

function lirePackage() {
  return JSON.parse(readFileSync(join(RACINE, 'package.json'), 'utf8'))
}

/** @returns {{ empreinte: string, dev: boolean } | undefined} */
function lireTemoin() {
  return existsSync(TEMOIN) ? JSON.parse(readFileSync(TEMOIN, 'utf8')) : undefined
}
