import * as z from 'zod'

/** One thing to choose. `valeur` is what is stored, exported and compared; `libelle` may be reworded. */
export const Option = z.strictObject({
  valeur: z.string().min(1).max(100),
  libelle: z.string().min(1).max(300),
  aide: z.string().max(500).optional(),
})
export type Option = z.infer<typeof Option>

/** The label of a stored value; the value itself when the option has gone in a later version. */
export const libelleOption = (options: readonly Option[], valeur: string): string =>
  options.find((o) => o.valeur === valeur)?.libelle ?? valeur
