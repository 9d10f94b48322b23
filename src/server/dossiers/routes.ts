import * as api from '#domain/dossiers/api.ts'
import * as autres from '#domain/dossiers/api-autres.ts'
import * as copie from '#domain/dossiers/api-copie.ts'
import { proposerDepuisLeDossier as porteDeProposition } from '#domain/dossiers/api-corrections.ts'
import * as interrogation from '#domain/dossiers/api-interrogation.ts'
import * as pieces from '#domain/dossiers/api-pieces.ts'
import * as places from '#domain/dossiers/api-places.ts'
import * as presence from '#domain/dossiers/api-presence.ts'
import * as recapitulatifs from '#domain/dossiers/api-recapitulatif.ts'
import * as validation from '#domain/dossiers/api-validation.ts'
import * as versions from '#domain/dossiers/api-versions.ts'
import { type App, act, download, read, upload } from '../platform/doors.ts'
import { lireAccuse } from './accuse.ts'
import { listerAnciennesPieces } from './anciennes.ts'
import { telechargerPieces } from './archive.ts'
import { lireAutresDossiers } from './autres.ts'
import { copierDossier, listerPiecesReutilisables, reprendrePiece } from './copie.ts'
import { proposerDepuisLeDossier } from './corrections.ts'
import { commencerDossier, listerMesDossiers } from './depart.ts'
import { deposerDossier } from './depot.ts'
import { abandonnerEnvoi, commencerEnvoi, envoyerMorceau, finirEnvoi, lireEnvoi, preparerMorceau } from './envois.ts'
import { interrogerDossier } from './interrogation.ts'
import { lireDossier, lireRecapitulatif } from './lecture.ts'
import { ajouterPiece, lireFichierPiece, preparerPiece, retirerPiece, voirPiece } from './pieces.ts'
import { lirePlaces } from './places.ts'
import { lirePreremplissage } from './preremplissage.ts'
import { signalerPresence } from './presence.ts'
import { abandonnerDossier, enregistrerReponses } from './saisie.ts'
import { lireValidation, renvoyerDossier, reprendreDossier, signerDossier, soumettreDossier } from './validation.ts'
import { lireDossiersConcernes, lireSuitesDeVersion } from './versions.ts'

export function routes(app: App): void {
  read(app, api.listerMesDossiers, listerMesDossiers)
  read(app, places.lirePlaces, lirePlaces)
  act(app, api.commencerDossier, commencerDossier)
  read(app, api.lireDossier, lireDossier)
  read(app, recapitulatifs.lireRecapitulatif, lireRecapitulatif)
  read(app, autres.lireAutresDossiers, lireAutresDossiers)
  act(app, api.enregistrerReponses, enregistrerReponses)
  // It calls outside first, and writes after: no transaction is held meanwhile.
  read(app, interrogation.interrogerDossier, interrogerDossier)
  act(app, api.abandonnerDossier, abandonnerDossier)
  upload(app, api.ajouterPiece, preparerPiece, ajouterPiece)
  act(app, copie.copierDossier, copierDossier)
  read(app, copie.listerPiecesReutilisables, listerPiecesReutilisables)
  act(app, copie.reprendrePiece, reprendrePiece)
  act(app, api.retirerPiece, retirerPiece)
  download(app, api.lireFichierPiece, lireFichierPiece)
  download(app, pieces.voirPiece, voirPiece)
  download(app, pieces.telechargerPieces, telechargerPieces)
  read(app, pieces.listerAnciennesPieces, listerAnciennesPieces)
  act(app, pieces.commencerEnvoi, commencerEnvoi)
  read(app, pieces.lireEnvoi, lireEnvoi)
  upload(app, pieces.envoyerMorceau, preparerMorceau, envoyerMorceau)
  // The file is put together first, and kept after: no transaction is held meanwhile.
  read(app, pieces.finirEnvoi, finirEnvoi)
  act(app, pieces.abandonnerEnvoi, abandonnerEnvoi)
  act(app, presence.signalerPresence, signalerPresence)
  act(app, porteDeProposition, proposerDepuisLeDossier)
  read(app, validation.lireValidation, lireValidation)
  act(app, validation.soumettreDossier, soumettreDossier)
  act(app, validation.reprendreDossier, reprendreDossier)
  act(app, validation.renvoyerDossier, renvoyerDossier)
  act(app, validation.signerDossier, signerDossier)
  act(app, api.deposerDossier, deposerDossier)
  download(app, api.lireAccuse, lireAccuse)
  read(app, versions.lireDossiersConcernes, lireDossiersConcernes)
  read(app, versions.lireSuitesDeVersion, lireSuitesDeVersion)
  read(app, versions.lirePreremplissage, lirePreremplissage)
}
