import { ColonnesManquantes } from '../referentiel/champs.ts'
import { estUai, nettoyerUai } from '../referentiel/uai.ts'
import { NOMS_UAI, normaliserEntete } from './colonnes.ts'
import type { LectureDeLigne, SourceImportable } from './lecture.ts'

export type TypeDeColonne = 'vide' | 'uai' | 'entier' | 'nombre' | 'date' | 'oui_non' | 'texte'

export const LIBELLES_TYPE: Record<TypeDeColonne, string> = {
  vide: 'Vide',
  uai: 'UAI',
  entier: 'Entier',
  nombre: 'Nombre',
  date: 'Date',
  oui_non: 'Oui ou non',
  texte: 'Texte',
}

const FORMES: [TypeDeColonne, (v: string) => boolean][] = [
  ['uai', (v) => estUai(nettoyerUai(v))],
  ['oui_non', (v) => /^(oui|non|o|n|vrai|faux|true|false|0|1)$/i.test(v)],
  // A leading zero is a code, not a number.
  ['entier', (v) => /^-?(0|[1-9]\d*)$/.test(v.replace(/[\s\u202f\u00a0]/g, ''))],
  ['nombre', (v) => /^-?\d+([.,]\d+)?$/.test(v.replace(/[\s\u202f\u00a0%]/g, '')) && !/^0\d/.test(v)],
  ['date', (v) => /^(\d{4}-\d\d-\d\d|\d{1,2}\/\d{1,2}\/\d{4})([T ].*)?$/.test(v)],
]

/** What nearly all the values of a column are. */
export function typeDe(valeurs: readonly string[]): TypeDeColonne {
  const dites = valeurs.map((v) => v.trim()).filter(Boolean)
  if (dites.length === 0) return 'vide'
  const forme = FORMES.find(([, est]) => dites.filter(est).length >= dites.length * 0.95)
  return forme?.[0] ?? 'texte'
}

export type EssaiDeTableau = {
  /** Why this table cannot be read at all; null when it can. */
  refus: string | null
  /** Indispensable columns that no header gives. */
  manquantes: string[]
  /** For each column of the file, whether the source makes something of it. */
  utilisees: boolean[]
  retenues: number
  hors_champ: number
  rejetees: number
  /** Reasons of the rows put aside, each once. */
  raisons: string[]
}

/** Rows enough to see which columns matter; each costs as many readings as there are columns. */
const TEMOINS = 25

/**
 * What a source, reading through its mapping, would make of these rows. A column counts as used when emptying it
 * changes what is read: nobody has to declare what a reader looks at.
 */
export function essayerTableau(
  source: SourceImportable,
  entetes: readonly string[],
  feuille: string | null,
  lignes: readonly string[][],
): EssaiDeTableau {
  const vide: EssaiDeTableau = {
    refus: null,
    manquantes: [],
    utilisees: entetes.map(() => false),
    retenues: 0,
    hors_champ: 0,
    rejetees: 0,
    raisons: [],
  }
  let lire: (ligne: string[]) => LectureDeLigne
  try {
    lire = source.lecteur([...entetes], feuille)
  } catch (erreur) {
    if (!(erreur instanceof ColonnesManquantes)) throw erreur
    return { ...vide, refus: erreur.message, manquantes: [...erreur.manquantes] }
  }
  const lues = lignes.map(lire)
  const rejets = lues.filter((l) => l.genre === 'rejet')
  const hors_champ = lues.filter((l) => l.genre === 'hors_champ').length
  const temoins = lignes.filter((_, i) => lues[i]?.genre !== 'hors_champ').slice(0, TEMOINS)
  const dites = temoins.map((l) => JSON.stringify(lire(l)))
  return {
    ...vide,
    utilisees: entetes.map((_, i) =>
      temoins.some((l, n) => l[i] !== '' && JSON.stringify(lire(l.with(i, ''))) !== dites[n]),
    ),
    retenues: lues.length - rejets.length - hors_champ,
    hors_champ,
    rejetees: rejets.length,
    raisons: [...new Set(rejets.map((r) => r.raison))].slice(0, 5),
  }
}

/**
 * Guesses which headers of a file stand for expected ones that it does not have: the column of UAI by its values, the
 * others by their letters. Gives `{ header: expected }`, each header and each expected once.
 */
export function devinerColonnes(
  entetes: readonly string[],
  lignes: readonly string[][],
  attendues: readonly string[],
): Record<string, string> {
  const presents = new Set(entetes.map(normaliserEntete))
  const noms = new Set(NOMS_UAI.map(normaliserEntete))
  const devinees: Record<string, string> = {}
  const absentes = attendues.filter((a) => !presents.has(normaliserEntete(a)))
  const attenduesNormales = new Set(attendues.map(normaliserEntete))
  const libres = new Set(entetes.filter((e) => e && !attenduesNormales.has(normaliserEntete(e))))
  for (const attendue of absentes) {
    const estCle = noms.has(normaliserEntete(attendue))
    const trouve = estCle
      ? [...libres].find((e) => typeDe(lignes.map((l) => l[entetes.indexOf(e)] ?? '')) === 'uai')
      : plusProche(attendue, libres)
    if (trouve === undefined) continue
    devinees[trouve] = attendue
    libres.delete(trouve)
  }
  return devinees
}

function plusProche(attendue: string, libres: Iterable<string>): string | undefined {
  const notes = [...libres].map((e) => ({ e, note: ressemblance(normaliserEntete(attendue), normaliserEntete(e)) }))
  const meilleure = notes.sort((a, b) => b.note - a.note)[0]
  return meilleure && meilleure.note >= 0.6 ? meilleure.e : undefined
}

/** Share of pairs of letters in common (Dice): 1 for the same word, 0 for nothing alike. */
function ressemblance(a: string, b: string): number {
  // « rentree » for « rentree_scolaire ».
  if (Math.min(a.length, b.length) >= 4 && (a.includes(b) || b.includes(a))) return 0.8
  const paires = (mot: string) => Array.from({ length: Math.max(0, mot.length - 1) }, (_, i) => mot.slice(i, i + 2))
  const [deA, deB] = [paires(a), paires(b)]
  const total = deA.length + deB.length
  let communes = 0
  for (const paire of deA) {
    const place = deB.indexOf(paire)
    if (place < 0) continue
    communes++
    deB.splice(place, 1)
  }
  return total === 0 ? 0 : (2 * communes) / total
}
