import { describe, expect, test } from 'vitest'
import { aire, croisement, enFrance, milieu, type Sommet, seRecouvrent } from './figures.ts'
import { lireZone } from './import_zone.ts'
import { type ChampZone, SOMMETS_MAX, zone } from './types/zone.ts'

const champ: ChampZone = { id: 'z', type: 'zone', libelle: 'Terrain', en_france: true }
const net = (n: number) => Number(n.toFixed(7))
const carre = (lon: number, lat: number, cote = 0.001): Sommet[] => [
  [lon, lat],
  [net(lon + cote), lat],
  [net(lon + cote), net(lat + cote)],
  [lon, net(lat + cote)],
]
const noeud: Sommet[] = [
  [1.44, 43.6],
  [1.441, 43.601],
  [1.441, 43.6],
  [1.44, 43.601],
]
const autour = { lire: () => undefined, aujourdhui: '2026-11-24' }
const refus = (polygones: Sommet[][], plus: Partial<ChampZone> = {}) =>
  zone.verifier?.({ polygones }, { ...champ, ...plus }, autour)

test('la surface ne dépend pas du sens et reste à un demi pour cent de l’ellipsoïde', () => {
  const ici = carre(1.44, 43.6, 0.01)
  // A hundredth of a degree at 43.605° N on the WGS 84 ellipsoid: 807.6 m by 1 111.0 m.
  expect(aire(ici) / (807.6 * 1111)).toBeCloseTo(1, 2)
  expect(aire(ici.toReversed())).toBeCloseTo(aire(ici), 3)
  expect(milieu(ici)).toEqual([expect.closeTo(1.445, 6), expect.closeTo(43.605, 6)])
})

describe('un contour', () => {
  test('qui se croise dit quels côtés', () => {
    expect(croisement(noeud)).toEqual([0, 2])
    expect(refus([noeud])).toBe('Les côtés 1-2 et 3-4 se croisent : déplacez un de leurs sommets.')
  })
  test('qui revient sur lui-même est refusé, au coin comme à la fermeture', () => {
    expect(
      croisement([
        [0, 0],
        [2, 0],
        [1, 0],
        [1, 1],
      ]),
    ).toBeDefined()
    expect(
      croisement([
        [1, 0],
        [1, 1],
        [0, 0],
        [2, 0],
      ]),
    ).toBeDefined()
    expect(croisement(carre(0, 0))).toBeUndefined()
  })
  test('un sommet au milieu d’un côté droit ne gêne pas', () => {
    expect(
      croisement([
        [0, 0],
        [1, 0],
        [2, 0],
        [2, 2],
        [0, 2],
      ]),
    ).toBeUndefined()
  })
  test('de deux sommets, plat, hors de France ou trop grand dit quoi faire', () => {
    expect(refus([carre(1.44, 43.6).slice(0, 2)])).toBe('Placez trois sommets au moins : il y en a deux.')
    expect(refus([carre(13.4, 52.5)])).toMatch(/sommet 1 est hors de France/)
    expect(refus([carre(13.4, 52.5)], { en_france: undefined })).toBeUndefined()
    expect(refus([carre(1, 43, 0.2)])).toMatch(/10\s000\sha/)
    expect(refus([carre(1.44, 43.6)], { surface_max: 0.5 })).toMatch(/0,5\sha/)
    expect(refus([carre(1.44, 43.6, 0.000001)])).toMatch(/trop près/)
  })
  test('de plus de cinq cents sommets n’est pas même enregistré', () => {
    const long = Array.from({ length: SOMMETS_MAX + 1 }, (_, i): Sommet => [i / 1e4, 43])
    expect(zone.reponse?.safeParse({ polygones: [long] }).error?.issues[0]?.message).toMatch(/500 sommets/)
  })
})

describe('plusieurs zones', () => {
  test('sont refusées quand le champ n’en veut qu’une, ou quand elles se recouvrent', () => {
    const deux = [carre(1.44, 43.6), carre(1.45, 43.6)]
    expect(refus(deux)).toMatch(/une seule zone/)
    expect(refus(deux, { polygones_max: 2 })).toBeUndefined()
    expect(refus([carre(1.44, 43.6), carre(1.4405, 43.6005)], { polygones_max: 2 })).toMatch(/1 et 2 se recouvrent/)
    expect(refus([carre(1.44, 43.6), carre(1.44, 43.6)], { polygones_max: 2 })).toMatch(/se recouvrent/)
    expect(refus([noeud, carre(1.5, 43.6)], { polygones_max: 2 })).toBe(
      'Zone 1 : les côtés 1-2 et 3-4 se croisent : déplacez un de leurs sommets.',
    )
  })
  test('qui partagent un côté ne se recouvrent pas ; l’une dans l’autre, si', () => {
    expect(seRecouvrent(carre(0, 0, 1), carre(1, 0, 1))).toBe(false)
    expect(seRecouvrent(carre(0, 0, 4), carre(1, 1, 1))).toBe(true)
  })
})

test('la réponse se lit en mots, se compte en mètres carrés et s’exporte fermée', () => {
  const valeur = { polygones: [carre(1.44, 43.6)], lieu: '1 rue du Taur, 31000 Toulouse' }
  expect(zone.ecrire(valeur, champ)).toMatch(
    /^Près de : 1 rue du Taur, 31000 Toulouse\n8\s9\d\d\sm² \(0,9\sha\), 4 sommets : 43,60000°\sN, 1,44000°\sE ; /,
  )
  expect(zone.compte?.(valeur, champ)).toBeGreaterThan(8_900)
  expect(zone.compte?.({ polygones: [[[1, 43]]] }, champ)).toBeUndefined()
  expect(zone.geometrie?.(valeur, champ)).toMatchObject({ type: 'MultiPolygon' })
  const ferme = zone.geometrie?.(valeur, champ)
  expect(ferme?.type === 'MultiPolygon' && ferme.coordinates[0]?.[0]?.length).toBe(5)
})

test('la France va jusqu’aux outre-mer', () => {
  for (const s of [
    [1.44, 43.6],
    [55.45, -20.9],
    [-61.5, 16.2],
    [166.45, -22.3],
    [9.2, 42.5],
  ] as Sommet[])
    expect(enFrance(s), String(s)).toBe(true)
  expect(enFrance([43.6, 1.44])).toBe(false)
})

describe('une zone collée', () => {
  const anneau = [...carre(1.44, 43.6), [1.44, 43.6]]
  test.each([
    ['un polygone', { type: 'Polygon', coordinates: [anneau] }],
    ['une entité', { type: 'Feature', properties: {}, geometry: { type: 'Polygon', coordinates: [anneau] } }],
    [
      'une collection, ses points laissés',
      {
        type: 'FeatureCollection',
        features: [
          { type: 'Feature', geometry: { type: 'Point', coordinates: [1, 43] } },
          { type: 'Feature', geometry: { type: 'MultiPolygon', coordinates: [[anneau]] } },
        ],
      },
    ],
  ])('en GeoJSON, %s', (_, document) => {
    expect(lireZone(JSON.stringify(document))).toEqual({ polygones: [carre(1.44, 43.6)] })
  })
  test('en KML, avec altitudes et préfixe', () => {
    const points = anneau.map(([lon, lat]) => `${lon},${lat},0`).join('\n ')
    const kml = `<?xml version="1.0"?><kml:kml><kml:Placemark><kml:Polygon><kml:outerBoundaryIs><kml:LinearRing><kml:coordinates>
      ${points}</kml:coordinates></kml:LinearRing></kml:outerBoundaryIs></kml:Polygon></kml:Placemark></kml:kml>`
    expect(lireZone(kml)).toEqual({ polygones: [carre(1.44, 43.6)] })
  })
  test.each([
    ['', /Collez/],
    ['bonjour', /ni du GeoJSON ni du KML/],
    ['{"type":"Point","coordinates":[1,43]}', /Aucun polygone/],
    [JSON.stringify({ type: 'Polygon', coordinates: [anneau, anneau] }), /trous/],
    [
      JSON.stringify({
        type: 'Polygon',
        coordinates: [
          [
            [574_000, 6_279_000],
            [574_100, 6_279_000],
            [574_100, 6_279_100],
          ],
        ],
      }),
      /WGS 84/,
    ],
    [
      '<kml><Polygon><outerBoundaryIs><coordinates>a,b c,d</coordinates></outerBoundaryIs></Polygon></kml>',
      /pas un nombre/,
    ],
    ['<svg></svg>', /Aucun polygone/],
    ['x'.repeat(1_000_001), /trop gros/],
  ])('refuse %.40s', (texte, raison) => {
    expect(lireZone(texte)).toEqual({ refus: expect.stringMatching(raison) })
  })
})
