import * as z from 'zod'
import { ecrireMontant } from '#domain/ecriture.ts'
import { Identifiant } from '../conditions.ts'
import { chaine, tropLong } from './chaine.ts'
import { avecUnite } from './nombre.ts'
import { communSaisi, type TypeDeChamp } from './type.ts'

const Colonne = z.strictObject({
  id: Identifiant,
  libelle: z.string().min(1).max(100),
  /** A `montant` is a whole number of cents. */
  genre: z.enum(['texte', 'nombre', 'montant']),
  /** Digits after the comma of a `nombre`; 0 when absent. */
  decimales: z.int().min(0).max(4).optional(),
  unite: z.string().max(20).optional(),
})
export type Colonne = z.infer<typeof Colonne>

const LigneDeTableau = z.strictObject({ id: Identifiant, libelle: z.string().min(1).max(200) })

export const ChampTableau = z.strictObject({
  ...communSaisi,
  type: z.literal('tableau'),
  colonnes: z.array(Colonne).min(1).max(12),
  lignes: z.array(LigneDeTableau).min(1).max(60),
  /** A total under each column of numbers; at the end of each row too when all columns count the same thing. */
  totaux: z.enum(['colonnes', 'colonnes_et_lignes']).optional(),
  /** Every cell of numbers must be there to deposit. */
  complet: z.boolean().optional(),
})
export type ChampTableau = z.infer<typeof ChampTableau>

const ILLISIBLE = 'Saisissez des nombres dans le tableau.'
const Cellule = z.union(
  [
    z.number().refine((n) => Math.abs(n) <= 1e12, 'Ce nombre est trop grand : vérifiez les chiffres.'),
    chaine(500, false),
  ],
  ILLISIBLE,
)

/** Cells by row then by column; a row or a column that a later version removes keeps its cells, which count no more. */
export const Tableau = z.record(Identifiant, z.record(Identifiant, Cellule), ILLISIBLE).refine(
  // A sum over unknown rows would be bounded by nothing.
  (t) => Object.keys(t).length <= 200 && Object.values(t).every((l) => Object.keys(l).length <= 50),
  ILLISIBLE,
)
export type Tableau = z.infer<typeof Tableau>

/** A grid whose rows and columns are given. Conditions and formulas see the sum of all its numbers. */
export const tableau: TypeDeChamp<ChampTableau, Tableau> = {
  reponse: Tableau,
  operateurs: ['egal', 'different', 'superieur', 'au_moins', 'inferieur', 'au_plus', 'rempli', 'vide'],
  manque: 'Remplissez le tableau.',
  compte: (valeur, champ) => {
    const genre = genreDe(champ)
    if (!genre) return Object.keys(valeur).length > 0 ? 'rempli' : undefined
    const sommes = champ.colonnes.map((c) => totalDeColonne(champ, valeur, c)).filter((n) => n !== undefined)
    return sommes.length > 0 ? arrondir(sommes.reduce((s, n) => s + n, 0)) : undefined
  },
  grandeur: genreDe,
  verifier: (valeur, champ) => {
    for (const ligne of champ.lignes)
      for (const colonne of champ.colonnes) {
        const refus = refusDeCellule(celluleDe(valeur, ligne.id, colonne.id), colonne, champ.complet === true)
        if (refus) return `${ligne.libelle}, ${colonne.libelle} : ${refus}`
      }
    return undefined
  },
  ecrire: (valeur, champ) => {
    const lignes = champ.lignes.flatMap((ligne) => {
      const cellules = champ.colonnes.flatMap((colonne) => {
        const cellule = celluleDe(valeur, ligne.id, colonne.id)
        return cellule === undefined ? [] : [`${colonne.libelle} ${ecrireCellule(cellule, colonne)}`]
      })
      return cellules.length > 0 ? [`${ligne.libelle} : ${cellules.join(', ')}`] : []
    })
    const totaux = champ.totaux ? champ.colonnes.flatMap((c) => ecrireTotal(champ, valeur, c)) : []
    return [...lignes, ...(totaux.length > 0 ? [`Total : ${totaux.join(', ')}`] : [])].join(' ; ')
  },
  defauts: (champ) => [...doubles(champ.colonnes, '.colonnes'), ...doubles(champ.lignes, '.lignes')],
}

/** The cell that counts; `undefined` when it is empty. */
export function celluleDe(valeur: Tableau, ligne: string, colonne: string): number | string | undefined {
  const rang = Object.hasOwn(valeur, ligne) ? valeur[ligne] : undefined
  const cellule = rang && Object.hasOwn(rang, colonne) ? rang[colonne] : undefined
  return typeof cellule === 'string' && cellule.trim() === '' ? undefined : cellule
}

/** Sum of a column over its rows, in cents for a `montant`; `undefined` without any number. */
export function totalDeColonne(champ: ChampTableau, valeur: Tableau, colonne: Colonne): number | undefined {
  return somme(champ.lignes.map((l) => celluleDe(valeur, l.id, colonne.id)))
}

/** Sum of a row over its columns of numbers; only meant where `genreDe` is one. */
export function totalDeLigne(champ: ChampTableau, valeur: Tableau, ligne: string): number | undefined {
  return somme(champ.colonnes.map((c) => celluleDe(valeur, ligne, c.id)))
}

/** What all the columns of numbers count; `undefined` when they mix euros with plain numbers, or when there is none. */
export function genreDe({ colonnes }: ChampTableau): 'nombre' | 'montant' | undefined {
  const genres = new Set(colonnes.map((c) => c.genre).filter((g) => g !== 'texte'))
  const [seul] = genres
  return genres.size === 1 ? seul : undefined
}

export const ecrireCellule = (cellule: number | string, { genre, unite, decimales }: Colonne): string =>
  typeof cellule === 'string'
    ? cellule
    : genre === 'montant'
      ? ecrireMontant(cellule)
      : avecUnite(cellule, unite, decimales ?? 0)

function ecrireTotal(champ: ChampTableau, valeur: Tableau, colonne: Colonne): string[] {
  const total = colonne.genre === 'texte' ? undefined : totalDeColonne(champ, valeur, colonne)
  return total === undefined ? [] : [`${colonne.libelle} ${ecrireCellule(total, colonne)}`]
}

function refusDeCellule(cellule: number | string | undefined, colonne: Colonne, complet: boolean): string | undefined {
  if (cellule === undefined) return complet && colonne.genre !== 'texte' ? 'remplissez cette case.' : undefined
  if (colonne.genre === 'texte') return tropLong(String(cellule), 200)
  if (typeof cellule !== 'number') return 'saisissez un nombre.'
  if (cellule < 0) return 'saisissez zéro ou un nombre positif.'
  if (colonne.genre === 'montant')
    return Number.isSafeInteger(cellule) ? undefined : 'deux chiffres après la virgule au plus.'
  const decimales = colonne.decimales ?? 0
  if (Number(cellule.toFixed(decimales)) === cellule) return undefined
  return decimales === 0 ? 'saisissez un nombre entier.' : `${decimales} chiffres après la virgule au plus.`
}

function somme(cellules: (number | string | undefined)[]): number | undefined {
  const nombres = cellules.filter((c) => typeof c === 'number')
  return nombres.length > 0 ? arrondir(nombres.reduce((s, n) => s + n, 0)) : undefined
}

/** 0.1 + 0.2 is 0.3 for who reads the total. */
const arrondir = (n: number): number => Number(n.toPrecision(15))

function doubles(elements: readonly { id: string }[], chemin: string): { chemin: string; message: string }[] {
  const ids = elements.map((e) => e.id)
  return ids.flatMap((id, i) =>
    ids.indexOf(id) === i ? [] : [{ chemin: `${chemin}[${i}]`, message: `L’identifiant « ${id} » sert deux fois.` }],
  )
}
