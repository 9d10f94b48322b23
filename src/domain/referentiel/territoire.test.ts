import { describe, expect, test } from 'vitest'
import { tableDe, texteDe } from '#test/donnees.ts'
import { contourDe } from './geometrie.ts'
import {
  type Canton,
  type Commune,
  codeCogDuContour,
  codeDepartement,
  type Departement,
  indexer,
  placer,
} from './territoire.ts'

/** The real COG and contours, cut to the départements that the cases need. */
const DEPARTEMENTS: Departement[] = [
  { code: '12', nom: 'Aveyron', code_region: '76', code_academie: '16' },
  { code: '13', nom: 'Bouches-du-Rhône', code_region: '93', code_academie: '02' },
  { code: '2A', nom: 'Corse-du-Sud', code_region: '94', code_academie: '27' },
  { code: '31', nom: 'Haute-Garonne', code_region: '76', code_academie: '16' },
  { code: '46', nom: 'Lot', code_region: '76', code_academie: '16' },
  { code: '69', nom: 'Rhône', code_region: '84', code_academie: '10' },
  { code: '75', nom: 'Paris', code_region: '11', code_academie: '01' },
  { code: '972', nom: 'Martinique', code_region: '02', code_academie: '31' },
]
const voulus = new Set(DEPARTEMENTS.map((d) => d.code))

function colonne(entetes: string[], ligne: string[], nom: string): string {
  return ligne[entetes.indexOf(nom)] ?? ''
}

const communes: Commune[] = (() => {
  const { entetes, lignes } = tableDe('decoupage/cog-2025-communes.csv.gz', ',')
  return lignes
    .map((l) => ({
      code: colonne(entetes, l, 'code'),
      nom: colonne(entetes, l, 'name'),
      genre: colonne(entetes, l, 'type_code') as Commune['genre'],
      parent: colonne(entetes, l, 'parent_code') || null,
      code_departement: colonne(entetes, l, 'department_code'),
      code_canton: colonne(entetes, l, 'canton_code') || null,
      code_epci: null,
    }))
    .filter((c) => voulus.has(c.code_departement))
})()

const cantons: Canton[] = (() => {
  const geo = JSON.parse(texteDe('decoupage/cantons-france-2018.geojson.gz'))
  const contours = new Map<string, Canton['contour']>(
    geo.features.map((f: { properties: { code: string }; geometry: Parameters<typeof contourDe>[0] }) => [
      codeCogDuContour(f.properties.code),
      contourDe(f.geometry),
    ]),
  )
  const { entetes, lignes } = tableDe('decoupage/cog-2025-cantons.csv.gz', ',')
  return lignes
    .map((l) => ({
      code: colonne(entetes, l, 'code'),
      genre: colonne(entetes, l, 'type_code') === 'C' ? ('reel' as const) : ('partage' as const),
      code_departement: colonne(entetes, l, 'department_code'),
      communes_entieres: colonne(entetes, l, 'composition_id') === '1',
      contour: contours.get(colonne(entetes, l, 'code')) ?? null,
    }))
    .filter((c) => voulus.has(c.code_departement))
})()

const t = indexer(communes, cantons, DEPARTEMENTS)

test.each([
  ['31015', '3115'],
  ['2A001', '2A01'],
  ['97101', '97101'],
])('le contour %s est le canton %s', (contour, cog) => expect(codeCogDuContour(contour)).toBe(cog))

test('tous les cantons réels des départements essayés ont leur contour', () => {
  expect(cantons.filter((c) => c.genre === 'reel' && !c.contour)).toEqual([])
})

test.each([
  ['031', '31'],
  ['31', '31'],
  ['Haute-Garonne', '31'],
  ['HAUTE GARONNE', '31'],
  ['02A', '2A'],
  ['972', '972'],
  ['Atlantide', undefined],
  [undefined, undefined],
])('département « %s » : %s', (texte, code) => expect(codeDepartement(texte, t)).toBe(code))

describe('placer un établissement', () => {
  test('0310054R, à Toulouse : le canton vient des coordonnées', () => {
    expect(
      placer({ code_commune: '31555', departement: '031', latitude: 43.555886, longitude: 1.468119 }, t),
    ).toMatchObject({
      code_commune: '31555',
      code_canton: '3119',
      code_departement: '31',
      code_academie: '16',
      code_region: '76',
      raison: null,
    })
  })

  test('Toulouse sans coordonnées : tout sauf le canton, avec la raison', () => {
    expect(placer({ code_commune: '31555', departement: '031' }, t)).toMatchObject({
      code_commune: '31555',
      code_canton: null,
      code_departement: '31',
      raison: 'sans_coordonnees',
    })
  })

  test('0121517J : des coordonnées à 280 km n’enlèvent pas la commune, mais se disent', () => {
    expect(
      placer({ code_commune: '12226', departement: '012', latitude: 47.059921, longitude: 1.099419 }, t),
    ).toMatchObject({
      code_commune: '12226',
      code_canton: '1210',
      raison: 'coordonnees_hors_commune',
    })
  })

  test('le site de Bagnac se retrouve par son nom', () => {
    expect(placer({ commune: 'Bagnac-sur-Célé', departement: '046' }, t)).toMatchObject({
      code_commune: '46015',
      code_canton: '4608',
      raison: null,
    })
  })

  test.each([
    ['Paris 16e  Arrondissement', 'Paris', '75056', 'Paris 16e Arrondissement'],
    ['Marseille  4e  Arrondissement', 'Bouches-du-Rhône', '13055', 'Marseille 4e Arrondissement'],
    ['Lyon 8e  Arrondissement', 'Rhône', '69123', 'Lyon 8e Arrondissement'],
  ])('%s est dans sa commune et garde son nom', (commune, departement, code, nom) => {
    expect(placer({ commune, departement }, t)).toMatchObject({ code_commune: code, commune: nom })
  })

  test('un code d’arrondissement mène à la commune', () => {
    expect(placer({ code_commune: '13204' }, t).code_commune).toBe('13055')
  })

  test.each(['Paris', 'Rhône', 'Martinique'])('%s n’a pas de canton, et ce n’est pas un défaut', (departement) => {
    const commune = { Paris: 'Paris', Rhône: 'Villeurbanne', Martinique: 'Fort-de-France' }[departement]
    expect(placer({ commune, departement, latitude: 45.76, longitude: 4.88 }, t)).toMatchObject({
      code_canton: null,
      raison: null,
    })
  })

  test('une ancienne commune mène à celle d’aujourd’hui', () => {
    const { parent } = communes.find((c) => c.genre === 'COMD' && c.nom === 'Conques') ?? {}
    expect(parent).toBe('12218')
    expect(placer({ commune: 'Conques', departement: 'Aveyron' }, t).code_commune).toBe('12218')
  })

  test('l’article oublié n’empêche rien', () => {
    expect(placer({ commune: 'Union', departement: '31' }, t).commune).toBe("L'Union")
  })

  test.each([
    [{ commune: 'Ys', departement: '31' }, 'commune_inconnue', '31'],
    [{ code_commune: '31999', departement: '31' }, 'commune_inconnue', '31'],
    [{ departement: '31' }, 'commune_absente', '31'],
    [{ commune: 'Toulouse' }, 'commune_absente', null],
  ])('%o : %s', (lieu, raison, departement) => {
    expect(placer(lieu, t)).toMatchObject({
      code_commune: null,
      code_canton: null,
      raison,
      code_departement: departement,
    })
  })
})
