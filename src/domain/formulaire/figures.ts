import * as z from 'zod'

/** WGS 84 degrees, longitude first as in GeoJSON. */
export type Sommet = [longitude: number, latitude: number]
/** The outline of a polygon, its first corner not repeated at the end. */
export type Anneau = readonly Sommet[]

const Position = z.tuple([z.number(), z.number()])

/** A drawn place as GeoJSON says it, to show and to export. */
export const Geometrie = z.discriminatedUnion('type', [
  z.object({ type: z.literal('Point'), coordinates: Position }),
  z.object({ type: z.literal('MultiPolygon'), coordinates: z.array(z.array(z.array(Position))) }),
])
export type Geometrie = z.infer<typeof Geometrie>

/** Radius in metres of the sphere that has the area of the WGS 84 ellipsoid. */
const RAYON = 6_371_007.2
const radians = (degres: number): number => (degres * Math.PI) / 180

/** Square metres inside an outline, whichever way it turns; half a percent off at worst, as the earth is no sphere. */
export function aire(anneau: Anneau): number {
  let somme = 0
  for (const [i, [lon, lat]] of anneau.entries()) {
    const [suivante, autre] = anneau[(i + 1) % anneau.length] ?? [lon, lat]
    somme += radians(suivante - lon) * (2 + Math.sin(radians(lat)) + Math.sin(radians(autre)))
  }
  return Math.abs((somme * RAYON * RAYON) / 2)
}

/** Middle of the box around these corners; nothing without any. */
export function milieu(sommets: Anneau): Sommet | undefined {
  if (sommets.length === 0) return undefined
  const [lons, lats] = [sommets.map(([lon]) => lon), sommets.map(([, lat]) => lat)]
  return [(Math.min(...lons) + Math.max(...lons)) / 2, (Math.min(...lats) + Math.max(...lats)) / 2]
}

/** Two sides of the same outline that meet elsewhere than at their common corner, by the rank of their first corner. */
export function croisement(anneau: Anneau): [number, number] | undefined {
  const cotes = cotesDe(anneau)
  for (const [i, [a, b]] of cotes.entries())
    for (const [j, [c, d]] of cotes.entries()) {
      if (j <= i) continue
      const voisins = j === i + 1 || (i === 0 && j === cotes.length - 1)
      if (voisins ? revient(j === i + 1 ? [a, b, d] : [c, d, b]) : seTouchent(a, b, c, d)) return [i, j]
    }
  return undefined
}

/** Does one outline cover a part of the other? A common side or corner is no cover. */
export function seRecouvrent(a: Anneau, b: Anneau): boolean {
  for (const [a1, a2] of cotesDe(a)) for (const [b1, b2] of cotesDe(b)) if (secants(a1, a2, b1, b2)) return true
  return a.some((s) => dedans(b, s)) || b.some((s) => dedans(a, s)) || memeTrace(a, b)
}

/** The same corners: each lies on the outline of the other, so that none is inside. */
const memeTrace = (a: Anneau, b: Anneau): boolean =>
  a.length === b.length && a.every(([lon, lat]) => b.some(([x, y]) => x === lon && y === lat))

/** Strictly inside: not on the outline. */
function dedans(anneau: Anneau, point: Sommet): boolean {
  let dans = false
  for (const [a, b] of cotesDe(anneau)) {
    if (tour(a, b, point) === 0 && entre(a, b, point)) return false
    if (a[1] > point[1] !== b[1] > point[1]) {
      const passage = ((b[0] - a[0]) * (point[1] - a[1])) / (b[1] - a[1]) + a[0]
      if (point[0] < passage) dans = !dans
    }
  }
  return dans
}

function cotesDe(anneau: Anneau): [Sommet, Sommet][] {
  return anneau.flatMap((sommet, i) => {
    const suivant = anneau[(i + 1) % anneau.length]
    return suivant ? [[sommet, suivant] as [Sommet, Sommet]] : []
  })
}

/** Which way one turns at `b` to reach `c`: 1, -1, or 0 straight on. In ten-millionths of a degree, so that it is exact. */
function tour(a: Sommet, b: Sommet, c: Sommet): number {
  const pas = (x: number) => Math.round(x * 1e7)
  return Math.sign(pas(b[0] - a[0]) * pas(c[1] - a[1]) - pas(b[1] - a[1]) * pas(c[0] - a[0]))
}

/** Is `p`, in line with `a` and `b`, between them? */
const entre = (a: Sommet, b: Sommet, p: Sommet): boolean =>
  Math.min(a[0], b[0]) <= p[0] &&
  p[0] <= Math.max(a[0], b[0]) &&
  Math.min(a[1], b[1]) <= p[1] &&
  p[1] <= Math.max(a[1], b[1])

/** Crossing through and through. */
const secants = (a: Sommet, b: Sommet, c: Sommet, d: Sommet): boolean =>
  tour(a, b, c) * tour(a, b, d) < 0 && tour(c, d, a) * tour(c, d, b) < 0

const seTouchent = (a: Sommet, b: Sommet, c: Sommet, d: Sommet): boolean =>
  secants(a, b, c, d) ||
  (tour(a, b, c) === 0 && entre(a, b, c)) ||
  (tour(a, b, d) === 0 && entre(a, b, d)) ||
  (tour(c, d, a) === 0 && entre(c, d, a)) ||
  (tour(c, d, b) === 0 && entre(c, d, b))

/** From `a` to `b` then back towards `a`: the two sides lie on each other. */
const revient = ([a, b, c]: [Sommet, Sommet, Sommet]): boolean =>
  tour(a, b, c) === 0 && (b[0] - a[0]) * (c[0] - b[0]) + (b[1] - a[1]) * (c[1] - b[1]) <= 0

/** West, south, east, north of the métropole and of each overseas territory, with a margin of sea. */
const FRANCE: readonly [number, number, number, number][] = [
  [-5.6, 41.2, 9.8, 51.3],
  [-61.9, 15.7, -60.9, 16.6],
  [-61.4, 14.3, -60.7, 15],
  [-54.8, 2, -51.4, 6],
  [55.1, -21.5, 55.9, -20.8],
  [44.9, -13.1, 45.4, -12.5],
  [-56.6, 46.7, -56, 47.2],
  [-63.3, 17.8, -62.7, 18.2],
  [158, -23, 172.5, -17.5],
  [-155, -28, -134, -7],
  [-178.4, -14.6, -176, -13],
]

/** Near enough to France to be no slip of the finger: its neighbours within these boxes pass too. */
export const enFrance = ([lon, lat]: Sommet): boolean =>
  FRANCE.some(([ouest, sud, est, nord]) => lon >= ouest && lon <= est && lat >= sud && lat <= nord)
