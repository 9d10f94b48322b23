import * as api from '#domain/referentiel/api-calendrier.ts'
import { type App, read } from '../platform/doors.ts'
import { lireCalendrier } from './calendrier.ts'

export function routes(app: App): void {
  read(app, api.lireCalendrier, lireCalendrier)
}
