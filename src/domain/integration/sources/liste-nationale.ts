import { lecteurListeNationale } from '../../referentiel/liste-nationale.ts'
import type { SourceImportable } from '../lecture.ts'
import { LICENCE_OUVERTE, MINISTERE } from './commun.ts'

/** A list that a third party derived from the datasets of the ministry: it knows all the lycées of France. */
export const LISTE_NATIONALE: SourceImportable = {
  code: 'liste-nationale',
  libelle: 'Collèges et lycées de France',
  editeur: `${MINISTERE}, liste dérivée par un tiers`,
  licence: LICENCE_OUVERTE,
  cible: 'etablissements',
  priorite: 2,
  lecteur: lecteurListeNationale,
}
