/** A place where a column may go: a champ of the fiche, or a column of a rubrique. */
export type Cible = {
  code: string
  libelle: string
  genre: 'texte' | 'nombre' | 'entier' | 'montant' | 'pourcentage' | 'booleen' | 'jour' | 'choix'
  /** Of a `choix`: code to label. */
  choix?: Readonly<Record<string, string>>
}

/** A column that a source expects, as the mapping screen offers it. */
export type CibleDeSource = {
  /** The name that the reader of the source knows; also that of `Lien.vers`. */
  colonne: string
  libelle: string
  genre: Cible['genre'] | 'annee' | 'uai'
  /** Other names that the reader knows, in files of other years or publishers. */
  noms: readonly string[]
  obligatoire: boolean
  /** Key of what is read; absent when the column only helps to read the row. */
  champ?: string
  /** What an empty cell means when nobody has said it; null where one cannot choose. */
  vide: Vide | null
  /** Of a `choix`: code to label. */
  choix?: Readonly<Record<string, string>>
}

/** `absent`: it says nothing, what was known stays. `effacer`: what this source said is taken away. */
export const VIDES = ['absent', 'effacer'] as const
export type Vide = (typeof VIDES)[number]

export const LIBELLES_VIDE: Record<Vide, string> = {
  absent: 'Vide = absent : la valeur connue reste',
  effacer: 'Vide = effacer : la valeur de cette source est retirée',
}
