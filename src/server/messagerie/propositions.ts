import { sql } from 'kysely'
import { SYSTEME } from '#domain/acteur.ts'
import * as alertes from '#domain/messagerie/alertes-propositions.ts'
import { contextOf, type Kit, type Write, write } from '../platform/context.ts'
import { type Evenement, quand, type Subscription } from '../platform/subscriptions.ts'
import { alerter } from './alerter.ts'
import { agentsDe, type Destinataire } from './destinataires.ts'

const PAR_COURRIEL = { courriel: true }
const DANS_LE_SITE = { courriel: false }

/** Who must know of a proposition: those who may decide when it comes, its author when it is decided. */
export const abonnementsPropositions: Subscription[] = [
  quand('proposition_deposee', 'alerter_proposition', surProposition(alerterArbitres)),
  quand('proposition_escaladee', 'alerter_proposition_sans_agent', surProposition(alerterAdministrateurs)),
  quand('proposition_acceptee', 'alerter_proposition_acceptee', surProposition(alerterAuteur)),
  quand('proposition_refusee', 'alerter_proposition_refusee', surProposition(alerterAuteur)),
  quand('proposition_remplacee', 'alerter_proposition_remplacee', surProposition(alerterAuteur)),
  quand('proposition_confirmee', 'alerter_proposition_confirmee', surProposition(alerterAuteur)),
  quand('proposition_sans_effet', 'alerter_proposition_sans_effet', surProposition(alerterAuteur)),
  quand('proposition_annulee', 'alerter_proposition_annulee', surProposition(alerterAuteur)),
  quand('proposition_deplacee', 'alerter_proposition_deplacee', surProposition(alerterDeplacement)),
]

type Proposition = alertes.PropositionAlerte & { auteur_id: number; remplacee_par_soi: boolean }
type Reaction = (ctx: Write, p: Proposition, evenement: Evenement) => Promise<void>

function surProposition(reagir: Reaction) {
  return (kit: Kit, evenement: Evenement): Promise<void> =>
    write(contextOf(kit, SYSTEME), async (ctx) => reagir(ctx, await lire(ctx, evenement), evenement))
}

async function lire(ctx: Write, { objet, donnees }: Evenement): Promise<Proposition> {
  const ligne = await ctx.db
    .selectFrom('validation.proposition as p')
    .innerJoin('referentiel.etablissement as e', 'e.uai', 'p.uai')
    .innerJoin('comptes.personne as a', 'a.id', 'p.auteur_id')
    .leftJoin('validation.proposition as r', 'r.id', 'p.remplacee_par')
    .where('p.id', '=', Number(objet.cle))
    .select(['p.id', 'p.uai', 'p.auteur', 'p.auteur_id', 'e.nom as etablissement'])
    .select(sql<boolean>`a.role <> 'etablissement'`.as('agent'))
    .select(sql<boolean>`coalesce(r.auteur_id = p.auteur_id and r.close_le is null, false)`.as('remplacee_par_soi'))
    .executeTakeFirstOrThrow()
  return { ...ligne, champ: String(donnees.titre), onglet: String(donnees.onglet ?? 'general') }
}

/** A département would be written to for each: agents find them in the site. */
async function alerterArbitres(ctx: Write, p: Proposition, { acte }: Evenement): Promise<void> {
  const agents = (await agentsDe(ctx, p.uai)).filter((a) => a.id !== p.auteur_id)
  await alerter(ctx, acte, null, agents, alertes.propositionRecue(p), DANS_LE_SITE)
}

async function alerterAdministrateurs(ctx: Write, p: Proposition, { acte }: Evenement): Promise<void> {
  const administrateurs = await actifs(ctx)
    .where('role', '=', 'administrateur')
    .where('id', '<>', p.auteur_id)
    .execute()
  await alerter(ctx, acte, null, administrateurs, alertes.propositionSansAgent(p), PAR_COURRIEL)
}

/** One who replaced his own proposition needs no notice of it. */
async function alerterAuteur(ctx: Write, p: Proposition, { acte, code, donnees }: Evenement): Promise<void> {
  if (!alertes.estIssue(code) || (code === 'proposition_remplacee' && p.remplacee_par_soi)) return
  const alerte = alertes.propositionDecidee(p, code, donnees.amendee === true)
  await alerter(ctx, acte, null, await auteurDe(ctx, p), alerte, PAR_COURRIEL)
}

async function alerterDeplacement(ctx: Write, p: Proposition, { acte }: Evenement): Promise<void> {
  await alerter(ctx, acte, null, await auteurDe(ctx, p), alertes.propositionDeplacee(p), PAR_COURRIEL)
}

const auteurDe = (ctx: Write, { auteur_id }: Proposition): Promise<Destinataire[]> =>
  actifs(ctx).where('id', '=', auteur_id).execute()

const actifs = (ctx: Write) =>
  ctx.db.selectFrom('comptes.personne').select(['id', 'prenom', 'courriel']).where('active', '=', true).orderBy('id')
