import * as api from '#domain/integration/api-connecteurs.ts'
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
import { avantEssai, enregistrerCorrespondance, essayerFichier, listerCorrespondances } from './correspondances.ts'
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
  upload(app, api.essayerFichier, avantEssai, essayerFichier)
  read(app, api.listerCorrespondances, listerCorrespondances)
  act(app, api.enregistrerCorrespondance, enregistrerCorrespondance)
  act(app, api.acquitterAlerte, acquitterAlerte)
  read(app, api.listerApplications, listerApplications)
  act(app, api.creerApplication, creerApplication)
  act(app, api.modifierApplication, modifierApplication)
  act(app, api.renouvelerCle, renouvelerCle)
  act(app, api.revoquerCle, revoquerCle)
  read(app, api.listerEchanges, listerEchanges)
  download(app, api.exporterEchanges, exporterEchanges)
  read(app, api.listerAppairages, listerAppairages)
  act(app, api.poserAppairage, poserAppairage)
  act(app, api.retirerAppairage, retirerAppairage)
  upload(app, api.importerAppairages, avantImport, importerAppairages)
  read(app, api.listerAppairagesDe, listerAppairagesDe)
}
