import { expect, test } from 'vitest'
import { ecrireEuros, lireCentimes, lireNombre } from './nombres.ts'

test.each([
  ['12', 12],
  ['12 345,50', 12345.5],
  ['12\u202f345', 12345],
  ['1.234,5', 1234.5],
  ['1,234.5', 1234.5],
  ['12,', 12],
  ['12.', 12],
  ['-3', -3],
  ['−3', -3],
  ['', null],
  ['  ', null],
  ['12,345', '12,345'],
  ['douze', 'douze'],
  ['12e3', '12e3'],
  ['1-2', '1-2'],
  ['1,2,3', '1,2,3'],
  ['99999999999999999999', '99999999999999999999'],
])('« %s » se lit %j, à deux décimales', (texte, attendu) => expect(lireNombre(texte, 2)).toBe(attendu))

test.each([
  ['1 250,50 €', 125050],
  ['0,1', 10],
  ['1.005', '1.005'],
  ['19,99', 1999],
  ['45000', 4500000],
])('« %s » se lit %j centimes', (texte, attendu) => expect(lireCentimes(texte)).toBe(attendu))

test.each([
  [125050, '1\u202f250,50'],
  [10, '0,10'],
  [4500000, '45\u202f000'],
  ['12 mille', '12 mille'],
  [undefined, ''],
])('%j centimes s’écrivent « %s » dans le champ', (valeur, attendu) => expect(ecrireEuros(valeur)).toBe(attendu))
