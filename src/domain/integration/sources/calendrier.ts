import { academieDuLieu, jourDuCalendrier } from '../../referentiel/vacances.ts'
import { lireColonnes } from '../colonnes.ts'
import type { LectureDeLigne, SourceImportable } from '../lecture.ts'
import { LICENCE_OUVERTE, MINISTERE, rejetDeCode } from './commun.ts'

const COLONNES = {
  description: { noms: ['description'], obligatoire: true },
  population: { noms: ['population'] },
  debut: { noms: ['start_date', 'date_de_debut', 'date_debut', 'debut'], obligatoire: true },
  reprise: { noms: ['end_date', 'date_de_fin', 'date_fin', 'fin', 'reprise'], obligatoire: true },
  lieu: { noms: ['location', 'academies', 'academie', 'lieu'], obligatoire: true },
  zone: { noms: ['zones', 'zone'] },
  annee: { noms: ['annee_scolaire'], obligatoire: true },
}

/** `fr-en-calendrier-scolaire`: holidays, bridges and days off of each académie, 2009 and after. */
export const CALENDRIER_SCOLAIRE: SourceImportable = {
  code: 'calendrier-scolaire',
  libelle: 'Calendrier scolaire',
  editeur: MINISTERE,
  licence: LICENCE_OUVERTE,
  cible: 'calendrier',
  lecteur(entetes) {
    const c = lireColonnes(entetes, COLONNES)
    return (ligne): LectureDeLigne => {
      const lieu = c.lieu(ligne).trim()
      const annee_scolaire = c.annee(ligne).trim()
      const description = c.description(ligne).replaceAll('\u0000', '').replaceAll("'", '’').trim()
      const code_academie = academieDuLieu(lieu)
      if (code_academie === undefined)
        return rejetDeCode('academie_inconnue', `« ${lieu.slice(0, 40)} » n’est pas une académie.`)
      if (!/^\d{4}(-\d{4})?$/.test(annee_scolaire))
        return rejetDeCode('annee_incorrecte', `« ${annee_scolaire.slice(0, 40)} » n’est pas une année scolaire.`)
      if (description === '')
        return rejetDeCode('description_absente', 'La ligne ne dit pas de quelles vacances il s’agit.')
      const [brutDebut, brutReprise] = [c.debut(ligne), c.reprise(ligne)]
      const debut = jourDuCalendrier(brutDebut)
      // A bridge may have no end.
      const reprise = brutReprise.trim() === '' ? debut : jourDuCalendrier(brutReprise)
      if (debut === undefined || reprise === undefined)
        return rejetDeCode(
          'date_incorrecte',
          `« ${(debut === undefined ? brutDebut : brutReprise).slice(0, 40)} » n’est pas une date.`,
        )
      if (reprise < debut) return rejetDeCode('dates_inversees', `La reprise (${reprise}) précède le début (${debut}).`)
      const population = c.population(ligne).trim() || '-'
      const valeurs = {
        annee_scolaire,
        lieu,
        population,
        description,
        debut,
        reprise,
        zone: c.zone(ligne).trim(),
        code_academie,
      }
      return { genre: 'codes', codes: [{ table: 'vacances', valeurs }], remarques: [] }
    }
  },
}
