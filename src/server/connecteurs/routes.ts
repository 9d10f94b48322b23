import * as api from '#domain/connecteurs/api.ts'
import * as reglages from '#domain/connecteurs/api-reglages.ts'
import { type App, act, download, read } from '../platform/doors.ts'
import { essayerConnecteur } from './essais.ts'
import { exporterAppels, listerAppels } from './journal.ts'
import {
  lireJoursFeries,
  lireVacances,
  rechercherAdresses,
  rechercherCommunes,
  rechercherEntreprises,
  rechercherEtablissements,
} from './recherches.ts'
import { listerConnecteurs, reglerConnecteur } from './reglages.ts'

/** What forms ask outside, and how administrators look after it. No transaction is held while a service is called. */
export function routes(app: App): void {
  read(app, api.rechercherAdresses, rechercherAdresses)
  read(app, api.rechercherCommunes, rechercherCommunes)
  read(app, api.rechercherEntreprises, rechercherEntreprises)
  read(app, api.rechercherEtablissements, rechercherEtablissements)
  read(app, api.lireJoursFeries, lireJoursFeries)
  read(app, api.lireVacances, lireVacances)
  read(app, reglages.listerConnecteurs, listerConnecteurs)
  act(app, reglages.reglerConnecteur, reglerConnecteur)
  read(app, reglages.essayerConnecteur, essayerConnecteur)
  read(app, reglages.listerAppels, listerAppels)
  download(app, reglages.exporterAppels, exporterAppels)
}
