import { spawn, spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { CommandFault, ReadableFault } from './fault.ts'

export type Account = { uid: number; gid: number }

/** Who runs PostgreSQL's own programs, and from where. */
export type Runner = {
  /** Folder of initdb, pg_ctl and postgres. */
  bin: string
  /** A folder that the account can enter: the caller's own may be closed to it. */
  cwd: string
  /** The system account to become; absent when the current one will do. */
  account?: Account
}

// A bare environment: a PGDATA, a PGPORT or a translated message must not change what we get.
const env = { PATH: process.env.PATH ?? '/usr/bin:/bin', LC_ALL: 'C.UTF-8' }

/**
 * Runs one of PostgreSQL's programs to its end. Detached, for the Ctrl-C that stops the server
 * must not also kill the pg_ctl that is stopping the database. Throws a CommandFault, or the system's error.
 */
export function run(runner: Runner, program: 'initdb' | 'pg_ctl', args: string[]): Promise<void> {
  return new Promise((done, fail) => {
    const { bin, cwd, account } = runner
    const stdio = ['ignore', 'pipe', 'pipe'] as ['ignore', 'pipe', 'pipe']
    const child = spawn(join(bin, program), args, { ...account, cwd, env, detached: true, stdio })
    let output = ''
    const listen = (data: Buffer) => {
      output += data
    }
    child.stdout.on('data', listen)
    child.stderr.on('data', listen)
    child.once('error', fail)
    // `exit` would miss the end of the output.
    child.once('close', (code) => (code === 0 ? done() : fail(new CommandFault(program, output))))
  })
}

/** Asks the system itself, as that account, so that every parent folder and every ACL counts. */
export function canReach(account: Account, path: string, mode: 'w' | 'x'): boolean {
  const asked = spawnSync('test', [`-${mode}`, path], { ...account, cwd: '/', env })
  if (asked.error) {
    const message =
      'PostgreSQL refuse de tourner sous root, et ce système interdit à root de changer de compte : lancez Préau avec un compte ordinaire.'
    throw new ReadableFault(message, { cause: asked.error })
  }
  return asked.status === 0
}
