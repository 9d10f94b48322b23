import { existsSync, readdirSync, readFileSync, readlinkSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { type Runner, run } from './command.ts'

/** The process of the PostgreSQL that runs on this data folder, or undefined. */
export function findPostmaster(data: string): number | undefined {
  const pid = recordedPid(data)
  // A number alone proves nothing: after a reboot or in a container it may be anybody's. A postmaster lives in its data folder.
  return pid !== undefined && readLink(`/proc/${pid}/cwd`) === data ? pid : undefined
}

/**
 * Stops it when one runs, and gives back the hand once it has left. A fast shutdown ends the sessions and writes
 * everything; when it takes too long an immediate one loses nothing either, the next start replays the journal.
 */
export async function stopPostmaster(runner: Runner, data: string): Promise<void> {
  if (findPostmaster(data) === undefined) return clearRemains(data)
  const stop = (mode: string) => run(runner, 'pg_ctl', ['stop', '-w', '-s', '-t', '30', '-m', mode, '-D', data])
  await stop('fast').catch(() => stop('immediate'))
}

/** Asks for a fast shutdown without waiting: all that can be done while the process exits. */
export function stopOnTheWayOut(data: string): void {
  const pid = findPostmaster(data)
  if (pid !== undefined) process.kill(pid, 'SIGINT')
}

/** What a killed postmaster leaves: sessions that have not noticed yet, and a file with a number that may now be someone else's. */
async function clearRemains(data: string) {
  for (let waited = 0; findSessions(data).length > 0; waited += 100) {
    // A long query notices nothing, and would write under the feet of the next postmaster.
    if (waited >= 5_000) for (const pid of findSessions(data)) process.kill(pid, 'SIGKILL')
    await pause(100)
  }
  // PostgreSQL sees through the file of a dead process, but refuses to start when the number is in use.
  const pid = recordedPid(data)
  if (pid !== undefined && existsSync(`/proc/${pid}`)) await rm(join(data, 'postmaster.pid'))
}

function findSessions(data: string): number[] {
  const pids = readdirSync('/proc').filter((name) => /^\d+$/.test(name) && readLink(`/proc/${name}/cwd`) === data)
  return pids.filter((pid) => readLink(`/proc/${pid}/exe`)?.includes('/bin/postgres')).map(Number)
}

function recordedPid(data: string): number | undefined {
  const file = join(data, 'postmaster.pid')
  if (!existsSync(file)) return undefined
  const pid = Number.parseInt(readFileSync(file, 'utf8'), 10)
  return Number.isNaN(pid) ? undefined : pid
}

function readLink(path: string): string | undefined {
  try {
    return readlinkSync(path)
  } catch {
    return undefined
  }
}
