import { existsSync } from 'node:fs'
import { mkdir, readFile, realpath, rename, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { Client } from 'pg'
import { type Runner, run } from './embedded/command.ts'
import { CommandFault, ReadableFault, readableFault } from './embedded/fault.ts'
import { findHome } from './embedded/home.ts'
import { takeLock } from './embedded/lock.ts'
import { stopOnTheWayOut, stopPostmaster } from './embedded/postmaster.ts'
import { commandLine } from './embedded/settings.ts'
import { prepareSocket } from './embedded/socket.ts'

export type EmbeddedOptions = {
  /** The folder that holds everything the installation writes (`<racine>/var`); created when absent. */
  dossier: string
  /** Tests only: nothing is flushed to the disk, so a power cut loses the data. */
  rapide?: boolean
}

export type Embedded = {
  /** Connection URLs for `pg`, one per role, on the database `preau`. */
  proprietaire: string
  application: string
  /** The private folder of the Unix socket. */
  socket: string
  /** Stops PostgreSQL cleanly and lets another process use the folder. May be called twice. */
  stop(): Promise<void>
}

/**
 * Starts the PostgreSQL that comes with the project, creating its data the first time.
 * A PostgreSQL left behind by a killed process is stopped first. Throws an Error whose message
 * is one French sentence for the person at the keyboard; its cause is the technical fault.
 */
export async function startEmbedded(options: EmbeddedOptions): Promise<Embedded> {
  try {
    await mkdir(options.dossier, { recursive: true })
    const dossier = await realpath(options.dossier)
    const unlock = await takeLock(dossier)
    try {
      return await start(dossier, options.rapide ?? false, unlock)
    } catch (fault) {
      await unlock()
      throw fault
    }
  } catch (fault) {
    throw readableFault(fault, options.dossier)
  }
}

async function start(dossier: string, rapide: boolean, unlock: () => Promise<void>): Promise<Embedded> {
  const { base, runner } = await findHome(dossier)
  const data = join(base, 'donnees')
  const log = join(base, 'postgres.log')
  if (!existsSync(join(data, 'PG_VERSION'))) await initialise(runner, base, data, rapide)
  await stopPostmaster(runner, data)
  await rotate(log)

  const socket = await prepareSocket(base, runner)
  const options = await commandLine(socket, rapide)
  const before = await sizeOf(log)
  const lastGasp = () => stopOnTheWayOut(data)
  process.once('exit', lastGasp)
  try {
    await run(runner, 'pg_ctl', ['start', '-w', '-s', '-t', '120', '-D', data, '-l', log, '-o', options])
  } catch (fault) {
    // pg_ctl only says to read the log; what it gained just now carries the cause.
    const lines = await readFile(log).catch(() => Buffer.alloc(0))
    const said = new CommandFault('postgres', lines.subarray(before).toString())
    said.cause = fault
    throw new ReadableFault(`La base de données ne démarre pas : la fin de ${log} dit pourquoi.`, { cause: said })
  }
  let stopping: Promise<void> | undefined
  const stop = () => {
    stopping ??= (async () => {
      process.off('exit', lastGasp)
      await stopPostmaster(runner, data)
      await unlock()
    })()
    return stopping
  }
  try {
    await createRoles(url(socket, 'postgres', 'postgres'))
  } catch (fault) {
    await stop()
    throw fault
  }
  return {
    proprietaire: url(socket, 'preau_proprietaire'),
    application: url(socket, 'preau_application'),
    socket,
    stop,
  }
}

/** Made aside then renamed, so that a process killed half-way never leaves data that look complete. */
async function initialise(runner: Runner, base: string, data: string, rapide: boolean) {
  const unfinished = join(base, 'donnees.en-cours')
  await rm(unfinished, { recursive: true, force: true })
  // The builtin locale sorts by code point whatever the machine: no index is damaged when its libc changes.
  // Trust is safe: there is no TCP port, and only the owner of the data and root can reach the socket's folder.
  const how = ['--username=postgres', '--auth=trust', '--encoding=UTF8', '--data-checksums', '--no-instructions']
  const where = ['--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--locale=C.UTF-8']
  await run(runner, 'initdb', ['-D', unfinished, ...how, ...where, ...(rapide ? ['--no-sync'] : [])])
  await rename(unfinished, data)
}

async function createRoles(superuser: string) {
  const client = new Client({ connectionString: superuser })
  await client.connect()
  try {
    const roles = await client.query(`select rolname from pg_roles where rolname like 'preau%'`)
    const known = new Set(roles.rows.map((row) => String(row.rolname)))
    if (!known.has('preau_proprietaire')) await client.query('create role preau_proprietaire login createrole createdb')
    if (!known.has('preau_application')) await client.query('create role preau_application login')
    await client.query('grant preau_application to preau_proprietaire with admin option')
    const bases = await client.query(`select 1 from pg_database where datname = 'preau'`)
    if (bases.rowCount === 0) await client.query('create database preau owner preau_proprietaire')
  } finally {
    await client.end()
  }
}

/** `localhost` is there for the readers that want a host; `pg` and libpq both take the `host` of the query, the socket. */
function url(socket: string, role: string, database = 'preau') {
  return `postgresql://${role}@localhost:5432/${database}?host=${encodeURIComponent(socket)}`
}

/** Keeps the log and the one before. */
async function rotate(log: string) {
  if ((await sizeOf(log)) > 10_000_000) await rename(log, `${log}.1`)
}

async function sizeOf(file: string) {
  return existsSync(file) ? (await stat(file)).size : 0
}
