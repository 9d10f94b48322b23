import type { Lecture } from '../referentiel/champs.ts'
import type { CodeDeTable } from '../referentiel/tables-de-codes.ts'
import type { CibleDeSource } from './cible.ts'

/** One linked record that a row carries: columns of its rubrique, without the UAI. A missing column is unknown. */
export type Enregistrement = Record<string, string | number | boolean | null>

/** Rows of tables of codes that a row carries; a missing column is unknown. */
export type CodesDeLigne = {
  table: CodeDeTable
  valeurs: Record<string, string | number | boolean | null | readonly string[]>
}[]

/** A value left aside while the rest of its row is kept. */
export type RemarqueDeLigne = { champ: string; valeur: string; raison: string }

/**
 * What one row of a file says: an établissement, linked records of one établissement, a row of no concern to us, or one
 * that cannot be trusted.
 */
export type LectureDeLigne =
  | Extract<Lecture, { genre: 'etablissement' }>
  | {
      genre: 'enregistrements'
      uai: string
      enregistrements: { rubrique: string; valeurs: Enregistrement }[]
      remarques: RemarqueDeLigne[]
    }
  | { genre: 'codes'; codes: CodesDeLigne; remarques: RemarqueDeLigne[] }
  | { genre: 'hors_champ' }
  | { genre: 'rejet'; uai: string; code: string; raison: string }

/** What is known of a file beside its content. `date` only when someone has said it: today proves nothing. */
export type ContexteDeFichier = { nom?: string; date?: string }

/** Sources whose rows speak of no établissement, but of the codes that these bear. */
export type CibleDeCodes = 'territoires' | 'nomenclatures' | 'calendrier'
export const estDeCodes = (cible: string): cible is CibleDeCodes =>
  cible === 'territoires' || cible === 'nomenclatures' || cible === 'calendrier'

/** The tables of codes that each of these sources fills, as people look at them. */
export const TABLES_DE_CIBLE: Record<CibleDeCodes, readonly CodeDeTable[]> = {
  territoires: ['region', 'departement', 'canton', 'epci', 'commune'],
  nomenclatures: ['nature', 'type_contrat', 'academie'],
  calendrier: ['vacances'],
}

/** A source that a file can be imported from, whatever the way the file comes. */
export type SourceImportable = {
  code: string
  libelle: string
  editeur: string
  licence: string
  cible: 'etablissements' | 'enregistrements' | CibleDeCodes
  /** For établissements: the smallest wins, champ by champ. */
  priorite?: number
  /** It completes établissements that another source creates: an unknown UAI goes to quarantine. */
  complement?: boolean
  /** A file of it is one piece among others (a vote, a level of teaching): what it does not say has not vanished. */
  partiel?: boolean
  /** The columns that it expects, for the mapping screen; without them, names are all that can be mapped. */
  cibles?: readonly CibleDeSource[]
  /** Champs of établissements that keep what the source said of them when a row says nothing. */
  garde?: 'tout' | readonly string[]
  /**
   * Gives the reader of the rows of one table. Throws `ColonnesManquantes` on a foreign one; in a workbook, sheets that
   * throw are left aside as long as one is read.
   */
  lecteur: (
    entetes: string[],
    feuille: string | null,
    contexte?: ContexteDeFichier,
  ) => (ligne: string[]) => LectureDeLigne
  /** From which day a row is true (`AAAA-MM-JJ`), where the file says it; otherwise the day of the file counts. */
  dateDe?: (entetes: string[]) => (ligne: string[]) => string | undefined
}

/** The same source, whose readers know of the file. */
export const situer = <S extends SourceImportable>(source: S, contexte: ContexteDeFichier): S => ({
  ...source,
  lecteur: (entetes: string[], feuille: string | null) => source.lecteur(entetes, feuille, contexte),
})
