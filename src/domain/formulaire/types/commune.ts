import * as z from 'zod'
import { chaine } from './chaine.ts'
import { communSaisi, type TypeDeChamp } from './type.ts'

export const ChampCommune = z.strictObject({ ...communSaisi, type: z.literal('commune') })
export type ChampCommune = z.infer<typeof ChampCommune>

const ILLISIBLE = 'Choisissez une commune dans la liste.'

/** Code of the official geographic code (COG): Corsica has letters. */
export const CodeCommune = z.string(ILLISIBLE).regex(/^(\d{2}|2[AB])\d{3}$/, ILLISIBLE)

/** A commune of the référentiel, with its name of the day: the answer reads alone. */
export const CommuneChoisie = z.strictObject(
  { code: CodeCommune, nom: chaine(120, false), departement: chaine(80, false).optional() },
  ILLISIBLE,
)
export type CommuneChoisie = z.infer<typeof CommuneChoisie>

/** One commune of today. Conditions see its code, which no homonym shares. */
export const commune: TypeDeChamp<ChampCommune, CommuneChoisie> = {
  reponse: CommuneChoisie,
  operateurs: ['egal', 'different', 'parmi', 'rempli', 'vide'],
  manque: ILLISIBLE,
  compte: ({ code }) => code,
  convient: (valeur) => CodeCommune.safeParse(valeur).success,
  ecrire: ({ nom, departement }) => (departement ? `${nom} (${departement})` : nom),
}
