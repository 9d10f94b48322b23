import * as api from '#domain/referentiel/api-listes.ts'
import { type App, act, download, read } from '../platform/doors.ts'
import { exporterCsv, exporterGeojson, exporterXlsx } from './export.ts'
import { listerColonnes, listerValeurs } from './liste-choix.ts'
import { changerVue, enregistrerVue, listerVues, prefererVue, retirerVue } from './vues.ts'

/** Lists of établissements: what they may show, their exports, and those that are saved. */
export function routes(app: App): void {
  read(app, api.listerColonnes, listerColonnes)
  read(app, api.listerValeurs, listerValeurs)
  download(app, api.exporterCsv, exporterCsv)
  download(app, api.exporterXlsx, exporterXlsx)
  download(app, api.exporterGeojson, exporterGeojson)
  read(app, api.listerVues, listerVues)
  act(app, api.enregistrerVue, enregistrerVue)
  act(app, api.changerVue, changerVue)
  act(app, api.retirerVue, retirerVue)
  act(app, api.prefererVue, prefererVue)
}
