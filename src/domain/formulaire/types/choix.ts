import * as z from 'zod'
import { chaine } from './chaine.ts'
import { libelleOption, Option } from './options.ts'
import { communSaisi, type TypeDeChamp } from './type.ts'

export const ChampChoix = z.strictObject({
  ...communSaisi,
  type: z.literal('choix'),
  options: z.array(Option).min(2).max(500),
  /** Buttons up to seven options and a list beyond, unless said. */
  presentation: z.enum(['boutons', 'liste']).optional(),
})
export type ChampChoix = z.infer<typeof ChampChoix>

/** One of several. A value whose option has gone still displays, but must be chosen again to deposit. */
export const choix: TypeDeChamp<ChampChoix, string> = {
  reponse: chaine(100, false),
  operateurs: ['egal', 'different', 'parmi', 'rempli', 'vide'],
  manque: 'Choisissez une réponse.',
  verifier: (valeur, champ) =>
    champ.options.some((o) => o.valeur === valeur)
      ? undefined
      : 'Cette réponse n’est plus proposée : choisissez de nouveau.',
  ecrire: (valeur, champ) => libelleOption(champ.options, valeur),
}

export const presentationDe = (champ: ChampChoix): 'boutons' | 'liste' =>
  champ.presentation ?? (champ.options.length <= 7 ? 'boutons' : 'liste')
