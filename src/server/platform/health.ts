import { sql } from 'kysely'
import client from 'prom-client'
import type { App } from './doors.ts'

/** `/sante/vivant`: the process answers. `/sante/pret`: the database too. `/sante/mesures`: figures for Prometheus. */
export function serveHealth(app: App): void {
  const { fastify, kit } = app
  fastify.get('/sante/vivant', async () => ({ etat: 'vivant' }))
  fastify.get('/sante/pret', async (_request, reply) => {
    try {
      await sql`select 1`.execute(kit.db)
      return { etat: 'pret' }
    } catch {
      return reply.status(503).send({ etat: 'indisponible', raison: 'La base de données ne répond pas.' })
    }
  })
  serveMetrics(app)
}

function serveMetrics({ fastify }: App): void {
  const registre = new client.Registry()
  client.collectDefaultMetrics({ register: registre })
  const durees = new client.Histogram({
    name: 'preau_requete_secondes',
    help: 'Durée des requêtes par porte',
    labelNames: ['methode', 'porte', 'statut'],
    buckets: [0.005, 0.02, 0.05, 0.1, 0.25, 1, 5],
    registers: [registre],
  })
  fastify.addHook('onResponse', async (request, reply) => {
    const porte = request.routeOptions.url ?? 'page'
    durees.observe({ methode: request.method, porte, statut: reply.statusCode }, reply.elapsedTime / 1000)
  })
  fastify.get('/sante/mesures', async (_request, reply) =>
    reply.type(registre.contentType).send(await registre.metrics()),
  )
}
