import * as z from 'zod'
import { chaine } from './chaine.ts'
import { communSaisi, type TypeDeChamp } from './type.ts'

export const ChampTelephone = z.strictObject({ ...communSaisi, type: z.literal('telephone') })
export type ChampTelephone = z.infer<typeof ChampTelephone>

/** Kept as typed, so that a half number is not lost; French numbers are shown by pairs. */
export const telephone: TypeDeChamp<ChampTelephone, string> = {
  reponse: chaine(40, false),
  operateurs: ['rempli', 'vide'],
  manque: 'Saisissez un numéro de téléphone.',
  verifier: (valeur) =>
    /^(0[1-9]\d{8}|\+\d{8,15})$/.test(chiffres(valeur))
      ? undefined
      : 'Saisissez un numéro à 10 chiffres, ou avec l’indicatif du pays : +33 5 61 00 00 00.',
  ecrire: (valeur) => {
    const numero = chiffres(valeur)
    return /^0\d{9}$/.test(numero) ? numero.replace(/(\d{2})(?=\d)/g, '$1\u00a0') : valeur
  },
}

const chiffres = (valeur: string): string => valeur.replace(/[\s.\-()]/g, '').replace(/^\+330?([1-9]\d{8})$/, '0$1')
