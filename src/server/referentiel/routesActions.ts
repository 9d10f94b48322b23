import * as api from '#domain/referentiel/api-actions.ts'
import { listerChangements as changements } from '#domain/referentiel/api-changements.ts'
import { listerTaches as taches } from '#domain/referentiel/api-taches.ts'
import { type App, act, read } from '../platform/doors.ts'
import { defaireAction } from './actionDefaire.ts'
import { ajouterEnsemble } from './actionMembres.ts'
import { apercevoirSaisie, saisirEnsemble } from './actionSaisie.ts'
import { listerChangements } from './changements.ts'
import { lireNouvelles, lireSuivi, suivre, suivreEnsemble } from './suivis.ts'
import { listerTaches } from './taches.ts'

/** What is done on several établissements at once, what an agent follows or has to do, and all that has changed. */
export function routesActions(app: App): void {
  act(app, api.apercevoirSaisie, apercevoirSaisie)
  act(app, api.saisirEnsemble, saisirEnsemble)
  act(app, api.ajouterEnsemble, ajouterEnsemble)
  act(app, api.suivreEnsemble, suivreEnsemble)
  act(app, api.defaireAction, defaireAction)
  read(app, api.lireSuivi, lireSuivi)
  act(app, api.suivre, suivre)
  read(app, api.lireNouvelles, lireNouvelles)
  read(app, taches, listerTaches)
  read(app, changements, listerChangements)
}
