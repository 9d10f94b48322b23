import { type Acteur, estAdministrateur, estPersonne } from '../acteur.ts'

/** Keys, addresses, traces of who asked what: administrators alone. */
export const peutReglerConnecteurs = (acteur: Acteur): boolean =>
  acteur.genre === 'systeme' || estAdministrateur(acteur)

/** Suggestions of a form are for people who sign in, and for who fills a draft without an account. */
export const peutRechercher = (acteur: Acteur): boolean =>
  estPersonne(acteur) || (acteur.genre === 'demandeur' && acteur.remplit)
