import { sql } from 'kysely'
import type { lirePlaces as Porte } from '#domain/dossiers/api-places.ts'
import type { Obstacle } from '#domain/dossiers/depart.ts'
import { peutCommencer } from '#domain/dossiers/droits.ts'
import { type Comptes, phrasesDesPlaces, refusDesLimites } from '#domain/dossiers/places.ts'
import type { Input, Reply } from '#domain/endpoint.ts'
import { heureLocale } from '#domain/heure.ts'
import { debutDePeriode } from '#domain/teleservices/periode.ts'
import type { Read, Write } from '../platform/context.ts'
import { lireParCode, type Teleservice } from '../teleservices/fiche.ts'

type Lecture = typeof Porte

/** What is left, to anybody; for an établissement, to those who act for it. */
export async function lirePlaces(ctx: Read, { params, query }: Input<Lecture>): Promise<Reply<Lecture>> {
  const teleservice = await lireParCode(ctx, params.code)
  const { limites } = teleservice.fiche
  if (!limites) return { phrases: [] }
  const uai = query.uai && peutCommencer(ctx.acteur, query.uai) ? query.uai : null
  return { phrases: phrasesDesPlaces(limites, await compterDepots(ctx, teleservice, uai)) }
}

/** Why the limits of this téléservice forbid one more; a family counts in the total, and in no établissement. */
export async function trouverLimite(
  ctx: Read | Write,
  teleservice: Teleservice,
  { uai, nom }: { uai: string; nom: string },
  sansCompte: boolean,
): Promise<Obstacle | undefined> {
  const { limites } = teleservice.fiche
  if (!limites) return undefined
  return refusDesLimites(limites, await compterDepots(ctx, teleservice, sansCompte ? null : uai), nom)
}

/** Deposits of one téléservice wait for each other when its total is limited: the last place is given once. */
export async function garderLesPlaces(ctx: Write, { id, fiche }: Teleservice): Promise<void> {
  if (fiche.limites?.total === undefined) return
  await sql`select pg_advisory_xact_lock(hashtextextended(${`places/${id}`}, 0))`.execute(ctx.db)
}

async function compterDepots(ctx: Read | Write, { id, ouverture }: Teleservice, uai: string | null): Promise<Comptes> {
  const debut = debutDePeriode(ouverture, heureLocale(ctx.now))
  const { total, siens } = await ctx.db
    .selectFrom('dossiers.dossier')
    .where('teleservice_id', '=', id)
    .where('etat', '=', 'depose')
    .where('depose_le', '>=', sql<string>`${debut}::timestamp at time zone 'Europe/Paris'`)
    .select(sql<number>`count(*)::int`.as('total'))
    .select(sql<number>`(count(*) filter (where uai = ${uai} and not sans_compte))::int`.as('siens'))
    .executeTakeFirstOrThrow()
  return { total, etablissement: uai === null ? null : siens }
}
