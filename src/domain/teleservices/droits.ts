import { type Acteur, voitTout } from '../acteur.ts'

/** Draw forms and publish them: administrators, and agents of the whole territory. For others these pages do not exist. */
export const peutDessiner = (acteur: Acteur): boolean => voitTout(acteur)
