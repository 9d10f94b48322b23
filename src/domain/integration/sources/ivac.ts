import { lireColonnes, lireUai, type Recherchee, UAI } from '../colonnes.ts'
import type { LectureDeLigne, SourceImportable } from '../lecture.ts'
import { lireAnnee } from '../nombres.ts'
import { anneeIncorrecte, DEPP, LICENCE_OUVERTE, lireIndicateurs } from './commun.ts'

const CLE = { uai: UAI, session: { noms: ['session', 'annee'], obligatoire: true } }

/** Codes are the identifiers of the dataset. */
const IVAC: Record<string, Recherchee> = {
  nb_candidats_g: { noms: ['nb_candidats_g'], obligatoire: true },
  taux_de_reussite_g: { noms: ['taux_de_reussite_g'], obligatoire: true },
  ...Object.fromEntries(
    [
      'va_du_taux_de_reussite_g',
      'nb_candidats_p',
      'taux_de_reussite_p',
      'note_a_l_ecrit_g',
      'va_de_la_note_g',
      'note_a_l_ecrit_p',
      'taux_d_acces_6eme_3eme',
      'part_presents_3eme_ordinaire_total',
      'part_presents_3eme_ordinaire_g',
      'part_presents_3eme_ordinaire_p',
      'part_presents_3eme_segpa_total',
      'nb_mentions_ab_g',
      'nb_mentions_b_g',
      'nb_mentions_tb_g',
      'nb_mentions_global_g',
    ].map((code) => [code, { noms: [code] }]),
  ),
}

const DNB: Record<string, Recherchee> = {
  inscrits: { noms: ['inscrits', 'nombre_d_inscrits'] },
  presents: { noms: ['presents', 'nombre_de_presents'], obligatoire: true },
  admis: { noms: ['admis', 'nombre_total_d_admis', 'nombre_d_admis'], obligatoire: true },
  admis_sans_mention: { noms: ['admis_sans_mention', 'nombre_d_admis_sans_mention'] },
  mention_ab: { noms: ['nombre_d_admis_mention_ab', 'admis_mention_ab', 'admis_mention_assez_bien'] },
  mention_bien: { noms: ['admis_mention_bien', 'nombre_d_admis_mention_bien', 'nombre_d_admis_mention_b'] },
  mention_tres_bien: {
    noms: ['admis_mention_tres_bien', 'nombre_d_admis_mention_tres_bien', 'nombre_d_admis_mention_tb'],
  },
  taux_de_reussite: { noms: ['taux_de_reussite'] },
}

function parSession(jeu: string, codes: Record<string, Recherchee>): SourceImportable['lecteur'] {
  return (entetes) => {
    const cle = lireColonnes(entetes, CLE)
    const colonnes = lireColonnes(entetes, codes)
    const lues = [...colonnes.presentes].flatMap((code) => {
      const lire = colonnes[code]
      return lire ? [[code, lire] as [string, typeof lire]] : []
    })
    return (ligne): LectureDeLigne => {
      const cleLue = lireUai(cle.uai(ligne))
      if ('genre' in cleLue) return cleLue
      const annee = lireAnnee(cle.session(ligne))
      if (annee === undefined) return anneeIncorrecte(cleLue.uai, cle.session(ligne))
      return { genre: 'enregistrements', uai: cleLue.uai, ...lireIndicateurs({ jeu, annee }, lues, ligne) }
    }
  }
}

/** `fr-en-indicateurs-valeur-ajoutee-colleges`, labels or identifiers. */
export const IVAC_COLLEGES: SourceImportable = {
  code: 'ivac-colleges',
  libelle: 'Valeur ajoutée des collèges (IVAC)',
  editeur: DEPP,
  licence: LICENCE_OUVERTE,
  cible: 'enregistrements',
  lecteur: parSession('ivac', IVAC),
}

/** `fr-en-dnb-par-etablissement`, or files made from it. */
export const RESULTATS_DNB: SourceImportable = {
  code: 'dnb',
  libelle: 'Résultats au brevet par établissement',
  editeur: DEPP,
  licence: LICENCE_OUVERTE,
  cible: 'enregistrements',
  lecteur: parSession('dnb', DNB),
}
