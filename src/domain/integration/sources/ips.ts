import { ColonnesManquantes } from '../../referentiel/champs.ts'
import { lireColonnes, lireUai, UAI } from '../colonnes.ts'
import type { LectureDeLigne, SourceImportable } from '../lecture.ts'
import { lireAnnee } from '../nombres.ts'
import { anneeIncorrecte, DEPP, LICENCE_OUVERTE, lireIndicateurs } from './commun.ts'

const CLE = { uai: UAI, annee: { noms: ['rentree_scolaire', 'annee_scolaire', 'rentree'], obligatoire: true } }

const CODES_LYCEE = {
  ips_gt: { noms: ['ips_voie_gt'] },
  ips_pro: { noms: ['ips_voie_pro'] },
  ips_post_bac: { noms: ['ips_post_bac'] },
  ips_ensemble: { noms: ['ips_ensemble_gt_pro', 'ips_etab', 'ips_etablissement'] },
  ecart_type_gt: { noms: ['ecart_type_de_l_ips_voie_gt', 'ecart_type_voie_gt', 'ecart_type_ips_voie_gt'] },
  ecart_type_pro: { noms: ['ecart_type_de_l_ips_voie_pro', 'ecart_type_voie_pro', 'ecart_type_ips_voie_pro'] },
  effectif_gt: { noms: ['effectifs_voie_gt'] },
  effectif_pro: { noms: ['effectifs_voie_pro'] },
  effectif_ensemble: { noms: ['effectifs_ensemble_gt_pro', 'effectifs_etab'] },
}
const CODES_COLLEGE = {
  ips: { noms: ['ips', 'ips_etab'] },
  ecart_type: { noms: ['ecart_type_de_l_ips', 'ecart_type', 'ecart_type_ips'] },
  effectif: { noms: ['effectifs', 'effectif'] },
}

/** « Écart-type » is written with and without its accent, so is the rest: see `normaliserEntete`. */
function lecteurIps<C extends string>(
  jeu: string,
  codes: Record<C, { noms: string[] }>,
  indispensables: C[],
): SourceImportable['lecteur'] {
  return (entetes) => {
    const cle = lireColonnes(entetes, CLE)
    const colonnes = lireColonnes(entetes, codes)
    if (!indispensables.some((c) => colonnes.presentes.has(c)))
      throw new ColonnesManquantes(indispensables.map((c) => codes[c].noms[0] ?? c))
    const lues = [...colonnes.presentes].map((code): [string, (l: string[]) => string] => [code, colonnes[code]])
    return (ligne): LectureDeLigne => {
      const cleLue = lireUai(cle.uai(ligne))
      if ('genre' in cleLue) return cleLue
      const annee = lireAnnee(cle.annee(ligne))
      if (annee === undefined) return anneeIncorrecte(cleLue.uai, cle.annee(ligne))
      return { genre: 'enregistrements', uai: cleLue.uai, ...lireIndicateurs({ jeu, annee }, lues, ligne) }
    }
  }
}

/** Rentrées 2016 to 2021 (`fr-en-ips_lycees`), 2022 and after (`fr-en-ips-lycees-ap2022`, `-ap2023`). */
export const IPS_LYCEES: SourceImportable = {
  code: 'ips-lycees',
  libelle: 'Indices de position sociale des lycées',
  editeur: DEPP,
  licence: LICENCE_OUVERTE,
  cible: 'enregistrements',
  lecteur: lecteurIps('ips_lycee', CODES_LYCEE, ['ips_gt', 'ips_pro']),
}

/** `fr-en-ips-colleges-ap2022`, `-ap2023` and the dataset of before. */
export const IPS_COLLEGES: SourceImportable = {
  code: 'ips-colleges',
  libelle: 'Indices de position sociale des collèges',
  editeur: DEPP,
  licence: LICENCE_OUVERTE,
  cible: 'enregistrements',
  lecteur: (entetes, feuille) => {
    const lire = lecteurIps('ips_college', CODES_COLLEGE, ['ips'])(entetes, feuille)
    // The later datasets of lycées have a column of the same name.
    if (lireColonnes(entetes, { gt: CODES_LYCEE.ips_gt }).presentes.has('gt')) throw new ColonnesManquantes(['IPS'])
    return lire
  },
}
