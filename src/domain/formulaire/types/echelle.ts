import * as z from 'zod'
import { communSaisi, type TypeDeChamp } from './type.ts'

export const ChampEchelle = z.strictObject({
  ...communSaisi,
  type: z.literal('echelle'),
  /** 1 and 5 when absent. */
  min: z.int().min(0).max(1).optional(),
  max: z.int().min(2).max(10).optional(),
  /** What the two ends mean: « Pas du tout », « Tout à fait ». */
  libelle_min: z.string().min(1).max(60),
  libelle_max: z.string().min(1).max(60),
})
export type ChampEchelle = z.infer<typeof ChampEchelle>

/** The steps of the scale, lowest first. */
export const echelons = ({ min = 1, max = 5 }: Pick<ChampEchelle, 'min' | 'max'>): number[] =>
  Array.from({ length: max - min + 1 }, (_, i) => min + i)

/** A note on a scale whose two ends are named. */
export const echelle: TypeDeChamp<ChampEchelle, number> = {
  reponse: z.int('Choisissez une note.').min(0, 'Choisissez une note.').max(10, 'Choisissez une note.'),
  operateurs: ['egal', 'different', 'parmi', 'superieur', 'au_moins', 'inferieur', 'au_plus', 'rempli', 'vide'],
  manque: 'Choisissez une note.',
  grandeur: () => 'nombre',
  convient: (valeur, champ) => typeof valeur === 'number' && echelons(champ).includes(valeur),
  verifier: (valeur, champ) =>
    echelons(champ).includes(valeur) ? undefined : `Choisissez une note de ${champ.min ?? 1} à ${champ.max ?? 5}.`,
  ecrire: (valeur, champ) => {
    const { min = 1, max = 5 } = champ
    const sens = valeur === min ? ` (${champ.libelle_min})` : valeur === max ? ` (${champ.libelle_max})` : ''
    return `${valeur} sur ${max}${sens}`
  },
}
