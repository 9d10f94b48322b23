import * as z from 'zod'
import { communSaisi, type TypeDeChamp } from './type.ts'

export const ChampAnneeScolaire = z.strictObject({
  ...communSaisi,
  type: z.literal('annee_scolaire'),
  /** School years proposed before the current one and after it; 1 and 1 when absent. */
  avant: z.int().min(0).max(20).optional(),
  apres: z.int().min(0).max(10).optional(),
})
export type ChampAnneeScolaire = z.infer<typeof ChampAnneeScolaire>

/** The school year of a day, `2026-2027`: it begins on the first of September (code de l'éducation, L521-1). */
export function anneeScolaireDe(jour: string): string {
  const annee = Number(jour.slice(0, 4)) - (jour.slice(5, 7) < '09' ? 1 : 0)
  return `${annee}-${annee + 1}`
}

/** The school years that can be chosen on this day, oldest first. */
export function anneesProposees(champ: ChampAnneeScolaire, aujourdhui: string): string[] {
  const courante = Number(anneeScolaireDe(aujourdhui).slice(0, 4))
  const [avant, apres] = [champ.avant ?? 1, champ.apres ?? 1]
  return Array.from({ length: avant + apres + 1 }, (_, i) => {
    const annee = courante - avant + i
    return `${annee}-${annee + 1}`
  })
}

/** Kept as `2026-2027`, so that years compare as text. */
export const anneeScolaire: TypeDeChamp<ChampAnneeScolaire, string> = {
  reponse: z
    .string('Choisissez une année scolaire.')
    .max(9, 'Choisissez une année scolaire.')
    .refine((v) => /^(19|20|21)\d{2}-\d{4}$/.test(v) && Number(v.slice(5)) === Number(v.slice(0, 4)) + 1, {
      message: 'Choisissez une année scolaire, comme 2026-2027.',
    }),
  operateurs: ['egal', 'different', 'parmi', 'superieur', 'au_moins', 'inferieur', 'au_plus', 'rempli', 'vide'],
  manque: 'Choisissez une année scolaire.',
  verifier: (valeur, champ, { aujourdhui }) =>
    anneesProposees(champ, aujourdhui).includes(valeur)
      ? undefined
      : 'Cette année scolaire n’est plus proposée : choisissez de nouveau.',
  ecrire: (valeur) => valeur,
}
