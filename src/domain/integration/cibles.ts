import type { Cible, CibleDeSource } from './cible.ts'
import { normaliserEntete, placerEntetes, type Recherchee } from './colonnes.ts'
import { relier, transformer } from './correspondance.ts'

type Dite = [
  libelle: string,
  genre: CibleDeSource['genre'],
  suite?: Partial<Pick<CibleDeSource, 'champ' | 'vide' | 'choix'>>,
]

/** The targets of a source from the columns that its reader looks for, and what each is. */
export const ciblesDeColonnes = (
  recherchees: Readonly<Record<string, Recherchee>>,
  dites: Readonly<Record<string, Dite>>,
): CibleDeSource[] =>
  Object.entries(dites).flatMap(([nom, [libelle, genre, suite]]) => {
    const r = recherchees[nom]
    const [colonne = nom, ...noms] = r?.noms ?? []
    return r ? [{ colonne, libelle, genre, noms, obligatoire: r.obligatoire === true, vide: null, ...suite }] : []
  })

/** Which expected column each header of a file is taken for by itself. */
export function reconnaitre(
  entetes: readonly string[],
  cibles: readonly CibleDeSource[],
): Record<string, CibleDeSource> {
  const places = placerEntetes(entetes)
  const reconnues: Record<string, CibleDeSource> = {}
  for (const cible of cibles) {
    const nom = [cible.colonne, ...cible.noms].find((n) => places.has(normaliserEntete(n)))
    const place = nom === undefined ? undefined : places.get(normaliserEntete(nom))
    const entete = place === undefined ? undefined : entetes[place]
    if (entete !== undefined) reconnues[entete] ??= cible
  }
  return reconnues
}

/** What is wrong with a value for its target, in French; undefined when it can be read, or when nothing is known of the target. */
export function verifierValeur(valeur: string, { genre, choix, colonne }: CibleDeSource): string | undefined {
  if (valeur.trim() === '') return undefined
  if (genre === 'uai')
    return /^\s*\d{7}\s*[A-Za-z]\s*$/.test(valeur) ? undefined : 'Ce n’est pas un UAI : sept chiffres et une lettre.'
  if (genre === 'annee')
    return transformer(valeur, { transformation: 'annee' }) === undefined ? 'Ce n’est pas une année.' : undefined
  if (genre === 'choix') return estDuChoix(valeur, choix ?? {}) ? undefined : 'Ce mot n’est pas dans la nomenclature.'
  return transformer(valeur, relier(colonne, { code: colonne, libelle: colonne, genre })) === undefined
    ? RAISONS[genre]
    : undefined
}

const RAISONS: Record<Exclude<Cible['genre'], 'choix'>, string> = {
  texte: 'Ce texte ne se lit pas.',
  nombre: 'Ce n’est pas un nombre.',
  entier: 'Ce n’est pas un nombre entier.',
  montant: 'Ce n’est pas un montant.',
  pourcentage: 'Ce n’est pas un pourcentage.',
  booleen: 'Ce n’est ni oui ni non.',
  jour: 'Ce n’est pas une date.',
}

const estDuChoix = (valeur: string, choix: Readonly<Record<string, string>>): boolean => {
  const nom = normaliserEntete(valeur)
  return Object.entries(choix).some(([code, libelle]) => [code, libelle].some((n) => normaliserEntete(n) === nom))
}

/** Words of a column that its nomenclature does not know, the most frequent first, with how many rows bear them. */
export function motsInconnus(
  valeurs: Iterable<string>,
  choix: Readonly<Record<string, string>>,
): { mot: string; lignes: number }[] {
  const comptes = new Map<string, number>()
  for (const valeur of valeurs) if (valeur.trim() !== '') comptes.set(valeur, (comptes.get(valeur) ?? 0) + 1)
  return [...comptes]
    .filter(([mot]) => !estDuChoix(mot, choix))
    .map(([mot, lignes]) => ({ mot, lignes }))
    .sort((a, b) => b.lignes - a.lignes || a.mot.localeCompare(b.mot, 'fr'))
    .slice(0, 100)
}
