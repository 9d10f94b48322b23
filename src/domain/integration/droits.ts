import { type Acteur, estAdministrateur, estAgent, voitTout } from '../acteur.ts'

/** Runs and sources count and show rows of any territory: only those who see them all read them. */
export const peutVoirIntegrations = (acteur: Acteur): boolean =>
  acteur.genre === 'systeme' || (estAgent(acteur) && voitTout(acteur))

/** A file touches établissements of any territory: only those who see them all send one. */
export const peutImporter = peutVoirIntegrations

/** Where sources come from, who may send them and with which key: administrators alone. */
export const peutReglerIntegrations = (acteur: Acteur): boolean =>
  acteur.genre === 'systeme' || estAdministrateur(acteur)
