import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'
import { RACINE } from './config.ts'
import { installJobs } from './jobs.ts'

const DOSSIER = join(RACINE, 'migrations')
/** Any fixed number: two processes that start together migrate one after the other. */
const VERROU = 7_203_112

/**
 * Brings the database of `url` (its owner's account) up to date: the application's role, the SQL files in
 * order, the job queue's tables. Forward only; a file already applied and since edited is an error.
 * Throws an `Error` with a French sentence when PostgreSQL is unreachable, too old or refuses the role.
 */
export async function migrer(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 8_000 })
  try {
    await client.connect()
  } catch (cause) {
    throw new Error(
      `La base de données ne répond pas (${sansSecret(url)}) : vérifiez DATABASE_URL et que PostgreSQL est démarré.`,
      { cause },
    )
  }
  try {
    await verifierVersion(client)
    await client.query('select pg_advisory_lock($1)', [VERROU])
    await creerRole(client)
    const appliquees = await appliquer(client)
    if (appliquees || !(await filesInstallees(client))) await installJobs(url)
    await client.query(`
      grant usage on schema pgboss to preau_application;
      grant select, insert, update, delete on all tables in schema pgboss to preau_application;
      grant execute on all functions in schema pgboss to preau_application;`)
  } finally {
    await client.end()
  }
}

async function verifierVersion(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ v: number }>(`select current_setting('server_version_num')::int as v`)
  if ((rows[0]?.v ?? 0) < 150_000)
    throw new Error('PostgreSQL 15 ou plus récent est nécessaire : mettez la base à jour.')
}

async function creerRole(client: pg.Client): Promise<void> {
  const { rowCount } = await client.query(`select 1 from pg_roles where rolname = 'preau_application'`)
  try {
    if (!rowCount) await client.query('create role preau_application nologin')
    const { rows } = await client
      .query<{ membre: boolean }>(`select pg_has_role(current_user, 'preau_application', 'set') as membre`)
      .catch(() =>
        client.query<{ membre: boolean }>(`select pg_has_role(current_user, 'preau_application', 'member') as membre`),
      )
    if (!rows[0]?.membre) await client.query('grant preau_application to current_user')
  } catch (cause) {
    throw new Error(
      'Le compte de DATABASE_URL ne peut pas préparer le rôle preau_application : créez ce rôle et donnez-le au compte (create role preau_application; grant preau_application to …).',
      { cause },
    )
  }
}

async function appliquer(client: pg.Client): Promise<number> {
  await client.query(
    'create table if not exists public.migration (nom text primary key, empreinte text not null, le timestamptz not null default now())',
  )
  const { rows } = await client.query<{ nom: string; empreinte: string }>('select nom, empreinte from public.migration')
  const connues = new Map(rows.map((r) => [r.nom, r.empreinte]))
  let appliquees = 0
  for (const nom of readdirSync(DOSSIER)
    .filter((f) => f.endsWith('.sql'))
    .sort()) {
    const sql = readFileSync(join(DOSSIER, nom), 'utf8')
    const empreinte = createHash('sha256').update(sql).digest('hex')
    const connue = connues.get(nom)
    if (connue === empreinte) continue
    if (connue)
      throw new Error(`La migration ${nom} a changé depuis qu’elle a été appliquée : rétablissez le fichier d’origine.`)
    await executer(client, nom, sql, empreinte)
    appliquees += 1
  }
  return appliquees
}

async function executer(client: pg.Client, nom: string, sql: string, empreinte: string): Promise<void> {
  await client.query('begin')
  try {
    await client.query(sql)
    await client.query('insert into public.migration (nom, empreinte) values ($1, $2)', [nom, empreinte])
    await client.query('commit')
  } catch (cause) {
    await client.query('rollback')
    throw new Error(`La migration ${nom} a échoué : ${cause instanceof Error ? cause.message : String(cause)}`, {
      cause,
    })
  }
}

async function filesInstallees(client: pg.Client): Promise<boolean> {
  const { rowCount } = await client.query(`select 1 from pg_namespace where nspname = 'pgboss'`)
  return Boolean(rowCount)
}

/** The address without its password, for messages. */
export function sansSecret(url: string): string {
  try {
    const u = new URL(url)
    if (u.password) u.password = '…'
    return decodeURIComponent(u.toString())
  } catch {
    return 'adresse illisible'
  }
}
