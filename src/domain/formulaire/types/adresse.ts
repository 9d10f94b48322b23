import * as z from 'zod'
import { chaine } from './chaine.ts'
import { CodeCommune } from './commune.ts'
import { communSaisi, type TypeDeChamp } from './type.ts'

export const ChampAdresse = z.strictObject({ ...communSaisi, type: z.literal('adresse') })
export type ChampAdresse = z.infer<typeof ChampAdresse>

const ILLISIBLE = 'Saisissez une adresse.'

/** `code_commune` is there when the commune was chosen among those known; an address typed by hand is as good. */
export const Adresse = z.strictObject(
  {
    voie: chaine(200, false).optional(),
    complement: chaine(200, false).optional(),
    code_postal: chaine(10, false).optional(),
    commune: chaine(120, false).optional(),
    code_commune: CodeCommune.optional(),
  },
  ILLISIBLE,
)
export type Adresse = z.infer<typeof Adresse>

/** A postal address in France. Conditions see the code of its commune when it is known. */
export const adresse: TypeDeChamp<ChampAdresse, Adresse> = {
  reponse: Adresse,
  operateurs: ['rempli', 'vide'],
  manque: ILLISIBLE,
  verifier: ({ voie, code_postal, commune }) => {
    if (!voie?.trim()) return 'Saisissez le numéro et la voie, ou le lieu-dit.'
    if (!/^\d{5}$/.test((code_postal ?? '').replace(/\s/g, ''))) return 'Saisissez un code postal à cinq chiffres.'
    return commune?.trim() ? undefined : 'Saisissez la commune.'
  },
  ecrire: ({ voie, complement, code_postal, commune }) =>
    [voie, complement, [code_postal, commune].filter(Boolean).join(' ')].filter(Boolean).join(', '),
}
