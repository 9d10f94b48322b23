import * as api from '#domain/referentiel/api.ts'
import { type App, read } from '../platform/doors.ts'
import { lireFiche } from './fiche.ts'
import { lireNomenclatures } from './filtres.ts'
import { listerMalPlaces } from './malPlaces.ts'
import { chercher } from './recherche.ts'
import { routes as listes } from './routes-listes.ts'

export function routes(app: App): void {
  read(app, api.chercherEtablissements, chercher)
  read(app, api.lireEtablissement, lireFiche)
  read(app, api.lireNomenclatures, lireNomenclatures)
  read(app, api.listerPlacements, listerMalPlaces)
  listes(app)
}
