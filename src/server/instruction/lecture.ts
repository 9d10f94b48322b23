import { sql } from 'kysely'
import { jsonArrayFrom } from 'kysely/helpers/postgres'
import { Analyse } from '#domain/dossiers/analyse.ts'
import type { Input, Reply } from '#domain/endpoint.ts'
import { Format } from '#domain/formulaire/types/piece.ts'
import { actionsPossibles } from '#domain/instruction/actions.ts'
import type * as api from '#domain/instruction/api.ts'
import { type Vue, vueDe } from '#domain/instruction/droits.ts'
import { SensDecision } from '#domain/instruction/guide.ts'
import { ligneVue } from '#domain/instruction/histoire.ts'
import { estEnRetard } from '#domain/instruction/retard.ts'
import { type Decision, type DemandeDePiece, LIBELLES_DECISIONS } from '#domain/instruction/suivi.ts'
import { statutVu } from '#domain/instruction/vue.ts'
import type { Read, Write } from '../platform/context.ts'
import { enPassages, type PassageLu } from './historique.ts'
import { lireOrientations, SANS_ORIENTATION } from './orientation.ts'
import { lireSuivi, type Suivi, trouverDepose } from './suivi.ts'

type Lire = typeof api.lireInstruction

/** Where a dossier stands and what the reader may do there; a constant number of queries. */
export async function lireInstruction(ctx: Read | Write, { params }: Input<Lire>): Promise<Reply<Lire>> {
  const suivi = await lireSuivi(ctx, await trouverDepose(ctx, params.cle))
  const { dossier, guide } = suivi
  const vue = vueDe(ctx.acteur)
  const demandes = await listerDemandes(ctx, dossier.id)
  const decisions = await listerDecisions(ctx, dossier.id)
  const passages = await listerPassages(ctx, dossier.id)
  const attendues = demandes.filter((d) => d.etat === 'attendue')
  const enVigueur = decisions.find((d) => d.annulee_le === null) ?? null
  const etat = {
    guide,
    statut: suivi.statut,
    pieces_attendues: attendues.map((d) => d.libelle),
    decision: enVigueur && { sens: enVigueur.sens, notifiee: enVigueur.notifiee_le !== null },
  }
  const atteints = enAtteints(passages, decisions, suivi)
  const { statut, depuis } = vue === 'agent' ? suivi : { statut: suivi.statut_public, depuis: suivi.depuis_public }
  return {
    cle: dossier.cle,
    numero: dossier.numero,
    revision: suivi.revision,
    vue,
    ligne: ligneVue(guide, atteints, statut, vue),
    statut: statutVu(guide, statut, vue),
    depuis,
    echeance: suivi.echeance,
    en_retard: vue === 'agent' && estEnRetard(suivi, ctx.now),
    affecte_a: vue === 'agent' ? await lireAffecte(ctx, suivi) : null,
    ...(vue === 'agent' ? await lireOrientations(ctx, dossier.id, suivi.service_id) : SANS_ORIENTATION),
    actions: actionsPossibles(
      ctx.acteur,
      dossier,
      etat,
      attendues.map((d) => ({ libelle: d.libelle, fichiers: d.pieces.length })),
    ),
    historique: enPassages(guide, atteints, vue),
    demandes_de_pieces: demandes,
    decision: vue === 'agent' || enVigueur?.notifiee_le ? enVigueur && enDecision(enVigueur, vue) : null,
    decisions_annulees: vue === 'agent' ? decisions.filter((d) => d.annulee_le !== null) : [],
  }
}

async function listerDemandes(ctx: Read | Write, dossierId: number): Promise<DemandeDePiece[]> {
  const lignes = await ctx.db
    .selectFrom('instruction.demande_piece as m')
    .innerJoin('comptes.personne as a', 'a.id', 'm.demandee_par')
    .where('m.dossier_id', '=', dossierId)
    .select(['m.id', 'm.libelle', 'm.commentaire', 'm.etat', 'm.avant_le', 'm.demandee_le', 'm.close_le'])
    .select(['a.prenom', 'a.nom'])
    .select((eb) =>
      jsonArrayFrom(
        eb
          .selectFrom('dossiers.piece as p')
          .whereRef('p.dossier_id', '=', 'm.dossier_id')
          .where('p.champ', '=', sql<string>`'demande:' || m.id`)
          .where('p.retiree_le', 'is', null)
          .select([sql<string>`p.id::text`.as('id'), 'p.nom', 'p.type', 'p.taille', 'p.ajoutee_le'])
          .select(['p.format', 'p.antivirus'])
          .orderBy('p.id'),
      ).as('pieces'),
    )
    .orderBy('m.id')
    .execute()
  return lignes.map(({ prenom, nom, etat, pieces, ...d }) => ({
    ...d,
    // Inside JSON, PostgreSQL writes instants its own way.
    pieces: pieces.map((p) => ({
      ...p,
      format: Format.parse(p.format),
      antivirus: Analyse.parse(p.antivirus),
      ajoutee_le: new Date(p.ajoutee_le).toISOString(),
    })),
    etat: etat === 'recue' ? 'recue' : etat === 'annulee' ? 'annulee' : 'attendue',
    demandee_par: `${prenom} ${nom}`,
  }))
}

async function listerDecisions(ctx: Read | Write, dossierId: number): Promise<Decision[]> {
  const lignes = await ctx.db
    .selectFrom('instruction.decision as x')
    .innerJoin('comptes.personne as a', 'a.id', 'x.decidee_par')
    .where('x.dossier_id', '=', dossierId)
    .select(['x.id', 'x.sens', 'x.montant', 'x.motif', 'x.decidee_le', 'x.notifiee_le', 'x.annulee_le'])
    .select(['a.prenom', 'a.nom'])
    .orderBy('x.id', 'desc')
    .execute()
  return lignes.map(({ prenom, nom, sens: brut, ...d }) => {
    const sens = SensDecision.parse(brut)
    return { ...d, sens, libelle: LIBELLES_DECISIONS[sens], decidee_par: `${prenom} ${nom}` }
  })
}

const enDecision = (d: Decision, vue: Vue): Decision => (vue === 'agent' ? d : { ...d, decidee_par: null })

const listerPassages = (ctx: Read | Write, dossierId: number) =>
  ctx.db
    .selectFrom('instruction.passage')
    .where('dossier_id', '=', dossierId)
    .select(['id', 'de_statut', 'vers_statut', 'sens', 'motif', 'auteur_nom', 'le'])
    .orderBy('id')
    .execute()

/** Each passage with whether the decision it carries, taken at that same instant, was notified. */
function enAtteints(
  passages: Awaited<ReturnType<typeof listerPassages>>,
  decisions: Decision[],
  { statut, depuis }: Suivi,
): PassageLu[] {
  const notifiees = new Set(decisions.flatMap((d) => (d.notifiee_le ? [d.decidee_le] : [])))
  const lus = passages.map(({ vers_statut, de_statut, auteur_nom, ...p }) => ({
    ...p,
    statut: vers_statut,
    de: de_statut,
    auteur: auteur_nom,
    notifie: notifiees.has(p.le),
  }))
  if (lus.length) return lus
  return [{ id: 0, statut, le: depuis, notifie: false, de: null, sens: 'ouverture', motif: '', auteur: 'Préau' }]
}

async function lireAffecte(ctx: Read | Write, { affecte_a }: Suivi) {
  if (affecte_a === null) return null
  const a = await ctx.db
    .selectFrom('comptes.personne')
    .where('id', '=', affecte_a)
    .select(['id', 'prenom', 'nom', 'fonction'])
    .executeTakeFirstOrThrow()
  return { id: a.id, nom: `${a.prenom} ${a.nom}`, fonction: a.fonction }
}
