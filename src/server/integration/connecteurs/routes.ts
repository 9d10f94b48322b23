import * as applications from '#domain/integration/api-applications.ts'
import * as api from '#domain/integration/api-connecteurs.ts'
import * as correspondances from '#domain/integration/api-correspondances.ts'
import * as precedence from '#domain/integration/api-precedence.ts'
import { type App, act, download, read, upload } from '../../platform/doors.ts'
import { acquitterAlerte } from '../alertes.ts'
import {
  avantImport,
  importerAppairages,
  listerAppairages,
  listerAppairagesDe,
  poserAppairage,
  retirerAppairage,
} from '../applications/appairages.ts'
import {
  creerApplication,
  listerApplications,
  modifierApplication,
  renouvelerCle,
  revoquerCle,
} from '../applications/applications.ts'
import { exporterEchanges, listerEchanges } from '../applications/echanges.ts'
import { ouvrirAuxApplications } from '../applications/porte.ts'
import { lirePrecedence, poserPrecedence } from '../precedence.ts'
import { enregistrerCorrespondance, listerCorrespondances } from './correspondances.ts'
import { avantEssai, essayerFichier } from './essayer.ts'
import { prendreSource } from './prises.ts'
import { listerReglages, reglerSource } from './reglages.ts'
import { testerSource } from './tester.ts'

/** Where sources come from, and the applications that send them. */
export function routes(app: App): void {
  ouvrirAuxApplications(app)
  read(app, api.listerReglages, listerReglages)
  act(app, api.reglerSource, reglerSource)
  // It calls outside and writes nothing: no transaction is held meanwhile.
  read(app, api.testerSource, testerSource)
  act(app, api.prendreSource, prendreSource)
  upload(app, correspondances.essayerFichier, avantEssai, essayerFichier)
  read(app, correspondances.listerCorrespondances, listerCorrespondances)
  act(app, correspondances.enregistrerCorrespondance, enregistrerCorrespondance)
  read(app, precedence.lirePrecedence, lirePrecedence)
  act(app, precedence.poserPrecedence, poserPrecedence)
  act(app, api.acquitterAlerte, acquitterAlerte)
  read(app, applications.listerApplications, listerApplications)
  act(app, applications.creerApplication, creerApplication)
  act(app, applications.modifierApplication, modifierApplication)
  act(app, applications.renouvelerCle, renouvelerCle)
  act(app, applications.revoquerCle, revoquerCle)
  read(app, applications.listerEchanges, listerEchanges)
  download(app, applications.exporterEchanges, exporterEchanges)
  read(app, applications.listerAppairages, listerAppairages)
  act(app, applications.poserAppairage, poserAppairage)
  act(app, applications.retirerAppairage, retirerAppairage)
  upload(app, applications.importerAppairages, avantImport, importerAppairages)
  read(app, applications.listerAppairagesDe, listerAppairagesDe)
}
