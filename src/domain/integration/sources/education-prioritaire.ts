import { lireColonnes, lireUai, NOMS_UAI, normaliserEntete } from '../colonnes.ts'
import type { LectureDeLigne, SourceImportable } from '../lecture.ts'
import { LICENCE_OUVERTE, MINISTERE } from './commun.ts'

const COLONNES = {
  uai: { noms: ['NUMERO', ...NOMS_UAI], obligatoire: true },
  ep: { noms: ['EP', 'appartenance_education_prioritaire', 'education_prioritaire'], obligatoire: true },
  genre: { noms: ['TYPE_DETABLISSEMENT', 'type_etablissement', 'type_d_etablissement'] },
}

/** The list of schools and collèges of a network, by the DGESCO, each rentrée. Schools are not ours. */
export const EDUCATION_PRIORITAIRE: SourceImportable = {
  code: 'education-prioritaire',
  libelle: 'Réseaux d’éducation prioritaire',
  editeur: `${MINISTERE} (DGESCO)`,
  licence: LICENCE_OUVERTE,
  cible: 'etablissements',
  priorite: 4,
  complement: true,
  lecteur(entetes) {
    const c = lireColonnes(entetes, COLONNES)
    return (ligne): LectureDeLigne => {
      if (/ecole|segpa|specialisee/.test(normaliserEntete(c.genre(ligne)))) return { genre: 'hors_champ' }
      const lu = lireUai(c.uai(ligne))
      if ('genre' in lu) return lu
      const ep = c.ep(ligne).trim().toUpperCase()
      if (ep === '' || ep === 'HORS EP') return { genre: 'hors_champ' }
      if (ep !== 'REP' && ep !== 'REP+') {
        const raison = `« ${ep.slice(0, 40)} » n’est ni REP ni REP+.`
        return { genre: 'rejet', uai: lu.uai, code: 'reseau_inconnu', raison }
      }
      return { genre: 'etablissement', uai: lu.uai, champs: { education_prioritaire: ep }, lieu: {}, remarques: [] }
    }
  },
}
