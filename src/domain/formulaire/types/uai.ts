import * as z from 'zod'
import { estUai, lettreUai, nettoyerUai } from '#domain/referentiel/uai.ts'
import { chaine } from './chaine.ts'
import { communSaisi, type TypeDeChamp } from './type.ts'

export const ChampUai = z.strictObject({ ...communSaisi, type: z.literal('uai') })
export type ChampUai = z.infer<typeof ChampUai>

/** The number of an établissement, typed: the letter is the key of the seven digits. */
export const uai: TypeDeChamp<ChampUai, string> = {
  reponse: chaine(20, false),
  operateurs: ['egal', 'different', 'parmi', 'rempli', 'vide'],
  manque: 'Saisissez un numéro UAI.',
  compte: nettoyerUai,
  verifier: (valeur) => {
    const numero = nettoyerUai(valeur)
    if (estUai(numero)) return undefined
    return lettreUai(numero.slice(0, 7)) && numero.length === 8
      ? 'Vérifiez ce numéro UAI : sa lettre ne correspond pas à ses chiffres.'
      : 'Saisissez un numéro UAI : sept chiffres et une lettre, comme 0310036A.'
  },
  ecrire: nettoyerUai,
}
