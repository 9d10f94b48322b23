import * as z from 'zod'
import { estSiret } from '#domain/referentiel/siret.ts'
import { chaine } from './chaine.ts'
import { communSaisi, type TypeDeChamp } from './type.ts'

export const ChampSiret = z.strictObject({ ...communSaisi, type: z.literal('siret') })
export type ChampSiret = z.infer<typeof ChampSiret>

const chiffres = (valeur: string): string => valeur.replace(/[\s.-]/g, '')

/** Kept as typed; its key is checked. */
export const siret: TypeDeChamp<ChampSiret, string> = {
  reponse: chaine(40, false),
  operateurs: ['egal', 'different', 'rempli', 'vide'],
  manque: 'Saisissez un numéro SIRET.',
  compte: chiffres,
  verifier: (valeur) => {
    const numero = chiffres(valeur)
    if (!/^\d{14}$/.test(numero)) return `Saisissez les 14 chiffres du SIRET : vous en avez saisi ${numero.length}.`
    return estSiret(numero)
      ? undefined
      : 'Vérifiez ce SIRET : sa clé ne correspond pas, un chiffre est faux ou inversé.'
  },
  ecrire: (valeur) => {
    const numero = chiffres(valeur)
    return /^\d{14}$/.test(numero) ? numero.replace(/^(\d{3})(\d{3})(\d{3})/, '$1\u00a0$2\u00a0$3\u00a0') : valeur
  },
}
