import * as z from 'zod'
import type { Format } from '../formulaire/types/piece.ts'

/** What the antivirus says of a file. `non_analysee`: there is none. */
export const Analyse = z.enum(['en_attente', 'saine', 'infectee', 'non_analysee'])
export type Analyse = z.infer<typeof Analyse>

/** In a list of pièces; « saine » goes without saying. */
export const LIBELLES_ANALYSE: Record<Analyse, string> = {
  en_attente: 'Analyse antivirus en attente',
  saine: 'Analysée, saine',
  infectee: 'Fichier dangereux',
  non_analysee: 'Non analysée par un antivirus',
}

/** Why nobody may open this file, or `undefined` when one may. */
export function obstacleOuverture(analyse: Analyse): { code: string; message: string } | undefined {
  if (analyse === 'infectee')
    return {
      code: 'piece_infectee',
      message: 'L’antivirus a trouvé un programme dangereux dans ce fichier : personne ne peut l’ouvrir.',
    }
  if (analyse === 'en_attente')
    return {
      code: 'piece_en_attente',
      message:
        'L’antivirus n’a pas encore analysé ce fichier : réessayez dans quelques minutes. S’il attend encore demain, dites-le à un administrateur de Préau.',
    }
  return undefined
}

/** Formats that a browser shows without running anything of them. */
export const seMontre = (format: Format): boolean => ['jpg', 'png', 'pdf'].includes(format)

/** What forbids to hand these files over: the infected ones, each in a sentence. One that waits forbids nothing. */
export const dangereuses = <P extends { nom: string; champ: string; antivirus: Analyse }>(
  pieces: readonly P[],
): { champ: string; message: string }[] =>
  pieces
    .filter((p) => p.antivirus === 'infectee')
    .map(({ champ, nom }) => ({
      champ,
      message: `« ${nom} » contient un programme dangereux : retirez-le ou remplacez-le par un fichier sain.`,
    }))
