import * as api from '#domain/teleservices/api.ts'
import * as document from '#domain/teleservices/api-document.ts'
import * as essais from '#domain/teleservices/api-essais.ts'
import * as fiche from '#domain/teleservices/api-fiche.ts'
import * as formulaires from '#domain/teleservices/api-formulaires.ts'
import * as imports from '#domain/teleservices/api-import.ts'
import { type App, act, download, read } from '../platform/doors.ts'
import { garderChamp, listerBibliotheque, oublierChamp } from './bibliotheque.ts'
import {
  abandonnerBrouillon,
  controlerBrouillon,
  enregistrerBrouillon,
  lireAtelier,
  ouvrirBrouillon,
} from './brouillons.ts'
import { listerTeleservices } from './catalogue.ts'
import { comparerVersions, lireVersion } from './comparaison.ts'
import { exporterFormulaire, lireSchemaFormulaire } from './document.ts'
import { commencerEssai, deposerEssai, enregistrerEssai, lireEssai, listerEssais, supprimerEssai } from './essais.ts'
import { lireFormulaire, lireTeleservice } from './fiche.ts'
import { enregistrerFiche, lireFicheDessinee } from './fiche-dessinee.ts'
import { creerFormulaire, listerFormulaires } from './formulaires.ts'
import { creerDepuisModele, lireModele, listerModeles } from './galerie.ts'
import { examinerDocument, exporterTeleservice, importerDocument } from './import.ts'
import { annulerPublication, publierBrouillon } from './publier.ts'

export function routes(app: App): void {
  read(app, api.listerTeleservices, listerTeleservices)
  read(app, api.lireTeleservice, lireTeleservice)
  read(app, api.lireFormulaire, lireFormulaire)
  read(app, document.lireSchemaFormulaire, lireSchemaFormulaire)
  download(app, document.exporterFormulaire, exporterFormulaire)

  read(app, formulaires.listerFormulaires, listerFormulaires)
  act(app, formulaires.creerFormulaire, creerFormulaire)
  read(app, formulaires.lireAtelier, lireAtelier)
  act(app, formulaires.ouvrirBrouillon, ouvrirBrouillon)
  act(app, formulaires.enregistrerBrouillon, enregistrerBrouillon)
  act(app, formulaires.abandonnerBrouillon, abandonnerBrouillon)
  read(app, formulaires.controlerBrouillon, controlerBrouillon)
  act(app, formulaires.publierBrouillon, publierBrouillon)
  act(app, formulaires.annulerPublication, annulerPublication)
  read(app, fiche.lireFicheDessinee, lireFicheDessinee)
  act(app, fiche.enregistrerFiche, enregistrerFiche)
  read(app, essais.listerEssais, listerEssais)
  act(app, essais.commencerEssai, commencerEssai)
  read(app, essais.lireEssai, lireEssai)
  act(app, essais.enregistrerEssai, enregistrerEssai)
  act(app, essais.deposerEssai, deposerEssai)
  act(app, essais.supprimerEssai, supprimerEssai)
  read(app, formulaires.lireVersion, lireVersion)
  read(app, formulaires.comparerVersions, comparerVersions)
  read(app, formulaires.listerBibliotheque, listerBibliotheque)
  act(app, formulaires.garderChamp, garderChamp)
  act(app, formulaires.oublierChamp, oublierChamp)

  read(app, imports.examinerDocument, examinerDocument)
  act(app, imports.importerDocument, importerDocument)
  download(app, imports.exporterTeleservice, exporterTeleservice)
  read(app, imports.listerModeles, listerModeles)
  read(app, imports.lireModele, lireModele)
  act(app, imports.creerDepuisModele, creerDepuisModele)
}
