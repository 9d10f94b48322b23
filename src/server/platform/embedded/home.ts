import { existsSync } from 'node:fs'
import { chmod, chown, mkdir, mkdtemp, realpath, rm, stat, symlink, writeFile } from 'node:fs/promises'
import { userInfo } from 'node:os'
import { join } from 'node:path'
import { findAccount } from './account.ts'
import { findBinaries, reachableBinaries } from './binaries.ts'
import { type Account, canReach, type Runner } from './command.ts'
import { ReadableFault } from './fault.ts'

/** Where root keeps what the database's account must reach when the project itself is closed to it. */
const SHARED = '/var/lib/preau'

/**
 * Where the database lives and who runs it. `base` holds its data, its socket and its log.
 * PostgreSQL refuses to run as root, so root lends it to an account that is not; anyone else runs it as themselves.
 */
export async function findHome(dossier: string): Promise<{ base: string; runner: Runner }> {
  const beside = join(dossier, 'postgres')
  const binaries = await findBinaries()
  if (userInfo().uid !== 0) {
    await mkdir(beside, { recursive: true, mode: 0o700 })
    const { uid } = await stat(beside)
    if (uid !== userInfo().uid)
      throw new ReadableFault(
        `La base de ${dossier} appartient à un autre compte : relancez Préau avec celui-ci, ou avec root.`,
      )
    return { base: await realpath(beside), runner: { bin: binaries.bin, cwd: beside } }
  }

  const account = await ownerOf(beside)
  const base = existsSync(beside) ? await realpath(beside) : await settle(beside, account)
  if (!canReach(account, base, 'w'))
    throw new ReadableFault(
      `Le compte de la base ne peut plus atteindre ${base} : rouvrez les dossiers qui y mènent, puis relancez.`,
    )
  const bin = await reachableBinaries(binaries, account, SHARED)
  return { base, runner: { bin, cwd: base, account } }
}

/** Data keep their owner: what a person created, root runs as that person. */
async function ownerOf(beside: string): Promise<Account> {
  const found = await stat(beside).catch(() => undefined)
  return found && found.uid !== 0 ? { uid: found.uid, gid: found.gid } : findAccount()
}

/** First start as root: beside the project when the account can get there, else in /var/lib with a link to find it again. */
async function settle(beside: string, account: Account): Promise<string> {
  // A link that leads nowhere any more: its data were deleted.
  await rm(beside, { force: true })
  await mkdir(beside, { mode: 0o700 })
  const given = await chown(beside, account.uid, account.gid).then(
    () => true,
    () => false, // a shared folder (NFS, virtual machine) that will not change owners
  )
  if (given && canReach(account, beside, 'w')) return realpath(beside)

  await rm(beside, { recursive: true })
  await mkdir(SHARED, { recursive: true })
  await chmod(SHARED, 0o755)
  // A name of its own, found again by the link: a clone made anew at the same place starts with empty data.
  const away = await mkdtemp(join(SHARED, 'base-'))
  await writeFile(join(away, 'origine.txt'), `${beside}\n`)
  await chown(away, account.uid, account.gid)
  await symlink(away, beside)
  return away
}
