import * as z from 'zod'
import { Identifiant } from './conditions.ts'

/** A number to compute with: whole cents, or a plain number. Adding one to the other is refused at publication. */
export type Grandeur = 'montant' | 'nombre'

export type Formule =
  | { champ: string }
  | { constante: number; grandeur: Grandeur }
  | { somme: Formule[] }
  | { difference: [Formule, Formule] }
  | { produit: Formule[] }
  | { minimum: Formule[] }
  | { maximum: Formule[] }
  | { total: string; de: Formule }
  | { lignes: string }

/**
 * A formula is a tree of data. `total` sums `de` over the rows of a bloc (a champ of `de` is read in the row first);
 * `lignes` counts them. A constant `montant` is in cents.
 */
export const Formule: z.ZodType<Formule> = z.lazy(() =>
  z.union([
    z.strictObject({ champ: Identifiant }),
    z.strictObject({ constante: z.number().min(-1e12).max(1e12), grandeur: z.enum(['montant', 'nombre']) }),
    z.strictObject({ somme: z.array(Formule).min(1).max(50) }),
    z.strictObject({ difference: z.tuple([Formule, Formule]) }),
    z.strictObject({ produit: z.array(Formule).min(1).max(10) }),
    z.strictObject({ minimum: z.array(Formule).min(1).max(50) }),
    z.strictObject({ maximum: z.array(Formule).min(1).max(50) }),
    z.strictObject({ total: Identifiant, de: Formule }),
    z.strictObject({ lignes: Identifiant }),
  ]),
)
