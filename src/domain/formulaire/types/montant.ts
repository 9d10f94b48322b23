import * as z from 'zod'
import { ecrireMontant } from '#domain/ecriture.ts'
import { BorneNombre, horsBornes } from './nombre.ts'
import { communSaisi, type TypeDeChamp } from './type.ts'

export const ChampMontant = z.strictObject({
  ...communSaisi,
  type: z.literal('montant'),
  /** In cents, like the answer. Zero or more when absent: a negative amount is always wanted explicitly. */
  min: BorneNombre.optional(),
  max: BorneNombre.optional(),
})
export type ChampMontant = z.infer<typeof ChampMontant>

/** Euros, kept as a whole number of cents: sums are exact, and 0.1 + 0.2 never reaches a decision. */
export const montant: TypeDeChamp<ChampMontant, number> = {
  reponse: z
    .number('Saisissez un montant en euros.')
    .refine(Number.isSafeInteger, {
      message: 'Saisissez un montant en euros, avec deux chiffres après la virgule au plus.',
    })
    .refine((n) => Math.abs(n) <= 1e12, { message: 'Ce montant est trop grand : vérifiez les chiffres.' }),
  operateurs: ['egal', 'different', 'superieur', 'au_moins', 'inferieur', 'au_plus', 'rempli', 'vide'],
  manque: 'Saisissez un montant.',
  verifier: (valeur, champ, { lire }) =>
    horsBornes(valeur, { min: champ.min ?? 0, max: champ.max }, lire, ecrireMontant),
  ecrire: (valeur) => ecrireMontant(valeur),
}
