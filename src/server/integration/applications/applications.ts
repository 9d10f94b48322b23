import { randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import { nomDe } from '#domain/acteur.ts'
import type { Input, Reply } from '#domain/endpoint.ts'
import { conflit, introuvable, invalide } from '#domain/erreurs.ts'
import * as api from '#domain/integration/api-applications.ts'
import { journaliser } from '../../journal/journaliser.ts'
import type { Read, Write } from '../../platform/context.ts'
import { exigerLecture, exigerReglage } from '../acces.ts'
import { sourcesConnues } from '../connecteurs/reglage.ts'
import { empreinteDeCle } from './porte.ts'

const JOUR = 86_400_000

export async function listerApplications(ctx: Read): Promise<Reply<typeof api.listerApplications>> {
  exigerLecture(ctx)
  return { elements: await applications(ctx) }
}

/** Creates an application with its first key; the key is in this answer and nowhere else. */
export async function creerApplication(
  ctx: Write,
  { body }: Input<typeof api.creerApplication>,
): Promise<Reply<typeof api.creerApplication>> {
  exigerReglage(ctx)
  await verifierSources(ctx, body.sources)
  const creee = await ctx.db
    .insertInto('integration.application')
    .values({ ...body, cree_le: ctx.now.toISOString(), cree_par: nomDe(ctx.acteur) })
    .onConflict((oc) => oc.column('nom').doNothing())
    .returning('id')
    .executeTakeFirst()
  if (!creee) throw conflit('nom_pris', 'Une application porte déjà ce nom.')
  await noter(ctx, 'application_autorisee', creee.id, { nom: body.nom, sources: body.sources })
  return { id: creee.id, cle: await donnerCle(ctx, creee.id) }
}

export async function modifierApplication(
  ctx: Write,
  { params, body }: Input<typeof api.modifierApplication>,
): Promise<Reply<typeof api.modifierApplication>> {
  exigerReglage(ctx)
  const { nom } = await lireApplication(ctx, params.id)
  if (body.sources) await verifierSources(ctx, body.sources)
  if (body.sources || body.active !== undefined) {
    await ctx.db.updateTable('integration.application').set(body).where('id', '=', params.id).execute()
    await noter(ctx, 'application_modifiee', params.id, { nom, ...body })
  }
  const [application] = await applications(ctx, params.id)
  if (!application) throw introuvable('Cette application n’existe pas.')
  return application
}

/** A new key; the former ones still serve a week, time to change them in the application. */
export async function renouvelerCle(
  ctx: Write,
  { params }: Input<typeof api.renouvelerCle>,
): Promise<Reply<typeof api.renouvelerCle>> {
  exigerReglage(ctx)
  const { nom } = await lireApplication(ctx, params.id)
  const limite = new Date(ctx.now.getTime() + api.RECOUVREMENT_JOURS * JOUR).toISOString()
  await ctx.db
    .updateTable('integration.cle')
    .set({ expire_le: limite })
    .where('application', '=', params.id)
    .where('revoquee_le', 'is', null)
    .where((eb) => eb.or([eb('expire_le', 'is', null), eb('expire_le', '>', limite)]))
    .execute()
  const cle = await donnerCle(ctx, params.id)
  await noter(ctx, 'cle_donnee', params.id, { nom })
  return { cle }
}

export async function revoquerCle(ctx: Write, { params }: Input<typeof api.revoquerCle>): Promise<undefined> {
  exigerReglage(ctx)
  const { nom } = await lireApplication(ctx, params.id)
  const faite = await ctx.db
    .updateTable('integration.cle')
    .set({ revoquee_le: sql`coalesce(revoquee_le, ${ctx.now.toISOString()}::timestamptz)` })
    .where('id', '=', params.cle)
    .where('application', '=', params.id)
    .returning('debut')
    .executeTakeFirst()
  if (!faite) throw introuvable('Cette clé n’existe pas.')
  await noter(ctx, 'cle_revoquee', params.id, { nom, debut: faite.debut })
}

/** The row of an application, kept until the end of the act. Throws 404. */
export async function lireApplication(ctx: Read | Write, id: number): Promise<{ id: number; nom: string }> {
  const ligne = await ctx.db
    .selectFrom('integration.application')
    .select(['id', 'nom'])
    .where('id', '=', id)
    .executeTakeFirst()
  if (!ligne) throw introuvable('Cette application n’existe pas.')
  return ligne
}

async function donnerCle(ctx: Write, application: number): Promise<string> {
  const cle = `preau_${randomBytes(32).toString('base64url')}`
  await ctx.db
    .insertInto('integration.cle')
    .values({ application, empreinte: empreinteDeCle(cle), debut: cle.slice(0, 12), cree_le: ctx.now.toISOString() })
    .execute()
  return cle
}

async function applications(ctx: Read | Write, id?: number): Promise<api.Application[]> {
  const depuis = new Date(ctx.now.getTime() - 30 * JOUR).toISOString()
  const { rows } = await sql<api.Application>`
    select a.id, a.nom, a.sources, a.active, a.cree_le,
      coalesce((select json_agg(json_build_object('id', c.id, 'debut', c.debut, 'cree_le', c.cree_le, 'expire_le',
        c.expire_le, 'revoquee_le', c.revoquee_le, 'utilisee_le', c.utilisee_le) order by c.id desc)
        from integration.cle c where c.application = a.id), '[]') as cles,
      x.echanges, x.echecs, p.appairages, p.appairages_en_erreur
    from integration.application a
    cross join lateral (select count(*)::int as echanges, count(erreur)::int as echecs from integration.echange
      where application = a.id and le >= ${depuis}) x
    cross join lateral (select count(*)::int as appairages, count(*) filter (where etat = 'erreur')::int
      as appairages_en_erreur from integration.appairage where application = a.id) p
    where ${id === undefined ? sql`true` : sql`a.id = ${id}`} order by a.nom`.execute(ctx.db)
  return rows
}

async function verifierSources(ctx: Read | Write, sources: string[]): Promise<void> {
  const connues = await sourcesConnues(ctx)
  const inconnue = sources.find((s) => !connues.has(s))
  if (inconnue === undefined) return
  const message = `La source « ${inconnue} » n’existe pas.`
  throw invalide(message, [{ champ: 'sources', message }])
}

const noter = (
  ctx: Write,
  code: 'application_autorisee' | 'application_modifiee' | 'cle_donnee' | 'cle_revoquee',
  id: number,
  donnees: Record<string, unknown>,
) => journaliser(ctx, code, { genre: 'application', cle: String(id) }, donnees)
