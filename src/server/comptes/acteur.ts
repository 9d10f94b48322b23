import { createHmac, timingSafeEqual } from 'node:crypto'
import { parseCookies } from 'better-auth/cookies'
import type { FastifyRequest } from 'fastify'
import { type Acteur, ANONYME } from '#domain/acteur.ts'
import { REPOS_SESSION } from '#domain/comptes/connexion.ts'
import type { Kit } from '../platform/context.ts'
import type { Connexion } from './connexion.ts'
import { enPersonne, personnes } from './personne.ts'

/** Activity is written at most once a minute and session: screens that poll do not write at each call. */
const PAS = 60_000

/**
 * Says who makes each request of the API, from the session cookie: one query, and a second when the session's activity
 * is written or when it ends. Pages and files need no actor and cost no query.
 */
export function reconnaitre(kit: Kit, connexion: Connexion) {
  return async (request: FastifyRequest): Promise<void> => {
    const cookie = (await connexion.$context).authCookies.sessionToken.name
    const jeton = request.url.startsWith('/api/') ? jetonDe(request, cookie, kit.config.secret) : undefined
    request.acteur = jeton ? await acteurDe(kit, jeton) : ANONYME
  }
}

async function acteurDe(kit: Kit, jeton: string): Promise<Acteur> {
  const maintenant = new Date()
  const ligne = await personnes(kit.db, maintenant)
    .innerJoin('comptes.session as s', 's.compte_id', 'p.compte_id')
    .where('s.jeton', '=', jeton)
    .where('s.expire_le', '>', maintenant.toISOString())
    .select('s.modifie_le as vue_le')
    .executeTakeFirst()
  if (!ligne) return ANONYME
  const repos = maintenant.getTime() - Date.parse(ligne.vue_le)
  if (repos > REPOS_SESSION) {
    await kit.db.deleteFrom('comptes.session').where('jeton', '=', jeton).execute()
    return ANONYME
  }
  if (repos > PAS) {
    await kit.db
      .updateTable('comptes.session')
      .set({ modifie_le: maintenant.toISOString() })
      .where('jeton', '=', jeton)
      .execute()
  }
  return enPersonne(ligne)
}

/**
 * The token of the session cookie when its signature is ours. The signature matters: the list of one's own sessions
 * shows their tokens, and a token alone must not open anything.
 */
function jetonDe(request: FastifyRequest, cookie: string, secret: string): string | undefined {
  const valeur = request.headers.cookie && parseCookies(request.headers.cookie).get(cookie)
  if (!valeur) return undefined
  const point = valeur.lastIndexOf('.')
  const jeton = valeur.slice(0, point)
  const recue = Buffer.from(valeur.slice(point + 1), 'base64')
  const attendue = createHmac('sha256', secret).update(jeton).digest()
  return recue.length === attendue.length && timingSafeEqual(recue, attendue) ? jeton : undefined
}
