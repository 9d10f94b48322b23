import { createHash, randomBytes } from 'node:crypto'
import { parseCookies } from 'better-auth/cookies'
import type { FastifyRequest } from 'fastify'
import { type Acteur, ANONYME } from '#domain/acteur.ts'
import type { Definition } from '#domain/formulaire/definition.ts'
import { contextOf, type Kit, type Write } from '../platform/context.ts'
import { lireDefinition } from '../teleservices/versions.ts'

const COOKIE = 'preau.suivi'
const DUREE_S = 12 * 3600

const empreinteDe = (jeton: string): string => createHash('sha256').update(jeton).digest('base64url')

/** Opens on this browser the one dossier of this person, for twelve hours. */
export async function ouvrirSession(ctx: Write, personne_id: number): Promise<void> {
  const jeton = randomBytes(32).toString('base64url')
  const expire_le = new Date(ctx.now.getTime() + DUREE_S * 1000).toISOString()
  await ctx.db
    .insertInto('horscompte.session')
    .values({ jeton: empreinteDe(jeton), personne_id, expire_le })
    .execute()
  ctx.poserCookie?.(cookie(ctx.kit, jeton, DUREE_S))
}

/** Closes it, on every browser. */
export async function fermerSessions(ctx: Write, personne_id: number): Promise<void> {
  await ctx.db.deleteFrom('horscompte.session').where('personne_id', '=', personne_id).execute()
  ctx.poserCookie?.(cookie(ctx.kit, '', 0))
}

function cookie({ config }: Kit, valeur: string, duree: number): string {
  const sur = config.adresse.startsWith('https:') ? '; Secure' : ''
  return `${COOKIE}=${valeur}; Path=/api; HttpOnly; SameSite=Lax; Max-Age=${duree}${sur}`
}

/** Says who follows a dossier without account; a person who has signed in stays themselves. */
export function reconnaitreDemandeur(kit: Kit) {
  return async (request: FastifyRequest): Promise<void> => {
    if (request.acteur?.genre !== 'anonyme' || !request.url.startsWith('/api/')) return
    const jeton = request.headers.cookie && parseCookies(request.headers.cookie).get(COOKIE)
    if (jeton) request.acteur = await demandeurDe(kit, jeton)
  }
}

async function demandeurDe(kit: Kit, jeton: string): Promise<Acteur> {
  const now = new Date()
  const ligne = await kit.db
    .selectFrom('horscompte.session as s')
    .innerJoin('horscompte.acces as a', 'a.personne_id', 's.personne_id')
    .innerJoin('comptes.personne as p', 'p.id', 'a.personne_id')
    .innerJoin('dossiers.dossier as d', 'd.id', 'a.dossier_id')
    .select(['p.id', 'p.nom', 'p.prenom', 'p.courriel', 'd.etat', 'd.version_id'])
    .where('s.jeton', '=', empreinteDe(jeton))
    .where('s.expire_le', '>', now.toISOString())
    .where('d.etat', '<>', 'abandonne')
    .executeTakeFirst()
  if (!ligne) return ANONYME
  const { etat, version_id, ...personne } = ligne
  const remplit = etat === 'brouillon'
  const nomenclatures = remplit ? nomenclaturesDe(await lireDefinition(contextOf(kit, ANONYME, now), version_id)) : []
  return { genre: 'demandeur', ...personne, remplit, nomenclatures }
}

/** Those that the form proposes, its blocs included. */
function nomenclaturesDe(definition: Definition): string[] {
  const champs = definition.etapes.flatMap((e) => e.champs)
  return champs
    .flatMap((c) => (c.type === 'bloc_repetable' ? [c, ...c.champs] : [c]))
    .flatMap((c) => (c.type === 'nomenclature' ? [c.nomenclature] : []))
}
