import type { Definition, Reponses } from '../formulaire/definition.ts'
import { planDe } from '../formulaire/plan.ts'
import { champDe, lignesDe, poserPieces } from '../formulaire/saisie.ts'
import type { ChampPiece, PieceJointe } from '../formulaire/types/piece.ts'

/** A file of a dossier; `champ` is its path in the form: `champ`, or `bloc/ligne/champ`. */
export type PieceDuDossier = PieceJointe & { champ: string }

/** The champ of type pièce that this path names, or `undefined`. */
export function trouverChampPiece(definition: Definition, chemin: string): ChampPiece | undefined {
  const champ = champDe(definition, chemin)
  return champ?.type === 'piece' ? champ : undefined
}

/** Does the row of this path exist in the answers? Always true outside blocs. */
export function ligneExiste(reponses: Reponses, chemin: string): boolean {
  const [bloc = '', ligne] = chemin.split('/')
  return ligne === undefined || lignesDe(reponses, bloc).some((l) => l.id === ligne)
}

/**
 * The answers with the files in them, as the form engine reads them. Files have one truth, their table, and a draft's
 * answers never store them: a row removed and put back finds its files again, and no save can undo an upload.
 */
export function avecPieces(reponses: Reponses, pieces: readonly PieceDuDossier[]): Reponses {
  let suite = reponses
  for (const [chemin, siennes] of Map.groupBy(pieces, (p) => p.champ))
    suite = poserPieces(
      suite,
      chemin,
      siennes.map(({ id, nom, taille, format, fournie_le }) => ({ id, nom, taille, format, fournie_le })),
    )
  return suite
}

/** The ids of the files that these answers hold; the others are on questions hidden or removed. */
export function piecesUtiles(definition: Definition, reponses: Reponses): Set<string> {
  const ids = new Set<string>()
  const noter = (valeurs: Reponses, champ: string) => {
    const jointes = Object.hasOwn(valeurs, champ) ? valeurs[champ] : undefined
    if (Array.isArray(jointes)) for (const jointe of jointes as PieceJointe[]) ids.add(jointe.id)
  }
  for (const { champ, bloc } of planDe(definition).values()) {
    if (champ.type !== 'piece') continue
    if (!bloc) noter(reponses, champ.id)
    else for (const ligne of lignesDe(reponses, bloc.id)) noter(ligne.valeurs, champ.id)
  }
  return ids
}
