import * as z from 'zod'
import { ecrireNombre } from '#domain/ecriture.ts'
import { aire, croisement, enFrance, type Sommet, seRecouvrent } from '../figures.ts'
import { chaine } from './chaine.ts'
import { ecrireDegres } from './point.ts'
import { communSaisi, type TypeDeChamp } from './type.ts'

/** Of one outline; an import that has more is refused with what to do. */
export const SOMMETS_MAX = 500
export const POLYGONES_MAX = 20
/** Hectares; above the largest wood of a commune, a slip of the finger. */
const SURFACE_MAX = 10_000
/** Corners that a text tells; the map and the GeoJSON file have them all. */
const SOMMETS_ECRITS = 12

export const ChampZone = z.strictObject({
  ...communSaisi,
  type: z.literal('zone'),
  /** Separate outlines that one may draw; one when absent. */
  polygones_max: z.int().min(1).max(POLYGONES_MAX).optional(),
  /** Hectares, all outlines together; 10 000 when absent. */
  surface_max: z.number().positive().max(1_000_000).optional(),
  /** Nothing is taken outside France, overseas included. */
  en_france: z.boolean().optional(),
})
export type ChampZone = z.infer<typeof ChampZone>

const ILLISIBLE = 'Dessinez la zone sur la carte, ou saisissez ses sommets.'
const TROP = `Une zone a ${SOMMETS_MAX} sommets au plus : simplifiez son contour.`

/** An outline still being drawn is kept, with one corner or two. */
const Contour = z
  .array(z.tuple([z.number(ILLISIBLE).min(-180).max(180), z.number(ILLISIBLE).min(-90).max(90)], ILLISIBLE), ILLISIBLE)
  .min(1, ILLISIBLE)
  .max(SOMMETS_MAX, TROP)

/** Outlines in degrees of WGS 84, longitude first as in GeoJSON, the first corner not repeated. */
export const Zone = z.strictObject(
  {
    polygones: z.array(Contour).min(1, ILLISIBLE).max(POLYGONES_MAX, `${POLYGONES_MAX} zones au plus.`),
    /** The address that one started from: it places the zone for who reads no map. */
    lieu: chaine(300, false).optional(),
  },
  ILLISIBLE,
)
export type Zone = z.infer<typeof Zone>

/** One or several outlines drawn on a map. Conditions and formulas see their area, in whole square metres. */
export const zone: TypeDeChamp<ChampZone, Zone> = {
  reponse: Zone,
  operateurs: ['superieur', 'au_moins', 'inferieur', 'au_plus', 'rempli', 'vide'],
  manque: ILLISIBLE,
  compte: ({ polygones }) => (polygones.every((p) => p.length >= 3) ? Math.round(surface(polygones)) : undefined),
  grandeur: () => 'nombre',
  convient: (valeur) => typeof valeur === 'number' && valeur >= 0,
  citer: (valeur) => `${ecrireNombre(Number(valeur))}\u00a0m²`,
  verifier: ({ polygones }, champ) => refusDeZone(polygones, champ),
  ecrire: ({ polygones, lieu }) =>
    [...(lieu ? [`Près de : ${lieu}`] : []), ...polygones.map(ecrirePolygone)].join('\n'),
  geometrie: ({ polygones }) => {
    const fermes = polygones.filter((p) => p.length >= 3).map((p) => [[...p, ...p.slice(0, 1)]])
    return fermes.length > 0 ? { type: 'MultiPolygon', coordinates: fermes } : undefined
  },
}

/** Square metres of all the outlines. */
export const surface = (polygones: readonly Sommet[][]): number => polygones.reduce((s, p) => s + aire(p), 0)

/** « 12 345 m² (1,23 ha) » */
export function ecrireSurface(m2: number): string {
  const metres = `${ecrireNombre(Math.round(m2), 0)}\u00a0m²`
  return m2 < 1_000 ? metres : `${metres} (${ecrireNombre(m2 / 10_000, 2)}\u00a0ha)`
}

/** Why these outlines cannot be deposited, with the one to mend; nothing when they can. */
export function refusDeZone(
  polygones: readonly Sommet[][],
  champ: Pick<ChampZone, 'polygones_max' | 'surface_max' | 'en_france'>,
): string | undefined {
  const max = champ.polygones_max ?? 1
  if (polygones.length > max)
    return max === 1 ? 'Dessinez une seule zone : effacez les autres.' : `Dessinez ${max} zones au plus.`
  const nommer = (i: number) => (polygones.length > 1 ? `Zone ${i + 1} : ` : '')
  for (const [i, p] of polygones.entries()) {
    const refus = refusDeContour(p, champ.en_france === true)
    if (refus) return `${nommer(i)}${nommer(i) ? refus : refus.charAt(0).toUpperCase() + refus.slice(1)}`
  }
  for (const [i, a] of polygones.entries())
    for (const [j, b] of polygones.entries())
      if (j > i && seRecouvrent(a, b))
        return `Les zones ${i + 1} et ${j + 1} se recouvrent : écartez-les, ou n’en dessinez qu’une.`
  const plafond = champ.surface_max ?? SURFACE_MAX
  if (surface(polygones) > plafond * 10_000)
    return `La surface dépasse ${ecrireNombre(plafond, 2)}\u00a0ha : vérifiez les sommets.`
  return undefined
}

function refusDeContour(sommets: Sommet[], enFranceSeulement: boolean): string | undefined {
  if (sommets.length < 3) return `placez trois sommets au moins : il y en a ${sommets.length === 1 ? 'un' : 'deux'}.`
  const dehors = sommets.findIndex((s) => enFranceSeulement && !enFrance(s))
  if (dehors >= 0) return `le sommet ${dehors + 1} est hors de France : vérifiez ses coordonnées.`
  const croise = croisement(sommets)
  if (croise) {
    const cote = (i: number) => `${i + 1}-${((i + 1) % sommets.length) + 1}`
    return `les côtés ${cote(croise[0])} et ${cote(croise[1])} se croisent : déplacez un de leurs sommets.`
  }
  return aire(sommets) < 1 ? 'les sommets sont trop près les uns des autres : la zone n’a pas de surface.' : undefined
}

function ecrirePolygone(sommets: Sommet[], i: number, tous: Sommet[][]): string {
  const nom = tous.length > 1 ? `Zone ${i + 1} : ` : ''
  const etendue = sommets.length < 3 ? 'inachevée' : ecrireSurface(aire(sommets))
  const dits = sommets.slice(0, SOMMETS_ECRITS).map(([lon, lat]) => ecrireDegres(lat, lon))
  const reste = sommets.length - dits.length
  const suite = reste > 0 ? ` ; et ${reste} autre${reste > 1 ? 's' : ''}` : ''
  return `${nom}${etendue}, ${sommets.length} sommet${sommets.length > 1 ? 's' : ''} : ${dits.join(' ; ')}${suite}`
}
