import type { CibleDeSource } from '#domain/integration/cible.ts'
import { motsInconnus, reconnaitre, verifierValeur } from '#domain/integration/cibles.ts'
import { normaliserEntete } from '#domain/integration/colonnes.ts'
import { type Contenu, cibleDuLien, type Lien, valeurDe } from '#domain/integration/liens.ts'
import type { Etape } from '#domain/integration/transformations.ts'

export const lienNeuf = (vers: string, colonnes: string[], fixe: string | null = null): Lien => ({
  vers,
  colonnes,
  liant: ' ',
  fixe,
  etapes: [],
  vide: null,
})

/** The link whose first column is this header. */
export const lienDe = ({ liens }: Contenu, entete: string): Lien | undefined =>
  liens.find((l) => l.colonnes[0] === entete)

/** Puts a link in place of another one, or of none; an undefined one takes it away. */
export function poser(contenu: Contenu, avant: Lien | undefined, apres: Lien | undefined): Contenu {
  const liens = avant
    ? contenu.liens.flatMap((l) => (l === avant ? (apres ? [apres] : []) : [l]))
    : [...contenu.liens, ...(apres ? [apres] : [])]
  return { ...contenu, liens }
}

/** Asks that a header be read, or not, even when its name is known. */
export const ignorer = (contenu: Contenu, entete: string, oui: boolean): Contenu => ({
  ...contenu,
  liens: oui ? contenu.liens.filter((l) => l.colonnes[0] !== entete) : contenu.liens,
  ignorees: oui ? [...contenu.ignorees, entete] : contenu.ignorees.filter((i) => i !== entete),
})

/** What each expected column receives: as linked, and as recognised for the columns that nothing is said of. */
export function liensMontres(
  contenu: Contenu,
  entetes: readonly string[],
  cibles: readonly CibleDeSource[],
): { lien: Lien; cible: CibleDeSource | undefined }[] {
  const dits = contenu.liens.map((lien) => ({ lien, cible: cibleDuLien(cibles, lien.vers) }))
  const prises = new Set([...contenu.ignorees, ...contenu.liens.flatMap((l) => l.colonnes)])
  const faites = new Set(dits.map((d) => d.cible))
  const seules = Object.entries(reconnaitre(entetes, cibles)).flatMap(([entete, cible]) =>
    prises.has(entete) || faites.has(cible) ? [] : [{ lien: lienNeuf(cible.colonne, [entete]), cible }],
  )
  return [...dits, ...seules]
}

export type Case = { avant: string; apres: string; erreur: string | undefined }

/** What a row gives a link: the cell as it came, what it becomes, or why it cannot. */
export function essayerCase(
  lien: Lien,
  cible: CibleDeSource | undefined,
  entetes: readonly string[],
  ligne: readonly string[],
): Case {
  const fait = valeurDe(lien, (colonne) => {
    const nom = normaliserEntete(colonne)
    return ligne[entetes.findIndex((e) => e === colonne || normaliserEntete(e) === nom)] ?? ''
  })
  if ('raison' in fait) return { avant: fait.brut, apres: '', erreur: fait.raison }
  return { avant: fait.brut, apres: fait.valeur, erreur: cible && verifierValeur(fait.valeur, cible) }
}

/** Words of a column that the nomenclature of its target does not know once transformed, with those already given a meaning. */
export function motsATraduire(
  lien: Lien,
  cible: CibleDeSource | undefined,
  valeurs: readonly { mot: string; lignes: number }[],
): { mot: string; lignes: number; sens: string | undefined }[] {
  if (!cible?.choix || lien.colonnes.length !== 1) return []
  const dits = sensDe(lien.etapes)
  const avant = { ...lien, etapes: lien.etapes.filter((e) => e.genre !== 'valeurs') }
  const lignes = new Map<string, number>()
  for (const { mot, lignes: n } of valeurs) {
    const fait = valeurDe(avant, () => mot)
    if ('valeur' in fait && fait.valeur) lignes.set(fait.valeur, (lignes.get(fait.valeur) ?? 0) + n)
  }
  return motsInconnus(lignes.keys(), cible.choix)
    .map(({ mot }) => ({ mot, lignes: lignes.get(mot) ?? 0, sens: dits[normaliserEntete(mot)] }))
    .sort((a, b) => b.lignes - a.lignes)
}

export const sensDe = (etapes: readonly Etape[]): Record<string, string> =>
  etapes.find((e) => e.genre === 'valeurs')?.sens ?? {}

/** Says what a word means; undefined: leave it unknown. */
export function donnerSens(lien: Lien, mot: string, sens: string | undefined): Lien {
  const { [normaliserEntete(mot)]: _, ...reste } = sensDe(lien.etapes)
  const tous = sens === undefined ? reste : { ...reste, [normaliserEntete(mot)]: sens }
  const autres = lien.etapes.filter((e) => e.genre !== 'valeurs')
  return { ...lien, etapes: Object.keys(tous).length > 0 ? [...autres, { genre: 'valeurs', sens: tous }] : autres }
}
