import { expect, test } from 'vitest'
import { anciennete } from './mots.ts'
import { lireVue } from './vue.ts'

test('une adresse modifiée à la main ne filtre que par ce que la porte accepte', () => {
  expect(
    lireVue({ statut: 'depose,instruit', tri: 'n’importe', page: 'abc', qui_agit: 'moi', onglet: 'pieces' }),
  ).toEqual({
    statut: 'depose,instruit',
  })
  expect(lireVue({ page: '3', depose_depuis: '2026-02-30', depose_jusque: '2026-03-01', recherche: '' })).toEqual({
    page: '3',
    depose_jusque: '2026-03-01',
  })
})

test.each([
  ['2026-11-24T00:30:00Z', 'depuis aujourd’hui'],
  // Already the 24th in Paris.
  ['2026-11-23T23:30:00Z', 'depuis aujourd’hui'],
  ['2026-11-23T10:00:00Z', 'depuis hier'],
  ['2026-11-12T10:00:00Z', 'depuis 12 jours'],
  ['2026-01-20T10:00:00Z', 'depuis 10 mois'],
])('%s : %s', (instant, phrase) => expect(anciennete(instant, new Date('2026-11-24T12:00:00Z'))).toBe(phrase))
