import { spawn } from 'node:child_process'
import { delimiter, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The folder of the project. */
export const RACINE = dirname(dirname(fileURLToPath(import.meta.url)))

const binaires = join(RACINE, 'node_modules', '.bin')
const ailleurs = (process.env.PATH ?? '').split(delimiter).filter((dossier) => dossier !== binaires)

/** The machine's own programs: during an installation those of the project are being replaced. */
export const PATH_MACHINE = ailleurs.join(delimiter)
/** The project's programs first: Node 24, Vite, Biome… */
export const PATH_PROJET = [binaires, ...ailleurs].join(delimiter)

/**
 * Runs a program in the project's folder, its output on ours, and gives its exit code.
 * A Ctrl-C reaches it by itself, since it shares our terminal; we wait for its end, then leave as well.
 * @param {string} programme
 * @param {string[]} args
 * @param {Record<string, string | undefined>} [env] added to ours
 * @returns {Promise<number>}
 */
export function lancer(programme, args, env = {}) {
  return new Promise((fini, rate) => {
    let interrompu = false
    const attendre = () => {
      interrompu = true
    }
    const transmettre = () => {
      interrompu = true
      enfant.kill('SIGTERM')
    }
    const enfant = spawn(programme, args, {
      cwd: RACINE,
      env: { ...process.env, PATH: PATH_PROJET, ...env },
      stdio: ['ignore', 'inherit', 'inherit'],
    })
    process.on('SIGINT', attendre).on('SIGTERM', transmettre)
    enfant.once('error', rate)
    enfant.once('exit', (code) => {
      process.off('SIGINT', attendre).off('SIGTERM', transmettre)
      if (interrompu) process.exit(130)
      fini(code ?? 1)
    })
  })
}

/** Ends the command on one sentence. @param {string} phrase @returns {never} */
export function abandonner(phrase) {
  console.error(phrase)
  process.exit(1)
}
