import { type Acteur, estAgent } from '../acteur.ts'

/** Imports say how the référentiel was made: agents and administrators read them, établissements have no use of them. */
export const peutVoirIntegrations = (acteur: Acteur): boolean => acteur.genre === 'systeme' || estAgent(acteur)
