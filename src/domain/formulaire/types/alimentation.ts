import * as z from 'zod'
import { Identifiant } from '../conditions.ts'

/** What the structure of a SIRET may give to another question. */
export const DONNEES = {
  nom: 'Nom de la structure',
  adresse: 'Adresse de la structure',
  commune: 'Commune de la structure',
  categorie_juridique: 'Catégorie juridique (code)',
  activite: 'Activité principale (code NAF)',
  uai: 'Numéro UAI',
} as const
export type Donnee = keyof typeof DONNEES

/** The question whose answer is asked outside, and which part of what comes back answers this one. */
export const Alimentation = z.strictObject({
  champ: Identifiant,
  donnee: z.enum(Object.keys(DONNEES) as [Donnee, ...Donnee[]]),
})
export type Alimentation = z.infer<typeof Alimentation>

/** Spread in the types that can be answered so. */
export const alimente = { alimente_par: Alimentation.optional() }
