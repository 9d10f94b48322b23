import { sql } from 'kysely'
import { nomDe } from '#domain/acteur.ts'
import type { Input, Reply } from '#domain/endpoint.ts'
import { conflit, introuvable, invalide } from '#domain/erreurs.ts'
import type * as api from '#domain/referentiel/regroupement-api.ts'
import { journaliser } from '../journal/journaliser.ts'
import type { Write } from '../platform/context.ts'
import { exigerFusion } from './fusion-plan.ts'
import { lireUnRegroupement } from './regroupement-lecture.ts'

type Creation = typeof api.creerRegroupement

/** Groups établissements that keep their identity; what the system suggested of them is then settled. */
export async function creerRegroupement(ctx: Write, { body }: Input<Creation>): Promise<Reply<Creation>> {
  exigerFusion(ctx)
  const uais = body.membres.map((m) => m.uai)
  if (new Set(uais).size < uais.length)
    throw invalide('Un établissement n’entre qu’une fois.', [
      { champ: 'membres', message: 'Un établissement n’entre qu’une fois.' },
    ])
  if (body.membres.filter((m) => m.role === 'tete').length > 1)
    throw invalide('Un regroupement a une seule tête.', [
      { champ: 'membres', message: 'Un regroupement a une seule tête.' },
    ])
  await exigerConnus(ctx, uais)
  const { id } = await ctx.db
    .insertInto('referentiel.regroupement')
    .values({ genre: body.genre, nom: body.nom, cree_le: ctx.now.toISOString(), cree_par: nomDe(ctx.acteur) })
    .returning('id')
    .executeTakeFirstOrThrow()
  await ctx.db
    .insertInto('referentiel.regroupement_membre')
    .values(body.membres.map((m) => ({ ...m, regroupement_id: id, depuis: body.depuis })))
    .execute()
  await sql`delete from referentiel.rapprochement where genre = 'regroupement' and uais <@ ${uais}::text[]`.execute(
    ctx.db,
  )
  await journaliser(
    ctx,
    'regroupement_cree',
    { genre: 'regroupement', cle: String(id) },
    { nom: body.nom, membres: uais },
  )
  return lireUnRegroupement(ctx, id)
}

async function exigerConnus(ctx: Write, uais: string[]): Promise<void> {
  const connus = await ctx.db.selectFrom('referentiel.etablissement').select('uai').where('uai', 'in', uais).execute()
  const absents = uais.filter((u) => !connus.some((c) => c.uai === u))
  if (absents.length) throw introuvable(`${absents.join(', ')} : pas dans le référentiel.`)
}

/** Locks it, so that two agents do not add or remove the same member at once. */
export async function verrouillerRegroupement(ctx: Write, id: number): Promise<{ nom: string }> {
  const r = await ctx.db
    .selectFrom('referentiel.regroupement')
    .select(['nom', 'dissous_le'])
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  if (!r) throw introuvable('Ce regroupement n’existe pas.')
  if (r.dissous_le) throw conflit('regroupement_dissous', 'Ce regroupement est dissous : il ne change plus.')
  return r
}

type Modification = typeof api.modifierRegroupement

/** Dissolving it ends every membership that day; earlier years still add up. */
export async function modifierRegroupement(
  ctx: Write,
  { params: { id }, body }: Input<Modification>,
): Promise<Reply<Modification>> {
  exigerFusion(ctx)
  const { nom } = await verrouillerRegroupement(ctx, id)
  const { dissous_le, annonces, ...reste } = body
  if (Object.keys(body).length === 0) throw invalide('Indiquez ce qui change.')
  await ctx.db
    .updateTable('referentiel.regroupement')
    .set({ ...reste, dissous_le, annonces: annonces && JSON.stringify(annonces) })
    .where('id', '=', id)
    .execute()
  if (dissous_le)
    await sql`
      update referentiel.regroupement_membre set jusque = greatest(depuis, ${dissous_le}::date)
      where regroupement_id = ${id}::bigint and (jusque is null or jusque > ${dissous_le}::date)`.execute(ctx.db)
  await journaliser(
    ctx,
    'regroupement_modifie',
    { genre: 'regroupement', cle: String(id) },
    { nom: body.nom ?? nom, ...body },
  )
  return lireUnRegroupement(ctx, id)
}

type Ajout = typeof api.ajouterMembre

export async function ajouterMembre(ctx: Write, { params: { id }, body }: Input<Ajout>): Promise<Reply<Ajout>> {
  exigerFusion(ctx)
  const { nom } = await verrouillerRegroupement(ctx, id)
  await exigerConnus(ctx, [body.uai])
  const { rows } = await sql<{ uai: string; role: string }>`
    select uai, role from referentiel.regroupement_membre
    where regroupement_id = ${id}::bigint and (jusque is null or jusque >= ${body.depuis}::date)`.execute(ctx.db)
  if (rows.some((m) => m.uai === body.uai))
    throw conflit('deja_membre', 'Cet établissement en fait déjà partie à cette date.')
  if (body.role === 'tete' && rows.some((m) => m.role === 'tete'))
    throw conflit('tete_prise', 'Ce regroupement a déjà une tête.')
  await ctx.db
    .insertInto('referentiel.regroupement_membre')
    .values({ ...body, regroupement_id: id })
    .execute()
  await journaliser(
    ctx,
    'membre_ajoute',
    { genre: 'regroupement', cle: String(id), uai: body.uai },
    { nom, depuis: body.depuis },
  )
  return lireUnRegroupement(ctx, id)
}

type Sortie = typeof api.sortirMembre

/** `jusque` is its last day; earlier years still count it. */
export async function sortirMembre(ctx: Write, { params: { id, uai }, body }: Input<Sortie>): Promise<Reply<Sortie>> {
  exigerFusion(ctx)
  const { nom } = await verrouillerRegroupement(ctx, id)
  const membre = await ctx.db
    .selectFrom('referentiel.regroupement_membre')
    .select(['id', 'depuis'])
    .where('regroupement_id', '=', id)
    .where('uai', '=', uai)
    .where('jusque', 'is', null)
    .executeTakeFirst()
  if (!membre) throw introuvable('Cet établissement ne fait pas partie du regroupement.')
  if (body.jusque < membre.depuis)
    throw invalide('La sortie suit l’entrée.', [{ champ: 'jusque', message: 'Choisissez une date après l’entrée.' }])
  await ctx.db
    .updateTable('referentiel.regroupement_membre')
    .set({ jusque: body.jusque })
    .where('id', '=', membre.id)
    .execute()
  await journaliser(ctx, 'membre_sorti', { genre: 'regroupement', cle: String(id), uai }, { nom, jusque: body.jusque })
  return lireUnRegroupement(ctx, id)
}
