import * as api from '#domain/referentiel/api-calendrier.ts'
import * as codes from '#domain/referentiel/api-codes.ts'
import { type App, read } from '../platform/doors.ts'
import { lireCalendrier } from './calendrier.ts'
import { listerCodes } from './codes-liste.ts'

export function routes(app: App): void {
  read(app, api.lireCalendrier, lireCalendrier)
  read(app, codes.listerCodes, listerCodes)
}
