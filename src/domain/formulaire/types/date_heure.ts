import * as z from 'zod'
import { ecrireDate } from '#domain/ecriture.ts'
import { BorneDate, jourExiste, resoudreBorne } from './date.ts'
import { communSaisi, type TypeDeChamp } from './type.ts'

export const ChampDateHeure = z.strictObject({
  ...communSaisi,
  type: z.literal('date_heure'),
  /** Bounds on the day, whatever the hour. */
  min: BorneDate.optional(),
  max: BorneDate.optional(),
})
export type ChampDateHeure = z.infer<typeof ChampDateHeure>

const ecrire = (valeur: string): string => `${ecrireDate(valeur.slice(0, 10))} à ${valeur.slice(11)}`

/** A day and an hour as the clock on the wall says them, `AAAA-MM-JJTHH:MM`, in the local time of the établissement. */
export const dateHeure: TypeDeChamp<ChampDateHeure, string> = {
  reponse: z
    .string('Choisissez une date et une heure.')
    .max(16, 'Choisissez une date et une heure.')
    .refine((v) => jourExiste(v.slice(0, 10)) && /^T([01]\d|2[0-3]):[0-5]\d$/.test(v.slice(10)), {
      message: 'Complétez la date et l’heure : le jour, le mois, l’année, l’heure et les minutes.',
    }),
  operateurs: ['egal', 'different', 'superieur', 'au_moins', 'inferieur', 'au_plus', 'rempli', 'vide'],
  manque: 'Choisissez une date et une heure.',
  citer: (valeur) => ecrire(String(valeur)),
  verifier: (valeur, champ, autour) => {
    const jour = valeur.slice(0, 10)
    const min = resoudreBorne(champ.min, autour)?.slice(0, 10)
    if (min && jour < min) return `Choisissez une date à partir du ${ecrireDate(min)}.`
    const max = resoudreBorne(champ.max, autour)?.slice(0, 10)
    if (max && jour > max) return `Choisissez une date au plus tard le ${ecrireDate(max)}.`
    return undefined
  },
  ecrire: (valeur) => ecrire(valeur),
}
