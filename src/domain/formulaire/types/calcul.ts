import * as z from 'zod'
import { ecrireMontant } from '#domain/ecriture.ts'
import { Formule } from '../formules.ts'
import { avecUnite } from './nombre.ts'
import { commun, type TypeDeChamp } from './type.ts'

export const ChampCalcul = z.strictObject({
  ...commun,
  type: z.literal('calcul'),
  formule: Formule,
  /** A `montant` is a whole number of cents, shown in euros. */
  grandeur: z.enum(['montant', 'nombre']),
  unite: z.string().max(20).optional(),
  decimales: z.int().min(0).max(6).optional(),
})
export type ChampCalcul = z.infer<typeof ChampCalcul>

/** Computed from the answers each time, so it can never disagree with them; frozen only in the deposited answers. */
export const calcul: TypeDeChamp<ChampCalcul, number> = {
  operateurs: ['egal', 'different', 'superieur', 'au_moins', 'inferieur', 'au_plus', 'rempli', 'vide'],
  manque: '',
  ecrire: (valeur, champ) =>
    champ.grandeur === 'montant' ? ecrireMontant(valeur) : avecUnite(valeur, champ.unite, champ.decimales ?? 2),
}
