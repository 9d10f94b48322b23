import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { chmod, chown, mkdir, mkdtemp, readFile, realpath, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir, userInfo } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { Client } from 'pg'
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest'
import { findPostmaster } from './embedded/postmaster.ts'
import { startEmbedded } from './embedded.ts'

// Each test starts and stops a real PostgreSQL, on a disk that others may be using.
vi.setConfig({ testTimeout: 60_000 })

// Made once, then copied: creating a database takes ten times longer than starting it.
let modele: string
beforeAll(async () => {
  modele = await mkdtemp(join(tmpdir(), 'preau-modele-'))
  await chmod(modele, 0o755)
  await (await startEmbedded({ dossier: modele, rapide: true })).stop()
})
afterAll(() => rm(modele, { recursive: true, force: true }))

const isRoot = userInfo().uid === 0
const cleanings: (() => unknown)[] = []
afterEach(async () => {
  for (const clean of cleanings.splice(0).reverse()) await clean()
})

/** A folder of its own, open to the database's account unless told otherwise; removed with what it led to. */
async function unDossier(mode = 0o755) {
  const parent = await realpath(await mkdtemp(join(tmpdir(), 'preau-essai-')))
  await chmod(parent, mode)
  const dossier = join(parent, 'var')
  cleanings.push(async () => {
    const base = await realpath(join(dossier, 'postgres')).catch(() => dossier)
    await rm(base, { recursive: true, force: true })
    await rm(parent, { recursive: true, force: true })
  })
  return dossier
}

/** The same, where Préau has already run once. */
async function unDossierUtilise() {
  const dossier = await unDossier()
  await promisify(execFile)('cp', ['-a', modele, dossier])
  return dossier
}

async function demarrer(dossier: string) {
  const base = await startEmbedded({ dossier, rapide: true })
  cleanings.push(base.stop)
  return base
}

/** Another process that starts the database of this folder and stays there; gives what it prints first. */
async function autreProcessus(dossier: string, account: { uid?: number; gid?: number } = {}) {
  const program = `
    const { startEmbedded } = await import(${JSON.stringify(join(import.meta.dirname, 'embedded.ts'))})
    const base = await startEmbedded({ dossier: ${JSON.stringify(dossier)} }).catch((fault) => fault)
    console.log(base instanceof Error ? base.message : base.proprietaire)
    process.on('SIGTERM', () => base.stop().then(() => process.exit(7)))
    setInterval(() => {}, 1000)`
  const child = spawn(process.execPath, ['--input-type=module', '-e', program], { cwd: '/', ...account })
  cleanings.push(() => fin(child, 'SIGKILL'))
  const errors: string[] = []
  child.stderr.on('data', (data) => errors.push(String(data)))
  const [said] = await Promise.race([once(child.stdout, 'data'), once(child, 'exit').then(() => [errors.join('')])])
  return { child, dit: String(said).trim() }
}

async function fin(child: ChildProcess, signal: NodeJS.Signals) {
  if (child.exitCode !== null || child.signalCode !== null) return
  child.kill(signal)
  await once(child, 'exit')
}

async function sql(url: string, text: string) {
  const client = new Client({ connectionString: url })
  await client.connect()
  try {
    return (await client.query(text)).rows
  } finally {
    await client.end()
  }
}

const postmaster = (dossier: string) => realpath(join(dossier, 'postgres', 'donnees')).then(findPostmaster)

describe('la base de données fournie', () => {
  test('donne deux rôles, dont un qui ne possède rien, par un dossier fermé et sans port', async () => {
    const base = await demarrer(await unDossier())
    const qui =
      'select current_user::text as role, current_database()::text as base, rolsuper, rolcreatedb from pg_roles where rolname = current_user'
    expect(await sql(base.proprietaire, qui)).toEqual([
      { role: 'preau_proprietaire', base: 'preau', rolsuper: false, rolcreatedb: true },
    ])
    expect(await sql(base.application, qui)).toEqual([
      { role: 'preau_application', base: 'preau', rolsuper: false, rolcreatedb: false },
    ])
    await expect(sql(base.application, 'create table une (a int)')).rejects.toThrow(/permission denied/)
    expect(
      await sql(base.proprietaire, `select lower('É') as e, current_setting('listen_addresses') as ports`),
    ).toEqual([{ e: 'é', ports: '' }])
    expect((await stat(base.socket)).mode & 0o777).toBe(0o700)
  })

  test('garde les données d’un démarrage à l’autre et s’arrête vraiment', async () => {
    const dossier = await unDossierUtilise()
    const premiere = await demarrer(dossier)
    await sql(premiere.proprietaire, 'create table garde as select 42 as valeur')
    await premiere.stop()
    await premiere.stop()
    expect(await postmaster(dossier)).toBeUndefined()
    await expect(sql(premiere.proprietaire, 'select 1')).rejects.toThrow()

    const seconde = await demarrer(dossier)
    expect(await sql(seconde.proprietaire, 'select valeur from garde')).toEqual([{ valeur: 42 }])
  })

  test('refuse un second Préau du même dossier sans gêner le premier', async () => {
    const dossier = await unDossierUtilise()
    const { child, dit } = await autreProcessus(dossier)
    await expect(startEmbedded({ dossier, rapide: true })).rejects.toThrow(
      `Préau tourne déjà depuis ce dossier (processus ${child.pid}) : arrêtez-le avant d’en lancer un autre.`,
    )
    expect(await sql(dit, 'select 1 as un')).toEqual([{ un: 1 }])
    await fin(child, 'SIGTERM')
    expect(child.exitCode).toBe(7)
    expect(await postmaster(dossier)).toBeUndefined()
  })

  test('reprend après un processus tué, dont la base tourne encore', async () => {
    const dossier = await unDossierUtilise()
    const { child, dit } = await autreProcessus(dossier)
    await sql(dit, 'create table garde as select 42 as valeur')
    await fin(child, 'SIGKILL')
    const orpheline = await postmaster(dossier)
    expect(orpheline).toBeGreaterThan(0)

    const base = await demarrer(dossier)
    expect(await postmaster(dossier)).not.toBe(orpheline)
    expect(await sql(base.proprietaire, 'select valeur from garde')).toEqual([{ valeur: 42 }])
  })

  test('reprend après que PostgreSQL lui-même a été tué', async () => {
    const dossier = await unDossierUtilise()
    const { child, dit } = await autreProcessus(dossier)
    await sql(dit, 'create table garde as select 42 as valeur')
    await fin(child, 'SIGKILL')
    process.kill(Number(await postmaster(dossier)), 'SIGKILL')

    const base = await demarrer(dossier)
    expect(await sql(base.proprietaire, 'select valeur from garde')).toEqual([{ valeur: 42 }])
  })

  test('ne touche pas au processus étranger qui a reçu le numéro d’une base disparue', async () => {
    const dossier = await unDossierUtilise()
    const { uid, gid } = await stat(join(dossier, 'postgres', 'donnees'))
    const etranger = spawn('sleep', ['60'], { uid, gid, cwd: '/' })
    cleanings.push(() => fin(etranger, 'SIGKILL'))
    const fichier = join(await realpath(join(dossier, 'postgres', 'donnees')), 'postmaster.pid')
    await writeFile(fichier, `${etranger.pid}\n`, { mode: 0o600 })
    await chown(fichier, uid, gid)

    const base = await demarrer(dossier)
    expect(await sql(base.proprietaire, 'select 1 as un')).toEqual([{ un: 1 }])
    expect(etranger.exitCode).toBeNull()
    expect(etranger.signalCode).toBeNull()
  })

  test('recommence une création interrompue', async () => {
    const dossier = await unDossierUtilise()
    const base = await realpath(join(dossier, 'postgres'))
    await rm(join(base, 'donnees'), { recursive: true })
    await mkdir(join(base, 'donnees.en-cours', 'reste'), { recursive: true })

    expect(await sql((await demarrer(dossier)).proprietaire, 'select 1 as un')).toEqual([{ un: 1 }])
    expect(existsSync(join(base, 'donnees.en-cours'))).toBe(false)
  })

  test('trouve une place à son socket quand le chemin du projet est très long', async () => {
    const dossier = join(await unDossier(), 'un-nom-de-dossier-plutôt-long'.repeat(4), 'var')
    const base = await demarrer(dossier)
    expect(Buffer.byteLength(base.socket)).toBeLessThan(89)
    expect(await sql(base.application, 'select 1 as un')).toEqual([{ un: 1 }])
    cleanings.push(() => rm(base.socket, { recursive: true, force: true }))
  })

  test('dit en une phrase qu’un fichier tient la place du dossier', async () => {
    const dossier = await unDossier()
    await writeFile(dossier, '')
    await expect(startEmbedded({ dossier })).rejects.toThrow(/^Préau ne peut pas écrire dans .*, puis relancez\.$/)
  })

  test('dit où lire la panne quand les données sont abîmées', async () => {
    const dossier = await unDossierUtilise()
    await rm(join(dossier, 'postgres', 'donnees', 'global'), { recursive: true })
    await expect(startEmbedded({ dossier })).rejects.toThrow(
      /^La base de données ne démarre pas : la fin de .*postgres\.log dit/,
    )
    expect(await readFile(join(dossier, 'postgres', 'postgres.log'), 'utf8')).toMatch(
      /could not find the database system/,
    )
  })
})

describe.runIf(isRoot)('lancée par root', () => {
  test('range ses données hors d’un dossier fermé, et les y retrouve', async () => {
    const dossier = await unDossier(0o700)
    const premiere = await demarrer(dossier)
    await sql(premiere.proprietaire, 'create table garde as select 42 as valeur')
    await premiere.stop()
    expect(await realpath(join(dossier, 'postgres'))).toMatch(/^\/var\/lib\/preau\/base-/)

    const seconde = await demarrer(dossier)
    expect(await sql(seconde.proprietaire, 'select valeur from garde')).toEqual([{ valeur: 42 }])
    expect((await stat(seconde.socket)).uid).not.toBe(0)
  })

  test('dit que le dossier a été fermé depuis, plutôt que de repartir à vide', async () => {
    const dossier = await unDossierUtilise()
    await chmod(join(dossier, '..'), 0o700)
    await expect(startEmbedded({ dossier })).rejects.toThrow(/ne peut plus atteindre/)
  })

  test('garde pour propriétaire le compte ordinaire qui a créé les données', async () => {
    const dossier = await unDossier()
    await mkdir(dossier)
    const [uid, gid] = [4321, 4321]
    await mkdir(join(dossier, 'postgres'), { mode: 0o700 })
    await chown(join(dossier, 'postgres'), uid, gid)
    // initdb wants an account with a name; one that has none is refused with a sentence, and nothing is taken from it.
    await expect(startEmbedded({ dossier })).rejects.toThrow(/^La base de données n’a pas pu être préparée/)
    expect((await stat(join(dossier, 'postgres'))).uid).toBe(uid)
  })
})
