import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { lancer, RACINE } from './lancer.mjs'

const DIST = join(RACINE, 'dist')
const TEMOIN = join(DIST, '.empreinte')

/** What the screens are made from. */
const SOURCES = ['src/web', 'src/domain', 'vite.config.ts', 'package-lock.json']

/** Whether `dist` was built from the sources as they are. */
export function ecransAJour() {
  return existsSync(TEMOIN) && readFileSync(TEMOIN, 'utf8') === empreinte()
}

/** Builds the screens when they are absent or older than their sources; gives 0, or the exit code of the failure. */
export async function construireEcrans() {
  if (ecransAJour()) return 0
  console.log('Construction des écrans…')
  const debut = Date.now()
  const avant = empreinte()
  const code = await lancer('vite', ['build', '--logLevel', 'warn'], { NODE_ENV: 'production' })
  if (code !== 0) return code
  writeFileSync(TEMOIN, avant)
  console.log(`Écrans construits en ${Math.round((Date.now() - debut) / 1000)} s.`)
  return 0
}

/** By content, not by date: git gives every file the date of the clone. */
function empreinte() {
  const somme = createHash('sha256')
  for (const source of SOURCES) ajouter(somme, source)
  return somme.digest('hex')
}

/** @param {import('node:crypto').Hash} somme @param {string} chemin */
function ajouter(somme, chemin) {
  const complet = join(RACINE, chemin)
  if (!existsSync(complet) || /\.test\.tsx?$/.test(chemin)) return
  if (statSync(complet).isFile()) somme.update(chemin).update(readFileSync(complet))
  else for (const nom of readdirSync(complet).sort()) ajouter(somme, `${chemin}/${nom}`)
}
