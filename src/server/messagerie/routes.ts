import * as api from '#domain/messagerie/api.ts'
import { type App, act, read } from '../platform/doors.ts'
import { lireCourriel, listerCourriels } from './courriels.ts'
import { envoyerMessage, lireFil, marquerLu } from './fil.ts'
import { compterNotifications, lireNotifications, listerNotifications } from './notifications.ts'

export function routes(app: App): void {
  read(app, api.lireFil, lireFil)
  act(app, api.envoyerMessage, envoyerMessage)
  act(app, api.marquerLu, marquerLu)
  read(app, api.listerNotifications, listerNotifications)
  read(app, api.compterNotifications, compterNotifications)
  act(app, api.lireNotifications, lireNotifications)
  read(app, api.listerCourriels, listerCourriels)
  read(app, api.lireCourriel, lireCourriel)
}
