import { Readable } from 'node:stream'
import type { Personne } from '#domain/acteur.ts'
import type { SensDecision } from '#domain/instruction/guide.ts'
import { chefDe } from '../comptes/demonstration.ts'
import { commencerDossier } from '../dossiers/depart.ts'
import { deposerDossier } from '../dossiers/depot.ts'
import { ajouterPiece } from '../dossiers/pieces.ts'
import { enregistrerReponses } from '../dossiers/saisie.ts'
import { affecter } from '../instruction/affectation.ts'
import { avancer, reculer } from '../instruction/avancement.ts'
import { decider } from '../instruction/decision.ts'
import { demanderPiece } from '../instruction/demandes.ts'
import { notifier } from '../instruction/notification.ts'
import { ouvrirInstruction } from '../instruction/ouverture.ts'
import { trouverDepose } from '../instruction/suivi.ts'
import { envoyerMessage } from '../messagerie/fil.ts'
import { type Read, type Write, write } from '../platform/context.ts'
import { composerPdf } from '../platform/pdf.ts'
import { agentDe } from './personnes.ts'
import { jourAvant, saisieDe } from './reponses.ts'
import type { Scenario, Suite } from './scenarios.ts'

type Pas =
  | { vers: string }
  | { recul: string; motif: string }
  | { decision: SensDecision; motif: string }
  | { piece: string; commentaire: string }
  | { notification: true }

const RECEVABLE: Pas[] = [{ vers: 'recevable' }]
const INSTRUIT: Pas[] = [...RECEVABLE, { vers: 'instruit' }]
const A_VOTER: Pas[] = [...INSTRUIT, { vers: 'a_voter' }]
const ACCORDE: Pas[] = [...A_VOTER, { decision: 'accorde', motif: '' }]
const NOTIFIE: Pas[] = [...ACCORDE, { notification: true }]
const REALISATION: Record<Scenario['modele'], Pas[]> = {
  'travaux-urgents': [...NOTIFIE, { vers: 'travaux_en_cours' }],
  'equipement-pedagogique': [...NOTIFIE, { vers: 'livraison_attendue' }],
  'voyages-mobilite': [...NOTIFIE, { vers: 'justificatifs' }],
}

function pasDe(suite: Suite, modele: Scenario['modele']): Pas[] {
  const aPayer: Pas[] = [...REALISATION[modele], { vers: 'a_payer' }]
  const plans: Record<Exclude<Suite, 'brouillon'>, Pas[]> = {
    depose: [],
    incomplet: [
      {
        piece: 'Acte du conseil d’administration, signé',
        commentaire:
          'L’acte joint n’est pas signé : merci de transmettre la version signée par le président du conseil.',
      },
    ],
    recevable: RECEVABLE,
    avis: [...RECEVABLE, { vers: 'avis_demande' }],
    instruit: INSTRUIT,
    a_voter: A_VOTER,
    accorde: ACCORDE,
    accorde_partiel: [
      ...A_VOTER,
      {
        decision: 'accorde_partiel',
        motif: 'L’enveloppe de l’année ne permet de retenir qu’une partie de la demande.',
      },
    ],
    ajourne: [
      ...A_VOTER,
      { decision: 'ajourne', motif: 'À représenter à la prochaine commission avec un plan de la salle.' },
    ],
    refuse: [
      ...A_VOTER,
      { decision: 'refuse', motif: 'Le besoin est déjà couvert par le programme pluriannuel d’équipement.' },
    ],
    notifie: NOTIFIE,
    realisation: REALISATION[modele],
    a_payer: aPayer,
    solde: [...aPayer, { vers: 'solde' }],
    recule: [...A_VOTER, { recul: 'recevable', motif: 'Le chiffrage doit être repris après la visite.' }],
    sans_suite: [...RECEVABLE, { vers: 'sans_suite' }],
  }
  return suite === 'brouillon' ? [] : plans[suite]
}

/** Plays one scenario in one transaction: after a stop midway, the next start takes up at the first one missing. */
export async function jouer(base: Read, scenario: Scenario, n: number): Promise<void> {
  const chef = await chefDe(base.db, scenario.uai, base.now)
  const agent = await agentDe(base.db, scenario.uai, base.now)
  await write(base, async (w) => {
    const quand = horloge(scenario, base.now)
    const cle = await remplir({ ...w, acteur: chef, now: quand(0) }, scenario, n)
    if (scenario.suite === 'brouillon') return
    await deposerDossier({ ...w, acteur: chef, now: quand(0) }, { params: { cle }, query: undefined, body: undefined })
    await ouvrirInstruction({ ...w, now: quand(0) }, await trouverDepose(w, cle))
    await instruire(w, scenario, cle, { chef, agent }, quand)
  })
}

/** Times of the steps: regular after the deposit, by day, never after now. */
function horloge({ le, suite, modele }: Scenario, now: Date): (rang: number) => Date {
  const depart = new Date(`${le}T08:${String(10 + (Number(le.slice(8)) % 40))}:00Z`).getTime()
  const pas = pasDe(suite, modele).length + 1
  const ecart = Math.min(9 * 86_400_000, Math.max(0, (now.getTime() - depart) / (pas + 1)))
  return (rang) => new Date(Math.min(depart + rang * (ecart + 1_740_000), now.getTime()))
}

async function remplir(ctx: Write, scenario: Scenario, n: number): Promise<string> {
  const { cle } = await commencerDossier(ctx, {
    params: undefined,
    query: undefined,
    body: { teleservice: scenario.modele, uai: scenario.uai },
  })
  const { reponses, pieces } = saisieDe(scenario, n)
  const { refusees } = await enregistrerReponses(ctx, { params: { cle }, query: undefined, body: { reponses } })
  if (refusees.length)
    throw new Error(`Démonstration : « ${scenario.objet} » a des réponses refusées : ${JSON.stringify(refusees)}`)
  for (const [champ, titre] of Object.entries(pieces)) await joindre(ctx, cle, champ, titre, scenario)
  return cle
}

async function joindre(ctx: Write, cle: string, champ: string, titre: string, { uai, objet }: Scenario): Promise<void> {
  const pdf = composerPdf('demonstration/piece.typ', { titre, etablissement: `Établissement ${uai}`, objet }, ctx.now)
  const fichier = await ctx.kit.files.receive(Readable.from([pdf]), ctx.kit.config.tailleMaxPiece)
  await ajouterPiece(ctx, { params: { cle, champ }, query: {}, body: undefined }, { ...fichier, nom: `${titre}.pdf` })
}

type Gens = { chef: Personne; agent: Personne }

async function instruire(
  w: Write,
  s: Scenario,
  cle: string,
  { chef, agent }: Gens,
  quand: (rang: number) => Date,
): Promise<void> {
  const params = { cle }
  if (s.message) {
    const acteur = s.suite === 'refuse' ? agent : chef
    await envoyerMessage({ ...w, acteur, now: quand(0.5) }, { params, query: undefined, body: { texte: s.message } })
  }
  const plan = pasDe(s.suite, s.modele)
  if (plan.length)
    await affecter({ ...w, acteur: agent, now: quand(1) }, { params, query: undefined, body: { personne: agent.id } })
  for (const [i, pas] of plan.entries()) {
    const now = quand(i + 1)
    const ctx: Write = { ...w, acteur: agent, now }
    const { revision, demande } = await etatDe(w, cle)
    if ('vers' in pas) await avancer(ctx, { params, query: undefined, body: { vers: pas.vers, motif: '', revision } })
    else if ('recul' in pas)
      await reculer(ctx, { params, query: undefined, body: { vers: pas.recul, motif: pas.motif, revision } })
    else if ('decision' in pas) {
      // Granted: all that was asked. In part: 60 %, when an amount was asked.
      const montant = pas.decision === 'accorde_partiel' && demande ? Math.round(demande * 0.6) : null
      await decider(ctx, {
        params,
        query: undefined,
        body: { sens: pas.decision, motif: pas.motif, montant, revision },
      })
    } else if ('piece' in pas) {
      const avant_le = jourAvant(now.toISOString().slice(0, 10), -15)
      await demanderPiece(ctx, {
        params,
        query: undefined,
        body: { libelle: pas.piece, commentaire: pas.commentaire, avant_le },
      })
    } else await notifier(ctx, { params, query: undefined, body: undefined })
  }
}

const etatDe = (w: Write, cle: string) =>
  w.db
    .selectFrom('dossiers.dossier as d')
    .innerJoin('instruction.suivi as s', 's.dossier_id', 'd.id')
    .where('d.cle', '=', cle)
    .select(['s.revision', 'd.montant_demande as demande'])
    .executeTakeFirstOrThrow()
