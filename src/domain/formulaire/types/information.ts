import * as z from 'zod'
import { commun, type TypeDeChamp } from './type.ts'

export const ChampInformation = z.strictObject({
  ...commun,
  type: z.literal('information'),
  /** Plain text, blank lines between paragraphs. */
  texte: z.string().min(1).max(5000),
  ton: z.enum(['neutre', 'attention', 'danger']).optional(),
})
export type ChampInformation = z.infer<typeof ChampInformation>

/** Text to read: it asks nothing and stores nothing. */
export const information: TypeDeChamp<ChampInformation, never> = { operateurs: [], manque: '', ecrire: () => '' }
