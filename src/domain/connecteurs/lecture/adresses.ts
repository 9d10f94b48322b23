import * as z from 'zod'

export const AdresseTrouvee = z.object({
  id: z.string(),
  libelle: z.string(),
  voie: z.string(),
  code_postal: z.string(),
  commune: z.string(),
  /** INSEE code of the commune (COG). */
  code_commune: z.string(),
  /** From 0 to 1. */
  score: z.number(),
  lon: z.number(),
  lat: z.number(),
})
export type AdresseTrouvee = z.infer<typeof AdresseTrouvee>

const Point = z.object({ coordinates: z.tuple([z.number(), z.number()]).rest(z.number()) })
const Trait = z.object({
  geometry: Point,
  properties: z.object({
    label: z.string(),
    // The former host says `score`, the Géoplateforme may say `_score`.
    score: z.number().optional(),
    _score: z.number().optional(),
    id: z.string(),
    name: z.string().optional(),
    postcode: z.string().optional(),
    citycode: z.string(),
    city: z.string(),
    type: z.string().optional(),
  }),
})
const Reponse = z.object({ features: z.array(Trait) })

/** Addresses of the BAN, both dialects; nothing when there is none. Throws when it is something else. */
export function lireAdresses(corps: unknown): AdresseTrouvee[] | undefined {
  const trouvees = Reponse.parse(corps).features.map(({ geometry, properties: p }) => ({
    id: p.id,
    libelle: p.label,
    // A commune is no street: its name would be written twice.
    voie: p.type === 'municipality' ? '' : (p.name ?? ''),
    code_postal: p.postcode ?? '',
    commune: p.city,
    code_commune: p.citycode,
    score: Math.min(1, Math.max(0, p.score ?? p._score ?? 0)),
    lon: geometry.coordinates[0],
    lat: geometry.coordinates[1],
  }))
  return trouvees.length > 0 ? trouvees : undefined
}
