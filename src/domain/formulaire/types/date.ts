import * as z from 'zod'
import { ecrireDate } from '#domain/ecriture.ts'
import { Identifiant } from '../conditions.ts'
import { type Autour, communSaisi, type TypeDeChamp } from './type.ts'

/** A fixed day, the answer of another champ placed before, or today plus or minus some days. */
export const BorneDate = z.union([
  z.iso.date(),
  z.strictObject({ champ: Identifiant }),
  z.strictObject({ aujourdhui: z.int().min(-36_500).max(36_500) }),
])
export type BorneDate = z.infer<typeof BorneDate>

export const ChampDate = z.strictObject({
  ...communSaisi,
  type: z.literal('date'),
  min: BorneDate.optional(),
  max: BorneDate.optional(),
})
export type ChampDate = z.infer<typeof ChampDate>

/** A day of the civil calendar, `AAAA-MM-JJ`, without hour or zone. */
export const date: TypeDeChamp<ChampDate, string> = {
  reponse: z
    .string('Choisissez une date.')
    .max(10, 'Choisissez une date.')
    .refine((jour) => jourExiste(jour), { message: 'Cette date n’existe pas : vérifiez le jour, le mois et l’année.' }),
  operateurs: ['egal', 'different', 'superieur', 'au_moins', 'inferieur', 'au_plus', 'rempli', 'vide'],
  manque: 'Choisissez une date.',
  verifier: (valeur, champ, autour) => {
    const min = resoudreBorne(champ.min, autour)
    if (min && valeur < min) return `Choisissez une date à partir du ${ecrireDate(min)}.`
    const max = resoudreBorne(champ.max, autour)
    if (max && valeur > max) return `Choisissez une date au plus tard le ${ecrireDate(max)}.`
    return undefined
  },
  ecrire: (valeur) => ecrireDate(valeur),
}

/** Years 1900 to 2199: beyond, it is a slip of the keyboard. */
export function jourExiste(jour: string): boolean {
  const [, annee, mois, quantieme] = /^((?:19|20|21)\d{2})-(\d{2})-(\d{2})$/.exec(jour) ?? []
  if (!annee) return false
  const m = Number(mois)
  const j = Number(quantieme)
  return m >= 1 && m <= 12 && j >= 1 && j <= new Date(Date.UTC(Number(annee), m, 0)).getUTCDate()
}

/** The day of a bound now; `undefined` when it is another champ without answer. */
export function resoudreBorne(borne: BorneDate | undefined, { lire, aujourdhui }: Autour): string | undefined {
  if (typeof borne !== 'object') return borne
  if ('aujourdhui' in borne) return decaler(aujourdhui, borne.aujourdhui)
  const valeur = lire(borne.champ)
  return typeof valeur === 'string' ? valeur : undefined
}

function decaler(jour: string, jours: number): string {
  const instant = Date.parse(`${jour}T00:00:00Z`) + jours * 86_400_000
  return new Date(instant).toISOString().slice(0, 10)
}
