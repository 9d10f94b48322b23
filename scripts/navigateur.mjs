import { existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { lancer } from './lancer.mjs'

/** Where Chromium is, or undefined. PREAU_CHROMIUM says it when it is nowhere usual. */
export function trouverNavigateur() {
  if (process.env.PREAU_CHROMIUM) return existsSync(process.env.PREAU_CHROMIUM) ? process.env.PREAU_CHROMIUM : undefined
  return trouver('chromium') ?? trouver('chromium-browser')
}

/** Debian's own, when we may install it; gives where it is, or undefined with the way to do it already printed. */
export async function installerNavigateur() {
  if (process.getuid?.() === 0 && trouver('apt-get')) {
    console.log('Installation de Chromium pour les parcours…')
    const env = { DEBIAN_FRONTEND: 'noninteractive' }
    const code =
      (await lancer('apt-get', ['update', '-qq'], env)) ||
      (await lancer('apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'chromium'], env))
    const trouve = code === 0 ? trouverNavigateur() : undefined
    if (trouve) return trouve
  }
  console.error(
    'Chromium est introuvable : installez-le (sudo apt-get install chromium), indiquez-le par PREAU_CHROMIUM=/chemin/vers/chromium, ou lancez « npm test -- --sans-navigateur ».',
  )
  return undefined
}

/** @param {string} programme */
function trouver(programme) {
  const dossiers = ['/usr/bin', ...(process.env.PATH ?? '').split(delimiter)]
  return dossiers.map((dossier) => join(dossier, programme)).find((chemin) => existsSync(chemin))
}
