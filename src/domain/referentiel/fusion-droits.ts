import { type Acteur, voitTout } from '../acteur.ts'
import type { ErreurDeChamp } from '../erreurs.ts'
import type { Groupe } from './champ-de-fiche.ts'

/** Fusions, scissions, regroupements and rapprochements bear on all the territory: only those who see it whole. */
export const peutFusionner = (acteur: Acteur): boolean => voitTout(acteur)

/**
 * Values that differ in a group of champs that this person may not read: they are kept as they are, neither shown nor
 * chosen, and the fusion has to be made by somebody who reads them. `lit` is the right; no value nor name of champ is told.
 */
export function obstaclesDeLecture(
  champs: readonly { groupe: Groupe; valeurs: readonly unknown[] }[],
  lit: (groupe: Groupe) => boolean,
): ErreurDeChamp[] {
  const masques = champs.filter((c) => !lit(c.groupe) && new Set(c.valeurs.map((v) => JSON.stringify(v))).size > 1)
  if (!masques.length) return []
  const message =
    'Des valeurs que vous n’avez pas le droit de lire diffèrent : un agent qui y a accès doit faire cette fusion.'
  return [{ champ: 'absorbes', message }]
}
