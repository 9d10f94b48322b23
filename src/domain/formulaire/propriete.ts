export const FAMILLES = [
  'Texte',
  'Nombres',
  'Dates',
  'Choix',
  'Référentiel',
  'Documents',
  'Mise en page',
  'Blocs',
  'Autres',
] as const
export type Famille = (typeof FAMILLES)[number]

/** One property of a type, and how it is edited. `choix` pairs a value with its words. */
export type Propriete = {
  cle: string
  libelle: string
  facultatif?: boolean
  aide?: string
} & (
  | {
      genre:
        | 'texte'
        | 'texte_long'
        | 'nombre'
        | 'oui_non'
        | 'options'
        | 'formats'
        | 'formule'
        | 'borne'
        | 'taille'
        | 'lien'
        | 'min_si'
        | 'niveaux'
        | 'arbre'
        | 'colonnes'
        | 'lignes'
        | 'nomenclature'
        | 'image'
    }
  | { genre: 'choix'; choix: readonly (readonly [string, string])[] }
)

/** Our words for one type of the palette. */
export type Livre = {
  libelle: string
  aide: string
  famille: Famille
  icone: string
  proprietes?: readonly Propriete[]
  /** What a new one bears beside its id and libellé. */
  depart?: (libelle: string) => object
  /** A new one lacks something that only a person can give: the check says what before publication. */
  incomplet?: boolean
}
