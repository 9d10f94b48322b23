import * as api from '#domain/integration/api.ts'
import { type App, act, download, read, upload } from '../platform/doors.ts'
import { annulerExecution } from './annulation.ts'
import { appliquerExecution } from './application.ts'
import { avantDepot, importerFichier } from './depot.ts'
import { listerDifferences } from './differences.ts'
import { lireExecution, listerExecutions } from './executions.ts'
import { lireSource, listerSources } from './lireSources.ts'
import { corrigerRejet, listerRejets, telechargerRejets } from './rejets.ts'
import { rejouerRejets } from './rejeu.ts'

export function routes(app: App): void {
  read(app, api.listerSources, listerSources)
  read(app, api.lireSource, lireSource)
  upload(app, api.importerFichier, avantDepot, importerFichier)
  read(app, api.listerExecutions, listerExecutions)
  read(app, api.lireExecution, lireExecution)
  read(app, api.listerDifferences, listerDifferences)
  act(app, api.appliquerExecution, appliquerExecution)
  act(app, api.annulerExecution, annulerExecution)
  read(app, api.listerRejets, listerRejets)
  download(app, api.telechargerRejets, telechargerRejets)
  act(app, api.corrigerRejet, corrigerRejet)
  act(app, api.rejouerRejets, rejouerRejets)
}
