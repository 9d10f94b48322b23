import { ColonnesManquantes } from '../../referentiel/champs.ts'
import { NOMENCLATURES_LIVREES } from '../../referentiel/nomenclatures.ts'
import { CHAMPS_LIVRES, type ChampDeFiche } from '../../referentiel/registre.ts'
import type { Cible, CibleDeSource } from '../cible.ts'
import { NOMS_UAI } from '../colonnes.ts'
import { devinerCorrespondance, lecteurDe } from '../correspondance.ts'
import type { SourceImportable } from '../lecture.ts'
import { COLLECTIVITE, INTERNE } from './metier.ts'

/** Values of a nomenclature, code to label; those that an administrator adds are given by the server. */
export type Choix = Readonly<Record<string, Readonly<Record<string, string>>>>

const CHOIX_LIVRES: Choix = Object.fromEntries(
  Object.entries(NOMENCLATURES_LIVREES).map(([code, { valeurs }]) => [
    code,
    Object.fromEntries(valeurs.map((v) => [v.code, v.libelle])),
  ]),
)

/** Champs that a table may bring: not those that place the établissement or command rights. */
export const ciblesDe = (champs: readonly ChampDeFiche[], choix: Choix = CHOIX_LIVRES): Cible[] =>
  champs
    .filter((c) => !c.structurant && !c.retire && c.code !== 'date_fermeture')
    .map(({ code, libelle, genre, nomenclature }) => ({
      code,
      libelle,
      genre,
      ...(nomenclature ? { choix: choix[nomenclature] ?? {} } : {}),
    }))

const CLE: CibleDeSource = {
  colonne: 'UAI',
  libelle: 'UAI',
  genre: 'uai',
  noms: NOMS_UAI,
  obligatoire: true,
  vide: null,
}

const enCible = (c: Cible): CibleDeSource => ({
  colonne: c.code,
  libelle: c.libelle,
  genre: c.genre,
  noms: [c.libelle],
  obligatoire: false,
  champ: c.code,
  // Without its name an établissement would be none.
  vide: c.code === 'nom' ? null : 'absent',
  ...(c.choix ? { choix: c.choix } : {}),
})

/**
 * Any table with a column of UAI and columns named after champs of the fiche, by their label or their code: what an
 * agent keeps in a workbook. It completes, never creates; an empty cell says nothing.
 */
export const sourceDeFiche = (champs: readonly ChampDeFiche[], choix?: Choix): SourceImportable => ({
  code: 'fiche',
  libelle: 'Tableau de champs de la fiche',
  editeur: COLLECTIVITE,
  licence: INTERNE,
  cible: 'etablissements',
  priorite: 10,
  complement: true,
  partiel: true,
  garde: 'tout',
  cibles: [CLE, ...ciblesDe(champs, choix).map(enCible)],
  lecteur(entetes, feuille) {
    const colonnes = devinerCorrespondance(entetes, ciblesDe(champs, choix))
    if (colonnes.length === 0) throw new ColonnesManquantes(['une colonne au nom d’un champ de la fiche'])
    return lecteurDe({ uai: '', rubrique: null, colonnes })(entetes, feuille)
  },
})

/** With the champs of the product. */
export const FICHE = sourceDeFiche(CHAMPS_LIVRES)
