import { type Acteur, estAgent, estUsager } from '../acteur.ts'
import type { Groupe } from './champ-de-fiche.ts'

/** The list of doubtful places is for those who can have them corrected. */
export const peutVoirPlacements = (acteur: Acteur): boolean => acteur.genre === 'systeme' || estAgent(acteur)

/** What the people of an établissement read of it; the rest is for the collectivité. */
const GROUPES_PUBLICS: readonly Groupe[] = ['identite', 'coordonnees', 'situation', 'pedagogie']

/** A champ of a group that the actor may not read does not exist for them: no list, filter, sort, export or message names it. */
export const peutLireGroupe = (acteur: Acteur, groupe: Groupe): boolean =>
  acteur.genre === 'systeme' || estAgent(acteur) || (estUsager(acteur) && GROUPES_PUBLICS.includes(groupe))
