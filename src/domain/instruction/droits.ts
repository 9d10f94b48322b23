import { type Acteur, estAgent, estUsager } from '../acteur.ts'
import { repondDe } from '../dossiers/droits.ts'

/**
 * Which of the two faces of a dossier an acteur sees: agents work on it, people of the établissement follow it.
 * That one may see the dossier at all was settled before, by `visibles`.
 */
export type Vue = 'agent' | 'usager'

export const vueDe = (acteur: Acteur): Vue => (estAgent(acteur) || acteur.genre === 'systeme' ? 'agent' : 'usager')

/** Advance, go back, ask for a pièce, assign: every agent on the dossiers of his périmètre. */
export const peutInstruire = (acteur: Acteur): boolean => estAgent(acteur)

/** Decide and notify. The same people today; a delegation of signature will narrow it. */
export const peutDecider = (acteur: Acteur): boolean => estAgent(acteur)

type Dossier = { uai: string; sans_compte: boolean; demandeur_id: number }

/** Answer a demande de pièce: chef or gestionnaire of the dossier's établissement, or who began it without an account. */
export const peutRenvoyerPieces = (acteur: Acteur, dossier: Dossier): boolean => repondDe(acteur, dossier)

/** Read the journal: who did what is for the collectivité. */
export const peutLireJournal = (acteur: Acteur): boolean => estAgent(acteur)

export const peutVoirTableauDeBord = (acteur: Acteur): boolean => estAgent(acteur)

export const peutVoirAccueil = (acteur: Acteur): boolean => estUsager(acteur)
