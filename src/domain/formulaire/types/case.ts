import * as z from 'zod'
import { communSaisi, type TypeDeChamp } from './type.ts'

export const ChampCase = z.strictObject({ ...communSaisi, type: z.literal('case') })
export type ChampCase = z.infer<typeof ChampCase>

/** A box to tick. Visible and not ticked, it counts as `false`; mandatory, it must be ticked. */
export const caseACocher: TypeDeChamp<ChampCase, boolean> = {
  reponse: z.boolean('Cochez ou décochez la case.'),
  operateurs: ['egal', 'different'],
  manque: 'Cochez cette case pour continuer.',
  ecrire: (valeur) => (valeur ? 'Oui' : 'Non'),
}
