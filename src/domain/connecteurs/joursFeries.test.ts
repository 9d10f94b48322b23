import { expect, test } from 'vitest'
import { jourFerie, joursFeries, paquesDe, zoneDe } from './joursFeries.ts'

test.each([
  [1983, '1983-04-03'],
  [2000, '2000-04-23'],
  [2008, '2008-03-23'],
  [2011, '2011-04-24'],
  [2026, '2026-04-05'],
  [2027, '2027-03-28'],
  [2038, '2038-04-25'],
])('Pâques %i tombe le %s', (annee, jour) => expect(paquesDe(annee)).toBe(jour))

test('l’Alsace-Moselle a deux jours de plus : le Vendredi saint et le 26 décembre', () => {
  const ailleurs = new Set(joursFeries(2026).map((j) => j.date))
  expect(joursFeries(2026, 'alsace-moselle').filter((j) => !ailleurs.has(j.date))).toEqual([
    { date: '2026-04-03', libelle: 'Vendredi saint' },
    { date: '2026-12-26', libelle: '2ème jour de Noël' },
  ])
})

test('outre-mer, l’abolition de l’esclavage a son jour', () => {
  expect(jourFerie('2026-12-20', zoneDe('97411'))).toBe('Abolition de l’esclavage')
  expect(jourFerie('2026-12-20', zoneDe('31555'))).toBeUndefined()
})

test.each([
  ['67482', 'alsace-moselle'],
  ['2A004', 'metropole'],
  ['97105', 'guadeloupe'],
  ['98818', 'nouvelle-caledonie'],
])('la commune %s est en %s', (code, zone) => expect(zoneDe(code)).toBe(zone))
