/** How a champ of the fiche is typed, checked, compared and shown. Amounts are whole cents. */
export const GENRES = ['texte', 'nombre', 'entier', 'montant', 'pourcentage', 'booleen', 'jour', 'choix'] as const
export type Genre = (typeof GENRES)[number]

export const LIBELLES_GENRE: Record<Genre, string> = {
  texte: 'Texte',
  nombre: 'Nombre',
  entier: 'Nombre entier',
  montant: 'Montant',
  pourcentage: 'Pourcentage',
  booleen: 'Oui ou non',
  jour: 'Date',
  choix: 'Choix dans une nomenclature',
}

/** Groups of rights: what one may be given to read or to change together. */
export const GROUPES = {
  identite: 'Identité',
  coordonnees: 'Coordonnées',
  situation: 'Situation',
  pedagogie: 'Enseignements et accueil',
  patrimoine: 'Bâtiments et terrains',
  moyens: 'Moyens',
  numerique: 'Numérique',
  autre: 'Autres informations',
} as const
export type Groupe = keyof typeof GROUPES
export const CODES_GROUPE = Object.keys(GROUPES) as [Groupe, ...Groupe[]]

/** One champ of the fiche: declared once, here for those of the product, in base for those that are added. */
export type ChampDeFiche = {
  code: string
  libelle: string
  onglet: string
  genre: Genre
  unite?: string
  /** Code of the nomenclature of a `choix`. */
  nomenclature?: string
  groupe: Groupe
  aide?: string
  /** Its former values are kept and shown. */
  historise: boolean
  /** `colonne`: a column of référentiel.etablissement; `autres`: a key of its column `autres`. */
  stockage: 'colonne' | 'autres'
  /** Where its value usually comes from; said in the help. */
  source?: string
  /** Commands rights, the place on the territory or the links: typed by hand or said by a source, never taken from a table of one's own nor from the other side of a fusion. */
  structurant?: boolean
  /** No longer asked; values already there stay readable. */
  retire?: boolean
}
