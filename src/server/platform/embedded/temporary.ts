import { existsSync } from 'node:fs'
import { chmod, mkdtemp, readdir, realpath, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Embedded, startEmbedded } from '../embedded.ts'
import { findPostmaster } from './postmaster.ts'

const PREFIX = 'preau-temporaire-'

/**
 * A database to throw away, gone with its folder at `stop()`: fast and unsafe for tests and generated types; `rapide:
 * false` flushes to the disk as in production, for benchmarks.
 */
export async function startTemporary({ rapide = true }: { rapide?: boolean } = {}): Promise<Embedded> {
  await sweep()
  const dossier = await mkdtemp(join(tmpdir(), `${PREFIX}${process.pid}-`))
  // Open, or the database's account could not enter and root would put the data elsewhere; what is inside stays closed.
  await chmod(dossier, 0o755)
  const remove = () => rm(dossier, { recursive: true, force: true })
  try {
    const base = await startEmbedded({ dossier, rapide })
    return { ...base, stop: () => base.stop().then(remove) }
  } catch (fault) {
    await remove()
    throw fault
  }
}

/** Those whose process was killed before it could stop them. */
async function sweep() {
  for (const name of await readdir(tmpdir())) {
    const pid = name.startsWith(PREFIX) ? Number.parseInt(name.slice(PREFIX.length), 10) : Number.NaN
    if (Number.isNaN(pid) || existsSync(`/proc/${pid}`)) continue
    const folder = join(tmpdir(), name)
    const data = await realpath(join(folder, 'postgres', 'donnees')).catch(() => undefined)
    const postmaster = data && findPostmaster(data)
    if (postmaster) process.kill(postmaster, 'SIGKILL')
    await rm(folder, { recursive: true, force: true })
  }
}
