import * as z from 'zod'
import { chaine } from './chaine.ts'
import { libelleOption, Option } from './options.ts'
import { communSaisi, type TypeDeChamp } from './type.ts'

export const ChampChoixMultiple = z.strictObject({
  ...communSaisi,
  type: z.literal('choix_multiple'),
  options: z.array(Option).min(2).max(500),
  nombre_min: z.int().min(1).max(500).optional(),
  nombre_max: z.int().min(1).max(500).optional(),
})
export type ChampChoixMultiple = z.infer<typeof ChampChoixMultiple>

export const choixMultiple: TypeDeChamp<ChampChoixMultiple, string[]> = {
  reponse: z
    .array(chaine(100, false), 'Choisissez dans la liste.')
    .max(500, 'Choisissez dans la liste.')
    .refine((valeurs) => new Set(valeurs).size === valeurs.length, {
      message: 'Chaque choix ne se coche qu’une fois.',
    }),
  operateurs: ['contient', 'rempli', 'vide'],
  manque: 'Cochez au moins une réponse.',
  verifier: (valeurs, champ) => {
    const perdue = valeurs.find((v) => !champ.options.some((o) => o.valeur === v))
    if (perdue !== undefined) return 'Une des réponses n’est plus proposée : choisissez de nouveau.'
    if (champ.nombre_min && valeurs.length < champ.nombre_min) return `Cochez au moins ${champ.nombre_min} réponses.`
    if (champ.nombre_max && valeurs.length > champ.nombre_max) return `Cochez au plus ${champ.nombre_max} réponses.`
    return undefined
  },
  ecrire: (valeurs, champ) => valeurs.map((v) => libelleOption(champ.options, v)).join(', '),
}
