import { readdirSync, readFileSync } from 'node:fs'
import { sur } from './terrain.ts'

/** Linux counts processor time in hundredths of a second, whatever the machine. */
const MS_PAR_TIC = 10

/**
 * Milliseconds of processor that `fn` costs to this process and to PostgreSQL. On a machine that also works for others,
 * this is what tells how much one machine can carry; the time on the clock only tells what was left of it.
 */
export async function processeur<T>(url: string, fn: () => Promise<T>): Promise<{ ms: number; resultat: T }> {
  const postgres = await sur(url, async (c) => {
    const { rows } = await c.query<{ pid: number }>('select pg_backend_pid() as pid')
    return lire(rows[0]?.pid ?? 0)?.parent ?? 0
  })
  const avant = tics(postgres)
  const nous = process.cpuUsage()
  const resultat = await fn()
  const { user, system } = process.cpuUsage(nous)
  return { ms: (user + system) / 1_000 + (tics(postgres) - avant) * MS_PAR_TIC, resultat }
}

/** Of the postmaster, of its backends, and of those that have ended. */
function tics(postmaster: number): number {
  const siens = readdirSync('/proc')
    .filter((nom) => /^\d+$/.test(nom))
    .flatMap((nom) => lire(Number(nom)) ?? [])
    .filter((p) => p.parent === postmaster)
  return siens.reduce((total, p) => total + p.soi, (lire(postmaster)?.soi ?? 0) + (lire(postmaster)?.enfants ?? 0))
}

/** See proc(5), `stat`: after the name in parentheses, the 2nd field is the parent, the 12th to 15th the times. */
function lire(pid: number): { parent: number; soi: number; enfants: number } | undefined {
  try {
    const texte = readFileSync(`/proc/${pid}/stat`, 'utf8')
    const champs = texte
      .slice(texte.lastIndexOf(')') + 2)
      .split(' ')
      .map(Number)
    const [utilisateur = 0, systeme = 0, leur = 0, leurSysteme = 0] = champs.slice(11, 15)
    return { parent: champs[1] ?? 0, soi: utilisateur + systeme, enfants: leur + leurSysteme }
  } catch {
    return undefined // ended in between
  }
}
