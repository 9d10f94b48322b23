import { randomUUID } from 'node:crypto'
import compress from '@fastify/compress'
import helmet from '@fastify/helmet'
import multipart from '@fastify/multipart'
import rateLimit from '@fastify/rate-limit'
import underPressure from '@fastify/under-pressure'
import Fastify, { type FastifyBaseLogger, type FastifyInstance, type FastifyRequest, LogController } from 'fastify'
import { type Logger, pino } from 'pino'
import { z } from 'zod'
import { Refus } from '#domain/erreurs.ts'
import type { Config } from './config.ts'
import { httpRefus, sendProblem } from './problem.ts'

z.config(z.locales.fr())

/** JSON lines on standard output; personal data never goes there. */
export const createLogger = (config: Config): Logger =>
  pino({ level: config.niveauJournaux, base: undefined, timestamp: pino.stdTimeFunctions.isoTime })

/** The HTTP server without its doors: headers, limits, errors, request ids. */
export async function createHttp(config: Config, logger: Logger): Promise<FastifyInstance> {
  const fastify: FastifyInstance = Fastify({
    loggerInstance: logger as FastifyBaseLogger,
    logController: new LogController({ disableRequestLogging: true, requestIdLogLabel: 'requete' }),
    genReqId: () => randomUUID(),
    bodyLimit: 1024 * 1024,
    trustProxy: config.derriereMandataire,
    routerOptions: { maxParamLength: 200 },
  })
  fastify.decorateRequest('acteur', null as never)
  await fastify.register(helmet, {
    contentSecurityPolicy: {
      directives: {
        defaultSrc: ["'self'"],
        scriptSrc: ["'self'"],
        // The component library writes its theme variables in a <style> element.
        styleSrc: ["'self'", "'unsafe-inline'"],
        imgSrc: ["'self'", 'data:', 'blob:'],
        fontSrc: ["'self'"],
        connectSrc: config.dev ? ["'self'", 'ws:'] : ["'self'"],
        frameAncestors: ["'none'"],
        upgradeInsecureRequests: config.adresse.startsWith('https:') ? [] : null,
      },
    },
    strictTransportSecurity: config.adresse.startsWith('https:'),
    referrerPolicy: { policy: 'same-origin' },
  })
  await fastify.register(compress, { threshold: 1024 })
  await fastify.register(multipart, { limits: { files: 1, fields: 10 } })
  await fastify.register(rateLimit, { max: 1200, timeWindow: '1 minute', allowList: (r) => !r.url.startsWith('/api/') })
  await fastify.register(underPressure, {
    maxEventLoopDelay: 2_000,
    pressureHandler: (_r, _p, type) => {
      throw Object.assign(new Error(type), { statusCode: 503 })
    },
  })

  fastify.addHook('onRequest', async (request, reply) => {
    reply.header('x-request-id', request.id)
    if (request.url.includes('%00')) throw new Refus(400, 'requete_incorrecte', 'L’adresse contient un signe interdit.')
    refuserAutreSite(request)
  })
  fastify.addHook('onResponse', async (request, reply) => {
    // The URL is cut at its query: searches may hold names.
    request.log.info(
      {
        methode: request.method,
        chemin: request.url.split('?')[0],
        statut: reply.statusCode,
        ms: Math.round(reply.elapsedTime),
      },
      'requete',
    )
  })
  fastify.removeContentTypeParser('application/json')
  fastify.addContentTypeParser('application/json', { parseAs: 'string' }, (_request, texte, fini) => {
    try {
      fini(null, lireJson(String(texte)))
    } catch (erreur) {
      fini(erreur as Error)
    }
  })
  fastify.setErrorHandler((erreur, request, reply) => {
    const refus = httpRefus(erreur)
    if (refus) return sendProblem(request, reply, refus)
    request.log.error({ err: erreur }, 'erreur')
    return sendProblem(request, reply, {
      status: 500,
      code: 'erreur',
      message: `Une erreur est survenue de notre côté. Réessayez ; si elle persiste, donnez ce numéro à l’assistance : ${request.id}.`,
    })
  })
  return fastify
}

/** PostgreSQL has no NUL sign: refused here once, instead of a 500 at each insertion. */
function lireJson(texte: string): unknown {
  if (texte === '') return {}
  if (texte.includes('\\u0000') || texte.includes('\0'))
    throw new Refus(400, 'requete_incorrecte', 'Le texte contient un signe invisible interdit (NUL) : retirez-le.')
  try {
    return JSON.parse(texte)
  } catch {
    throw new Refus(400, 'requete_incorrecte', 'Le contenu envoyé n’est pas du JSON.')
  }
}

/** An act asked by another site's page is refused: the session cookie alone is not enough. */
function refuserAutreSite(request: FastifyRequest): void {
  if (['GET', 'HEAD', 'OPTIONS'].includes(request.method)) return
  const site = request.headers['sec-fetch-site']
  const origine = request.headers.origin
  const etranger =
    (site !== undefined && site !== 'same-origin' && site !== 'none') ||
    (origine !== undefined && hote(origine) !== request.host)
  if (etranger) throw new Refus(403, 'autre_site', 'Cette action doit venir de Préau lui-même.')
}

function hote(origine: string): string | undefined {
  return URL.canParse(origine) ? new URL(origine).host : undefined
}
