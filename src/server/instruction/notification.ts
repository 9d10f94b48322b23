import type { Input, Reply } from '#domain/endpoint.ts'
import { conflit, introuvable } from '#domain/erreurs.ts'
import { jourLocal } from '#domain/heure.ts'
import type * as api from '#domain/instruction/api.ts'
import { SensDecision } from '#domain/instruction/guide.ts'
import { type DonneesLettre, lettreDeNotification } from '#domain/instruction/lettre.ts'
import { avanceVersNotifie, NOTIFIE, obstaclesNotification } from '#domain/instruction/mouvements.ts'
import { quiAgitEnPublic, statutPublic } from '#domain/instruction/vue.ts'
import { journaliser } from '../journal/journaliser.ts'
import type { Read, Write } from '../platform/context.ts'
import type { Download } from '../platform/doors.ts'
import { composerPdf } from '../platform/pdf.ts'
import { lireEtablissement } from '../teleservices/connus.ts'
import { lireParId } from '../teleservices/fiche.ts'
import { exigerDecideur } from './agent.ts'
import { lireInstruction } from './lecture.ts'
import { passer } from './passer.ts'
import { lireEtat, type Suivi, trouverDepose, verrouillerSuivi } from './suivi.ts'

type Notifier = typeof api.notifier
type Telecharger = typeof api.telechargerNotification

/** Freezes the letter and lets the établissement see the decision; the PDF is composed after the commit. */
export async function notifier(ctx: Write, { params }: Input<Notifier>): Promise<Reply<Notifier>> {
  const suivi = await verrouillerSuivi(ctx, params.cle)
  exigerDecideur(ctx)
  const etat = await lireEtat(ctx, suivi)
  const [obstacle] = obstaclesNotification(etat)
  if (obstacle || etat.decision_id === null)
    throw conflit(obstacle?.code ?? 'decision_attendue', obstacle?.message ?? '')

  const lettre = await redigerLettre(ctx, suivi, etat.decision_id)
  await ctx.db
    .updateTable('instruction.decision')
    .set({ notifiee_le: ctx.now.toISOString(), lettre: JSON.stringify(lettre) })
    .where('id', '=', etat.decision_id)
    .execute()
  if (avanceVersNotifie(etat)) await passer(ctx, suivi, { vers: NOTIFIE, sens: 'avance', notifiee: true })
  else await montrer(ctx, suivi)
  const { cle, uai } = suivi.dossier
  await journaliser(ctx, 'decision_notifiee', { genre: 'dossier', cle, uai }, { decision: etat.decision_id })
  return lireInstruction(ctx, { params, query: undefined, body: undefined })
}

/** The guide has no « notifié », or the dossier is past it: only what the établissement sees changes. */
async function montrer(ctx: Write, { dossier, guide, statut }: Suivi): Promise<void> {
  const montre = statutPublic(guide, statut)
  await ctx.db
    .updateTable('instruction.suivi')
    .set((eb) => ({
      statut_public: montre.code,
      qui_agit_public: quiAgitEnPublic(montre.qui_agit),
      depuis_public: ctx.now.toISOString(),
      revision: eb('revision', '+', 1),
    }))
    .where('dossier_id', '=', dossier.id)
    .execute()
}

async function redigerLettre(ctx: Write, { dossier }: Suivi, decisionId: number): Promise<DonneesLettre> {
  const decision = await ctx.db
    .selectFrom('instruction.decision as x')
    .innerJoin('comptes.personne as a', 'a.id', 'x.decidee_par')
    .where('x.id', '=', decisionId)
    .select(['x.sens', 'x.montant', 'x.motif', 'a.prenom', 'a.nom', 'a.fonction', 'a.courriel', 'a.telephone'])
    .executeTakeFirstOrThrow()
  const { fiche, dispositif } = await lireParId(ctx, dossier.teleservice_id)
  const e = await lireEtablissement(ctx, dossier.uai)
  return lettreDeNotification({
    collectivite: ctx.kit.config.collectivite,
    numero: dossier.numero,
    notifiee_le: jourLocal(ctx.now),
    depose_le: jourLocal(new Date(dossier.depose_le)),
    teleservice: fiche.titre,
    objet: dossier.objet,
    regime: dispositif.regime,
    etablissement: {
      uai: e.uai,
      nom: e.nom,
      adresse: [e.adresse ?? '', [e.code_postal, e.commune].filter(Boolean).join(' ')].filter((l) => l !== ''),
    },
    agent: {
      nom: `${decision.prenom} ${decision.nom}`,
      qualite: decision.fonction,
      service: fiche.contact.service,
      adresse: fiche.contact.adresse ?? '',
      courriel: decision.courriel,
      telephone: decision.telephone ?? fiche.contact.telephone ?? '',
    },
    sens: SensDecision.parse(decision.sens),
    montant: decision.montant,
    motif: decision.motif,
  })
}

/** The letter as PDF: composed by its job, or on the spot when the job has not run yet. Same data, same bytes. */
export async function telechargerNotification(ctx: Read, { params }: Input<Telecharger>): Promise<Download> {
  const dossier = await trouverDepose(ctx, params.cle)
  const notifiee = await ctx.db
    .selectFrom('instruction.decision')
    .where('dossier_id', '=', dossier.id)
    .where('notifiee_le', 'is not', null)
    // The one in force; else the last that was sent, which remains what the établissement received.
    .orderBy('annulee_le', (o) => o.desc().nullsFirst())
    .limit(1)
    .select('id')
    .executeTakeFirst()
  if (!notifiee) throw introuvable('Aucune décision n’est notifiée sur ce dossier.')
  const contenu = await ctx.kit.files.get(await composerNotification(ctx, notifiee.id))
  return { nom: `notification-${dossier.numero}.pdf`, type: 'application/pdf', contenu, taille: contenu.length }
}

/** Makes sure that the PDF of a notified decision is in the store, and gives its place there. */
export async function composerNotification(ctx: Read | Write, decisionId: number): Promise<string> {
  const decision = await ctx.db
    .selectFrom('instruction.decision as x')
    .innerJoin('dossiers.dossier as d', 'd.id', 'x.dossier_id')
    .where('x.id', '=', decisionId)
    .select(['x.fichier', 'x.lettre', 'x.notifiee_le', 'd.cle'])
    .executeTakeFirstOrThrow()
  if (decision.fichier && (await ctx.kit.files.exists(decision.fichier))) return decision.fichier
  if (!decision.lettre || !decision.notifiee_le) throw new Error(`Decision ${decisionId} is not notified.`)
  const fichier = `notifications/${decision.cle.slice(0, 2)}/${decision.cle}-${decisionId}.pdf`
  const pdf = composerPdf(
    'instruction/notification.typ',
    decision.lettre as DonneesLettre,
    new Date(decision.notifiee_le),
  )
  await ctx.kit.files.put(fichier, pdf)
  await ctx.db.updateTable('instruction.decision').set({ fichier }).where('id', '=', decisionId).execute()
  return fichier
}
