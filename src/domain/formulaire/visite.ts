import { estRemplie, estVide, type Lecture } from './conditions.ts'
import type { Champ, Definition, Etape, Reponses } from './definition.ts'
import { type Calculable, calculer } from './formules.ts'
import { grandeurDuChamp, planDe } from './plan.ts'
import type { ChampBlocRepetable, Ligne } from './types/bloc_repetable.ts'
import { compteDe, typeDe } from './types/registre.ts'

/** A champ that is shown, with the answer that counts. */
export type ChampVu = {
  /** `champ`, or `bloc/ligne/champ` in a row. */
  chemin: string
  champ: Champ
  /** `undefined` when there is none or when it has not the shape of the type. */
  valeur: unknown
  /** Why the stored answer has not the shape of the type. */
  malforme?: string
  /** What its rules and conditions see: the row first, then the form. */
  lire: Lecture
  lignes?: LigneVue[]
}
export type LigneVue = { id: string; champs: ChampVu[]; lire: Lecture }
export type EtapeVue = { etape: Etape; sans_objet: boolean; champs: ChampVu[] }
export type Visite = { etapes: EtapeVue[]; lire: Lecture }

/**
 * Walks the form once, in reading order, and keeps what is shown. An answer becomes visible to the conditions only when
 * its champ is reached and shown, so what is hidden or further down counts as empty, no order of edits matters, and no
 * cycle can exist.
 */
export function visiter(definition: Definition, reponses: Reponses): Visite {
  const plan = planDe(definition)
  const valeurs = new Map<string, unknown>()
  const lignes = new Map<string, LigneVue[]>()
  const lire: Lecture = (id) => valeurs.get(id)
  const grandeur = (id: string) => grandeurDuChamp(plan.get(id)?.champ)
  const lignesDe = (bloc: string) => lignes.get(bloc)?.map((l) => l.lire) ?? []

  const voir = (champ: Champ, chemin: string, brute: unknown, lecture: Lecture): ChampVu => {
    if (champ.type === 'calcul') {
      const valeur = calculer(champ.formule, { lire: lecture, grandeur, lignes: lignesDe })
      return { chemin, champ, valeur, lire: lecture }
    }
    const dite = estVide(brute) ? valeurParDefaut(champ, { lire: lecture, grandeur, lignes: lignesDe }) : brute
    return { chemin, champ, lire: lecture, ...lireReponse(champ, dite) }
  }

  const voirLigne = (bloc: ChampBlocRepetable, ligne: Ligne): LigneVue => {
    const internes = new Map<string, unknown>()
    const lireLigne: Lecture = (id) => (internes.has(id) ? internes.get(id) : valeurs.get(id))
    const champs: ChampVu[] = []
    for (const champ of bloc.champs) {
      if (champ.condition && !estRemplie(champ.condition, lireLigne)) continue
      const vu = voir(champ, `${bloc.id}/${ligne.id}/${champ.id}`, propre(ligne.valeurs, champ.id), lireLigne)
      internes.set(champ.id, compteDe(champ, vu.valeur))
      champs.push(vu)
    }
    return { id: ligne.id, champs, lire: lireLigne }
  }

  const etapes = definition.etapes.map((etape): EtapeVue => {
    if (etape.condition && !estRemplie(etape.condition, lire)) return { etape, sans_objet: true, champs: [] }
    const champs: ChampVu[] = []
    for (const champ of etape.champs) {
      if (champ.condition && !estRemplie(champ.condition, lire)) continue
      const vu = voir(champ, champ.id, propre(reponses, champ.id), lire)
      if (champ.type === 'bloc_repetable') {
        vu.lignes = ((vu.valeur ?? []) as Ligne[]).map((ligne) => voirLigne(champ, ligne))
        lignes.set(champ.id, vu.lignes)
      }
      valeurs.set(champ.id, compteDe(champ, vu.valeur))
      champs.push(vu)
    }
    return { etape, sans_objet: false, champs }
  })
  return { etapes, lire }
}

/** What the rules of a champ give it before anybody answers; nothing when none applies. */
function valeurParDefaut(champ: Champ, autour: Calculable): unknown {
  const regles = 'defaut' in champ ? champ.defaut : undefined
  const regle = regles?.find((r) => !r.si || estRemplie(r.si, autour.lire))
  if (!regle) return undefined
  const valeur = 'formule' in regle ? calculer(regle.formule, autour) : regle.valeur
  return typeDe(champ).reponse?.safeParse(valeur).success ? valeur : undefined
}

function lireReponse(champ: Champ, brute: unknown): { valeur: unknown; malforme?: string } {
  const { reponse } = typeDe(champ)
  if (!reponse) return { valeur: undefined }
  // A box has no third state: shown and untouched, it is not ticked.
  if (estVide(brute)) return { valeur: estCase(champ) ? false : undefined }
  const lu = reponse.safeParse(brute)
  return lu.success
    ? { valeur: brute }
    : { valeur: undefined, malforme: lu.error.issues[0]?.message ?? 'Cette réponse n’est pas lisible.' }
}

export const estCase = (champ: Champ): boolean => champ.type === 'case' || champ.type === 'attestation'

/** Own keys only: « constructor » is a lawful id, and every object answers to it. */
export const propre = (objet: Reponses, cle: string): unknown => (Object.hasOwn(objet, cle) ? objet[cle] : undefined)

/**
 * The answers that count, and they alone: shown, not empty, well-formed, with computed values. It is what a deposit
 * keeps, prints and exports; applied to its own result it changes nothing.
 */
export function reponsesUtiles(definition: Definition, reponses: Reponses): Reponses {
  const utiles: [string, unknown][] = []
  for (const { champs } of visiter(definition, reponses).etapes) utiles.push(...valeursUtiles(champs))
  return Object.fromEntries(utiles)
}

function valeursUtiles(champs: ChampVu[]): [string, unknown][] {
  const utiles: [string, unknown][] = []
  for (const { champ, valeur, lignes } of champs) {
    const utile = lignes?.map((l) => ({ id: l.id, valeurs: Object.fromEntries(valeursUtiles(l.champs)) })) ?? valeur
    if (!estVide(utile)) utiles.push([champ.id, utile])
  }
  return utiles
}
