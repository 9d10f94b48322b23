import { expect, test } from 'vitest'
import { phrasesDesPlaces, refusDesLimites } from './places.ts'

test.each([
  [{}, 500, 9, undefined],
  [{ total: 10 }, 9, 9, undefined],
  [{ total: 10 }, 10, 0, 'complet'],
  [{ par_etablissement: 2 }, 50, 1, undefined],
  [{ par_etablissement: 2 }, 50, 2, 'limite_etablissement'],
  [{ par_etablissement: 2 }, 50, null, undefined],
  [{ total: 10, par_etablissement: 2 }, 10, 2, 'complet'],
] as const)('%o, %s déposés dont %s ici : %s', (limites, total, etablissement, code) => {
  expect(refusDesLimites(limites, { total, etablissement }, 'Lycée Bellevue')?.code).toBe(code)
})

test('la fiche dit ce qu’il reste', () => {
  expect(phrasesDesPlaces({}, { total: 3, etablissement: 1 })).toEqual([])
  expect(phrasesDesPlaces({ total: 10, par_etablissement: 2 }, { total: 9, etablissement: 2 })).toEqual([
    'Il reste 1 place sur 10.',
    'Il ne reste aucune place sur 2 pour votre établissement.',
  ])
  expect(phrasesDesPlaces({ par_etablissement: 1 }, { total: 0, etablissement: null })).toEqual([
    '1 dossier au plus par établissement.',
  ])
})
