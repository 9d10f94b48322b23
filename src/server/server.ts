import type { FastifyInstance } from 'fastify'
import type { Logger } from 'pino'
import { MODULES } from './modules.ts'
import type { Config } from './platform/config.ts'
import type { Kit } from './platform/context.ts'
import { openDatabase, openPool } from './platform/db.ts'
import type { App } from './platform/doors.ts'
import { openFiles } from './platform/files.ts'
import { serveHealth } from './platform/health.ts'
import { createHttp } from './platform/http.ts'
import { startJobs } from './platform/jobs.ts'
import { serveOpenApi } from './platform/openapi.ts'
import { serveScreens } from './platform/screens.ts'
import { subscriptionMap } from './platform/subscriptions.ts'

export type Server = { fastify: FastifyInstance; kit: Kit; app: App; close(): Promise<void> }

/**
 * Builds the whole server on a migrated database, without listening.
 * `work` runs the jobs in this process; `screens` serves the built pages (tests of doors need neither).
 */
export async function createServer(
  config: Config,
  url: string,
  logger: Logger,
  { work = true, screens = true }: { work?: boolean; screens?: boolean } = {},
): Promise<Server> {
  const pool = openPool(url)
  const db = openDatabase(pool)
  const subscriptions = MODULES.flatMap((m) => m.subscriptions ?? [])
  const travaux = [...subscriptions.map((s) => s.job), ...MODULES.flatMap((m) => m.jobs ?? [])]
  // Jobs left by an earlier process are fetched at once: they wait for the kit rather than fail and use up their retries.
  const pret = Promise.withResolvers<Kit>()
  const jobs = await startJobs(url, travaux, { work, logger, kit: pret.promise })
  const kit: Kit = {
    config,
    db,
    jobs,
    files: openFiles(`${config.dossier}/fichiers`),
    subscriptions: subscriptionMap(subscriptions),
    followers: MODULES.flatMap((m) => m.followers ?? []),
  }
  pret.resolve(kit)

  const fastify = await createHttp(config, logger)
  const app: App = { fastify, kit, doors: [] }
  serveHealth(app)
  serveOpenApi(app)
  for (const module of MODULES) module.routes?.(app)
  if (screens) await serveScreens(fastify, config)
  return {
    fastify,
    kit,
    app,
    close: async () => {
      await fastify.close()
      await jobs.stop()
      await db.destroy()
    },
  }
}
