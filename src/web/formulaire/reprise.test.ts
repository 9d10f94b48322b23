import { expect, test } from 'vitest'
import { valeurA } from './attente.ts'
import { reprendre } from './reprise.ts'

const lignes = (...ids: string[]) => ({ devis: ids.map((id) => ({ id, valeurs: { entreprise: id } })) })

/** What a tab has left: its rows were in this order, and were put in that one. */
const copie = (avant: string[], apres: string[]) => ({
  ...{ le: '2026-11-24T09:00:00Z', brutes: {} },
  attente: { devis: { valeur: { ordre: apres }, avant: { ordre: avant } } },
})

test('un bloc se compare par l’ordre de ses lignes, une autre réponse par elle-même', () => {
  expect(valeurA({ ...lignes('a', 'b'), jours: ['lundi'] }, 'devis')).toEqual({ ordre: ['a', 'b'] })
  expect(valeurA({ jours: ['lundi'] }, 'jours')).toEqual(['lundi'])
  expect(valeurA({ devis: [] }, 'devis')).toEqual([])
})

test('un ordre gardé hors ligne part à la réouverture', () => {
  const { attente, conflits } = reprendre([copie(['a', 'b'], ['b', 'a'])], lignes('a', 'b'))
  expect(attente.devis?.valeur).toEqual({ ordre: ['b', 'a'] })
  expect(conflits).toEqual([])
})

test('il ne défait pas celui d’une autre personne, ni ne repart quand il est déjà là', () => {
  for (const serveur of [lignes('a', 'c', 'b'), lignes('c', 'b', 'a')])
    expect(reprendre([copie(['a', 'b', 'c'], ['c', 'b', 'a'])], serveur)).toEqual({
      ...{ attente: {}, brutes: {}, conflits: [] },
    })
})
