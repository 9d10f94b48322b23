import { describe, expect, test } from 'vitest'
import { academieDuLieu, concerne, dernierJour, estEnVacances, jourDuCalendrier, type Vacances } from './vacances.ts'

describe('le jour d’un instant du calendrier', () => {
  test.each([
    ['2026-10-16T22:00:00+00:00', '2026-10-17', 'minuit de Paris, en été'],
    ['2026-12-18T23:00:00+00:00', '2026-12-19', 'minuit de Paris, en hiver'],
    ['2024-12-31T23:00:00Z', '2025-01-01', 'le dernier soir de l’année'],
    ['2025-07-05T04:00:00+00:00', '2025-07-05', 'minuit de Guadeloupe'],
    ['2025-12-19T20:00:00+00:00', '2025-12-20', 'minuit de La Réunion'],
    ['2025-12-12T13:00:00+00:00', '2025-12-13', 'minuit de Nouméa'],
    ['2025-02-28', '2025-02-28', 'un jour simple'],
  ])('%s → %s (%s)', (instant, jour) => expect(jourDuCalendrier(instant)).toBe(jour))

  test.each(['', '2025-02-30', '28/02/2025', 'demain'])('« %s » n’en est pas un', (texte) =>
    expect(jourDuCalendrier(texte)).toBeUndefined(),
  )
})

test.each([
  ['Toulouse', '16'],
  ['Orléans-Tours', '18'],
  ['Caen', '70'],
  ['Réunion', '28'],
  ['Polynésie', '41'],
  ['Saint Pierre et Miquelon', '44'],
  ['Marseille', undefined],
])('l’académie de « %s » est %s', (lieu, code) => expect(academieDuLieu(lieu)).toBe(code))

const toussaint: Vacances = {
  description: 'Vacances de la Toussaint',
  population: '-',
  debut: '2026-10-17',
  reprise: '2026-11-02',
  code_academie: '16',
}
const pont = { ...toussaint, description: 'Pont de l’Ascension', debut: '2027-05-07', reprise: '2027-05-07' }
const ete = { ...toussaint, description: 'Début des Vacances d’Été', debut: '2027-07-03', reprise: '2027-07-03' }
const rentree = {
  ...toussaint,
  description: 'Vacances d’Été',
  population: 'Enseignants',
  debut: '2026-07-04',
  reprise: '2026-08-31',
}
const calendrier = [toussaint, pont, ete, rentree]

describe('ce jour est-il en vacances dans cette académie ?', () => {
  test.each([
    ['2026-10-16', false],
    ['2026-10-17', true],
    ['2026-11-01', true],
    ['2026-11-02', false],
    ['2027-05-06', false],
    ['2027-05-07', true],
    ['2027-05-08', false],
    ['2027-07-03', true],
    ['2027-08-31', true],
    ['2027-09-01', false],
    ['2026-07-14', false],
  ])('%s : %s', (jour, attendu) => expect(estEnVacances(calendrier, jour, '16')).toBe(attendu))

  test('pas dans une autre académie', () => expect(estEnVacances(calendrier, '2026-10-20', '14')).toBe(false))
  test('les enseignants ont leurs dates', () =>
    expect(estEnVacances(calendrier, '2026-07-14', '16', { qui: 'enseignants' })).toBe(true))
  test('la fin de l’été, tant qu’elle n’est pas publiée, est le 31 août', () =>
    expect(dernierJour(ete)).toBe('2027-08-31'))
})

test.each([
  ['-', {}, true],
  ['Élèves', {}, true],
  ['Enseignants', {}, false],
  ['Élèves du premier degré', {}, false],
  ['Enseignants du second degré', { qui: 'enseignants' }, true],
  ['Élèves des collèges', { type: 'lycee' }, false],
  ['Premier degré et collèges', { type: 'college' }, true],
  ['Premier degré et collèges', { type: 'lycee' }, false],
  ['Élèves des lycées', { type: 'lycee' }, true],
  ['Saint-Martin', { code_departement: '978' }, true],
  ['Saint-Martin', { code_departement: '971' }, false],
  ['Guadeloupe sauf Saint-Martin', { code_departement: '978' }, false],
  ['Guadeloupe & Saint-Barthélémy', { code_departement: '977' }, true],
] as const)('« %s » pour %o : %s', (population, pour, attendu) => expect(concerne(population, pour)).toBe(attendu))
