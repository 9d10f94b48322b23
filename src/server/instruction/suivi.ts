import { sql } from 'kysely'
import { conflit, introuvable } from '#domain/erreurs.ts'
import { ACTES_DU_SUIVI, phraseDeja } from '#domain/instruction/deja.ts'
import { peutInstruire } from '#domain/instruction/droits.ts'
import { type Guide, SensDecision, statutInitial } from '#domain/instruction/guide.ts'
import type { Etat } from '#domain/instruction/mouvements.ts'
import { statutPublic } from '#domain/instruction/vue.ts'
import { type DossierTrouve, trouverDossier } from '../dossiers/visibles.ts'
import type { Read, Write } from '../platform/context.ts'
import { lireGuideDuJour, lireGuides } from './guides.ts'
import { serviceDuDepot } from './orientation.ts'
import { type DossierDepose, ouvrirInstruction } from './ouverture.ts'

export type Depose = DossierTrouve & DossierDepose & { numero: string }

/** Where a deposited dossier stands. */
export type Suivi = {
  dossier: Depose
  guide: Guide
  etape: string
  statut: string
  qui_agit: string
  depuis: string
  statut_public: string
  depuis_public: string
  termine: boolean
  echeance: string | null
  affecte_a: number | null
  service_id: number | null
  revision: number
}

/** The deposited dossier of this clé; 404 when it may not be known, 409 when it is still a draft. */
export async function trouverDepose(ctx: Read | Write, cle: string): Promise<Depose> {
  const { numero, depose_le, ...dossier } = await trouverDossier(ctx, cle)
  if (dossier.etat !== 'depose' || numero === null || depose_le === null)
    throw conflit('dossier_non_depose', 'Ce dossier n’est pas encore déposé.')
  return { ...dossier, numero, depose_le }
}

/** The same for who instructs; for others what agents keep of it does not exist. */
export async function trouverPourAgents(ctx: Read | Write, cle: string): Promise<Depose> {
  const dossier = await trouverDepose(ctx, cle)
  if (!peutInstruire(ctx.acteur)) throw introuvable('Cette page n’existe pas, ou ne vous est pas ouverte.')
  return dossier
}

/** As the guide would open it, when the job that follows the deposit has not run yet. */
export async function lireSuivi(ctx: Read | Write, dossier: Depose): Promise<Suivi> {
  const ligne = await lignes(ctx, dossier.id).executeTakeFirst()
  if (ligne) return avecGuide(ctx, dossier, ligne)
  const guide = await lireGuideDuJour(ctx, dossier.teleservice_id)
  const initial = statutInitial(guide)
  return {
    dossier,
    guide,
    etape: guide.etapes[0]?.code ?? '',
    statut: initial.code,
    qui_agit: initial.qui_agit,
    depuis: dossier.depose_le,
    statut_public: statutPublic(guide, initial.code).code,
    depuis_public: dossier.depose_le,
    termine: false,
    echeance: null,
    affecte_a: null,
    service_id: await serviceDuDepot(ctx, dossier.id),
    revision: 0,
  }
}

/** Holds where a dossier stands until the end of the transaction; opens its instruction first if the job has not. */
export async function verrouillerSuivi(ctx: Write, cle: string): Promise<Suivi> {
  const dossier = await trouverDepose(ctx, cle)
  const ouvert = await lignes(ctx, dossier.id).forUpdate().executeTakeFirst()
  if (ouvert) return avecGuide(ctx, dossier, ouvert)
  await ouvrirInstruction(ctx, dossier)
  return avecGuide(ctx, dossier, await lignes(ctx, dossier.id).forUpdate().executeTakeFirstOrThrow())
}

const lignes = (ctx: Read | Write, dossierId: number) =>
  ctx.db
    .selectFrom('instruction.suivi as s')
    .where('s.dossier_id', '=', dossierId)
    .select(['s.guide_id', 's.etape', 's.statut', 's.qui_agit', 's.depuis', 's.statut_public', 's.depuis_public'])
    .select(['s.termine', 's.echeance', 's.affecte_a', 's.service_id', 's.revision'])

type Ligne = Awaited<ReturnType<ReturnType<typeof lignes>['executeTakeFirstOrThrow']>>

async function avecGuide(ctx: Read | Write, dossier: Depose, { guide_id, ...ligne }: Ligne): Promise<Suivi> {
  const guide = (await lireGuides(ctx, [guide_id])).get(guide_id)
  if (!guide) throw new Error(`Guide ${guide_id} is missing.`)
  return { dossier, guide, ...ligne }
}

/** What the rules of moves need to know; `demandes` are those still open. */
export async function lireEtat(ctx: Read | Write, suivi: Suivi): Promise<Etat & { decision_id: number | null }> {
  const { id } = suivi.dossier
  const demandes = await ctx.db
    .selectFrom('instruction.demande_piece')
    .where('dossier_id', '=', id)
    .where('etat', '=', 'attendue')
    .select('libelle')
    .orderBy('id')
    .execute()
  const decision = await ctx.db
    .selectFrom('instruction.decision')
    .where('dossier_id', '=', id)
    .where('annulee_le', 'is', null)
    .select(['id', 'sens', 'notifiee_le'])
    .executeTakeFirst()
  return {
    guide: suivi.guide,
    statut: suivi.statut,
    pieces_attendues: demandes.map((d) => d.libelle),
    decision: decision ? { sens: SensDecision.parse(decision.sens), notifiee: decision.notifiee_le !== null } : null,
    decision_id: decision?.id ?? null,
  }
}

/** Refuses to act on a page that shows an older state, saying who went first, what they did and when. */
export async function exigerRevision(ctx: Write, { dossier, revision }: Suivi, attendue: number): Promise<void> {
  if (attendue === revision) return
  const dernier = await ctx.db
    .selectFrom('journal.acte')
    .where('objet_genre', '=', 'dossier')
    .where('objet_cle', '=', dossier.cle)
    .where('code', '=', sql<string>`any(${ACTES_DU_SUIVI}::text[])`)
    .select(['code', 'acteur_nom as acteur', 'le'])
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst()
  const phrase = dernier ? phraseDeja(dernier, ctx.now) : 'Le dossier a changé depuis l’affichage de cette page.'
  throw conflit('deja_fait', `${phrase} Rechargez la page pour voir où il en est.`)
}
