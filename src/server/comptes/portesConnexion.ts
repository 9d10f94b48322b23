import type { FastifyReply, FastifyRequest } from 'fastify'
import { refusDeConnexion } from '#domain/comptes/connexion.ts'
import type { App } from '../platform/doors.ts'
import { sendProblem } from '../platform/problem.ts'
import { type Connexion, ENTETE_ADRESSE, ENTETE_REQUETE } from './connexion.ts'

/** The doors of the library that we open, below `/api/auth`. All others stay shut, whatever its next version adds. */
const PORTES = [
  ['POST', '/sign-in/email'],
  ['POST', '/sign-out'],
  ['POST', '/sign-up/email'],
  ['GET', '/get-session'],
  ['GET', '/list-sessions'],
  ['POST', '/revoke-session'],
  ['POST', '/revoke-sessions'],
  ['POST', '/revoke-other-sessions'],
  ['POST', '/change-password'],
  ['POST', '/request-password-reset'],
  ['POST', '/reset-password'],
] as const

/** Hands sign-in requests to the library and turns its refusals into our problems, in French. */
export function ouvrirPortesConnexion({ fastify }: App, connexion: Connexion): void {
  for (const [method, chemin] of PORTES)
    fastify.route({
      method,
      url: `/api/auth${chemin}`,
      handler: async (request, reply) => repondre(request, reply, await connexion.handler(enRequete(request))),
    })
}

/** The request as the library reads it, with only the headers that it uses. */
function enRequete(request: FastifyRequest): Request {
  const headers = new Headers({ [ENTETE_ADRESSE]: request.ip, [ENTETE_REQUETE]: request.id })
  for (const nom of [
    'cookie',
    'origin',
    'referer',
    'user-agent',
    'sec-fetch-site',
    'sec-fetch-mode',
    'sec-fetch-dest',
  ]) {
    const valeur = request.headers[nom]
    if (typeof valeur === 'string') headers.set(nom, valeur)
  }
  const url = new URL(request.url, `${request.protocol}://${request.host}`)
  // A page of another site was refused before coming here (platform/http.ts). A call without Origin is not from a page:
  // a script with its own cookie, which the library would refuse for want of one.
  if (!headers.has('origin') && !headers.has('referer')) headers.set('origin', url.origin)
  if (request.method === 'GET') return new Request(url, { headers })
  headers.set('content-type', 'application/json')
  return new Request(url, { method: request.method, headers, body: JSON.stringify(request.body ?? {}) })
}

async function repondre(request: FastifyRequest, reply: FastifyReply, reponse: Response) {
  for (const cookie of reponse.headers.getSetCookie()) reply.header('set-cookie', cookie)
  reply.header('cache-control', 'no-store')
  const texte = await reponse.text()
  if (reponse.ok) return reply.status(reponse.status).type('application/json').send(texte)
  const attente = reponse.headers.get('x-retry-after')
  if (attente) reply.header('retry-after', attente)
  return sendProblem(request, reply, { status: reponse.status, ...refusDeConnexion(codeDe(texte), reponse.status) })
}

function codeDe(texte: string): string | undefined {
  try {
    return (JSON.parse(texte) as { code?: string }).code
  } catch {
    return undefined // an answer without body: its status says enough
  }
}
