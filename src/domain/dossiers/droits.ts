import { type Acteur, agitPour, estChefDe } from '../acteur.ts'

type Objet = { uai: string }

/** The établissement's people prepare together: chef and gestionnaire alike. */
export const peutCommencer = (acteur: Acteur, uai: string): boolean => agitPour(acteur, uai)
export const peutRemplir = (acteur: Acteur, dossier: Objet): boolean => agitPour(acteur, dossier.uai)
export const peutAbandonner = (acteur: Acteur, dossier: Objet): boolean => agitPour(acteur, dossier.uai)

/** Only the chef binds the établissement: a gestionnaire prepares, the chef deposits. */
export const peutDeposer = (acteur: Acteur, dossier: Objet): boolean => estChefDe(acteur, dossier.uai)

export const REFUS_COMMENCER = 'Vous n’agissez pas pour cet établissement : vous ne pouvez pas y commencer un dossier.'
export const REFUS_REMPLIR = 'Seules les personnes de l’établissement remplissent son dossier.'
export const REFUS_DEPOSER =
  'Seul le chef d’établissement peut déposer : le dossier est prêt, demandez-lui de le relire et de le déposer.'
