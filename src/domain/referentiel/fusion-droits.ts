import { type Acteur, voitTout } from '../acteur.ts'

/** Fusions, scissions, regroupements and rapprochements bear on all the territory: only those who see it whole. */
export const peutFusionner = (acteur: Acteur): boolean => voitTout(acteur)
