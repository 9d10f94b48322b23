import { createHash } from 'node:crypto'
import { existsSync, realpathSync } from 'node:fs'
import { connect, createServer } from 'node:net'
import { resolve } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { RACINE } from './lancer.mjs'

/**
 * Does the work while no other command of this folder does: two `npm install` at once break each other.
 * The lock is an abstract Unix socket, which the kernel frees when its process dies, however it dies.
 * @template T
 * @param {() => Promise<T>} travail
 * @returns {Promise<T>}
 */
export async function seul(travail) {
  const nom = nommer('preau-preparation', RACINE)
  let verrou = await prendre(nom)
  if (verrou === 'pris') console.log('Une autre commande prépare ce dossier ; attente…')
  while (verrou === 'pris') {
    await pause(300)
    verrou = await prendre(nom)
  }
  try {
    return await travail()
  } finally {
    verrou?.close()
  }
}

/** How long a Préau that is stopping is given to leave, in milliseconds. */
const PATIENCE = 3_000

/**
 * Says that Préau runs from this folder with its own database: ` (processus 123)`, or nothing at all when it does not.
 * The name of the lock is that of `server/platform/embedded/lock.ts`, which answers with its process number.
 * @returns {Promise<string | undefined>}
 */
export async function preauEnMarche() {
  const dossier = resolve(RACINE, process.env.PREAU_DOSSIER || 'var')
  if (!existsSync(dossier)) return undefined
  const nom = nommer('preau', realpathSync(dossier))
  for (const fin = Date.now() + PATIENCE; ; await pause(200)) {
    const occupant = await interroger(nom)
    if (occupant === undefined || Date.now() > fin) return occupant
  }
}

/** @param {string} nom @returns {Promise<string | undefined>} */
function interroger(nom) {
  return new Promise((reponse) => {
    let pid = ''
    connect(nom)
      .on('data', (morceau) => {
        pid += morceau
      })
      .once('end', () => reponse(/^\d+$/.test(pid) ? ` (processus ${pid})` : ''))
      .once('error', () => reponse(undefined))
  })
}

/** @param {string} prefixe @param {string} dossier */
function nommer(prefixe, dossier) {
  return `\0${prefixe}-${createHash('sha256').update(dossier).digest('hex').slice(0, 24)}`
}

/** Nothing when the system has no such sockets: then there is no lock. @param {string} nom @returns {Promise<'pris' | import('node:net').Server | undefined>} */
function prendre(nom) {
  return new Promise((fini) => {
    const serveur = createServer((essai) => essai.destroy())
    serveur.once('error', (panne) => fini('code' in panne && panne.code === 'EADDRINUSE' ? 'pris' : undefined))
    serveur.listen(nom, () => fini(serveur.unref()))
  })
}
