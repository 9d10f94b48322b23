import * as fiche from '#domain/referentiel/api-fiche.ts'
import * as rubriques from '#domain/referentiel/api-rubriques.ts'
import { type App, act, download, read, upload } from '../platform/doors.ts'
import { effacerContact } from './contacts.ts'
import { deposerDocument, lireDocument, preparerDocument } from './documents.ts'
import { lireToutLeRegistre } from './registre.ts'
import {
  ajouterChamp,
  ajouterNomenclature,
  ajouterOnglet,
  ajouterValeur,
  modifierChamp,
  modifierOnglet,
  modifierValeur,
} from './registreEcrire.ts'
import { compterRubriques, exporterEnregistrements, listerEnregistrements } from './rubriques.ts'
import {
  ajouterEnregistrement,
  modifierEnregistrement,
  retablirEnregistrement,
  retirerEnregistrement,
} from './rubriquesEcrire.ts'
import { annulerChangement, corrigerChamps } from './saisie.ts'

/** The doors of one fiche: its champs, its linked records, its registry. */
export function routesFiche(app: App): void {
  read(app, fiche.lireRegistre, lireToutLeRegistre)
  act(app, fiche.ajouterOnglet, ajouterOnglet)
  act(app, fiche.modifierOnglet, modifierOnglet)
  act(app, fiche.ajouterChamp, ajouterChamp)
  act(app, fiche.modifierChamp, modifierChamp)
  act(app, fiche.ajouterNomenclature, ajouterNomenclature)
  act(app, fiche.ajouterValeur, ajouterValeur)
  act(app, fiche.modifierValeur, modifierValeur)
  act(app, fiche.corrigerChamps, corrigerChamps)
  act(app, fiche.annulerChangement, annulerChangement)
  read(app, rubriques.compterRubriques, compterRubriques)
  read(app, rubriques.listerEnregistrements, listerEnregistrements)
  download(app, rubriques.exporterEnregistrements, exporterEnregistrements)
  act(app, rubriques.ajouterEnregistrement, ajouterEnregistrement)
  act(app, rubriques.modifierEnregistrement, modifierEnregistrement)
  act(app, rubriques.retirerEnregistrement, retirerEnregistrement)
  act(app, rubriques.retablirEnregistrement, retablirEnregistrement)
  act(app, rubriques.effacerContact, effacerContact)
  upload(app, rubriques.deposerDocument, preparerDocument, deposerDocument)
  download(app, rubriques.lireDocument, lireDocument)
}
