import { describe, expect, test } from 'vitest'
import { adresseWeb, courriel, drapeau, jour, position, telephone, texte } from './valeurs.ts'

test.each([
  ['Collège  Les   Clauzades', 'Collège Les Clauzades'],
  ['  Lycée ', 'Lycée'],
  ['Lycée\u00a0privé', 'Lycée privé'],
  ['a\tb\u0000c', 'a b c'],
  ['', undefined],
  ['   ', undefined],
])('texte %j', (brut, propre) => expect(texte(brut)).toBe(propre))

test.each([
  ['0781366507', '07 81 36 65 07'],
  ['05 62 00 95 10', '05 62 00 95 10'],
  ['05.62.00.95.10', '05 62 00 95 10'],
  ['+33 5 62 00 95 10', '05 62 00 95 10'],
  ['+33 (0)5 62 00 95 10', '05 62 00 95 10'],
  ['562009510', undefined],
  ['05 62 00 95 1O', undefined],
])('téléphone %j', (brut, propre) => expect(telephone(brut)).toBe(propre))

test.each([
  ['1967-05-08', '1967-05-08'],
  ['2099-01-01', undefined],
  ['2023-02-30', undefined],
  ['08/05/1967', undefined],
])('jour %j', (brut, propre) => expect(jour(brut)).toBe(propre))

test('un drapeau vide n’est ni oui ni non', () => {
  expect(['1', '0', '', '2'].map(drapeau)).toEqual([true, false, undefined, undefined])
})

test.each([
  ['http://www.stsg.fr', 'http://www.stsg.fr'],
  ['www.garaison.com', 'https://www.garaison.com'],
  ['javascript:alert(1)', undefined],
  ['https://exemple.fr/un chemin', undefined],
])('adresse internet %j', (brut, propre) => expect(adresseWeb(brut)).toBe(propre))

test('un courriel est en minuscules, ou rien', () => {
  expect(courriel(' Ce.0310054R@ac-toulouse.fr ')).toBe('ce.0310054r@ac-toulouse.fr')
  expect(courriel('direction@santipoli')).toBeUndefined()
})

describe('position', () => {
  test('est arrondie à dix centimètres', () => {
    expect(position('43.105090299028824', '0.7220397950041894')).toEqual({ latitude: 43.10509, longitude: 0.72204 })
  })
  test.each([
    ['', ''],
    ['0', '0'],
    ['95', '2'],
    ['43.1', 'ND'],
  ])('« %s, %s » n’en est pas une', (lat, lon) => expect(position(lat, lon)).toBeUndefined())
})
