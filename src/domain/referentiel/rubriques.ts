import { COLONNES, type ColonneDeRubrique } from './rubriques-colonnes.ts'

export type CodeRubrique = keyof typeof COLONNES

/** A kind of linked record: what its screens, doors and imports know of it. */
export type Rubrique = {
  code: CodeRubrique
  libelle: string
  /** « un contact », « une opération »: for buttons and sentences. */
  un: string
  onglet: string
  table: string
  /** The columns that name one record among those of all établissements; the natural key of imports. */
  cle: string[]
  colonnes: ColonneDeRubrique[]
  /** Holds one row a school year or a session: read year by year. */
  par_annee: boolean
  /** Only agents may know of it. */
  reserve?: boolean
  /** Rows keep an `id` and leave by `retire_le`; the others are known by their key and are deleted after a copy in `ancien`. */
  identifie: boolean
  /** How lists come: SQL order by columns of the table. */
  tri: [colonne: string, sens: 'asc' | 'desc'][]
}

const rubrique = (
  code: CodeRubrique,
  libelle: string,
  un: string,
  onglet: string,
  cle: string[],
  tri: Rubrique['tri'],
  reste: Partial<Rubrique> = {},
): Rubrique => ({
  code,
  libelle,
  un,
  onglet,
  table: code,
  cle,
  colonnes: COLONNES[code],
  par_annee: false,
  identifie: true,
  tri,
  ...reste,
})

const PAR_ANNEE = { par_annee: true }
const PAR_CLE = { par_annee: true, identifie: false }

/** Linked records of an établissement, in the order of the fiche. */
export const RUBRIQUES: readonly Rubrique[] = [
  rubrique(
    'contact',
    'Contacts',
    'un contact',
    'general',
    ['uai', 'nom', 'prenom', 'role', 'depuis'],
    [['depuis', 'desc']],
    {
      table: 'contact_role',
    },
  ),
  rubrique('site', 'Sites et annexes', 'un site', 'annexes', ['uai', 'rang'], [['rang', 'asc']]),
  rubrique(
    'effectif',
    'Effectifs',
    'un effectif',
    'complements',
    ['uai', 'annee', 'niveau', 'regime'],
    [['annee', 'desc']],
    PAR_CLE,
  ),
  rubrique(
    'indicateur',
    'Indicateurs',
    'un indicateur',
    'complements',
    ['uai', 'jeu', 'annee', 'code'],
    [['annee', 'desc']],
    PAR_CLE,
  ),
  rubrique(
    'operation',
    'Opérations',
    'une opération',
    'specifiques',
    ['uai', 'reference'],
    [['annee', 'desc']],
    PAR_ANNEE,
  ),
  rubrique('logement', 'Logements', 'un logement', 'specifiques', ['uai', 'reference'], [['reference', 'asc']]),
  rubrique(
    'compte_financier',
    'Comptes financiers',
    'une ligne de compte',
    'specifiques',
    ['uai', 'annee', 'poste'],
    [['annee', 'desc']],
    PAR_ANNEE,
  ),
  rubrique(
    'moyen_humain',
    'Postes et agents',
    'une ligne de postes',
    'moyens_humains',
    ['uai', 'annee', 'fonction'],
    [['annee', 'desc']],
    PAR_ANNEE,
  ),
  rubrique(
    'equipement',
    'Équipements numériques',
    'un équipement',
    'numerique',
    ['uai', 'reference'],
    [['categorie', 'asc']],
  ),
  rubrique('document', 'Documents', 'un document', 'annexes', ['uai', 'nom'], [['depose_le', 'desc']]),
  rubrique('actualite', 'Actualités', 'une actualité', 'annexes', ['uai', 'titre', 'le'], [['le', 'desc']]),
  rubrique('note', 'Notes de suivi', 'une note', 'annexes', ['uai', 'cree_le'], [['cree_le', 'desc']], {
    reserve: true,
  }),
  rubrique('tache', 'Tâches', 'une tâche', 'annexes', ['uai', 'titre'], [['echeance', 'asc']], { reserve: true }),
]

const PAR_CODE = new Map(RUBRIQUES.map((r) => [r.code as string, r]))

/** The rubrique of this code; undefined when there is none. */
export const trouverRubrique = (code: string): Rubrique | undefined => PAR_CODE.get(code)
