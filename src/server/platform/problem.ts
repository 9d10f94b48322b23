import type { FastifyReply, FastifyRequest } from 'fastify'
import type { ZodError } from 'zod'
import { type ErreurDeChamp, Refus } from '#domain/erreurs.ts'

/** RFC 9457: what every refusal looks like outside. */
export type Problem = {
  type: string
  title: string
  status: number
  detail: string
  instance: string
  erreurs?: ErreurDeChamp[]
}

const TITRES: Record<number, string> = {
  400: 'Requête incorrecte',
  401: 'Connexion nécessaire',
  403: 'Action non autorisée',
  404: 'Introuvable',
  409: 'Conflit avec l’état actuel',
  413: 'Trop volumineux',
  415: 'Format non accepté',
  422: 'Règle non respectée',
  429: 'Trop de demandes',
  500: 'Erreur du serveur',
  503: 'Service momentanément indisponible',
}

export function sendProblem(
  request: FastifyRequest,
  reply: FastifyReply,
  refus: Refus | { status: number; code: string; message: string },
) {
  const erreurs = refus instanceof Refus && refus.erreurs.length ? refus.erreurs : undefined
  const problem: Problem = {
    type: `/erreurs/${refus.code}`,
    title: TITRES[refus.status] ?? 'Erreur',
    status: refus.status,
    detail: refus.message,
    instance: request.id,
    erreurs,
  }
  return reply.status(refus.status).type('application/problem+json').send(problem)
}

/** Input that fails its schema: each champ with its French message. */
export function schemaRefus(erreur: ZodError): Refus {
  const erreurs = erreur.issues.slice(0, 50).map((i) => ({ champ: i.path.join('.'), message: i.message }))
  return new Refus(400, 'requete_incorrecte', 'Certaines informations envoyées sont incorrectes.', erreurs)
}

/** The refusal behind an error of the HTTP server itself, or undefined when it is a fault of ours. */
export function httpRefus(erreur: unknown): Refus | { status: number; code: string; message: string } | undefined {
  if (erreur instanceof Refus) return erreur
  const status = typeof erreur === 'object' && erreur && 'statusCode' in erreur ? Number(erreur.statusCode) : 500
  if (status === 413) return new Refus(413, 'trop_volumineux', 'L’envoi dépasse la taille acceptée.')
  if (status === 415) return new Refus(415, 'format_non_accepte', 'Ce format d’envoi n’est pas accepté.')
  if (status === 429)
    return new Refus(429, 'trop_de_demandes', 'Trop de demandes en peu de temps : patientez une minute.')
  if (status === 503)
    return { status, code: 'surcharge', message: 'Le service est surchargé : réessayez dans un instant.' }
  if (status === 404) return new Refus(404, 'introuvable', 'Cette adresse n’existe pas.')
  if (status >= 400 && status < 500) return new Refus(400, 'requete_incorrecte', 'La requête est incorrecte.')
  return undefined
}
