import { SYSTEME } from '#domain/acteur.ts'
import * as alertes from '#domain/messagerie/alertes.ts'
import { courrielMotDePasseOublie } from '../comptes/motDePasseOublie.ts'
import { estDesAgents } from '../dossiers/piece.ts'
import { contextOf, type Kit, type Write, write } from '../platform/context.ts'
import { type Evenement, quand, type Subscription } from '../platform/subscriptions.ts'
import { alerter } from './alerter.ts'
import { deposerCourriels } from './courriel.ts'
import {
  agentsDe,
  agentsQuiSuivent,
  type Destinataire,
  membresDuService,
  personnesDe,
  serviceDuDepot,
  usagersDe,
} from './destinataires.ts'
import { abonnementsJetons } from './jetons.ts'
import { abonnementsPropositions } from './propositions.ts'

type Dossier = alertes.DossierAlerte & { id: number; uai: string; demandeur_id: number; sans_compte: boolean }

const PAR_COURRIEL = { courriel: true }
const DANS_LE_SITE = { courriel: false }

/** Tells who must know of each act. Each runs after the act, perhaps twice: `alerter` tells once. */
export const abonnements: Subscription[] = [
  quand('dossier_depose', 'alerter_depot', surDossier(alerterDepot)),
  quand('dossier_soumis', 'alerter_soumission', surDossier(alerterSoumission)),
  quand('dossier_renvoye', 'alerter_renvoi', surDossier(alerterRenvoi)),
  quand('message_envoye', 'alerter_message', surDossier(alerterMessage)),
  quand('dossier_avance', 'alerter_avance', surDossier(alerterChangement)),
  quand('dossier_recule', 'alerter_recul', surDossier(alerterChangement)),
  quand('dossier_reoriente', 'alerter_reorientation', surDossier(alerterReorientation)),
  quand('piece_demandee', 'alerter_piece_demandee', surDossier(alerterPieceDemandee)),
  quand('piece_infectee', 'alerter_piece_infectee', surDossier(alerterPieceInfectee)),
  quand('demande_de_piece_annulee', 'alerter_demande_annulee', surDossier(alerterDemandeAnnulee)),
  quand('pieces_renvoyees', 'alerter_pieces_renvoyees', surDossier(alerterPiecesRenvoyees)),
  quand('decision_prise', 'alerter_decision_prise', surDossier(alerterDecisionPrise)),
  quand('decision_notifiee', 'alerter_decision_notifiee', surDossier(alerterDecisionNotifiee)),
  ...abonnementsPropositions,
  ...abonnementsJetons,
  quand('mot_de_passe_oublie', 'envoyer_mot_de_passe_oublie', envoyerMotDePasseOublie),
]

type Reaction = (ctx: Write, dossier: Dossier, evenement: Evenement) => Promise<void>

/** One transaction around the reaction, with the dossier of the act. */
function surDossier(reagir: Reaction) {
  return (kit: Kit, evenement: Evenement): Promise<void> =>
    write(contextOf(kit, SYSTEME), async (ctx) => reagir(ctx, await lireDossier(ctx, evenement.objet.cle), evenement))
}

function lireDossier(ctx: Write, cle: string): Promise<Dossier> {
  return ctx.db
    .selectFrom('dossiers.dossier as d')
    .innerJoin('teleservices.teleservice as t', 't.id', 'd.teleservice_id')
    .innerJoin('referentiel.etablissement as e', 'e.uai', 'd.uai')
    .innerJoin('comptes.personne as p', 'p.id', 'd.demandeur_id')
    .where('d.cle', '=', cle)
    .where('d.etat', '<>', 'abandonne')
    .select(['d.id', 'd.cle', 'd.uai', 'd.demandeur_id', 'd.objet', 't.titre as teleservice', 'e.nom as etablissement'])
    .select((eb) => [
      'd.sans_compte',
      eb('p.role', '=', 'demandeur').$castTo<boolean>().as('par_code'),
      eb.fn.coalesce('d.numero', 'd.cle').as('numero'),
    ])
    .executeTakeFirstOrThrow()
}

async function alerterDepot(ctx: Write, d: Dossier, { acte }: Evenement): Promise<void> {
  await alerter(ctx, acte, d.id, await usagersDe(ctx, d), alertes.accuseDeDepot(d), PAR_COURRIEL)
  // A service is a few people who await it.
  const service = await serviceDuDepot(ctx, d.id)
  const membres = service ? await membresDuService(ctx, d.uai, service.id) : []
  if (service && membres.length > 0)
    return alerter(ctx, acte, d.id, membres, alertes.dossierDuService(d, service.nom), PAR_COURRIEL)
  // A whole département would be written to for each deposit: agents find theirs in the site.
  await alerter(ctx, acte, d.id, await agentsDe(ctx, d.uai), alertes.nouveauDossier(d), DANS_LE_SITE)
}

async function alerterSoumission(ctx: Write, d: Dossier, { acte }: Evenement): Promise<void> {
  const chefs = await personnesDe(ctx, d.uai, { chefs: true, personnes: [] })
  await alerter(ctx, acte, d.id, chefs, alertes.dossierSoumis(d), PAR_COURRIEL)
}

async function alerterRenvoi(ctx: Write, d: Dossier, { acte, donnees }: Evenement): Promise<void> {
  const personnes = [d.demandeur_id, Number(donnees.soumis_par)]
  const eux = await sansLAuteur(ctx, acte, await personnesDe(ctx, d.uai, { chefs: false, personnes }))
  await alerter(ctx, acte, d.id, eux, alertes.dossierRenvoye(d), PAR_COURRIEL)
}

async function alerterMessage(ctx: Write, d: Dossier, { acte, donnees }: Evenement): Promise<void> {
  if (donnees.cote === 'collectivite')
    await alerter(ctx, acte, d.id, await usagersDe(ctx, d), alertes.messageDuService(d), PAR_COURRIEL)
  else await alerter(ctx, acte, d.id, await agentsQuiSuivent(ctx, d), alertes.messageDeLEtablissement(d), PAR_COURRIEL)
}

/** The act says the new statut in public words, only when it changed for the établissement. */
async function alerterChangement(ctx: Write, d: Dossier, { acte, donnees }: Evenement): Promise<void> {
  if (typeof donnees.public !== 'string') return
  await alerter(ctx, acte, d.id, await usagersDe(ctx, d), alertes.dossierAvance(d, donnees.public), PAR_COURRIEL)
}

/** To the members of the service it was sent to, but for who sent it there. */
async function alerterReorientation(ctx: Write, d: Dossier, { acte, donnees }: Evenement): Promise<void> {
  if (typeof donnees.service !== 'number') return
  const { id, nom } = await ctx.db
    .selectFrom('comptes.service')
    .select(['id', 'nom'])
    .where('id', '=', donnees.service)
    .executeTakeFirstOrThrow()
  const eux = await sansLAuteur(ctx, acte, await membresDuService(ctx, d.uai, id))
  await alerter(ctx, acte, d.id, eux, alertes.dossierDuService(d, nom), PAR_COURRIEL)
}

async function alerterPieceDemandee(ctx: Write, d: Dossier, { acte, donnees }: Evenement): Promise<void> {
  const avantLe = typeof donnees.avant_le === 'string' ? donnees.avant_le : null
  const alerte = alertes.pieceDemandee(d, String(donnees.libelle), avantLe)
  await alerter(ctx, acte, d.id, await usagersDe(ctx, d), alerte, PAR_COURRIEL)
}

/** To who joined it, and to those who answer for the dossier. */
async function alerterPieceInfectee(ctx: Write, d: Dossier, { acte, donnees }: Evenement): Promise<void> {
  // A file of the agents' part is told to nobody else.
  if (estDesAgents(String(donnees.champ)))
    return alerter(
      ctx,
      acte,
      d.id,
      await agentsQuiSuivent(ctx, d),
      alertes.pieceDesAgentsInfectee(d, String(donnees.nom)),
      DANS_LE_SITE,
    )
  const personnes = [d.demandeur_id, Number(donnees.ajoutee_par)]
  const eux = d.sans_compte ? await usagersDe(ctx, d) : await personnesDe(ctx, d.uai, { chefs: true, personnes })
  await alerter(ctx, acte, d.id, eux, alertes.pieceInfectee(d, String(donnees.nom)), PAR_COURRIEL)
}

async function alerterDemandeAnnulee(ctx: Write, d: Dossier, { acte, donnees }: Evenement): Promise<void> {
  const alerte = alertes.demandeAnnulee(d, String(donnees.libelle))
  await alerter(ctx, acte, d.id, await usagersDe(ctx, d), alerte, PAR_COURRIEL)
}

async function alerterPiecesRenvoyees(ctx: Write, d: Dossier, { acte }: Evenement): Promise<void> {
  await alerter(ctx, acte, d.id, await agentsQuiSuivent(ctx, d), alertes.piecesRenvoyees(d), PAR_COURRIEL)
}

/** Nothing yet to the établissement: it learns the decision by its notification. */
async function alerterDecisionPrise(ctx: Write, d: Dossier, { acte }: Evenement): Promise<void> {
  const autres = await sansLAuteur(ctx, acte, await agentsQuiSuivent(ctx, d))
  await alerter(ctx, acte, d.id, autres, alertes.decisionANotifier(d), DANS_LE_SITE)
}

async function alerterDecisionNotifiee(ctx: Write, d: Dossier, { acte }: Evenement): Promise<void> {
  await alerter(ctx, acte, d.id, await usagersDe(ctx, d), alertes.decisionNotifiee(d), PAR_COURRIEL)
}

async function sansLAuteur(ctx: Write, acte: number, personnes: Destinataire[]): Promise<Destinataire[]> {
  const ligne = await ctx.db.selectFrom('journal.acte').select('acteur_id').where('id', '=', acte).executeTakeFirst()
  return personnes.filter((p) => p.id !== ligne?.acteur_id)
}

async function envoyerMotDePasseOublie(kit: Kit, { acte, objet }: Evenement): Promise<void> {
  const courriel = await courrielMotDePasseOublie(kit, Number(objet.cle))
  if (!courriel) return
  await write(contextOf(kit, SYSTEME), (ctx) =>
    deposerCourriels(ctx, [
      { ...courriel, dossier_id: null, genre: 'compte', cle_unique: `${acte}:${objet.cle}:compte` },
    ]),
  )
}
