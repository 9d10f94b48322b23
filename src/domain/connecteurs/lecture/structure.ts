import * as z from 'zod'

/** A place of work known by its SIRET, whatever the service that told it. */
export const Structure = z.object({
  siret: z.string(),
  nom: z.string(),
  adresse: z.object({
    voie: z.string().optional(),
    complement: z.string().optional(),
    code_postal: z.string().optional(),
    commune: z.string().optional(),
    code_commune: z.string().optional(),
  }),
  ouverte: z.boolean(),
  /** Code of the legal category: 7331 for an EPLE, 92xx for an association. */
  categorie_juridique: z.string().optional(),
  /** Code of the NAF. */
  activite: z.string().optional(),
  uai: z.string().optional(),
  /** The number that took its place. */
  remplacee_par: z.string().optional(),
})
export type Structure = z.infer<typeof Structure>

const vide = (texte: string | null | undefined): string | undefined => texte?.trim() || undefined

/** « 20 RUE DU ROCHER » from its parts. */
export const voieDe = (...parties: (string | null | undefined)[]): string | undefined =>
  vide(parties.flatMap((p) => vide(p) ?? []).join(' '))

/** Without the keys that say nothing: forms keep what they are given. */
export function sansVides<T extends object>(objet: T): T {
  return Object.fromEntries(Object.entries(objet).filter(([, v]) => v !== undefined && v !== null && v !== '')) as T
}

/** « PARIS 7 », « LYON 3 » of the Insee are « PARIS », « LYON » on an envelope. */
export const villeDe = (libelle: string | null | undefined): string | undefined =>
  vide(libelle?.replace(/^(PARIS|LYON|MARSEILLE)\s+\d{1,2}(ER|E)?(\s+ARRONDISSEMENT)?$/i, '$1'))
