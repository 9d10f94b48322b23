import { routes as comptes } from './comptes/routes.ts'
import { suiveurs as suiveursComptes } from './comptes/suiveurs.ts'
import { surveillance as surveillanceDesJetons } from './connecteurs/jetons.ts'
import { purge as purgeDesAppels } from './connecteurs/journal.ts'
import { routes as connecteursNationaux } from './connecteurs/routes.ts'
import { abonnements as abonnementsDossiers } from './dossiers/abonnements.ts'
import { analyseDUnFichier, passageDeLAntivirus } from './dossiers/analyse.ts'
import { purge as purgeDesEnvois } from './dossiers/envois-purge.ts'
import { routes as dossiers } from './dossiers/routes.ts'
import { suiveurs as suiveursDossiers } from './dossiers/suiveurs.ts'
import { retraitDesVides } from './dossiers/vides.ts'
import { purgeSansCompte } from './horscompte/purge.ts'
import { routes as horscompte } from './horscompte/routes.ts'
import { suiveurs as suiveursHorscompte } from './horscompte/suiveurs.ts'
import { abonnements as abonnementsInstruction } from './instruction/abonnements.ts'
import { CONTROLES_INSTRUCTION } from './instruction/controles.ts'
import { routes as instruction } from './instruction/routes.ts'
import { suiveurs as suiveursInstruction } from './instruction/suiveurs.ts'
import { alertesDUnImport, alertesDuMatin } from './integration/alertes.ts'
import { purgeEchanges } from './integration/applications/echanges.ts'
import { horaires, prise } from './integration/connecteurs/prises.ts'
import { routes as connecteurs } from './integration/connecteurs/routes.ts'
import { effacement } from './integration/effacement.ts'
import { premiersControles } from './integration/livraison.ts'
import { appliquerPrecedence } from './integration/precedence.ts'
import { routes as integration } from './integration/routes.ts'
import { executerImport } from './integration/travail.ts'
import { abonnements as abonnementsMessagerie } from './messagerie/abonnements.ts'
import { envoi } from './messagerie/courriel.ts'
import { routes as messagerie } from './messagerie/routes.ts'
import type { Follower } from './platform/context.ts'
import type { App } from './platform/doors.ts'
import type { Job } from './platform/jobs.ts'
import type { Subscription } from './platform/subscriptions.ts'
import { routes as fusions } from './referentiel/fusion-routes.ts'
import { SUIVEURS_DU_REFERENTIEL } from './referentiel/fusion-tables.ts'
import { abonnements as abonnementsFusions, travaux as travauxFusions } from './referentiel/fusion-travaux.ts'
import { passage } from './referentiel/qualite.ts'
import { CONTROLES_REFERENTIEL } from './referentiel/qualite-controles.ts'
import { routes as referentiel } from './referentiel/routes.ts'
import { routes as calendrier } from './referentiel/routes-calendrier.ts'
import { publicationsPrevues } from './teleservices/publier.ts'
import { routes as teleservices } from './teleservices/routes.ts'
import { abonnements as abonnementsValidation } from './validation/abonnements.ts'
import { escalades } from './validation/escalade.ts'
import { routes as validation } from './validation/routes.ts'
import { suiveurs as suiveursValidation } from './validation/suiveurs.ts'

export type Module = {
  name: string
  routes?: (app: App) => void
  subscriptions?: Subscription[]
  jobs?: Job[]
  followers?: Follower[]
}

/** Each module brings the quality checks that only it can make. */
const CONTROLES = [...CONTROLES_REFERENTIEL, ...CONTROLES_INSTRUCTION]

/** The modules, floor by floor: each imports only those above it. */
export const MODULES: Module[] = [
  { name: 'referentiel', routes: referentiel, jobs: [passage(CONTROLES)] },
  {
    name: 'referentiel',
    routes: fusions,
    subscriptions: abonnementsFusions,
    jobs: travauxFusions,
    followers: SUIVEURS_DU_REFERENTIEL,
  },
  { name: 'referentiel', routes: calendrier },
  { name: 'comptes', routes: comptes, followers: suiveursComptes },
  {
    name: 'validation',
    routes: validation,
    subscriptions: abonnementsValidation,
    jobs: [escalades],
    followers: suiveursValidation,
  },
  { name: 'connecteurs', routes: connecteursNationaux, jobs: [surveillanceDesJetons, purgeDesAppels] },
  { name: 'integration', routes: integration, jobs: [executerImport, appliquerPrecedence] },
  {
    name: 'integration',
    routes: connecteurs,
    subscriptions: [alertesDUnImport, premiersControles, effacement],
    jobs: [prise as Job, horaires, alertesDuMatin, purgeEchanges],
  },
  { name: 'teleservices', routes: teleservices, jobs: [publicationsPrevues] },
  {
    name: 'dossiers',
    routes: dossiers,
    subscriptions: abonnementsDossiers,
    jobs: [analyseDUnFichier, passageDeLAntivirus, purgeDesEnvois, retraitDesVides],
    followers: suiveursDossiers,
  },
  { name: 'messagerie', routes: messagerie, subscriptions: abonnementsMessagerie, jobs: [envoi] },
  { name: 'horscompte', routes: horscompte, jobs: [purgeSansCompte], followers: suiveursHorscompte },
  { name: 'instruction', routes: instruction, subscriptions: abonnementsInstruction, followers: suiveursInstruction },
]
