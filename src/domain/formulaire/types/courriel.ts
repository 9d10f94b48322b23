import * as z from 'zod'
import { chaine } from './chaine.ts'
import { communSaisi, type TypeDeChamp } from './type.ts'

export const ChampCourriel = z.strictObject({ ...communSaisi, type: z.literal('courriel') })
export type ChampCourriel = z.infer<typeof ChampCourriel>

// Linear on hostile input: no nested repetition. A stricter grammar refuses addresses that work.
const ADRESSE = /^[^\s@<>"]{1,64}@[^\s@<>"]{1,189}\.[^\s@<>".]{2,63}$/

export const courriel: TypeDeChamp<ChampCourriel, string> = {
  reponse: chaine(320, false),
  operateurs: ['egal', 'different', 'contient', 'rempli', 'vide'],
  manque: 'Saisissez une adresse électronique.',
  verifier: (valeur) =>
    ADRESSE.test(valeur.trim()) ? undefined : 'Saisissez une adresse électronique complète, comme nom@exemple.fr.',
  ecrire: (valeur) => valeur.trim(),
}
