import * as api from '#domain/referentiel/api.ts'
import * as choix from '#domain/referentiel/api-choix.ts'
import { type App, read } from '../platform/doors.ts'
import { chercherCommunes, chercherIdentites, listerValeurs } from './choix.ts'
import { lireFiche } from './fiche.ts'
import { lireNomenclatures } from './filtres.ts'
import { listerMalPlaces } from './malPlaces.ts'
import { chercher } from './recherche.ts'
import { routes as listes } from './routes-listes.ts'
import { routes as qualite } from './routes-qualite.ts'
import { routesActions } from './routesActions.ts'
import { routesFiche } from './routesFiche.ts'

export function routes(app: App): void {
  read(app, api.chercherEtablissements, chercher)
  read(app, api.lireEtablissement, lireFiche)
  read(app, api.lireNomenclatures, lireNomenclatures)
  read(app, api.listerPlacements, listerMalPlaces)
  listes(app)
  qualite(app)
  routesFiche(app)
  routesActions(app)
  read(app, choix.chercherCommunes, chercherCommunes)
  read(app, choix.chercherIdentites, chercherIdentites)
  read(app, choix.listerValeurs, listerValeurs)
}
