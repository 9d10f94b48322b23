import { createHash } from 'node:crypto'
import { lchown, lstat, mkdir, rm } from 'node:fs/promises'
import { tmpdir, userInfo } from 'node:os'
import { join } from 'node:path'
import type { Runner } from './command.ts'
import { ReadableFault } from './fault.ts'

/** A Unix socket's path holds 107 bytes, of which `/.s.PGSQL.5432.lock` takes 19. */
const LONGEST = 107 - 19

/**
 * The folder of the socket, closed to all but the database's account and root: beside the data, or under /tmp when
 * that path is too long.
 */
export async function prepareSocket(base: string, runner: Runner): Promise<string> {
  const me = userInfo().uid
  const owner = runner.account?.uid ?? me
  const beside = join(base, 'socket')
  const folder = fits(beside) ? beside : elsewhere(base, owner)
  await mkdir(folder, { recursive: true, mode: 0o700 })
  // In /tmp anyone may have made it before us: a link, another owner or an open door is refused.
  const found = await lstat(folder)
  if (!found.isDirectory() || ![me, owner].includes(found.uid) || found.mode & 0o077)
    throw new ReadableFault(`Le dossier ${folder} n’est pas celui de Préau : supprimez-le, puis relancez.`)
  if (runner.account) await lchown(folder, runner.account.uid, runner.account.gid)
  // Only called when no postmaster runs: what a killed one left would stop the next if its number is in use again.
  await Promise.all(['.s.PGSQL.5432', '.s.PGSQL.5432.lock'].map((name) => rm(join(folder, name), { force: true })))
  return folder
}

function elsewhere(base: string, owner: number) {
  const name = `preau-${owner}-${createHash('sha256').update(base).digest('hex').slice(0, 12)}`
  const usual = join(tmpdir(), name)
  return fits(usual) ? usual : join('/tmp', name)
}

function fits(path: string) {
  return Buffer.byteLength(path) <= LONGEST
}
