import { type Acteur, estAgent } from '../acteur.ts'

/** The list of doubtful places is for those who can have them corrected. */
export const peutVoirPlacements = (acteur: Acteur): boolean => acteur.genre === 'systeme' || estAgent(acteur)
