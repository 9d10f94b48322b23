import type { Lecture } from '../referentiel/champs.ts'

/** One linked record that a row carries: columns of its rubrique, without the UAI. A missing column is unknown. */
export type Enregistrement = Record<string, string | number | boolean | null>

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
  | { genre: 'hors_champ' }
  | { genre: 'rejet'; uai: string; code: string; raison: string }

/** What is known of a file beside its content. `date` only when someone has said it: today proves nothing. */
export type ContexteDeFichier = { nom?: string; date?: string }

/** A source that a file can be imported from, whatever the way the file comes. */
export type SourceImportable = {
  code: string
  libelle: string
  editeur: string
  licence: string
  cible: 'etablissements' | 'enregistrements'
  /** For établissements: the smallest wins, champ by champ. */
  priorite?: number
  /** It completes établissements that another source creates: an unknown UAI goes to quarantine. */
  complement?: boolean
  /** A file of it is one piece among others (a vote, a level of teaching): what it does not say has not vanished. */
  partiel?: boolean
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
