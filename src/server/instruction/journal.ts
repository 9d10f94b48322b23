import { sql } from 'kysely'
import type { Input, Reply } from '#domain/endpoint.ts'
import { interdit, introuvable } from '#domain/erreurs.ts'
import type * as api from '#domain/instruction/api.ts'
import { peutLireJournal } from '#domain/instruction/droits.ts'
import { trouverDossier } from '../dossiers/visibles.ts'
import { lireJournal } from '../journal/lire.ts'
import type { Read } from '../platform/context.ts'
import { visibles as etablissementsVisibles } from '../referentiel/visibles.ts'

type DuDossier = typeof api.lireJournalDossier
type DeLEtablissement = typeof api.lireJournalEtablissement

export async function lireJournalDossier(ctx: Read, { params, query }: Input<DuDossier>): Promise<Reply<DuDossier>> {
  const { cle } = await trouverDossier(ctx, params.cle)
  exigerLecteur(ctx)
  return lireJournal(ctx, { objet: { genre: 'dossier', cle } }, query)
}

export async function lireJournalEtablissement(
  ctx: Read,
  { params, query }: Input<DeLEtablissement>,
): Promise<Reply<DeLEtablissement>> {
  const uai = params.uai.toUpperCase()
  const connu = await etablissementsVisibles(ctx).where('e.uai', '=', uai).select('e.uai').executeTakeFirst()
  if (!connu) throw introuvable('Cet établissement n’existe pas, ou vous n’y avez pas accès.')
  exigerLecteur(ctx)
  // A draft is its établissement's business until it is deposited.
  const parmi = sql<boolean>`(objet_genre <> 'dossier' or objet_cle in (
    select cle from dossiers.dossier where uai = ${uai} and etat = 'depose'))`
  return lireJournal(ctx, { uai, parmi }, query)
}

function exigerLecteur({ acteur }: Read): void {
  if (!peutLireJournal(acteur)) throw interdit('Le journal est réservé aux agents.')
}
