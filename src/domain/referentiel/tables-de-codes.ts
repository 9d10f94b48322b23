export type CodeDeTable =
  | 'region'
  | 'academie'
  | 'departement'
  | 'departement_academie'
  | 'canton'
  | 'epci'
  | 'commune'
  | 'commune_epci'
  | 'commune_population'
  | 'partie_commune'
  | 'nature'
  | 'type_contrat'
  | 'vacances'

/** A table of codes that a file may bring: how a row is named, what it holds, what points to it. */
export type TableDeCodes = {
  libelle: string
  /** « Le canton 3115 est inconnu ». */
  un: string
  table: string
  cle: readonly string[]
  colonnes: readonly string[]
  /** The column that people read. */
  mots: string
  /** What a file covers: in the same départements (or years), rows that it no longer has are absent. */
  portee: readonly string[]
  /** The file only completes rows that another brings: it creates none, and none is absent. */
  complement?: boolean
  /** Only rows where this column is true (or has a value) may be absent: the others come from elsewhere. */
  seulement?: string
  references: readonly { colonne: string; vers: CodeDeTable }[]
  /** Who bears the code: « n établissements ». */
  usages: readonly { table: string; colonne: string; qui: string }[]
  /** Établissements are placed again after it. */
  place?: boolean
  defauts?: Readonly<Record<string, string | boolean | readonly string[] | null>>
}

const DEPUIS_ETABLISSEMENT = (colonne: string) => ({ table: 'etablissement', colonne, qui: 'établissements' })
const DEPUIS_COMMUNE = (colonne: string) => ({ table: 'commune', colonne, qui: 'communes' })

/** In the order in which rows may refer to one another. */
const TABLES: Readonly<Record<CodeDeTable, TableDeCodes>> = {
  region: {
    libelle: 'Régions',
    un: 'La région',
    table: 'region',
    cle: ['code'],
    colonnes: ['nom'],
    mots: 'nom',
    portee: [],
    references: [],
    usages: [
      { table: 'departement', colonne: 'code_region', qui: 'départements' },
      DEPUIS_ETABLISSEMENT('code_region'),
    ],
  },
  academie: {
    libelle: 'Académies',
    un: 'L’académie',
    table: 'academie',
    cle: ['code'],
    colonnes: ['nom'],
    mots: 'nom',
    portee: [],
    references: [],
    usages: [
      { table: 'departement', colonne: 'code_academie', qui: 'départements' },
      DEPUIS_ETABLISSEMENT('code_academie'),
      { table: 'vacances', colonne: 'code_academie', qui: 'périodes de vacances' },
    ],
  },
  departement: {
    libelle: 'Départements',
    un: 'Le département',
    table: 'departement',
    cle: ['code'],
    colonnes: ['nom', 'code_region'],
    mots: 'nom',
    portee: [],
    seulement: 'code_region',
    references: [{ colonne: 'code_region', vers: 'region' }],
    usages: [
      DEPUIS_COMMUNE('code_departement'),
      { table: 'canton', colonne: 'code_departement', qui: 'cantons' },
      { table: 'partie_commune', colonne: 'code_departement', qui: 'anciennes communes' },
      DEPUIS_ETABLISSEMENT('code_departement'),
    ],
    place: true,
  },
  departement_academie: {
    libelle: 'Académie de chaque département',
    un: 'Le département',
    table: 'departement',
    cle: ['code'],
    colonnes: ['code_academie'],
    mots: 'code_academie',
    portee: [],
    complement: true,
    references: [{ colonne: 'code_academie', vers: 'academie' }],
    usages: [],
    place: true,
  },
  canton: {
    libelle: 'Cantons',
    un: 'Le canton',
    table: 'canton',
    cle: ['code'],
    colonnes: ['nom', 'genre', 'code_departement', 'communes_entieres'],
    mots: 'nom',
    portee: ['code_departement'],
    references: [{ colonne: 'code_departement', vers: 'departement' }],
    usages: [DEPUIS_COMMUNE('code_canton'), DEPUIS_ETABLISSEMENT('code_canton')],
    place: true,
    defauts: { communes_entieres: true },
  },
  epci: {
    libelle: 'EPCI',
    un: 'L’EPCI',
    table: 'epci',
    cle: ['code'],
    colonnes: ['nom', 'genre'],
    mots: 'nom',
    portee: [],
    references: [],
    usages: [DEPUIS_COMMUNE('code_epci'), DEPUIS_ETABLISSEMENT('code_epci')],
    defauts: { genre: 'EPCI' },
  },
  commune: {
    libelle: 'Communes',
    un: 'La commune',
    table: 'commune',
    cle: ['code'],
    colonnes: ['nom', 'code_departement', 'code_canton'],
    mots: 'nom',
    portee: ['code_departement'],
    references: [
      { colonne: 'code_departement', vers: 'departement' },
      { colonne: 'code_canton', vers: 'canton' },
    ],
    usages: [
      { table: 'partie_commune', colonne: 'code_commune', qui: 'anciennes communes' },
      { table: 'site', colonne: 'code_commune', qui: 'sites' },
      DEPUIS_ETABLISSEMENT('code_commune'),
    ],
    place: true,
  },
  commune_epci: {
    libelle: 'EPCI de chaque commune',
    un: 'La commune',
    table: 'commune',
    cle: ['code'],
    colonnes: ['code_epci'],
    mots: 'code_epci',
    portee: [],
    complement: true,
    references: [{ colonne: 'code_epci', vers: 'epci' }],
    usages: [],
    place: true,
  },
  commune_population: {
    libelle: 'Population et codes postaux',
    un: 'La commune',
    table: 'commune',
    cle: ['code'],
    colonnes: ['codes_postaux', 'population'],
    mots: 'population',
    portee: [],
    complement: true,
    references: [],
    usages: [],
  },
  partie_commune: {
    libelle: 'Arrondissements et anciennes communes',
    un: 'L’ancienne commune',
    table: 'partie_commune',
    cle: ['code', 'genre'],
    colonnes: ['nom', 'code_departement', 'code_commune'],
    mots: 'nom',
    portee: ['code_departement'],
    references: [
      { colonne: 'code_departement', vers: 'departement' },
      { colonne: 'code_commune', vers: 'commune' },
    ],
    usages: [],
    place: true,
  },
  nature: {
    libelle: 'Natures d’UAI',
    un: 'La nature',
    table: 'nature',
    cle: ['code'],
    colonnes: ['libelle', 'libelle_officiel', 'observee'],
    mots: 'libelle',
    portee: [],
    seulement: 'observee',
    references: [],
    usages: [DEPUIS_ETABLISSEMENT('nature')],
  },
  type_contrat: {
    libelle: 'Types de contrat',
    un: 'Le type de contrat',
    table: 'type_contrat',
    cle: ['code'],
    colonnes: ['libelle'],
    mots: 'libelle',
    portee: [],
    references: [],
    usages: [DEPUIS_ETABLISSEMENT('contrat')],
  },
  vacances: {
    libelle: 'Vacances',
    un: 'La période',
    table: 'vacances',
    cle: ['annee_scolaire', 'lieu', 'population', 'description', 'debut'],
    colonnes: ['reprise', 'zone', 'code_academie'],
    mots: 'description',
    portee: ['annee_scolaire', 'lieu'],
    references: [{ colonne: 'code_academie', vers: 'academie' }],
    usages: [],
  },
}

/** Every table of codes with its code, in the order in which they may be written. */
export const tablesDeCodes = (): [CodeDeTable, TableDeCodes][] =>
  Object.entries(TABLES) as [CodeDeTable, TableDeCodes][]

/** The table of this code; undefined when there is none. */
export const trouverTableDeCodes = (code: string): TableDeCodes | undefined =>
  Object.hasOwn(TABLES, code) ? TABLES[code as CodeDeTable] : undefined

/** What names one row of a table of codes, as one text. */
export const cleDeCode = (code: string, valeurs: Record<string, unknown>): string =>
  (trouverTableDeCodes(code)?.cle ?? []).map((c) => String(valeurs[c] ?? '')).join(', ')
