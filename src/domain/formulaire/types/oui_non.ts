import * as z from 'zod'
import { alimente } from './alimentation.ts'
import { communSaisi, type TypeDeChamp } from './type.ts'

export const ChampOuiNon = z.strictObject({ ...communSaisi, ...alimente, type: z.literal('oui_non') })
export type ChampOuiNon = z.infer<typeof ChampOuiNon>

/** A question with two answers and, until then, none: « non » is an answer. */
export const ouiNon: TypeDeChamp<ChampOuiNon, boolean> = {
  reponse: z.boolean('Répondez par oui ou par non.'),
  operateurs: ['egal', 'different', 'rempli', 'vide'],
  manque: 'Répondez par oui ou par non.',
  ecrire: (valeur) => (valeur ? 'Oui' : 'Non'),
}
