import * as z from 'zod'
import { alimente } from './alimentation.ts'
import { chaine, longueur, tropLong } from './chaine.ts'
import { communSaisi, type TypeDeChamp } from './type.ts'

export const ChampTexte = z.strictObject({
  ...communSaisi,
  ...alimente,
  type: z.literal('texte'),
  longueur_min: z.int().min(1).max(500).optional(),
  longueur_max: z.int().min(1).max(500).optional(),
  exemple: z.string().max(100).optional(),
})
export type ChampTexte = z.infer<typeof ChampTexte>

/** One line of text. */
export const texte: TypeDeChamp<ChampTexte, string> = {
  reponse: chaine(1000, false),
  operateurs: ['egal', 'different', 'parmi', 'contient', 'rempli', 'vide'],
  manque: 'Remplissez ce champ.',
  verifier: (valeur, champ) => {
    if (champ.longueur_min && longueur(valeur.trim()) < champ.longueur_min)
      return `Complétez votre réponse : il faut au moins ${champ.longueur_min} caractères.`
    return tropLong(valeur, champ.longueur_max ?? 200)
  },
  ecrire: (valeur) => valeur,
}
