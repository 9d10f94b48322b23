import * as api from '#domain/instruction/api.ts'
import * as annotations from '#domain/instruction/api-annotations.ts'
import { type App, act, download, read, upload } from '../platform/doors.ts'
import { lireAccueil } from './accueil.ts'
import { affecter, listerAgents } from './affectation.ts'
import { enregistrerAnnotations, lireAnnotations } from './annotations.ts'
import { listerHistoireAnnotations } from './annotations-histoire.ts'
import { ajouterPieceDesAgents, preparerPieceDesAgents, retirerPieceDesAgents } from './annotations-pieces.ts'
import { avancer, reculer } from './avancement.ts'
import { decider } from './decision.ts'
import { annulerDemandeDePiece, demanderPiece } from './demandes.ts'
import { exporterDossiers } from './export.ts'
import { lireJournalDossier, lireJournalEtablissement } from './journal.ts'
import { lireInstruction } from './lecture.ts'
import { notifier, telechargerNotification } from './notification.ts'
import { listerDossiers } from './portefeuille.ts'
import {
  commencerEnvoiDemande,
  deposerPieceDemandee,
  finirEnvoiDemande,
  preparerPieceDemandee,
  renvoyerPieces,
} from './renvoi.ts'
import { reorienter } from './reorientation.ts'
import { lireTableauDeBord } from './tableauDeBord.ts'

export function routes(app: App): void {
  read(app, api.listerDossiers, listerDossiers)
  download(app, api.exporterDossiers, exporterDossiers)
  read(app, api.lireInstruction, lireInstruction)
  act(app, api.avancer, avancer)
  act(app, api.reculer, reculer)
  act(app, api.demanderPiece, demanderPiece)
  act(app, api.annulerDemandeDePiece, annulerDemandeDePiece)
  upload(app, api.deposerPieceDemandee, preparerPieceDemandee, deposerPieceDemandee)
  act(app, api.commencerEnvoiDemande, commencerEnvoiDemande)
  read(app, api.finirEnvoiDemande, finirEnvoiDemande)
  act(app, api.renvoyerPieces, renvoyerPieces)
  act(app, api.decider, decider)
  act(app, api.notifier, notifier)
  download(app, api.telechargerNotification, telechargerNotification)
  act(app, api.affecter, affecter)
  read(app, api.listerAgents, listerAgents)
  act(app, api.reorienter, reorienter)
  read(app, api.lireTableauDeBord, lireTableauDeBord)
  read(app, api.lireAccueil, lireAccueil)
  read(app, annotations.lireAnnotations, lireAnnotations)
  act(app, annotations.enregistrerAnnotations, enregistrerAnnotations)
  upload(app, annotations.ajouterPieceDesAgents, preparerPieceDesAgents, ajouterPieceDesAgents)
  act(app, annotations.retirerPieceDesAgents, retirerPieceDesAgents)
  read(app, annotations.listerHistoireAnnotations, listerHistoireAnnotations)
  read(app, api.lireJournalDossier, lireJournalDossier)
  read(app, api.lireJournalEtablissement, lireJournalEtablissement)
}
