import { expect, test } from 'vitest'
import { RechercheCatalogue, type Tuile } from './api.ts'
import { ecrireAudience, estConcerne } from './audience.ts'
import { chercher, type Entree } from './catalogue.ts'
import { debutDePeriode } from './periode.ts'

const entree = (code: string, champs: Partial<Tuile> = {}, mots = ''): Entree => ({
  tuile: {
    code,
    titre: code,
    resume: '',
    thematique: 'travaux',
    icone: 'outils',
    pour_qui: { natures: ['lycee'], secteurs: ['public'] },
    audience: 'Lycées publics',
    sans_compte: [],
    ...{ etat: 'ouvert', ouvre_le: null, ferme_le: null },
    ...champs,
  },
  mots,
})

const ENTREES = [
  entree('ferme', { etat: 'ferme' }),
  entree('equipement', {
    thematique: 'equipements',
    titre: 'Équipement pédagogique',
    pour_qui: { natures: ['college', 'lycee'], secteurs: ['public'] },
  }),
  entree(
    'voyages',
    { thematique: 'aides', titre: 'Voyages', pour_qui: { natures: ['college'], secteurs: ['public'] } },
    'Budget de l’œuvre',
  ),
  entree('a-venir', { etat: 'a_venir', thematique: 'aides' }),
]
const codes = (criteres: Record<string, string>) =>
  chercher(ENTREES, RechercheCatalogue.parse(criteres)).elements.map((t) => t.code)

test('les téléservices ouverts viennent d’abord, dans leur ordre', () => {
  expect(codes({})).toEqual(['equipement', 'voyages', 'ferme', 'a-venir'])
})

test.each([
  ['equip', ['equipement']],
  ['ÉQUIPEMENT   pedagogique', ['equipement']],
  ['oeuvre', ['voyages']],
  ['Équipements', ['equipement']],
  ['voyages equipement', []],
  ['%', ['equipement', 'voyages', 'ferme', 'a-venir']],
  ["'; drop table --", []],
  ['<script>', []],
])('la recherche « %s »', (recherche, attendus) => {
  expect(codes({ recherche })).toEqual(attendus)
})

test('les filtres se combinent, avec plusieurs valeurs par filtre', () => {
  expect(codes({ thematique: 'aides,equipements' })).toEqual(['equipement', 'voyages', 'a-venir'])
  expect(codes({ thematique: 'aides,equipements', audience: 'lycee' })).toEqual(['equipement', 'a-venir'])
  expect(codes({ thematique: 'aides,equipements', audience: 'lycee', ouvert: 'oui' })).toEqual(['equipement'])
})

test('chaque facette compte ce que laissent les autres filtres, et se tait quand rien ne l’a', () => {
  const { total, facettes } = chercher(ENTREES, RechercheCatalogue.parse({ thematique: 'aides', ouvert: 'oui' }))
  expect(total).toBe(1)
  expect(facettes.thematiques).toEqual([
    { valeur: 'equipements', libelle: 'Équipements', total: 1 },
    { valeur: 'aides', libelle: 'Aides et projets', total: 1 },
  ])
  expect(facettes.audiences).toEqual([{ valeur: 'college', libelle: 'Collège', total: 1 }])
  expect(facettes.ouverts).toBe(1)
})

test('une page au-delà de la fin est vide, le total reste', () => {
  const page = chercher(ENTREES, RechercheCatalogue.parse({ page: '3', par_page: '2' }))
  expect(page).toMatchObject({ total: 4, page: 3, par_page: 2, elements: [] })
})

test.each([{ thematique: 'inconnue' }, { page: '0' }, { par_page: '101' }, { recherche: 'a'.repeat(201) }])(
  'un critère incorrect est refusé : %o',
  (criteres) => {
    expect(RechercheCatalogue.safeParse(criteres).success).toBe(false)
  },
)

test('à qui s’adresse un téléservice', () => {
  expect(ecrireAudience({ natures: ['college', 'lycee'], secteurs: ['public'] })).toBe('Collèges et lycées publics')
  const pour_qui = { natures: ['college' as const], secteurs: ['public' as const] }
  expect(estConcerne(pour_qui, { type: 'college', secteur: 'public' })).toBe(true)
  expect(estConcerne(pour_qui, { type: 'college', secteur: 'prive' })).toBe(false)
  expect(estConcerne(pour_qui, { type: 'lycee', secteur: 'public' })).toBe(false)
  expect(estConcerne(pour_qui, { type: 'college', secteur: null })).toBe(false)
})

test.each([
  ['2026-09-01T08:00', '2026-11-24T10:00', '2026-09-01T08:00'],
  [null, '2026-11-24T10:00', '2026-09-01T00:00'],
  [null, '2027-08-31T23:59', '2026-09-01T00:00'],
  [null, '2027-09-01T00:00', '2027-09-01T00:00'],
])('« un dossier par période » compte depuis l’ouverture (%s) ou l’année scolaire', (ouvre_le, heure, attendu) => {
  expect(debutDePeriode({ etat: 'ouvert', ouvre_le, ferme_le: null }, heure)).toBe(attendu)
})

test('« sans compte » ne garde que les téléservices ouverts aux familles ou aux élèves, et les compte', () => {
  const entrees = [entree('bourse', { sans_compte: ['familles'] }), ...ENTREES]
  const catalogue = (criteres: Record<string, string>) => chercher(entrees, RechercheCatalogue.parse(criteres))
  expect(catalogue({ sans_compte: 'oui' }).elements.map((t) => t.code)).toEqual(['bourse'])
  expect(catalogue({}).facettes.sans_compte).toBe(1)
  expect(catalogue({ thematique: 'aides' }).facettes.sans_compte).toBe(0)
})
