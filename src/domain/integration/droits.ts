import { type Acteur, estAdministrateur, estAgent, voitTout } from '../acteur.ts'

/** Imports say how the référentiel was made: agents and administrators read them, établissements have no use of them. */
export const peutVoirIntegrations = (acteur: Acteur): boolean => acteur.genre === 'systeme' || estAgent(acteur)

/** A file touches établissements of any territory: only those who see them all send one. */
export const peutImporter = (acteur: Acteur): boolean =>
  acteur.genre === 'systeme' || (estAgent(acteur) && voitTout(acteur))

/** Where sources come from, who may send them and with which key: administrators alone. */
export const peutReglerIntegrations = (acteur: Acteur): boolean =>
  acteur.genre === 'systeme' || estAdministrateur(acteur)
