import * as z from 'zod'
import { ecrireNombre } from '#domain/ecriture.ts'
import { Identifiant, type Lecture } from '../conditions.ts'
import { alimente } from './alimentation.ts'
import { communSaisi, type TypeDeChamp } from './type.ts'

/** A fixed number, or the answer of another champ placed before (scholarship pupils are not more than pupils). */
export const BorneNombre = z.union([z.number(), z.strictObject({ champ: Identifiant })])
export type BorneNombre = z.infer<typeof BorneNombre>

export const ChampNombre = z.strictObject({
  ...communSaisi,
  ...alimente,
  type: z.literal('nombre'),
  min: BorneNombre.optional(),
  max: BorneNombre.optional(),
  /** Digits after the comma; 0 (a whole number) when absent. */
  decimales: z.int().min(0).max(6).optional(),
  /** Shown after the number: « élèves », « km ». */
  unite: z.string().max(20).optional(),
})
export type ChampNombre = z.infer<typeof ChampNombre>

export const nombre: TypeDeChamp<ChampNombre, number> = {
  reponse: z
    .number('Saisissez un nombre.')
    .min(-1e12, 'Ce nombre est trop petit.')
    .max(1e12, 'Ce nombre est trop grand : vérifiez les chiffres.'),
  operateurs: ['egal', 'different', 'parmi', 'superieur', 'au_moins', 'inferieur', 'au_plus', 'rempli', 'vide'],
  manque: 'Saisissez un nombre.',
  verifier: (valeur, champ, { lire }) => {
    const decimales = champ.decimales ?? 0
    // Through text: 1.005 * 100 is not a whole number for the machine.
    if (Number(valeur.toFixed(decimales)) !== valeur)
      return decimales === 0
        ? 'Saisissez un nombre entier.'
        : `Saisissez ${decimales} chiffre${decimales > 1 ? 's' : ''} après la virgule au plus.`
    return horsBornes(valeur, champ, lire, (n) => avecUnite(n, champ.unite, decimales))
  },
  ecrire: (valeur, champ) => avecUnite(valeur, champ.unite, champ.decimales ?? 0),
}

export const avecUnite = (valeur: number, unite: string | undefined, decimales: number): string =>
  unite ? `${ecrireNombre(valeur, decimales)}\u00a0${unite}` : ecrireNombre(valeur, decimales)

/** Why the value leaves its bounds; a bound that is another champ without answer bounds nothing. */
export function horsBornes(
  valeur: number,
  bornes: { min?: BorneNombre; max?: BorneNombre },
  lire: Lecture,
  ecrire: (n: number) => string,
): string | undefined {
  const min = resoudre(bornes.min, lire)
  if (min !== undefined && valeur < min) return `Saisissez au moins ${ecrire(min)}.`
  const max = resoudre(bornes.max, lire)
  if (max !== undefined && valeur > max) return `Saisissez au plus ${ecrire(max)}.`
  return undefined
}

function resoudre(borne: BorneNombre | undefined, lire: Lecture): number | undefined {
  const valeur = typeof borne === 'object' ? lire(borne.champ) : borne
  return typeof valeur === 'number' ? valeur : undefined
}
