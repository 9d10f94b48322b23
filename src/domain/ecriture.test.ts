import { describe, expect, test } from 'vitest'
import { ecrireDate, ecrireDateEntiere, ecrireMontant, ecrireNombre, enumerer } from './ecriture.ts'

const F = '\u202f'
const I = '\u00a0'

describe('écrire en français, au caractère près', () => {
  test.each([
    [0, `0${I}€`],
    [1, `0,01${I}€`],
    [10, `0,10${I}€`],
    [100, `1${I}€`],
    [12_345_50, `12${F}345,50${I}€`],
    [1_234_567_89, `1${F}234${F}567,89${I}€`],
    [-5, `−0,05${I}€`],
    [-0, `0${I}€`],
  ])('%d centimes', (centimes, attendu) => expect(ecrireMontant(centimes)).toBe(attendu))

  test.each([
    [1234.5, `1${F}234,5`],
    [0.1 + 0.2, '0,3'],
    [-0.0001, '0'],
    [-12, '−12'],
    [1000, `1${F}000`],
  ])('le nombre %d', (nombre, attendu) => expect(ecrireNombre(nombre)).toBe(attendu))

  test('les jours', () => {
    expect(ecrireDate('2026-09-01')).toBe(`1er${I}sept.${I}2026`)
    expect(ecrireDate('2026-12-18T18:00')).toBe(`18${I}déc.${I}2026`)
    expect(ecrireDateEntiere('2026-02-28')).toBe(`28${I}février${I}2026`)
    expect(ecrireDate('bientôt')).toBe('bientôt')
  })

  test('les énumérations', () => {
    expect([[], ['a'], ['a', 'b'], ['a', 'b', 'c']].map((l) => enumerer(l))).toEqual(['', 'a', 'a et b', 'a, b et c'])
    expect(enumerer(['a', 'b'], 'ou')).toBe('a ou b')
  })
})
