import type { Acteur } from '../acteur.ts'
import { motifObligatoire } from './decision.ts'
import { peutDecider, peutInstruire, peutRenvoyerPieces } from './droits.ts'
import { SensDecision, type Statut, trouverStatut } from './guide.ts'
import {
  type Etat,
  listerAvancees,
  listerReculs,
  obstaclesAvancee,
  obstaclesDecision,
  obstaclesDemande,
  obstaclesNotification,
  obstaclesRecul,
  obstaclesRenvoi,
  remetEnCause,
} from './mouvements.ts'
import type { Actions, Destination, Obstacle } from './suivi.ts'
import { statutDeDecision } from './vue.ts'

type Demandes = readonly { libelle: string; fichiers: number }[]

/** What this acteur may do now on this dossier, and what holds each act. The acts themselves ask the same functions. */
export function actionsPossibles(
  acteur: Acteur,
  dossier: Parameters<typeof peutRenvoyerPieces>[1],
  etat: Etat,
  demandes: Demandes,
): Actions {
  const instruit = peutInstruire(acteur)
  const decide = peutDecider(acteur)
  return {
    avancer: instruit ? listerAvancees(etat).map((s) => destination(etat, s, obstaclesAvancee(etat, s.code))) : [],
    reculer: instruit ? listerReculs(etat).map((s) => recul(etat, s)) : [],
    decider: decide ? SensDecision.options.flatMap((sens) => decisionPossible(etat, sens)) : [],
    notifier: decide ? { obstacles: obstaclesNotification(etat) } : null,
    demander_piece: instruit ? { obstacles: obstaclesDemande(etat) } : null,
    affecter: instruit ? { obstacles: [] } : null,
    reorienter: instruit ? { obstacles: [] } : null,
    renvoyer_pieces: peutRenvoyerPieces(acteur, dossier) ? { obstacles: obstaclesRenvoi(demandes) } : null,
  }
}

function decisionPossible(etat: Etat, sens: SensDecision): Actions['decider'] {
  const statut = statutDeDecision(etat.guide, sens)
  if (!statut) return []
  return [
    { ...destination(etat, statut, obstaclesDecision(etat, sens)), sens, motif_obligatoire: motifObligatoire(sens) },
  ]
}

const recul = (etat: Etat, statut: Statut): Actions['reculer'][number] => ({
  ...destination(etat, statut, obstaclesRecul(etat, statut.code)),
  annule_decision: remetEnCause(etat, statut.code),
})

function destination({ guide }: Etat, statut: Statut, obstacles: Obstacle[]): Destination {
  const etape = trouverStatut(guide, statut.code)?.etape
  return {
    vers: statut.code,
    libelle: statut.libelle_agent,
    etape: etape?.code ?? '',
    libelle_etape: etape?.libelle ?? '',
    couleur: statut.couleur,
    icone: statut.icone,
    obstacles,
  }
}
