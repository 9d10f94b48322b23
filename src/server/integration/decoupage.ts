import { type Contour, contourDe, type GeoJson } from '#domain/referentiel/geometrie.ts'
import { codeCogDuContour, codeDepartement, indexer } from '#domain/referentiel/territoire.ts'
import type { Decoupage } from '../referentiel/territoires.ts'
import { lignesDe, type Paquet, texteDe } from './fichiers.ts'

type CommuneEtalab = {
  code: string
  nom: string
  departement: string
  zone: string
  type: string
  codesPostaux?: string[]
  population?: number
}
type Epci = { code: string; nom: string; type: string; membres: { code: string }[] }
type Contours = { features: { properties: { code: string }; geometry: GeoJson }[] }

/** The ministry writes 00 for the collectivities overseas, which are in no région. */
const SANS_REGION = '00'

/** Puts together the COG, the EPCI, the contours and the académies of one package. */
export function lireDecoupage(paquet: Paquet): Decoupage {
  const academies = lignesDe(paquet, 'nomenclatures/academies-departements-regions-observes.csv', ';', [
    'code_academie',
    'libelle_academie',
    'code_departement',
    'libelle_departement',
    'code_region',
  ])
  const departements = lireDepartements(paquet, academies)
  const etalab: CommuneEtalab[] = JSON.parse(texteDe(paquet, 'decoupage/etalab-2026-communes.json.gz'))
  const epcis: Epci[] = JSON.parse(texteDe(paquet, 'decoupage/etalab-2026-epci.json.gz'))
  return {
    regions: lignesDe(paquet, 'decoupage/cog-2025-regions.csv', ',', ['code', 'name']).map((r) => ({
      code: r.code,
      nom: r.name,
    })),
    academies: [
      ...new Map(academies.map((a) => [a.code_academie, { code: a.code_academie, nom: a.libelle_academie }])).values(),
    ],
    departements,
    epcis: epcis.map((e) => ({ code: e.code, nom: e.nom, genre: e.type })),
    cantons: lireCantons(paquet),
    ...lireCommunes(paquet, etalab, epcis, new Set(departements.map((d) => d.code))),
  }
}

/** The départements of the COG, then the collectivities overseas, which only the ministry's table lists. */
function lireDepartements(
  paquet: Paquet,
  academies: Record<'code_departement' | 'libelle_departement' | 'code_academie' | 'code_region', string>[],
) {
  const cog = lignesDe(paquet, 'decoupage/cog-2025-departements.csv', ',', ['code', 'name', 'region_code'])
  const connus = indexer(
    [],
    [],
    cog.map((d) => ({ code: d.code, nom: d.name, code_region: null, code_academie: null })),
  )
  const academieDe = new Map(
    academies.map((a) => [codeDepartement(a.code_departement, connus) ?? a.code_departement, a]),
  )
  return [
    ...cog.map((d) => ({
      code: d.code,
      nom: d.name,
      code_region: d.region_code,
      code_academie: academieDe.get(d.code)?.code_academie ?? null,
    })),
    ...academies
      .filter((a) => a.code_region === SANS_REGION)
      .map((a) => ({
        code: a.code_departement,
        nom: a.libelle_departement,
        code_region: null,
        code_academie: a.code_academie,
      })),
  ]
}

function lireCantons(paquet: Paquet): Decoupage['cantons'] {
  const geo: Contours = JSON.parse(texteDe(paquet, 'decoupage/cantons-france-2018.geojson.gz'))
  const contours = new Map<string, Contour>(
    geo.features.map((f) => [codeCogDuContour(f.properties.code), contourDe(f.geometry)]),
  )
  return lignesDe(paquet, 'decoupage/cog-2025-cantons.csv.gz', ',', [
    'code',
    'name',
    'type_code',
    'composition_id',
    'department_code',
  ]).map((c) => ({
    code: c.code,
    nom: c.name,
    genre: c.type_code === 'C' ? 'reel' : 'partage',
    code_departement: c.department_code,
    communes_entieres: c.composition_id === '1',
    contour: c.type_code === 'C' ? (contours.get(c.code) ?? null) : null,
  }))
}

function lireCommunes(
  paquet: Paquet,
  etalab: CommuneEtalab[],
  epcis: Epci[],
  departements: Set<string>,
): Pick<Decoupage, 'communes' | 'parties'> {
  const epciDe = new Map(epcis.flatMap((e) => e.membres.map((m) => [m.code, e.code] as const)))
  const actuelles = new Map(etalab.filter((c) => c.type === 'commune-actuelle').map((c) => [c.code, c]))
  const cog = lignesDe(paquet, 'decoupage/cog-2025-communes.csv.gz', ',', [
    'code',
    'type_code',
    'parent_code',
    'name',
    'department_code',
    'canton_code',
  ])
  const completer = (code: string) => ({
    code_epci: epciDe.get(code) ?? null,
    codes_postaux: actuelles.get(code)?.codesPostaux ?? [],
    population: actuelles.get(code)?.population ?? null,
  })
  return {
    communes: [
      ...cog
        .filter((c) => c.type_code === 'COM')
        .map((c) => ({
          code: c.code,
          nom: c.name,
          code_departement: c.department_code,
          code_canton: c.canton_code || null,
          ...completer(c.code),
        })),
      // The COG has no commune of the collectivities overseas; the other file has, and uninhabited lands besides.
      ...etalab
        .filter((c) => c.zone === 'com' && c.type === 'commune-actuelle' && departements.has(c.departement))
        .map((c) => ({
          code: c.code,
          nom: c.nom,
          code_departement: c.departement,
          code_canton: null,
          ...completer(c.code),
        })),
    ],
    parties: cog
      .filter((c) => c.type_code !== 'COM' && c.parent_code)
      .map((c) => ({
        code: c.code,
        genre: c.type_code as 'ARM' | 'COMD' | 'COMA',
        nom: c.name,
        code_departement: c.department_code,
        code_commune: c.parent_code,
      })),
  }
}
