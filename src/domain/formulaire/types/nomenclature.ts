import * as z from 'zod'
import { chaine } from './chaine.ts'
import { communSaisi, type TypeDeChamp } from './type.ts'

export const ChampNomenclature = z.strictObject({
  ...communSaisi,
  type: z.literal('nomenclature'),
  /** Code of a nomenclature of the référentiel, shipped or added by an administrator. */
  nomenclature: z.string().regex(/^[a-z][a-z0-9_]{1,40}$/),
})
export type ChampNomenclature = z.infer<typeof ChampNomenclature>

const ILLISIBLE = 'Choisissez une valeur dans la liste.'

export const ValeurChoisie = z.strictObject({ code: chaine(100, false), libelle: chaine(300, false) }, ILLISIBLE)
export type ValeurChoisie = z.infer<typeof ValeurChoisie>

/** A value of the référentiel's own lists, kept with its label: the answer still reads when the list has changed. */
export const nomenclature: TypeDeChamp<ChampNomenclature, ValeurChoisie> = {
  reponse: ValeurChoisie,
  operateurs: ['egal', 'different', 'parmi', 'rempli', 'vide'],
  manque: ILLISIBLE,
  compte: ({ code }) => code,
  convient: (valeur) => typeof valeur === 'string',
  ecrire: ({ libelle }) => libelle,
}
