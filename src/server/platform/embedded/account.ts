import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import type { Account } from './command.ts'
import { ReadableFault } from './fault.ts'

const exec = promisify(execFile)

/** The system account `postgres`, created when the machine has none. Root only. */
export async function findAccount(): Promise<Account> {
  const existing = await read()
  if (existing) return existing
  // Two starts may create it at once: what counts is that it exists in the end.
  await exec('groupadd', ['--system', '--force', 'postgres']).catch(() => undefined)
  const options = ['--system', '--gid', 'postgres', '--no-create-home', '--shell', '/usr/sbin/nologin']
  const failed = await exec('useradd', [...options, 'postgres']).catch((fault: unknown) => fault)
  const created = await read()
  if (created) return created
  throw new ReadableFault(
    'PostgreSQL refuse de tourner sous root et le compte « postgres » n’a pas pu être créé : créez-le (useradd --system postgres), ou lancez Préau avec un compte ordinaire.',
    { cause: failed },
  )
}

async function read(): Promise<Account | undefined> {
  try {
    const [uid, gid] = await Promise.all([exec('id', ['-u', 'postgres']), exec('id', ['-g', 'postgres'])])
    return { uid: Number(uid.stdout), gid: Number(gid.stdout) }
  } catch {
    return undefined
  }
}
