/** Linked records that a file may bring: how one is named, and what it holds. */
export type RubriqueImportable = {
  table: string
  /** With the UAI, what names one record. */
  cle: readonly string[]
  colonnes: readonly string[]
  /** What a file covers: the records of the same years (or sets) that it no longer has are absent; of the others it says nothing. */
  portee: readonly string[]
  /** Each row keeps the day of its data; otherwise that of the last file of the source counts. */
  datee: boolean
  /** Rows leave by `retire_le`; the others are deleted, once copied among the old ones. */
  retirable: boolean
  /** Values of columns that a file does not have. */
  defauts: Readonly<Record<string, string | number>>
}

const commun = { portee: [], datee: false, retirable: true, defauts: {} }

export const RUBRIQUES_IMPORTABLES: Readonly<Record<string, RubriqueImportable>> = {
  effectif: {
    table: 'effectif',
    cle: ['annee', 'niveau', 'regime'],
    colonnes: ['effectif'],
    portee: ['annee'],
    datee: true,
    retirable: false,
    defauts: { regime: 'ensemble' },
  },
  indicateur: {
    table: 'indicateur',
    cle: ['jeu', 'annee', 'code'],
    colonnes: ['valeur', 'non_disponible'],
    portee: ['jeu', 'annee'],
    datee: true,
    retirable: false,
    defauts: {},
  },
  operation: {
    ...commun,
    table: 'operation',
    cle: ['reference'],
    colonnes: ['nom', 'genre', 'objet', 'montant_vote', 'annee', 'debut', 'fin', 'etat'],
  },
  equipement: {
    ...commun,
    table: 'equipement',
    cle: ['reference'],
    colonnes: ['categorie', 'designation', 'nombre', 'mise_en_service', 'etat'],
    defauts: { nombre: 1 },
  },
  moyen_humain: {
    ...commun,
    table: 'moyen_humain',
    cle: ['annee', 'fonction'],
    colonnes: ['postes', 'etp', 'vacants', 'absences'],
    portee: ['annee'],
  },
  compte_financier: {
    ...commun,
    table: 'compte_financier',
    cle: ['annee', 'poste'],
    colonnes: ['montant'],
    portee: ['annee'],
  },
}

/** What names a record in its rubrique and its établissement, as one text (« 2023, 6e, ensemble »). */
export function cleEnregistrement(rubrique: string, valeurs: Record<string, unknown>): string {
  const { cle = [], defauts = {} } = RUBRIQUES_IMPORTABLES[rubrique] ?? {}
  return cle.map((c) => String(valeurs[c] ?? defauts[c] ?? '')).join(', ')
}
