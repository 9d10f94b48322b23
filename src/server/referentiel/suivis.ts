import { sql } from 'kysely'
import { type Agent, estAgent } from '#domain/acteur.ts'
import type { Input, Reply } from '#domain/endpoint.ts'
import { interdit, introuvable } from '#domain/erreurs.ts'
import * as api from '#domain/referentiel/api-actions.ts'
import type { Read, Write } from '../platform/context.ts'
import { lireRegistre } from './registre.ts'
import { choisir, garderAction } from './selection.ts'
import { visibles } from './visibles.ts'

type Ensemble = typeof api.suivreEnsemble

/** Following is one's own: it changes nothing of the établissement, so the journal does not tell it. */
export async function suivreEnsemble(ctx: Write, { body }: Input<Ensemble>): Promise<Reply<Ensemble>> {
  const { id } = exigerAgent(ctx)
  const choisis = await choisir(ctx, body.liste, api.CHOISIS_MAX)
  const uais = choisis.map((c) => c.uai)
  const changes = body.suivre ? await commencer(ctx, id, uais) : await cesser(ctx, id, uais)
  const action = await garderAction(
    ctx,
    'suivi',
    body.suivre ? SUIVRE : 'Ne plus suivre',
    changes.map((uai) => ({ uai, objet: 0 })),
  )
  return {
    action,
    total: choisis.length,
    changes: changes.length,
    identiques: choisis.length - changes.length,
    refuses: [],
  }
}

/** What an action that began to follow is called: undoing it stops. */
export const SUIVRE = 'Suivre'

/** Gives those that were not followed yet. */
export async function commencer(ctx: Write, personne: number, uais: readonly string[]): Promise<string[]> {
  const { rows } = await sql<{ uai: string }>`
    insert into referentiel.suivi (personne_id, uai, depuis)
    select ${personne}::bigint, e.uai, ${ctx.now}::timestamptz from (${visibles(ctx).select('e.uai')}) e
    where e.uai = any(${[...uais]}::text[])
    on conflict do nothing returning uai`.execute(ctx.db)
  return rows.map((r) => r.uai)
}

/** Gives those that were followed. */
export async function cesser(ctx: Write, personne: number, uais: readonly string[]): Promise<string[]> {
  const { rows } = await sql<{ uai: string }>`
    delete from referentiel.suivi where personne_id = ${personne}::bigint and uai = any(${[...uais]}::text[])
    returning uai`.execute(ctx.db)
  return rows.map((r) => r.uai)
}

export async function lireSuivi(
  ctx: Read | Write,
  { params }: Input<typeof api.lireSuivi>,
): Promise<Reply<typeof api.lireSuivi>> {
  const { id } = exigerAgent(ctx)
  await exigerVu(ctx, params.uai)
  const suivi = await ctx.db
    .selectFrom('referentiel.suivi')
    .select('uai')
    .where('personne_id', '=', id)
    .where('uai', '=', params.uai)
    .executeTakeFirst()
  return { suivi: suivi !== undefined }
}

export async function suivre(ctx: Write, { params, body }: Input<typeof api.suivre>): Promise<{ suivi: boolean }> {
  const { id } = exigerAgent(ctx)
  await exigerVu(ctx, params.uai)
  await (body.suivi ? commencer(ctx, id, [params.uai]) : cesser(ctx, id, [params.uai]))
  return { suivi: body.suivi }
}

async function exigerVu(ctx: Read | Write, uai: string): Promise<void> {
  const vu = await visibles(ctx).select('e.uai').where('e.uai', '=', uai).executeTakeFirst()
  if (!vu) throw introuvable('Cet établissement n’existe pas, ou n’est pas dans votre périmètre.')
}

function exigerAgent({ acteur }: Read | Write): Agent {
  if (!estAgent(acteur)) throw interdit('Seuls les agents de la collectivité suivent des établissements.')
  return acteur
}

const NOUVELLES = 8

/** The latest changes of those that one follows and still sees, in words: which champs, by whom; never their values. */
export async function lireNouvelles(ctx: Read): Promise<Reply<typeof api.lireNouvelles>> {
  const { id } = exigerAgent(ctx)
  const miens = visibles(ctx).innerJoin('referentiel.suivi as s', 's.uai', 'e.uai').where('s.personne_id', '=', id)
  const { suivis } = await miens.select((eb) => eb.fn.countAll<number>().as('suivis')).executeTakeFirstOrThrow()
  const lignes = await miens
    .innerJoin('referentiel.changement as c', 'c.uai', 'e.uai')
    .select(['c.id', 'e.uai', 'e.nom', 'c.connu_le as le', 'c.champs', 'c.auteur', 'c.origine'])
    .orderBy('c.id', 'desc')
    .limit(NOUVELLES)
    .execute()
  const registre = new Map((await lireRegistre(ctx)).map((c) => [c.code, c.libelle]))
  return {
    suivis,
    elements: lignes.map(({ champs, ...l }) => ({
      ...l,
      champs: Object.keys((champs ?? {}) as object).flatMap((c) => registre.get(c) ?? []),
    })),
  }
}
