import type { SourceImportable } from '#domain/integration/lecture.ts'
import { lecteurAnnuaire } from '#domain/referentiel/annuaire.ts'
import { lecteurListeNationale } from '#domain/referentiel/liste-nationale.ts'
import type { CodeDeTable } from '#domain/referentiel/tables-de-codes.ts'

type Commun = {
  code: string
  libelle: string
  editeur: string
  licence: string
  /** The smallest wins, champ by champ. */
  priorite: number
  /** Day of the data, not of the import. */
  date: string
  /** Below `donnees/`. */
  fichiers: string[]
}

export type SourceEtablissements = Commun & SourceImportable & { genre: 'etablissements'; separateur: string }
/** `jours`: of which day the data of each table of codes are, when its files are not of the same. */
export type SourceDeCodes = Commun & {
  genre: 'territoires' | 'nomenclatures'
  jours: Readonly<Partial<Record<CodeDeTable, string>>>
}
export type Source = SourceEtablissements | SourceDeCodes

/** Changes when our reading rules change: the same files are then read again. */
export const VERSION_REGLES = 2

const LICENCE = 'Licence Ouverte 2.0 (Etalab)'
const MINISTERE = 'Ministère de l’Éducation nationale'

export const ANNUAIRE: SourceEtablissements = {
  code: 'annuaire',
  libelle: 'Annuaire de l’éducation, académie de Toulouse',
  editeur: MINISTERE,
  licence: LICENCE,
  genre: 'etablissements',
  cible: 'etablissements',
  priorite: 1,
  date: '2024-11-26',
  fichiers: ['annuaire/annuaire-education-academie-toulouse-2024-11-26.csv.gz'],
  separateur: ';',
  lecteur: lecteurAnnuaire,
}

export const LISTE_NATIONALE: SourceEtablissements = {
  code: 'liste-nationale',
  libelle: 'Collèges et lycées de France',
  editeur: `${MINISTERE}, liste dérivée par un tiers`,
  licence: LICENCE,
  genre: 'etablissements',
  cible: 'etablissements',
  priorite: 2,
  date: '2025-10-01',
  fichiers: ['liste-nationale/etablissements-2d-france-derive-2025-10.csv.gz'],
  separateur: ',',
  lecteur: lecteurListeNationale,
}

export const DECOUPAGE: SourceDeCodes = {
  code: 'decoupage',
  libelle: 'Code officiel géographique et EPCI',
  editeur: 'Insee, DGCL, IGN',
  licence: LICENCE,
  genre: 'territoires',
  priorite: 1,
  date: '2026-01-01',
  jours: {
    region: '2025-01-01',
    departement: '2025-01-01',
    canton: '2025-01-01',
    commune: '2025-01-01',
    partie_commune: '2025-01-01',
    epci: '2026-01-01',
    commune_epci: '2026-01-01',
    commune_population: '2026-01-01',
    academie: '2024-11-26',
    departement_academie: '2024-11-26',
  },
  fichiers: [
    'decoupage/cog-2025-regions.csv',
    'decoupage/cog-2025-cantons.csv.gz',
    'decoupage/cog-2025-communes.csv.gz',
    'decoupage/cog-2025-departements.csv',
    'decoupage/etalab-2026-communes.json.gz',
    'decoupage/etalab-2026-epci.json.gz',
    'decoupage/cantons-france-2018.geojson.gz',
    'nomenclatures/academies-departements-regions-observes.csv',
  ],
}

export const NOMENCLATURES: SourceDeCodes = {
  code: 'nomenclatures',
  libelle: 'Natures d’UAI et types de contrat',
  editeur: MINISTERE,
  licence: LICENCE,
  genre: 'nomenclatures',
  priorite: 1,
  date: '2024-11-26',
  jours: { nature: '2024-11-26', type_contrat: '2024-11-26' },
  fichiers: ['nomenclatures/natures-uai-observees.csv', 'nomenclatures/types-contrat-prive-observes.csv'],
}

export const SOURCES: Source[] = [NOMENCLATURES, DECOUPAGE, ANNUAIRE, LISTE_NATIONALE]
