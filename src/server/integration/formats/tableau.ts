import { trouverEntetes } from '#domain/integration/reniflage.ts'

export type LigneDeTableau = { numero: number; valeurs: string[] }

/** One table of a file: a sheet, or the whole file. Rows may be read several times; each time they are read again. */
export type Tableau = {
  feuille: string | null
  entetes: string[]
  lignes: Iterable<LigneDeTableau>
  /** Of a text file. */
  encodage: string | null
  separateur: string | null
}

/** Rows of a head are among the first of a table. */
const DEBUT = 12

/**
 * A table whose rows are read from `ouvrir`, head included; undefined when it holds nothing. Empty rows are skipped.
 * `rectangulaire`: short rows are completed (a workbook does not write the empty cells at the end).
 */
export function tableauDe(
  ouvrir: () => Iterable<LigneDeTableau>,
  forme: { feuille: string | null; encodage: string | null; separateur: string | null; rectangulaire: boolean },
): Tableau | undefined {
  const debut: LigneDeTableau[] = []
  for (const ligne of pleines(ouvrir())) {
    debut.push(ligne)
    if (debut.length >= DEBUT) break
  }
  const { avant, rangs, entetes } = trouverEntetes(debut.map((l) => l.valeurs))
  if (entetes.length === 0) return undefined
  const { rectangulaire, ...reste } = forme
  const largeur = entetes.length
  return {
    ...reste,
    entetes,
    lignes: {
      *[Symbol.iterator]() {
        let rang = 0
        for (const ligne of pleines(ouvrir()))
          if (rang++ >= avant + rangs)
            yield { numero: ligne.numero, valeurs: ajuster(ligne.valeurs, largeur, rectangulaire) }
      },
    },
  }
}

function* pleines(lignes: Iterable<LigneDeTableau>): Generator<LigneDeTableau> {
  for (const ligne of lignes) if (ligne.valeurs.some((v) => v.trim() !== '')) yield ligne
}

/** Empty cells beyond the head go; anything else stays for the reader to refuse. */
function ajuster(valeurs: string[], largeur: number, rectangulaire: boolean): string[] {
  if (valeurs.length === largeur) return valeurs
  if (valeurs.length > largeur) {
    const surplus = valeurs.slice(largeur).some((v) => v.trim() !== '')
    return surplus && !rectangulaire ? valeurs : valeurs.slice(0, largeur)
  }
  return rectangulaire ? [...valeurs, ...Array<string>(largeur - valeurs.length).fill('')] : valeurs
}
