import * as z from 'zod'
import { ecrireNombre } from '#domain/ecriture.ts'
import { BorneNombre, horsBornes } from './nombre.ts'
import { communSaisi, type TypeDeChamp } from './type.ts'

export const ChampPourcentage = z.strictObject({
  ...communSaisi,
  type: z.literal('pourcentage'),
  /** 0 and 100 when absent: a rise of 120 % is wanted explicitly. */
  min: BorneNombre.optional(),
  max: BorneNombre.optional(),
  /** Digits after the comma; 0 when absent. */
  decimales: z.int().min(0).max(4).optional(),
})
export type ChampPourcentage = z.infer<typeof ChampPourcentage>

const ecrire = (valeur: number, decimales: number): string => `${ecrireNombre(valeur, decimales)}\u00a0%`

/** A share of a hundred, kept as it is said: 12.5 for 12,5 %. */
export const pourcentage: TypeDeChamp<ChampPourcentage, number> = {
  reponse: z
    .number('Saisissez un pourcentage.')
    .min(-1e6, 'Ce pourcentage est trop petit.')
    .max(1e6, 'Ce pourcentage est trop grand : vérifiez les chiffres.'),
  operateurs: ['egal', 'different', 'superieur', 'au_moins', 'inferieur', 'au_plus', 'rempli', 'vide'],
  manque: 'Saisissez un pourcentage.',
  grandeur: () => 'nombre',
  citer: (valeur) => (typeof valeur === 'number' ? ecrire(valeur, 4) : String(valeur)),
  verifier: (valeur, champ, { lire }) => {
    const decimales = champ.decimales ?? 0
    if (Number(valeur.toFixed(decimales)) !== valeur)
      return decimales === 0
        ? 'Saisissez un pourcentage entier.'
        : `Saisissez ${decimales} chiffre${decimales > 1 ? 's' : ''} après la virgule au plus.`
    return horsBornes(valeur, { min: champ.min ?? 0, max: champ.max ?? 100 }, lire, (n) => ecrire(n, decimales))
  },
  ecrire: (valeur, champ) => ecrire(valeur, champ.decimales ?? 0),
}
