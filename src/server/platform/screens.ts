import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import fastifyStatic from '@fastify/static'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { Refus } from '#domain/erreurs.ts'
import { type Config, RACINE } from './config.ts'

const DIST = join(RACINE, 'dist')
const FOND = join(RACINE, 'donnees/fonds/departements-2018.geojson.gz')

const wantsPage = (request: FastifyRequest): boolean =>
  (request.method === 'GET' || request.method === 'HEAD') &&
  !request.url.startsWith('/api/') &&
  !/\.\w{2,5}($|\?)/.test(request.url)

/** Serves the built screens; any other page address gets the application, which shows the page or says it does not exist. */
export async function serveScreens(fastify: FastifyInstance, config: Config): Promise<void> {
  serveBasemap(fastify)
  if (config.dev) return serveWithVite(fastify)
  if (!existsSync(join(DIST, 'index.html')))
    throw new Error('Les écrans ne sont pas construits : lancez « npm run build ».')
  await fastify.register(fastifyStatic, {
    root: DIST,
    index: 'index.html',
    cacheControl: false,
    setHeaders: (reply, chemin) => {
      // Built files carry their hash in their name; pages must always be asked again.
      reply.header('cache-control', chemin.includes('/assets/') ? 'public, max-age=31536000, immutable' : 'no-cache')
    },
  })
  fastify.setNotFoundHandler((request, reply: FastifyReply) => {
    if (!wantsPage(request)) throw new Refus(404, 'introuvable', 'Cette adresse n’existe pas.')
    return reply.header('cache-control', 'no-cache').sendFile('index.html')
  })
}

/** The contours behind the maps: public data, the same for all, sent as they are stored. */
function serveBasemap(fastify: FastifyInstance): void {
  fastify.get('/fonds/departements.geojson', async (_request, reply) =>
    reply
      .header('content-encoding', 'gzip')
      .header('cache-control', 'public, max-age=86400')
      .type('application/geo+json')
      .send(await readFile(FOND)),
  )
}

/** In development Vite transforms the screens in this same process: one port, hot reload. */
async function serveWithVite(fastify: FastifyInstance): Promise<void> {
  const { createServer } = await import('vite')
  const vite = await createServer({
    configFile: join(RACINE, 'vite.config.ts'),
    server: { middlewareMode: true, hmr: { server: fastify.server } },
    appType: 'custom',
  })
  fastify.addHook('onClose', () => vite.close())
  fastify.setNotFoundHandler(async (request, reply) => {
    if (request.url.startsWith('/api/')) throw new Refus(404, 'introuvable', 'Cette adresse n’existe pas.')
    if (wantsPage(request)) {
      const html = await readFile(join(RACINE, 'src/web/index.html'), 'utf8')
      return reply.type('text/html').send(await vite.transformIndexHtml(request.url, html))
    }
    reply.hijack()
    vite.middlewares(request.raw, reply.raw, () => {
      reply.raw.statusCode = 404
      reply.raw.end()
    })
  })
}
