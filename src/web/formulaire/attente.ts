import type { Reponses } from '#domain/formulaire/definition.ts'
import { type Changements, lignesDe, type Ordre } from '#domain/formulaire/saisie.ts'
import { propre } from '#domain/formulaire/visite.ts'

/** An answer that the server does not have yet. */
export type EnAttente = {
  valeur: unknown
  /** What the server had when it was typed: tells later whether someone else has changed it since. */
  avant: unknown
  /** Instant from which it may be sent, in milliseconds. */
  echeance: number
}
/** By chemin, as in `saisie.ts`. */
export type Attente = Readonly<Record<string, EnAttente>>

/** Bounds of one call: what the door accepts, and what stays quick on a slow line. */
const CLES_PAR_LOT = 400
const SIGNES_PAR_LOT = 300_000

/** What a bloc is to those who move its rows; `undefined` when this is no bloc, or has no row. */
function ordreDe(reponses: Reponses, bloc: string): Ordre | undefined {
  const lignes = lignesDe(reponses, bloc)
  return lignes.length > 0 ? { ordre: lignes.map((l) => l.id) } : undefined
}

/** The stored answer that a chemin names; for a row, its answers; for a bloc, their order. `null` when there is none. */
export function valeurA(reponses: Reponses, chemin: string): unknown {
  const [premier = '', ligne, cellule] = chemin.split('/')
  if (ligne === undefined) return ordreDe(reponses, premier) ?? propre(reponses, premier) ?? null
  const valeurs = lignesDe(reponses, premier).find((l) => l.id === ligne)?.valeurs
  if (cellule === undefined) return valeurs ?? null
  return (valeurs && propre(valeurs, cellule)) ?? null
}

/** Same answer: scalars, lists of scalars, and rows of them. */
export const estMeme = (a: unknown, b: unknown): boolean =>
  a === b || JSON.stringify(a ?? null) === JSON.stringify(b ?? null)

/** The queue with one more change; a row that goes takes its waiting cells with it. */
export function ajouter(attente: Attente, chemin: string, ajout: EnAttente): Attente {
  const connue = attente[chemin]
  const suite = { ...attente, [chemin]: connue ? { ...ajout, avant: connue.avant } : ajout }
  if (chemin.split('/').length !== 2 || ajout.valeur !== null) return suite
  return Object.fromEntries(Object.entries(suite).filter(([cle]) => !cle.startsWith(`${chemin}/`)))
}

/** What goes in the next call: the changes that are due, within its bounds; `undefined` when none is. */
export function lotDe(attente: Attente, maintenant: number): Changements | undefined {
  const lot: Changements = {}
  let cles = 0
  let signes = 0
  // Rows first: the cells of a row that would come in a later call would be refused.
  const entrees = Object.entries(attente)
  const ordonnees = [...entrees.filter(estLigne), ...entrees.filter((e) => !estLigne(e))]
  for (const [chemin, { valeur, echeance }] of ordonnees) {
    if (echeance > maintenant) continue
    signes += chemin.length + JSON.stringify(valeur ?? null).length
    if (cles > 0 && (cles >= CLES_PAR_LOT || signes > SIGNES_PAR_LOT)) break
    lot[chemin] = valeur
    cles += 1
  }
  return cles > 0 ? lot : undefined
}

const estLigne = ([chemin]: [string, EnAttente]): boolean => chemin.split('/').length === 2

/** The queue as changes, on top of those that are on their way. */
export const changementsDe = (attente: Attente): Changements =>
  Object.fromEntries(Object.entries(attente).map(([chemin, { valeur }]) => [chemin, valeur]))

/** Instant of the next call; `undefined` when nothing waits. */
export function prochaineEcheance(attente: Attente): number | undefined {
  const echeances = Object.values(attente).map((a) => a.echeance)
  return echeances.length > 0 ? Math.min(...echeances) : undefined
}

/** These changes as a queue that may go at once. */
export const attenteDe = (changements: Changements, base: Reponses): Attente =>
  Object.fromEntries(
    Object.entries(changements).map(([cle, valeur]) => [cle, { valeur, avant: valeurA(base, cle), echeance: 0 }]),
  )

/** The object without some keys. */
export function sans<T>(objet: Readonly<Record<string, T>>, cles: readonly string[]): Record<string, T> {
  return Object.fromEntries(Object.entries(objet).filter(([cle]) => !cles.includes(cle)))
}
