import { COLONNES, DRAPEAUX, lecteurAnnuaire } from '../../referentiel/annuaire.ts'
import { champLivre } from '../../referentiel/registre.ts'
import type { CibleDeSource } from '../cible.ts'
import { ciblesDeColonnes } from '../cibles.ts'
import { lireColonnes } from '../colonnes.ts'
import type { SourceImportable } from '../lecture.ts'
import { lireJour } from '../nombres.ts'
import { LICENCE_OUVERTE, MINISTERE } from './commun.ts'

/** Columns that give one champ of the fiche; the file is the whole image of an établissement, so an empty cell takes away. */
const CHAMPS_DES_COLONNES = {
  Adresse_1: 'adresse',
  Adresse_2: 'complement_adresse',
  Code_postal: 'code_postal',
  Telephone: 'telephone',
  Fax: 'fax',
  Web: 'web',
  Mail: 'courriel',
  Appartenance_Education_Prioritaire: 'education_prioritaire',
  SIREN_SIRET: 'siret',
  Fiche_onisep: 'fiche_onisep',
  date_ouverture: 'date_ouverture',
  libelle_bassin_formation: 'bassin_formation',
  ...DRAPEAUX,
} as const

const deChamp = ([colonne, champ]: [string, string]): [string, [string, CibleDeSource['genre'], object]] => {
  const livre = champLivre(champ)
  const genre = livre?.genre === 'booleen' || livre?.genre === 'jour' ? livre.genre : 'texte'
  return [colonne, [livre?.libelle ?? champ, genre, { champ, vide: 'effacer' }]]
}

const CIBLES = ciblesDeColonnes(COLONNES, {
  Identifiant_de_l_etablissement: ['UAI', 'uai'],
  Nom_etablissement: ['Nom', 'texte'],
  Type_etablissement: ['Type (collège, lycée, EREA)', 'texte'],
  Statut_public_prive: ['Secteur (public, privé)', 'texte'],
  etat: ['État (OUVERT, A FERMER…)', 'texte'],
  code_nature: ['Nature d’UAI (code)', 'texte'],
  Code_commune: ['Commune (code Insee)', 'texte'],
  Nom_commune: ['Commune (nom)', 'texte'],
  Code_departement: ['Département (code)', 'texte'],
  latitude: ['Latitude', 'nombre'],
  longitude: ['Longitude', 'nombre'],
  position: ['Position « latitude, longitude »', 'texte'],
  ministere_tutelle: ['Ministère de tutelle', 'texte'],
  Code_type_contrat_prive: ['Type de contrat privé (code)', 'texte'],
  etablissement_mere: ['Établissement mère (UAI)', 'texte'],
  ...Object.fromEntries(Object.entries(CHAMPS_DES_COLONNES).map(deChamp)),
})

/** `fr-en-annuaire-education`, the source that creates établissements. */
export const ANNUAIRE: SourceImportable = {
  code: 'annuaire',
  libelle: 'Annuaire de l’éducation',
  editeur: `${MINISTERE} (DNE)`,
  licence: LICENCE_OUVERTE,
  cible: 'etablissements',
  priorite: 1,
  cibles: CIBLES,
  lecteur: lecteurAnnuaire,
  dateDe: (entetes) => {
    const { maj } = lireColonnes(entetes, { maj: { noms: ['date_maj_ligne'] } })
    return (ligne) => lireJour(maj(ligne))
  },
}
