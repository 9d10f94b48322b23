import * as z from 'zod'
import { commun, type TypeDeChamp } from './type.ts'

export const ChampTitre = z.strictObject({ ...commun, type: z.literal('titre') })
export type ChampTitre = z.infer<typeof ChampTitre>

/** Opens a section inside a step: it asks nothing and stores nothing. */
export const titre: TypeDeChamp<ChampTitre, never> = { operateurs: [], manque: '', ecrire: () => '' }
