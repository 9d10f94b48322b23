import { expect, test } from 'vitest'
import { cleDe, dejaDecidee, type EtatProposition, enSaisie, estOuverte, memesValeurs } from './proposition.ts'

const LE = '2026-11-24T13:32:00.000Z'

test.each<[EtatProposition, string | null, string, string]>([
  [
    'acceptee',
    'Bruno Castéra',
    '2026-11-24T15:00:00Z',
    'Cette proposition est déjà acceptée par Bruno Castéra à 14:32.',
  ],
  [
    'refusee',
    'Agnès Roux',
    '2026-11-26T15:00:00Z',
    'Cette proposition est déjà refusée par Agnès Roux le 24/11/2026 à 14:32.',
  ],
  ['confirmee', null, '2026-11-24T15:00:00Z', 'Cette proposition est déjà confirmée par la source à 14:32.'],
  ['remplacee', 'Bruno Castéra', '2026-11-24T15:00:00Z', 'Cette proposition est remplacée par une autre à 14:32.'],
])(
  'déjà décidée : %s se dit en une phrase, avec le jour quand ce n’est pas le même',
  (etat, par, maintenant, phrase) => {
    expect(dejaDecidee({ etat, par, le: LE }, new Date(maintenant))).toBe(phrase)
  },
)

test('un point et un lien ont un nom pour deux champs', () => {
  expect([cleDe('longitude'), cleDe('latitude'), cleDe('rattachement'), cleDe('telephone')]).toEqual([
    'latitude',
    'latitude',
    'mere_uai',
    'telephone',
  ])
})

test('absent et vide disent la même chose, zéro et faux en disent une autre', () => {
  expect(memesValeurs(['a'], {}, { a: null })).toBe(true)
  expect(memesValeurs(['a'], { a: 0 }, { a: null })).toBe(false)
  expect(memesValeurs(['a'], { a: false }, {})).toBe(false)
})

test('une commune se redit par son code, et n’en garde pas deux', () => {
  expect(enSaisie({ commune: 'Saint-Denis', code_commune: '93066' })).toEqual({ commune: '93066' })
  expect(enSaisie({ telephone: 'x' })).toEqual({ telephone: 'x' })
})

test('seules attendent celles en attente et à reprendre', () => {
  expect((['en_attente', 'a_reprendre', 'acceptee', 'annulee'] as const).map(estOuverte)).toEqual([
    true,
    true,
    false,
    false,
  ])
})
