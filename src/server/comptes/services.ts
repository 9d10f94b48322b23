import { sql } from 'kysely'
import { jsonArrayFrom } from 'kysely/helpers/postgres'
import { estAgent } from '#domain/acteur.ts'
import type * as api from '#domain/comptes/api-services.ts'
import { peutGererComptes } from '#domain/comptes/droits.ts'
import type { Input, Reply } from '#domain/endpoint.ts'
import { interdit, introuvable, invalide } from '#domain/erreurs.ts'
import { journaliser } from '../journal/journaliser.ts'
import type { Read, Write } from '../platform/context.ts'

type Liste = typeof api.listerServices
type Creation = typeof api.creerService
type Modification = typeof api.modifierService
type Membres = typeof api.poserMembres

/** All services, those that are closed last: agents orient to them, forms name them. */
export async function listerServices(ctx: Read): Promise<Reply<Liste>> {
  if (!estAgent(ctx.acteur)) throw introuvable('Cette page n’existe pas, ou ne vous est pas ouverte.')
  const lignes = await services(ctx).orderBy(sql`s.ferme_le is not null`).orderBy(sql`lower(s.nom)`).execute()
  return { elements: lignes }
}

export async function creerService(ctx: Write, { body }: Pick<Input<Creation>, 'body'>): Promise<Reply<Creation>> {
  exigerGestion(ctx)
  await exigerNomLibre(ctx, body.nom)
  const { id } = await ctx.db
    .insertInto('comptes.service')
    .values({ nom: body.nom, cree_le: ctx.now.toISOString() })
    .returning('id')
    .executeTakeFirstOrThrow()
  await journaliser(ctx, 'service_cree', { genre: 'service', cle: String(id) }, { nom: body.nom })
  return lireService(ctx, id)
}

/** A name left behind stays known, unless another service takes it: the forms that say it still find this one. */
export async function modifierService(ctx: Write, { params, body }: Input<Modification>): Promise<Reply<Modification>> {
  exigerGestion(ctx)
  const avant = await verrouiller(ctx, params.id)
  const nom = body.nom ?? avant.nom
  const ferme = body.ferme ?? avant.ferme_le !== null
  if (!ferme) await exigerNomLibre(ctx, nom, params.id)
  const anciens = new Set([...avant.anciens_noms, avant.nom.toLowerCase()])
  anciens.delete(nom.toLowerCase())
  const apres = {
    nom,
    anciens_noms: [...anciens],
    ferme_le: ferme ? (avant.ferme_le ?? ctx.now.toISOString()) : null,
  }
  if (nom === avant.nom && ferme === (avant.ferme_le !== null)) return lireService(ctx, params.id)
  await ctx.db.updateTable('comptes.service').set(apres).where('id', '=', params.id).execute()
  const donnees = { nom, avant: avant.nom, ferme }
  await journaliser(ctx, 'service_modifie', { genre: 'service', cle: String(params.id) }, donnees)
  return lireService(ctx, params.id)
}

/** Replaces the members; all must be agents in service. */
export async function poserMembres(ctx: Write, { params, body }: Input<Membres>): Promise<Reply<Membres>> {
  exigerGestion(ctx)
  await verrouiller(ctx, params.id)
  const personnes = [...new Set(body.personnes)]
  const agents = await ctx.db
    .selectFrom('comptes.personne')
    .select('id')
    .where('id', '=', sql<number>`any(${personnes}::bigint[])`)
    .where('role', 'in', ['agent', 'administrateur'])
    .where('active', '=', true)
    .execute()
  if (agents.length < personnes.length)
    throw invalide('Un service ne réunit que des agents de la collectivité.', [
      { champ: 'personnes', message: 'Choisissez des agents de la liste.' },
    ])
  const avant = (await lireService(ctx, params.id)).membres.map((m) => m.id)
  if (avant.length === personnes.length && avant.every((id) => personnes.includes(id)))
    return lireService(ctx, params.id)
  await ctx.db.deleteFrom('comptes.membre').where('service_id', '=', params.id).execute()
  if (personnes.length > 0)
    await ctx.db
      .insertInto('comptes.membre')
      .values(personnes.map((personne_id) => ({ service_id: params.id, personne_id })))
      .execute()
  const service = await lireService(ctx, params.id)
  const objet = { genre: 'service', cle: String(params.id) }
  await journaliser(ctx, 'membres_changes', objet, { nom: service.nom, avant, apres: personnes })
  return service
}

const services = (ctx: Read | Write) =>
  ctx.db.selectFrom('comptes.service as s').select((eb) => [
    's.id',
    's.nom',
    's.anciens_noms',
    sql<boolean>`s.ferme_le is not null`.as('ferme'),
    jsonArrayFrom(
      eb
        .selectFrom('comptes.membre as m')
        .innerJoin('comptes.personne as p', 'p.id', 'm.personne_id')
        .whereRef('m.service_id', '=', 's.id')
        .where('p.active', '=', true)
        .select(['p.id', sql<string>`p.prenom || ' ' || p.nom`.as('nom'), 'p.fonction'])
        .orderBy('p.nom')
        .orderBy('p.prenom'),
    ).as('membres'),
  ])

async function lireService(ctx: Read | Write, id: number) {
  const service = await services(ctx).where('s.id', '=', id).executeTakeFirst()
  if (!service) throw introuvable('Ce service n’existe pas.')
  return service
}

async function verrouiller(ctx: Write, id: number) {
  const service = await ctx.db
    .selectFrom('comptes.service')
    .select(['nom', 'anciens_noms', 'ferme_le'])
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  if (!service) throw introuvable('Ce service n’existe pas.')
  return service
}

/** The unique index holds it too: two administrators at once are told in the same words by the second try. */
async function exigerNomLibre(ctx: Write, nom: string, sauf = 0): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`service/${nom.toLowerCase()}`}, 0))`.execute(ctx.db)
  const pris = await ctx.db
    .selectFrom('comptes.service')
    .select('id')
    .where(sql`lower(nom)`, '=', nom.toLowerCase())
    .where('ferme_le', 'is', null)
    .where('id', '<>', sauf)
    .executeTakeFirst()
  if (!pris) return
  const message = 'Un service ouvert porte déjà ce nom.'
  throw invalide(message, [{ champ: 'nom', message }])
}

function exigerGestion(ctx: Write): void {
  if (!peutGererComptes(ctx.acteur)) throw interdit('Seul un administrateur peut gérer les services.')
}
