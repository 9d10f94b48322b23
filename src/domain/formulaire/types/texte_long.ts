import * as z from 'zod'
import { chaine, longueur, tropLong } from './chaine.ts'
import { communSaisi, type TypeDeChamp } from './type.ts'

export const ChampTexteLong = z.strictObject({
  ...communSaisi,
  type: z.literal('texte_long'),
  longueur_min: z.int().min(1).max(10_000).optional(),
  longueur_max: z.int().min(1).max(10_000).optional(),
  lignes: z.int().min(2).max(30).optional(),
})
export type ChampTexteLong = z.infer<typeof ChampTexteLong>

/** Several lines of plain text. */
export const texteLong: TypeDeChamp<ChampTexteLong, string> = {
  reponse: chaine(20_000, true),
  operateurs: ['contient', 'rempli', 'vide'],
  manque: 'Remplissez ce champ.',
  verifier: (valeur, champ) => {
    if (champ.longueur_min && longueur(valeur.trim()) < champ.longueur_min)
      return `Donnez plus de précisions : il faut au moins ${champ.longueur_min} caractères.`
    return tropLong(valeur, champ.longueur_max ?? 4000)
  },
  ecrire: (valeur) => valeur,
}
