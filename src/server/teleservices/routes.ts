import * as api from '#domain/teleservices/api.ts'
import { type App, read } from '../platform/doors.ts'
import { listerTeleservices } from './catalogue.ts'
import { lireFormulaire, lireTeleservice } from './fiche.ts'

export function routes(app: App): void {
  read(app, api.listerTeleservices, listerTeleservices)
  read(app, api.lireTeleservice, lireTeleservice)
  read(app, api.lireFormulaire, lireFormulaire)
}
