import type { ErreurDeChamp } from '../erreurs.ts'
import type { Rubrique } from './rubriques.ts'
import type { ColonneDeRubrique } from './rubriques-colonnes.ts'
import { verifierGenre } from './saisie.ts'
import type { ValeurConnue } from './temps.ts'
import { courriel, telephone } from './valeurs.ts'

export type Valeurs = Record<string, ValeurConnue>

/** The columns that a form asks. */
export const colonnesSaisies = (rubrique: Rubrique): ColonneDeRubrique[] => rubrique.colonnes.filter((c) => !c.calcule)

/**
 * Checks one linked record, whole: gives what may be written, and one error by column at most. Unknown and computed
 * columns are left out.
 */
export function verifierEnregistrement(
  rubrique: Rubrique,
  saisie: Record<string, unknown>,
): { valeurs: Valeurs; erreurs: ErreurDeChamp[] } {
  const valeurs: Valeurs = {}
  const erreurs: ErreurDeChamp[] = []
  for (const colonne of colonnesSaisies(rubrique)) {
    const verdict = verifierColonne(colonne, saisie[colonne.code])
    if ('erreur' in verdict) erreurs.push({ champ: colonne.code, message: verdict.erreur })
    else valeurs[colonne.code] = verdict.valeur
  }
  for (const [debut, fin] of PERIODES)
    if (typeof valeurs[debut] === 'string' && typeof valeurs[fin] === 'string' && valeurs[fin] < valeurs[debut])
      erreurs.push({ champ: fin, message: 'La fin ne peut pas précéder le début.' })
  return { valeurs, erreurs }
}

const PERIODES = [
  ['depuis', 'jusque'],
  ['debut', 'fin'],
] as const

function verifierColonne(colonne: ColonneDeRubrique, brut: unknown): { valeur: ValeurConnue } | { erreur: string } {
  const verdict = verifierGenre(colonne.genre, brut, new Set(Object.keys(colonne.choix ?? {})))
  if ('erreur' in verdict) return verdict
  const { valeur } = verdict
  if (valeur === null) return colonne.obligatoire ? { erreur: `Renseignez « ${colonne.libelle} ».` } : { valeur: null }
  if (typeof valeur === 'number' && colonne.min !== undefined && valeur < colonne.min)
    return { erreur: colonne.min === 0 ? 'Ce nombre ne peut pas être négatif.' : `Donnez au moins ${colonne.min}.` }
  if (typeof valeur === 'number' && colonne.max !== undefined && valeur > colonne.max)
    return { erreur: `Donnez au plus ${colonne.max}.` }
  if (typeof valeur !== 'string') return { valeur }
  if (colonne.code === 'courriel') return enVerdict(courriel(valeur), 'Cette adresse électronique est incomplète.')
  if (colonne.code === 'telephone') return enVerdict(telephone(valeur), 'Un numéro de téléphone a dix chiffres.')
  if (colonne.code === 'code_postal' && !/^\d{5}$/.test(valeur)) return { erreur: 'Un code postal a cinq chiffres.' }
  return { valeur: colonne.long ? valeur : valeur.replace(/\s+/g, ' ') }
}

const enVerdict = (valeur: string | undefined, erreur: string) => (valeur === undefined ? { erreur } : { valeur })
