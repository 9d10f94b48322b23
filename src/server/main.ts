import { annonce } from './annonce.ts'
import { lienPremierAdministrateur } from './comptes/premierAdministrateur.ts'
import { installerDemonstration } from './demonstration/demonstration.ts'
import { chargerDonnees } from './integration/chargement.ts'
import { deposerLivres } from './integration/livraison.ts'
import { DECOUPAGE, NOMENCLATURES } from './integration/sources.ts'
import { type Config, lireConfig } from './platform/config.ts'
import type { Kit } from './platform/context.ts'
import { startEmbedded } from './platform/embedded.ts'
import { createLogger } from './platform/http.ts'
import { migrer } from './platform/migrate.ts'
import { createServer, type Server } from './server.ts'

type Closing = { close(): Promise<void> }

/** Starts everything in order, says where it is, and stops everything on a signal. */
async function main(): Promise<void> {
  const ouverts: Closing[] = []
  const fermer = fermeture(ouverts)
  try {
    const config = lireConfig()
    const url = await ouvrirBase(config, ouverts)
    await migrer(url.proprietaire)
    const serveur = await createServer(config, url.application, createLogger(config))
    ouverts.push(serveur)
    await preparer(serveur.kit)
    await ecouter(serveur, config)
    dire(annonce(config, await lienPremierAdministrateur(serveur.kit)))
    if (config.sourcesLivrees) await livrer(serveur.kit)
  } catch (erreur) {
    await fermer(1, erreur)
  }
}

/** Loads what is missing: reference data always, the établissements and the invented people for the demonstration. */
async function preparer(kit: Kit): Promise<void> {
  if (!kit.config.demonstration) {
    await refuserDemonstrationEnProduction(kit)
    await chargerDonnees(kit, { sources: [NOMENCLATURES, DECOUPAGE] })
    return
  }
  const charges = await chargerDonnees(kit)
  for (const { source, execution } of charges) if (execution !== null) dire(`Données chargées : ${source}.`)
  await installerDemonstration(kit, dire)
}

/** After the opening: these imports take minutes, and nobody waits for them. */
async function livrer(kit: Kit): Promise<void> {
  const deposes = await deposerLivres(kit)
  if (deposes.length > 0)
    dire(`Indicateurs et effectifs : ${deposes.length} fichiers s’importent, à suivre dans « Intégrations ».`)
}

/** Its password is known to all: a database that holds it must not be opened to the world by mistake. */
async function refuserDemonstrationEnProduction({ config, db }: Kit): Promise<void> {
  if (!config.production) return
  const fictive = await db
    .selectFrom('comptes.personne')
    .select('id')
    .where('fictive', '=', true)
    .limit(1)
    .executeTakeFirst()
  if (fictive)
    throw new Error(
      'Cette base contient la démonstration, dont le mot de passe est public : utilisez une autre base (DATABASE_URL ou PREAU_DOSSIER), ou demandez-la par son nom avec PREAU_DEMONSTRATION=oui.',
    )
}

const dire = (texte: string) => void process.stdout.write(`${texte}\n`)

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
      throw new Error(
        `Le port ${config.port} est déjà pris : arrêtez l’autre programme ou choisissez-en un autre avec PORT=3001 npm start.`,
        { cause },
      )
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
