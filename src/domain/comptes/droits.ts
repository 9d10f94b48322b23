import { type Acteur, estAdministrateur } from '../acteur.ts'

/** Create people, open accounts, give habilitations and périmètres. */
export const peutGererComptes = (acteur: Acteur): boolean => acteur.genre === 'systeme' || estAdministrateur(acteur)
