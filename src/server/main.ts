import { type Config, lireConfig } from './platform/config.ts'
import { startEmbedded } from './platform/embedded.ts'
import { createLogger } from './platform/http.ts'
import { migrer } from './platform/migrate.ts'
import { type Server, createServer } from './server.ts'

type Closing = { close(): Promise<void> }

/** Starts everything in order, says where it is, and stops everything on a signal. */
async function main(): Promise<void> {
  const config = lireConfig()
  const ouverts: Closing[] = []
  const fermer = fermeture(ouverts)
  try {
    const url = await ouvrirBase(config, ouverts)
    await migrer(url.proprietaire)
    const serveur = await createServer(config, url.application, createLogger(config))
    ouverts.push(serveur)
    await ecouter(serveur, config)
  } catch (erreur) {
    await fermer(1, erreur)
  }
}

async function ouvrirBase(config: Config, ouverts: Closing[]): Promise<{ application: string; proprietaire: string }> {
  if (config.database) return config.database
  const base = await startEmbedded({ dossier: config.dossier })
  ouverts.push({ close: base.stop })
  return base
}

async function ecouter({ fastify }: Server, config: Config): Promise<void> {
  try {
    await fastify.listen({ port: config.port, host: config.hote })
  } catch (cause) {
    if (cause instanceof Error && 'code' in cause && cause.code === 'EADDRINUSE')
      throw new Error(`Le port ${config.port} est déjà pris : arrêtez l’autre programme ou choisissez-en un autre avec PORT=3001 npm start.`, { cause })
    throw cause
  }
}

/** Closes in the reverse order, once; a second signal does not cut the first short. */
function fermeture(ouverts: Closing[]): (code: number, erreur?: unknown) => Promise<never> {
  let encours: Promise<never> | undefined
  const fermer = (code: number, erreur?: unknown) => {
    encours ??= (async () => {
      if (erreur) process.stderr.write(`\n${erreur instanceof Error ? erreur.message : String(erreur)}\n`)
      if (erreur && process.env.PREAU_JOURNAUX === 'debug') console.error(erreur)
      for (const ouvert of ouverts.toReversed()) await ouvert.close().catch((e: unknown) => console.error(e))
      process.exit(code)
    })()
    return encours
  }
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => void fermer(0))
  return fermer
}

await main()
