import * as z from 'zod'
import { Condition } from '../conditions.ts'
import { ChampSimple } from './simple.ts'
import { commun, type TypeDeChamp } from './type.ts'

/** Ceiling of a bloc, whatever its own `max`. */
export const LIGNES_MAX = 200

export const ChampBlocRepetable = z.strictObject({
  ...commun,
  type: z.literal('bloc_repetable'),
  champs: z.array(ChampSimple).min(1).max(50),
  /** Name of one row: « Devis » gives « Devis 1 ». */
  libelle_ligne: z.string().min(1).max(60),
  /** Text of the button that adds a row: « Ajouter un devis ». */
  libelle_ajouter: z.string().min(1).max(60),
  /** Rows wanted at deposit; 0 (the bloc is optional) when absent. */
  min: z.int().min(0).max(LIGNES_MAX).optional(),
  max: z.int().min(1).max(LIGNES_MAX).optional(),
  /** More rows wanted when a condition is met (two estimates from 10 000 €): the greatest minimum counts. */
  min_si: z
    .array(
      z.strictObject({
        condition: Condition,
        min: z.int().min(1).max(LIGNES_MAX),
        message: z.string().min(1).max(300),
      }),
    )
    .max(10)
    .optional(),
})
export type ChampBlocRepetable = z.infer<typeof ChampBlocRepetable>

const LIGNE_INCONNUE = 'Cette ligne est inconnue : ajoutez-la de nouveau.'

/** A row keeps its identity for life: members may add, remove and edit rows at once without crossing answers. */
export const Ligne = z.strictObject(
  {
    id: z.string(LIGNE_INCONNUE).regex(/^[A-Za-z0-9_-]{1,40}$/, LIGNE_INCONNUE),
    valeurs: z.record(z.string(), z.unknown(), LIGNE_INCONNUE),
  },
  LIGNE_INCONNUE,
)
export type Ligne = z.infer<typeof Ligne>

/** The shape of the rows only: the cells are checked champ by champ (`validation.ts`). */
export const blocRepetable: TypeDeChamp<ChampBlocRepetable, Ligne[]> = {
  reponse: z
    .array(Ligne, 'Ajoutez des lignes.')
    .max(LIGNES_MAX, `Gardez ${LIGNES_MAX} lignes au plus.`)
    .refine((lignes) => new Set(lignes.map((l) => l.id)).size === lignes.length, {
      message: 'Deux lignes portent le même identifiant : rechargez la page.',
    }),
  operateurs: ['rempli', 'vide'],
  manque: 'Ajoutez une ligne.',
  ecrire: (lignes, champ) => `${lignes.length}\u00a0×\u00a0${champ.libelle_ligne}`,
}
