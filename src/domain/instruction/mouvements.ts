import { avancees, obstacles, reculs } from './avancement.ts'
import { type Guide, type SensDecision, type Statut, trouverStatut } from './guide.ts'
import type { Obstacle } from './suivi.ts'
import { statutDeDecision } from './vue.ts'

/** Statuts that only their own act may give, whatever the guide: a plain advance would skip its alert and its letter. */
export const INCOMPLET = 'incomplet'
export const NOTIFIE = 'notifie'

/** Where a dossier stands, as its rules need it. */
export type Etat = {
  guide: Guide
  statut: string
  /** Labels of the demandes still open. */
  pieces_attendues: readonly string[]
  decision: { sens: SensDecision; notifiee: boolean } | null
}

const refus = (code: string, message: string): Obstacle[] => [{ code, message }]

/**
 * Does going to `vers` undo the decision in force? True on the way back behind it. A report (ajourné) is not undone by
 * the next session: the new decision will replace it.
 */
export function remetEnCause({ guide, decision }: Etat, vers: string): boolean {
  if (!decision || decision.sens === 'ajourne') return false
  const cible = trouverStatut(guide, vers)
  const rendue = trouverStatut(guide, statutDeDecision(guide, decision.sens)?.code ?? '')
  if (!cible || !rendue) return false
  return cible.etape.ordre <= rendue.etape.ordre && cible.statut.decision !== decision.sens
}

/** Where it may go by a plain advance. */
export const listerAvancees = (etat: Etat): Statut[] =>
  avancees(etat.guide, etat.statut).filter(
    (s) => !s.decision && ![INCOMPLET, NOTIFIE].includes(s.code) && !remetEnCause(etat, s.code),
  )

/** Where it may go back: the earlier steps, and behind the decision within its own step. */
export function listerReculs(etat: Etat): Statut[] {
  const dansLEtape = avancees(etat.guide, etat.statut).filter((s) => remetEnCause(etat, s.code))
  return [...dansLEtape, ...reculs(parcouru(etat), etat.statut)].filter(
    (s) =>
      s.code !== INCOMPLET &&
      supporte(s, etat.decision?.sens) &&
      (s.code !== NOTIFIE || etat.decision?.notifiee === true) &&
      (!s.decision || s.decision === etat.decision?.sens),
  )
}

/**
 * The guide without the steps that this dossier cannot have crossed, for want of the decision that they suppose: they
 * are no wall on the way back. One that was dropped by mistake comes back to where the work was.
 */
function parcouru({ guide, statut, decision }: Etat): Guide {
  const possible = (s: Statut) => s.code === statut || supporte(s, decision?.sens)
  return { etapes: guide.etapes.filter((e) => e.statuts.some(possible)) }
}

/** A dossier dropped before any decision does not come back to be paid. */
function supporte({ exige_decision }: Statut, sens: SensDecision | undefined): boolean {
  if (!exige_decision) return true
  return exige_decision === 'toute' ? sens !== undefined : sens === 'accorde' || sens === 'accorde_partiel'
}

export function obstaclesAvancee(etat: Etat, vers: string): Obstacle[] {
  const statut = trouverStatut(etat.guide, vers)?.statut
  if (statut?.decision)
    return refus('passer_par_decision', 'Enregistrez la décision : le dossier prend ce statut avec elle.')
  if (vers === INCOMPLET)
    return refus('passer_par_demande', 'Demandez la pièce manquante : le dossier prend ce statut avec elle.')
  if (vers === NOTIFIE)
    return refus('passer_par_notification', 'Notifiez la décision : le dossier prend ce statut avec la lettre.')
  if (remetEnCause(etat, vers))
    return refus('recul_attendu', 'Revenir avant la décision est un recul : donnez-en le motif.')
  const generaux = obstacles(etat.guide, { ...passage(etat), vers })
  if (generaux.length || listerAvancees(etat).some((s) => s.code === vers)) return generaux
  return refus('avance_impossible', 'Le guide ne mène pas à ce statut depuis le statut actuel.')
}

/** `motif` as typed; leave it out to know what holds besides the reason. */
export function obstaclesRecul(etat: Etat, vers: string, motif = 'non demandé'): Obstacle[] {
  if (!trouverStatut(etat.guide, vers))
    return refus('statut_inconnu', 'Ce statut n’existe pas dans le guide de ce dispositif.')
  if (listerReculs(etat).some((s) => s.code === vers))
    return motif.trim().length < 3 ? refus('motif_attendu', 'Indiquez pourquoi le dossier revient en arrière.') : []
  const generaux = obstacles(etat.guide, { ...passage(etat), vers, motif })
  return generaux.length ? generaux : refus('retour_interdit', 'Le guide ne permet pas de revenir à ce statut.')
}

/** What forbids this decision now; `statut_absent` when the guide does not foresee it. */
export function obstaclesDecision(etat: Etat, sens: SensDecision): Obstacle[] {
  const vers = statutDeDecision(etat.guide, sens)
  if (!vers) return refus('statut_absent', 'Le guide de ce dispositif ne prévoit pas cette décision.')
  if (etat.decision && etat.decision.sens !== 'ajourne')
    return refus('deja_decide', 'Une décision est déjà prise : reculez le dossier pour la revoir.')
  if (etat.decision?.sens === sens) return refus('deja_decide', 'Ce dossier est déjà reporté.')
  return obstacles(etat.guide, { ...passage(etat), vers: vers.code, decision: { sens } })
}

export function obstaclesNotification(etat: Etat): Obstacle[] {
  if (!etat.decision) return refus('decision_attendue', 'Aucune décision n’est encore prise.')
  if (etat.decision.notifiee) return refus('deja_notifiee', 'La décision est déjà notifiée.')
  return avanceVersNotifie(etat) ? obstacles(etat.guide, { ...passage(etat), vers: NOTIFIE }) : []
}

/** Does notifying also move the dossier? Not when it went further already, nor when the guide has no such statut. */
export function avanceVersNotifie({ guide, statut }: Etat): boolean {
  const cible = trouverStatut(guide, NOTIFIE)
  const ici = trouverStatut(guide, statut)
  return cible !== undefined && ici !== undefined && statut !== NOTIFIE && cible.etape.ordre >= ici.etape.ordre
}

/** Before the decision, asking makes the dossier « incomplet »; after it, the pièces are proofs and nothing moves. */
export function obstaclesDemande({ guide, statut, decision }: Etat): Obstacle[] {
  if (trouverStatut(guide, statut)?.statut.effet === 'terminee')
    return refus('dossier_termine', 'Le dossier est terminé : on n’y demande plus de pièce.')
  if (!decision && !trouverStatut(guide, INCOMPLET))
    return refus('statut_absent', 'Le guide de ce dispositif ne prévoit pas de pièces à compléter.')
  return []
}

/** @param demandes those still open, with how many files the établissement has joined to each */
export function obstaclesRenvoi(demandes: readonly { libelle: string; fichiers: number }[]): Obstacle[] {
  if (demandes.length === 0) return refus('rien_a_transmettre', 'Aucune pièce n’est demandée sur ce dossier.')
  const vides = demandes.filter((d) => d.fichiers === 0)
  if (vides.length === 0) return []
  const noms = vides.map((d) => `« ${d.libelle} »`).join(', ')
  return refus('piece_manquante', `Il manque ${vides.length === 1 ? 'une pièce' : `${vides.length} pièces`} : ${noms}.`)
}

const passage = ({ statut, pieces_attendues, decision }: Etat) => ({ de: statut, pieces_attendues, decision })
