import { type Acteur, estAdministrateur, estAgent, estUsager } from '../acteur.ts'
import type { Groupe } from './champ-de-fiche.ts'
import type { Rubrique } from './rubriques.ts'
import type { ColonneDeRubrique } from './rubriques-colonnes.ts'

/** The list of doubtful places is for those who can have them corrected. */
export const peutVoirPlacements = (acteur: Acteur): boolean => acteur.genre === 'systeme' || estAgent(acteur)

/** What the people of an établissement read of it; the rest is for the collectivité. */
const GROUPES_PUBLICS: readonly Groupe[] = ['identite', 'coordonnees', 'situation', 'pedagogie']

/** A champ of a group that the actor may not read does not exist for them: no list, filter, sort, export or message names it. */
export const peutLireGroupe = (acteur: Acteur, groupe: Groupe): boolean =>
  acteur.genre === 'systeme' || estAgent(acteur) || (estUsager(acteur) && GROUPES_PUBLICS.includes(groupe))

/** To correct a fiche by hand, and to keep its linked records; the périmètre is checked apart. */
export const peutTenirFiche = (acteur: Acteur): boolean => acteur.genre === 'systeme' || estAgent(acteur)

/** To add champs, tabs and nomenclatures. */
export const peutTenirRegistre = (acteur: Acteur): boolean => acteur.genre === 'systeme' || estAdministrateur(acteur)

/** Notes and tasks of agents are as if they did not exist for the établissement. */
export const peutVoirRubrique = (acteur: Acteur, rubrique: Rubrique): boolean =>
  !rubrique.reserve || peutTenirFiche(acteur)

/** Who lives in a logement is not for the colleagues. */
export const peutVoirColonne = (acteur: Acteur, colonne: ColonneDeRubrique): boolean =>
  !colonne.reserve || peutTenirFiche(acteur)
