import * as api from '#domain/referentiel/api-qualite.ts'
import { type App, act, download, read } from '../platform/doors.ts'
import { dernierPassage, lancerControles } from './qualite.ts'
import {
  accepterAnomalie,
  anomaliesDe,
  exporterAnomalies,
  listerAnomalies,
  retirerAcceptation,
} from './qualite-liste.ts'

/** Quality checks: their runs and what they found. */
export function routes(app: App): void {
  act(app, api.lancerControles, lancerControles)
  read(app, api.dernierPassage, dernierPassage)
  read(app, api.listerAnomalies, listerAnomalies)
  download(app, api.exporterAnomalies, exporterAnomalies)
  read(app, api.anomaliesDe, anomaliesDe)
  act(app, api.accepterAnomalie, accepterAnomalie)
  act(app, api.retirerAcceptation, retirerAcceptation)
}
