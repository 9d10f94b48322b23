/** WGS84 longitude and latitude, in this order as in GeoJSON. */
export type Point = readonly [longitude: number, latitude: number]
type Anneau = Point[]
/** Each polygon is its outer ring, then its holes. */
export type Contour = Anneau[][]

export type GeoJson =
  | { type: 'Polygon'; coordinates: [number, number][][] }
  | { type: 'MultiPolygon'; coordinates: [number, number][][][] }

/** A `Polygon` or a `MultiPolygon`, as one shape. */
export function contourDe(geometrie: GeoJson): Contour {
  return geometrie.type === 'Polygon' ? [geometrie.coordinates] : geometrie.coordinates
}

/** Smallest box around a contour: west, south, east, north. */
export function cadre(contour: Contour): [number, number, number, number] {
  const boite: [number, number, number, number] = [180, 90, -180, -90]
  for (const [exterieur] of contour)
    for (const [x, y] of exterieur ?? []) {
      boite[0] = Math.min(boite[0], x)
      boite[1] = Math.min(boite[1], y)
      boite[2] = Math.max(boite[2], x)
      boite[3] = Math.max(boite[3], y)
    }
  return boite
}

/** True when the point is inside one polygon and in none of its holes. */
export function contient(contour: Contour, point: Point): boolean {
  return contour.some(
    ([exterieur, ...trous]) => exterieur !== undefined && dans(exterieur, point) && !trous.some((t) => dans(t, point)),
  )
}

/** Even-odd rule: a ray to the east crosses the ring an odd number of times. */
function dans(anneau: Anneau, [x, y]: Point): boolean {
  let dedans = false
  let precedent = anneau[anneau.length - 1]
  for (const courant of anneau) {
    if (precedent && courant[1] > y !== precedent[1] > y) {
      const passage = ((precedent[0] - courant[0]) * (y - courant[1])) / (precedent[1] - courant[1]) + courant[0]
      if (x < passage) dedans = !dedans
    }
    precedent = courant
  }
  return dedans
}

const KM_PAR_DEGRE = 111.32

/** Kilometres from the point to the contour; 0 inside. Flat earth, exact enough below a few hundred kilometres. */
export function distanceKm(contour: Contour, point: Point): number {
  if (contient(contour, point)) return 0
  const echelle = Math.cos((point[1] * Math.PI) / 180) * KM_PAR_DEGRE
  const local = ([x, y]: Point) => [(x - point[0]) * echelle, (y - point[1]) * KM_PAR_DEGRE] as const
  let minimum = Number.POSITIVE_INFINITY
  for (const anneau of contour.flat()) {
    let a = anneau[0] && local(anneau[0])
    for (const sommet of anneau) {
      const b = local(sommet)
      if (a) minimum = Math.min(minimum, versSegment(a, b))
      a = b
    }
  }
  return minimum
}

/** From the origin to the segment [a, b]. */
function versSegment([ax, ay]: readonly [number, number], [bx, by]: readonly [number, number]): number {
  const dx = bx - ax
  const dy = by - ay
  const longueur = dx * dx + dy * dy
  const t = longueur === 0 ? 0 : Math.max(0, Math.min(1, -(ax * dx + ay * dy) / longueur))
  return Math.hypot(ax + t * dx, ay + t * dy)
}
