import { lecteurAnnuaire } from '../../referentiel/annuaire.ts'
import { lireColonnes } from '../colonnes.ts'
import type { SourceImportable } from '../lecture.ts'
import { lireJour } from '../nombres.ts'
import { LICENCE_OUVERTE, MINISTERE } from './commun.ts'

/** `fr-en-annuaire-education`, the source that creates établissements. */
export const ANNUAIRE: SourceImportable = {
  code: 'annuaire',
  libelle: 'Annuaire de l’éducation',
  editeur: `${MINISTERE} (DNE)`,
  licence: LICENCE_OUVERTE,
  cible: 'etablissements',
  priorite: 1,
  lecteur: lecteurAnnuaire,
  dateDe: (entetes) => {
    const { maj } = lireColonnes(entetes, { maj: { noms: ['date_maj_ligne'] } })
    return (ligne) => lireJour(maj(ligne))
  },
}
