import * as z from 'zod'

export const CommuneTrouvee = z.object({
  code: z.string(),
  nom: z.string(),
  departement: z.string(),
  codes_postaux: z.array(z.string()),
})
export type CommuneTrouvee = z.infer<typeof CommuneTrouvee>

const Commune = z.object({
  code: z.string(),
  nom: z.string(),
  codesPostaux: z.array(z.string()).default([]),
  departement: z.object({ nom: z.string() }).optional(),
  codeDepartement: z.string().optional(),
})
const Reponse = z.union([z.array(Commune), Commune.transform((c) => [c])])

/** Communes of API Géo, one or several. Throws when it is something else. */
export function lireCommunes(corps: unknown): CommuneTrouvee[] | undefined {
  const trouvees = Reponse.parse(corps).map((c) => ({
    code: c.code,
    nom: c.nom,
    departement: c.departement?.nom ?? c.codeDepartement ?? '',
    codes_postaux: c.codesPostaux,
  }))
  return trouvees.length > 0 ? trouvees : undefined
}
