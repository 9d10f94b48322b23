import { invalide } from '../erreurs.ts'
import type { Genre } from './champ-de-fiche.ts'
import type { Catalogue, ColonneDeListe } from './liste-colonnes.ts'

export type Operateur =
  | 'contient'
  | 'commence'
  | 'est'
  | 'pas'
  | 'parmi'
  | 'hors'
  | 'min'
  | 'max'
  | 'entre'
  | 'avant'
  | 'apres'
  | 'vide'
  | 'rempli'

export type ValeurDeFiltre = string | number | boolean

/** One condition, short enough for an address: `["courriel","vide"]`, `["effectif","entre",100,500]`. */
export type Condition = [champ: string, operateur: Operateur, ...valeurs: ValeurDeFiltre[]]

/** A tree: all of these, one of these, or one condition. */
export type Filtre = Condition | { et: Filtre[] } | { ou: Filtre[] }

const NOMBRES: Operateur[] = ['min', 'max', 'entre', 'est', 'vide', 'rempli']

/** What can be asked of a champ of each kind, the most usual first. */
export const OPERATEURS: Record<Genre, readonly Operateur[]> = {
  texte: ['contient', 'commence', 'est', 'pas', 'vide', 'rempli'],
  nombre: NOMBRES,
  entier: NOMBRES,
  montant: NOMBRES,
  pourcentage: NOMBRES,
  booleen: ['est', 'vide', 'rempli'],
  jour: ['entre', 'avant', 'apres', 'est', 'vide', 'rempli'],
  choix: ['parmi', 'hors', 'vide', 'rempli'],
}

export const LIBELLES_OPERATEUR: Record<Operateur, string> = {
  contient: 'contient',
  commence: 'commence par',
  est: 'est',
  pas: 'n’est pas',
  parmi: 'est',
  hors: 'n’est pas',
  min: 'est au moins',
  max: 'est au plus',
  entre: 'est entre',
  avant: 'est avant le',
  apres: 'est après le',
  vide: 'est vide',
  rempli: 'n’est pas vide',
}

/** Beyond, nobody wrote it by hand, and one row would cost too much to look at. */
const PROFONDEUR_MAX = 5
const CONDITIONS_MAX = 60
const VALEURS_MAX = 500
const LONGUEUR_MAX = 200

/** How many values each operator takes: `parmi` and `hors` take a list. */
export const nombreDeValeurs = (operateur: Operateur): number | 'liste' =>
  operateur === 'vide' || operateur === 'rempli'
    ? 0
    : operateur === 'parmi' || operateur === 'hors'
      ? 'liste'
      : operateur === 'entre'
        ? 2
        : 1

/**
 * Reads a filter written as JSON and holds it against what the actor may name. Undefined when it is empty. Throws a
 * 422 with one sentence a fault; a champ that is hidden is refused in the same words as one that does not exist.
 */
export function lireFiltre(texte: string | undefined, catalogue: Catalogue): Filtre | undefined {
  if (!texte?.trim()) return undefined
  let brut: unknown
  try {
    brut = JSON.parse(texte)
  } catch {
    throw refus('Le filtre n’est pas écrit en JSON.')
  }
  return verifierFiltre(brut, catalogue)
}

/** The same, once parsed. */
export function verifierFiltre(brut: unknown, catalogue: Catalogue): Filtre | undefined {
  const compte = { conditions: 0 }
  return lireNoeud(brut, catalogue, 1, compte)
}

function lireNoeud(
  brut: unknown,
  catalogue: Catalogue,
  profondeur: number,
  compte: { conditions: number },
): Filtre | undefined {
  if (profondeur > PROFONDEUR_MAX) throw refus('Le filtre a trop de groupes les uns dans les autres.')
  if (Array.isArray(brut)) {
    compte.conditions++
    if (compte.conditions > CONDITIONS_MAX) throw refus(`Le filtre a plus de ${CONDITIONS_MAX} conditions.`)
    return lireCondition(brut, catalogue)
  }
  const groupe = lireGroupe(brut)
  const dedans = groupe.filtres
    .map((f) => lireNoeud(f, catalogue, profondeur + 1, compte))
    .filter((f) => f !== undefined)
  if (dedans.length === 0) return undefined
  return groupe.lien === 'et' ? { et: dedans } : { ou: dedans }
}

function lireGroupe(brut: unknown): { lien: 'et' | 'ou'; filtres: unknown[] } {
  if (typeof brut === 'object' && brut !== null) {
    const [[lien, filtres] = [], ...reste] = Object.entries(brut)
    if ((lien === 'et' || lien === 'ou') && Array.isArray(filtres) && reste.length === 0) return { lien, filtres }
  }
  throw refus('Un groupe du filtre s’écrit { "et": […] } ou { "ou": […] }.')
}

function lireCondition(brut: unknown[], catalogue: Catalogue): Condition {
  const [champ, operateur, ...valeurs] = brut
  const colonne = typeof champ === 'string' ? catalogue.get(champ) : undefined
  if (!colonne) throw refus('Le filtre nomme un champ qui n’existe pas.')
  const possibles = OPERATEURS[colonne.genre]
  const trouve = possibles.find((o) => o === operateur)
  if (!trouve)
    throw refus(
      `« ${colonne.libelle} » ne se filtre pas ainsi ; les opérateurs possibles sont ${possibles.join(', ')}.`,
    )
  return [colonne.code, trouve, ...lireValeurs(colonne, trouve, valeurs)]
}

function lireValeurs(colonne: ColonneDeListe, operateur: Operateur, valeurs: unknown[]): ValeurDeFiltre[] {
  const attendu = nombreDeValeurs(operateur)
  const bon = attendu === 'liste' ? valeurs.length > 0 && valeurs.length <= VALEURS_MAX : valeurs.length === attendu
  if (!bon) throw refus(`« ${colonne.libelle} » : ${combien(attendu)}.`)
  const lues = valeurs.map((v) => lireValeur(colonne, v))
  const [debut, fin] = lues
  if (operateur === 'entre' && debut !== undefined && fin !== undefined && debut > fin)
    throw refus(`« ${colonne.libelle} » : le début vient après la fin.`)
  return lues
}

const combien = (attendu: number | 'liste'): string =>
  attendu === 'liste'
    ? `donnez de 1 à ${VALEURS_MAX} valeurs`
    : attendu === 0
      ? 'cet opérateur ne prend pas de valeur'
      : attendu === 1
        ? 'donnez une valeur'
        : 'donnez deux valeurs'

function lireValeur({ libelle, genre }: ColonneDeListe, valeur: unknown): ValeurDeFiltre {
  if (genre === 'booleen') {
    if (typeof valeur !== 'boolean') throw refus(`« ${libelle} » : répondez par oui ou par non.`)
    return valeur
  }
  if (genre === 'jour') {
    if (typeof valeur !== 'string' || !estJour(valeur)) throw refus(`« ${libelle} » : donnez une date, AAAA-MM-JJ.`)
    return valeur
  }
  if (genre === 'texte' || genre === 'choix') {
    if (typeof valeur !== 'string' || valeur.trim() === '' || valeur.length > LONGUEUR_MAX || valeur.includes('\u0000'))
      throw refus(`« ${libelle} » : donnez un texte de ${LONGUEUR_MAX} caractères au plus.`)
    return valeur
  }
  if (typeof valeur !== 'number' || !Number.isFinite(valeur)) throw refus(`« ${libelle} » : donnez un nombre.`)
  return valeur
}

/** A day of the calendar: 30 February is not one. */
export function estJour(texte: string): boolean {
  const lu = /^(\d{4})-(\d{2})-(\d{2})$/.exec(texte)
  if (!lu) return false
  const [annee, mois, jour] = lu.slice(1).map(Number) as [number, number, number]
  const bissextile = (annee % 4 === 0 && annee % 100 !== 0) || annee % 400 === 0
  const jours = [31, bissextile ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][mois - 1]
  return annee > 0 && jours !== undefined && jour >= 1 && jour <= jours
}

const refus = (message: string) => invalide(message, [{ champ: 'filtre', message }])

export type Tri = { code: string; sens: 'asc' | 'desc' }

/** Reads `champ:asc,champ2:desc`; at most five. Throws a 422 on a champ that the actor cannot name. */
export function lireTri(texte: string, catalogue: Catalogue): Tri[] {
  const tris = texte.split(',').map((partie): Tri => {
    const [, code = '', sens = 'asc'] = /^(.*?)(?::(asc|desc))?$/.exec(partie.trim()) ?? []
    if (!catalogue.has(code)) throw invalide('Le tri nomme un champ qui n’existe pas.', [champInconnu('tri')])
    return { code, sens: sens === 'desc' ? 'desc' : 'asc' }
  })
  const uniques = tris.filter((t, i) => tris.findIndex((a) => a.code === t.code) === i)
  if (uniques.length > 5) throw invalide('Triez par cinq champs au plus.', [champInconnu('tri')])
  return uniques
}

/** Reads `champ,champ2`; keeps the order, drops repeats. Throws a 422 on a champ that the actor cannot name. */
export function lireColonnes(texte: string, catalogue: Catalogue): ColonneDeListe[] {
  const codes = [...new Set(texte.split(',').map((c) => c.trim()))].filter(Boolean)
  return codes.map((code) => {
    const colonne = catalogue.get(code)
    if (!colonne) throw invalide('Une colonne demandée n’existe pas.', [champInconnu('colonnes')])
    return colonne
  })
}

const champInconnu = (champ: string) => ({ champ, message: 'Choisissez parmi les champs proposés.' })
