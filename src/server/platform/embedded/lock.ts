import { createHash } from 'node:crypto'
import { connect, createServer, type Server } from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'
import { ReadableFault } from './fault.ts'

/** How long a process that is stopping is given to leave, in milliseconds. */
const PATIENCE = 3_000

/**
 * Takes the folder for this process; gives the function that lets it go.
 * The lock is an abstract Unix socket: the kernel gives it to one process only and frees it at the
 * very instant that process dies, kill -9 included, so there is never a stale lock to judge.
 * `scripts/verrou.mjs` knows the same name.
 */
export async function takeLock(dossier: string): Promise<() => Promise<void>> {
  const name = `\0preau-${createHash('sha256').update(dossier).digest('hex').slice(0, 24)}`
  const end = Date.now() + PATIENCE
  for (;;) {
    const server = await listen(name)
    if (server) return () => new Promise((done) => server.close(() => done()))
    if (Date.now() > end) break
    await pause(200)
  }
  const holder = await askHolder(name)
  throw new ReadableFault(`Préau tourne déjà depuis ce dossier${holder} : arrêtez-le avant d’en lancer un autre.`)
}

/** Undefined when another process holds the name. Whoever connects is told our process number. */
function listen(name: string): Promise<Server | undefined> {
  return new Promise((done, fail) => {
    const server = createServer((socket) => socket.on('error', () => socket.destroy()).end(String(process.pid)))
    server.once('error', (fault: NodeJS.ErrnoException) =>
      fault.code === 'EADDRINUSE' ? done(undefined) : fail(fault),
    )
    server.listen(name, () => {
      server.unref()
      done(server)
    })
  })
}

function askHolder(name: string): Promise<string> {
  return new Promise((done) => {
    const socket = connect(name)
    const finish = (pid = '') => {
      socket.destroy()
      done(/^\d+$/.test(pid) ? ` (processus ${pid})` : '')
    }
    socket.setTimeout(500, finish).once('error', () => finish())
    socket.once('data', (data) => finish(data.toString()))
  })
}
