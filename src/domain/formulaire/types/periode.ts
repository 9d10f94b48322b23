import * as z from 'zod'
import { ecrireDate } from '#domain/ecriture.ts'
import { BorneDate, jourExiste, resoudreBorne } from './date.ts'
import { communSaisi, type TypeDeChamp } from './type.ts'

export const ChampPeriode = z.strictObject({
  ...communSaisi,
  type: z.literal('periode'),
  /** The first day is not before, the last day is not after. */
  min: BorneDate.optional(),
  max: BorneDate.optional(),
  /** Days, both ends counted. */
  duree_min: z.int().min(1).max(3660).optional(),
  duree_max: z.int().min(1).max(3660).optional(),
})
export type ChampPeriode = z.infer<typeof ChampPeriode>

const ILLISIBLE = 'Choisissez le premier et le dernier jour.'
const Jour = z.string(ILLISIBLE).max(10, ILLISIBLE).refine(jourExiste, {
  message: 'Cette date n’existe pas : vérifiez le jour, le mois et l’année.',
})

/** One end may be there before the other: what is typed is kept. */
export const Periode = z.strictObject({ debut: Jour.optional(), fin: Jour.optional() }, ILLISIBLE)
export type Periode = z.infer<typeof Periode>

/** Two days of the civil calendar. Conditions and formulas see its length in days, both ends counted. */
export const periode: TypeDeChamp<ChampPeriode, Periode> = {
  reponse: Periode,
  operateurs: ['egal', 'different', 'superieur', 'au_moins', 'inferieur', 'au_plus', 'rempli', 'vide'],
  manque: ILLISIBLE,
  compte: (valeur) => joursDe(valeur),
  grandeur: () => 'nombre',
  citer: (valeur) => enJours(Number(valeur)),
  verifier: (valeur, champ, autour) => {
    const { debut, fin } = valeur
    if (!debut) return 'Choisissez le premier jour.'
    if (!fin) return 'Choisissez le dernier jour.'
    if (fin < debut) return 'Le dernier jour est avant le premier : corrigez l’un des deux.'
    const min = resoudreBorne(champ.min, autour)
    if (min && debut < min) return `Choisissez un premier jour à partir du ${ecrireDate(min)}.`
    const max = resoudreBorne(champ.max, autour)
    if (max && fin > max) return `Choisissez un dernier jour au plus tard le ${ecrireDate(max)}.`
    const duree = joursDe(valeur) ?? 0
    if (champ.duree_min && duree < champ.duree_min)
      return `Cette période dure ${enJours(duree)} : il en faut au moins ${champ.duree_min}.`
    if (champ.duree_max && duree > champ.duree_max)
      return `Cette période dure ${enJours(duree)} : ${champ.duree_max} au plus sont possibles.`
    return undefined
  },
  ecrire: (valeur) => {
    const { debut, fin } = valeur
    const duree = joursDe(valeur)
    if (debut && fin && duree) return `du ${ecrireDate(debut)} au ${ecrireDate(fin)} (${enJours(duree)})`
    if (debut && fin) return `du ${ecrireDate(debut)} au ${ecrireDate(fin)}`
    return debut ? `à partir du ${ecrireDate(debut)}` : `jusqu’au ${ecrireDate(fin ?? '')}`
  },
}

const enJours = (n: number): string => `${n}\u00a0jour${n > 1 ? 's' : ''}`

/** Length in days, both ends counted; `undefined` while an end lacks or comes before the other. */
function joursDe({ debut, fin }: Periode): number | undefined {
  if (!debut || !fin || fin < debut) return undefined
  return Math.round((Date.parse(`${fin}T00:00:00Z`) - Date.parse(`${debut}T00:00:00Z`)) / 86_400_000) + 1
}
