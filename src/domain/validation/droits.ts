import { type Acteur, agitPour, estAgent, estPersonne, type Personne } from '../acteur.ts'
import type { Groupe } from '../referentiel/champ-de-fiche.ts'
import { peutLireGroupe, peutTenirFiche } from '../referentiel/droits.ts'

/** People propose for the établissement that they act for, agents for those of their périmètre: on what they read. */
export const peutProposer = (acteur: Acteur, uai: string, groupe: Groupe): acteur is Personne =>
  estPersonne(acteur) && (agitPour(acteur, uai) || estAgent(acteur)) && peutLireGroupe(acteur, groupe)

/** Who may write the champ may accept what is proposed for it; the périmètre is checked apart. */
export const peutArbitrer = (acteur: Acteur, groupe: Groupe): acteur is Personne =>
  estPersonne(acteur) && peutTenirFiche(acteur) && peutLireGroupe(acteur, groupe)

/** The list of what waits, its counts and its export are for those who decide. */
export const arbitre = (acteur: Acteur): acteur is Personne => estPersonne(acteur) && peutTenirFiche(acteur)
