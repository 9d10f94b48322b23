import * as api from '#domain/horscompte/api.ts'
import { type App, act, read } from '../platform/doors.ts'
import { chercherEtablissementsConcernes, confirmerOuverture, demanderOuverture } from './ouverture.ts'
import { reconnaitreDemandeur } from './session.ts'
import { lireSuivi, ouvrirSuivi, quitterSuivi, rattacherSuivi, redemanderCode } from './suivi.ts'

export function routes(app: App): void {
  app.fastify.addHook('onRequest', reconnaitreDemandeur(app.kit))
  read(app, api.chercherEtablissementsConcernes, chercherEtablissementsConcernes)
  act(app, api.demanderOuverture, demanderOuverture)
  act(app, api.confirmerOuverture, confirmerOuverture)
  act(app, api.ouvrirSuivi, ouvrirSuivi)
  act(app, api.redemanderCode, redemanderCode)
  read(app, api.lireSuivi, lireSuivi)
  act(app, api.quitterSuivi, quitterSuivi)
  act(app, api.rattacherSuivi, rattacherSuivi)
}
