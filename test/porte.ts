import { createHmac, randomUUID } from 'node:crypto'
import type { InjectOptions, LightMyRequestResponse } from 'fastify'
import type { Personne } from '#domain/acteur.ts'
import { DUREE_SESSION } from '#domain/comptes/connexion.ts'
import type { Answer, Call, Endpoint } from '#domain/endpoint.ts'
import { MODULES } from '#server/modules.ts'
import { runSql } from '#server/platform/db.ts'
import { PREFIXE } from '#server/platform/doors.ts'
import type { Problem } from '#server/platform/problem.ts'
import { type ServeurDEssai, serveurDuFichier } from './serveur.ts'

/** What a door answered: `body` is its reply when `status` is below 300, otherwise read `problem`. */
export type Reponse<E> = {
  status: number
  body: Answer<E>
  problem: Problem
  headers: LightMyRequestResponse['headers']
}

export type Portes = ServeurDEssai & {
  /** Calls a door as a persona (nobody when undefined), through HTTP and a real session. */
  appeler<E extends Endpoint>(qui: Personne | undefined, door: E, call: Call<E>): Promise<Reponse<E>>
  /** Any request, signed in as a persona: files, downloads, hostile inputs. */
  injecter(qui: Personne | undefined, requete: InjectOptions): Promise<LightMyRequestResponse>
  /** The session cookie of a persona; the same for the whole file. */
  cookieDe(qui: Personne): Promise<string>
  /** Runs the queued jobs, and those that they queue, until none is left; a job that fails makes the test fail. */
  executerTravaux(): Promise<number>
}

/** The server of this test file, called as personas; `env` as for `serveurDuFichier`. */
export async function ouvrirServeur(env: NodeJS.ProcessEnv = {}): Promise<Portes> {
  const serveur = await serveurDuFichier(env)
  const sessions = new Map<number, Promise<string>>()
  const cookieDe = (qui: Personne) => {
    const session = sessions.get(qui.id) ?? ouvrirSession(serveur, qui)
    sessions.set(qui.id, session)
    return session
  }
  const injecter: Portes['injecter'] = async (qui, requete) => {
    const cookie = qui ? { cookie: await cookieDe(qui) } : {}
    return serveur.fastify.inject({ ...requete, headers: { ...cookie, ...requete.headers } })
  }
  return {
    ...serveur,
    cookieDe,
    injecter,
    appeler: async (qui, door, call) => {
      const reponse = await injecter(qui, requeteDe(door, call as Brut))
      const json = reponse.body ? reponse.json() : undefined
      return { status: reponse.statusCode, body: json, problem: json, headers: reponse.headers }
    },
    executerTravaux: () => executerTravaux(serveur),
  }
}

/** The session that sign-in would open, without its slow password: eight personas by file would cost seconds. */
async function ouvrirSession({ kit, config }: ServeurDEssai, { id }: Personne): Promise<string> {
  const { compte_id } = await kit.db
    .selectFrom('comptes.personne')
    .select('compte_id')
    .where('id', '=', id)
    .executeTakeFirstOrThrow()
  const jeton = randomUUID()
  const expire_le = new Date(Date.now() + DUREE_SESSION).toISOString()
  await kit.db
    .insertInto('comptes.session')
    .values({ id: jeton, jeton, compte_id: String(compte_id), expire_le })
    .execute()
  const nom = `${config.adresse.startsWith('https:') ? '__Secure-' : ''}preau.session_token`
  const signature = createHmac('sha256', config.secret).update(jeton).digest('base64')
  return `${nom}=${encodeURIComponent(`${jeton}.${signature}`)}`
}

/** Signs in through the door that the screens use. */
export const seConnecter = (
  serveur: ServeurDEssai,
  courriel: string,
  password: string,
): Promise<LightMyRequestResponse> =>
  serveur.fastify.inject({ method: 'POST', url: '/api/auth/sign-in/email', payload: { email: courriel, password } })

/** The session cookie that an answer sets, as the browser would send it back. */
export function cookieDeSession(reponse: LightMyRequestResponse): string {
  const cookie = reponse.cookies.find((c) => c.name.endsWith('preau.session_token') && c.value)
  if (!cookie) throw new Error(`Pas de session : ${reponse.statusCode} ${reponse.body}`)
  return `${cookie.name}=${encodeURIComponent(cookie.value)}`
}

type Brut = { params?: Record<string, unknown>; query?: Record<string, unknown>; body?: unknown }

function requeteDe(door: Endpoint, { params = {}, query = {}, body }: Brut): InjectOptions {
  const chemin = door.path.replace(/:(\w+)/g, (_, nom: string) => encodeURIComponent(String(params[nom])))
  const entrees = Object.entries(query).filter(([, valeur]) => valeur !== undefined)
  return {
    method: door.method,
    url: PREFIXE + chemin,
    query: Object.fromEntries(entrees.map(([nom, valeur]) => [nom, String(valeur)])),
    payload: body === undefined ? undefined : JSON.stringify(body),
    headers: body === undefined ? {} : { 'content-type': 'application/json' },
  }
}

async function executerTravaux({ kit }: ServeurDEssai): Promise<number> {
  const travaux = MODULES.flatMap((m) => [...(m.subscriptions ?? []).map((s) => s.job), ...(m.jobs ?? [])])
  for (let faits = 0; ; faits += 1) {
    const [suivant] = await runSql(
      kit.db,
      `delete from pgboss.job where id = (
         select id from pgboss.job where state in ('created', 'retry') and name = any($1) order by created_on, id limit 1
       ) returning name, data`,
      [travaux.map((t) => t.name)],
    )
    if (!suivant) return faits
    await travaux.find((t) => t.name === suivant.name)?.run(kit, suivant.data as never)
  }
}
