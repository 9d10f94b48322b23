import * as z from 'zod'
import type { Sommet } from './figures.ts'
import { POLYGONES_MAX, SOMMETS_MAX } from './types/zone.ts'

/** Characters of a file; ten times the largest zone that is taken. */
export const TAILLE_MAX = 1_000_000

type Lu = { polygones: Sommet[][] } | { refus: string }

const Position = z.array(z.number()).min(2)
const Polygone = z.array(z.array(Position))
const Geometrie = z.discriminatedUnion('type', [
  z.object({ type: z.literal('Polygon'), coordinates: Polygone }),
  z.object({ type: z.literal('MultiPolygon'), coordinates: z.array(Polygone) }),
])
const Objet = z.object({ type: z.string() })
const Collection = z.object({ features: z.array(z.unknown()) })
const Groupe = z.object({ geometries: z.array(z.unknown()) })
const Entite = z.object({ geometry: z.unknown() })

const SANS_POLYGONE = 'Aucun polygone dans ce texte : il faut du GeoJSON ou du KML qui contient une zone fermée.'

/**
 * The outlines of a pasted text or of a file: GeoJSON or KML, in WGS 84. Each comes without its repeated last corner and
 * without its altitudes; a text that would lose something on the way (a hole, a corner too many) is refused with what to do.
 */
export function lireZone(texte: string): Lu {
  if (texte.length > TAILLE_MAX) return { refus: 'Ce fichier est trop gros : un mégaoctet au plus.' }
  const net = texte.replace(/^\ufeff/, '').trim()
  if (net === '') return { refus: 'Collez un texte GeoJSON ou KML, ou choisissez un fichier.' }
  const lus = net.startsWith('<') ? enKml(net) : enGeoJson(net)
  return 'refus' in lus ? lus : verifies(lus.anneaux)
}

/** Per polygon, its outline then its holes. */
type Bruts = { anneaux: number[][][][] } | { refus: string }

function enGeoJson(texte: string): Bruts {
  let document: unknown
  try {
    document = JSON.parse(texte)
  } catch {
    return { refus: 'Ce texte n’est ni du GeoJSON ni du KML : il est peut-être coupé.' }
  }
  return { anneaux: polygonesDe(document, 0) }
}

/** Polygons of any GeoJSON object, points and lines left aside. */
function polygonesDe(objet: unknown, profondeur: number): number[][][][] {
  const lu = Objet.safeParse(objet)
  // Groups of groups are not drawn by anyone: depth is bounded against a hostile text.
  if (!lu.success || profondeur > 5) return []
  const suite = (o: unknown) => polygonesDe(o, profondeur + 1)
  switch (lu.data.type) {
    case 'FeatureCollection':
      return Collection.safeParse(objet).data?.features.flatMap(suite) ?? []
    case 'GeometryCollection':
      return Groupe.safeParse(objet).data?.geometries.flatMap(suite) ?? []
    case 'Feature':
      return suite(Entite.safeParse(objet).data?.geometry)
    default: {
      const geometrie = Geometrie.safeParse(objet).data
      if (!geometrie) return []
      return geometrie.type === 'Polygon' ? [geometrie.coordinates] : geometrie.coordinates
    }
  }
}

const balise = (nom: string) => new RegExp(`<(?:\\w+:)?${nom}\\b[^>]*>([\\s\\S]*?)</(?:\\w+:)?${nom}>`, 'g')
const contenus = (xml: string, nom: string): string[] => [...xml.matchAll(balise(nom))].map((m) => m[1] ?? '')

/** KML is read by its few tags that matter here: « lon,lat,altitude » separated by spaces. */
function enKml(xml: string): Bruts {
  const lire = (partie: string) =>
    contenus(partie, 'coordinates').map((c) =>
      c
        .trim()
        .split(/\s+/)
        .map((p) => p.split(',').map(Number)),
    )
  return {
    anneaux: contenus(xml, 'Polygon').map((p) => [
      ...contenus(p, 'outerBoundaryIs').flatMap(lire),
      ...contenus(p, 'innerBoundaryIs').flatMap(lire),
    ]),
  }
}

function verifies(bruts: number[][][][]): Lu {
  const polygones = bruts.filter((p) => (p[0]?.length ?? 0) > 0)
  if (polygones.length === 0) return { refus: SANS_POLYGONE }
  if (polygones.some((p) => p.length > 1))
    return { refus: 'Cette zone a des trous, qui ne sont pas repris : retirez-les, ou dessinez le contour ici.' }
  if (polygones.length > POLYGONES_MAX)
    return { refus: `Ce texte contient ${polygones.length} zones : ${POLYGONES_MAX} au plus.` }
  const contours = polygones.map((p) => contourDe(p[0] ?? []))
  const trop = contours.find((c) => c.length > SOMMETS_MAX)
  if (trop)
    return { refus: `Un contour a ${trop.length} sommets : ${SOMMETS_MAX} au plus. Simplifiez-le avant de l’importer.` }
  const positions = contours.flat()
  if (positions.some(([lon, lat]) => !Number.isFinite(lon) || !Number.isFinite(lat)))
    return { refus: 'Une coordonnée de ce texte n’est pas un nombre.' }
  // Metres of Lambert 93 are the usual other way of saying it in France.
  if (positions.some(([lon, lat]) => Math.abs(lon) > 180 || Math.abs(lat) > 90))
    return { refus: 'Ces coordonnées ne sont pas des degrés : exportez la zone en WGS 84 (EPSG:4326).' }
  return { polygones: contours }
}

/** To a centimetre, each corner once: GeoJSON and KML both repeat the first at the end. */
function contourDe(positions: number[][]): Sommet[] {
  const arrondi = (n: number | undefined) => Number((n ?? Number.NaN).toFixed(7))
  const sommets = positions.map(([lon, lat]): Sommet => [arrondi(lon), arrondi(lat)])
  const uns = sommets.filter((s, i) => {
    const avant = sommets[i - 1]
    return !avant || avant[0] !== s[0] || avant[1] !== s[1]
  })
  const [premier, dernier] = [uns[0], uns.at(-1)]
  const ferme = uns.length > 1 && premier && dernier && premier[0] === dernier[0] && premier[1] === dernier[1]
  return ferme ? uns.slice(0, -1) : uns
}
