import { createHash } from 'node:crypto'
import type { FastifyRequest } from 'fastify'
import { interdit, introuvable, Refus } from '#domain/erreurs.ts'
import { importerFichier, lireExecution, listerRejets } from '#domain/integration/api.ts'
import type { Kit } from '../../platform/context.ts'
import { type App, PREFIXE } from '../../platform/doors.ts'
import { consigner } from './echanges.ts'

/** The application behind a request. */
type Entrante = { application: number; nom: string; source: string | null }

const PORTES = {
  envoyer: `POST ${PREFIXE}${importerFichier.path}`,
  suivre: [`GET ${PREFIXE}${lireExecution.path}`, `GET ${PREFIXE}${listerRejets.path}`],
}
/** Use is written at most once a minute and key: a client that polls does not write at each call. */
const PAS = 60_000

export const empreinteDeCle = (cle: string): string => createHash('sha256').update(cle).digest('hex')

/**
 * Lets applications in with `Authorization: Bearer`: they send files of the sources that were given to them and follow
 * those runs and their rows put aside, nothing else. Each call leaves a line in the journal of exchanges, refused ones too.
 */
export function ouvrirAuxApplications({ fastify, kit }: App): void {
  const entrantes = new WeakMap<FastifyRequest, Entrante>()
  fastify.addHook('onRequest', async (request) => {
    const cle = /^Bearer +(\S+)$/i.exec(request.headers.authorization ?? '')?.[1]
    if (cle === undefined || !request.url.startsWith(`${PREFIXE}/`)) return
    const application = await reconnaitre(kit, cle, request, entrantes)
    await autoriser(kit, request, application)
    // To the engine an application is a machine: what it may do has been said just above, door by door.
    request.acteur = { genre: 'systeme', nom: application.nom }
  })
  fastify.addHook('onSend', async (request, reply, payload) => {
    const entrante = entrantes.get(request)
    if (!entrante) return payload
    const corps = lire(payload)
    const echec = reply.statusCode >= 400
    await consigner(kit.db, new Date(), [
      {
        sens: 'entrant',
        application: entrante.application,
        source: entrante.source,
        tache: `${request.method} ${request.url.split('?')[0]}`,
        reponse: reply.statusCode,
        erreur: echec ? (corps.detail ?? `Réponse ${reply.statusCode}`) : null,
        ordre: request.id,
        execution: !echec && typeof corps.id === 'number' ? corps.id : null,
        duree_ms: Math.round(reply.elapsedTime),
      },
    ]).catch((err: unknown) => request.log.error({ err }, 'échange non consigné'))
    return payload
  })
}

type Connue = { id: number; nom: string; sources: string[] }

async function reconnaitre(
  kit: Kit,
  cle: string,
  request: FastifyRequest,
  entrantes: WeakMap<FastifyRequest, Entrante>,
): Promise<Connue> {
  const maintenant = new Date()
  const trouvee = await kit.db
    .selectFrom('integration.cle as c')
    .innerJoin('integration.application as a', 'a.id', 'c.application')
    .select(['c.id as cle', 'a.id', 'a.nom', 'a.sources', 'a.active', 'c.expire_le', 'c.revoquee_le', 'c.utilisee_le'])
    .where('c.empreinte', '=', empreinteDeCle(cle))
    .executeTakeFirst()
  if (!trouvee) throw refusee('Cette clé d’application est inconnue.')
  entrantes.set(request, { application: trouvee.id, nom: trouvee.nom, source: sourceDe(request) })
  if (trouvee.revoquee_le) throw refusee('Cette clé d’application a été révoquée.')
  if (trouvee.expire_le && Date.parse(trouvee.expire_le) <= maintenant.getTime())
    throw refusee('Cette clé d’application a expiré : utilisez la nouvelle.')
  if (!trouvee.active) throw refusee('Cette application est suspendue.')
  if (!trouvee.utilisee_le || maintenant.getTime() - Date.parse(trouvee.utilisee_le) > PAS)
    await kit.db
      .updateTable('integration.cle')
      .set({ utilisee_le: maintenant.toISOString() })
      .where('id', '=', trouvee.cle)
      .execute()
  return trouvee
}

async function autoriser(kit: Kit, request: FastifyRequest, { sources }: Connue): Promise<void> {
  const porte = `${request.method} ${request.routeOptions.url}`
  if (porte === PORTES.envoyer) {
    if (sources.includes(sourceDe(request) ?? '')) return
    throw interdit('Cette clé n’est pas autorisée à envoyer cette source.')
  }
  if (!PORTES.suivre.includes(porte))
    throw interdit('Une clé d’application envoie des fichiers et suit ses imports, rien d’autre.')
  const id = Number((request.params as { id?: string }).id)
  const execution = Number.isSafeInteger(id)
    ? await kit.db.selectFrom('integration.execution').select('source').where('id', '=', id).executeTakeFirst()
    : undefined
  if (!execution || !sources.includes(execution.source)) throw introuvable('Cet import n’existe pas.')
}

const sourceDe = (request: FastifyRequest): string | null => {
  const { source } = request.params as { source?: string }
  return source?.slice(0, 61) ?? null
}

const refusee = (message: string): Refus => new Refus(401, 'cle_refusee', message)

function lire(payload: unknown): { id?: unknown; detail?: string } {
  if (typeof payload !== 'string') return {}
  try {
    return JSON.parse(payload) ?? {}
  } catch {
    return {}
  }
}
