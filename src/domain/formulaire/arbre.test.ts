import { expect, test } from 'vitest'
import { ecrireArbre, lireArbre } from './arbre.ts'
import type { Branche } from './types/choix_lies.ts'

const batiments: Branche[] = [
  { valeur: 'bat_a', libelle: 'Externat', suite: [{ valeur: 's1', libelle: 'Salle 1' }] },
  { valeur: 'bat_b', libelle: 'Gymnase' },
]

test('ce qui est écrit se relit pareil', () => {
  expect(ecrireArbre(batiments)).toBe('Externat\n  Salle 1\nGymnase')
  expect(lireArbre(ecrireArbre(batiments), batiments)).toEqual(batiments)
})

test('un choix gardé garde sa valeur, un choix ajouté en reçoit une', () => {
  expect(lireArbre('Gymnase\n\nExternat\n - Salle 2\n - Salle 1', batiments)).toEqual([
    { valeur: 'bat_b', libelle: 'Gymnase' },
    {
      valeur: 'bat_a',
      libelle: 'Externat',
      suite: [
        { valeur: 'salle_2', libelle: 'Salle 2' },
        { valeur: 's1', libelle: 'Salle 1' },
      ],
    },
  ])
})

test('deux choix de mêmes mots ont deux valeurs ; un texte vide ne donne rien', () => {
  expect(lireArbre('Salle\nSalle', []).map((b) => b.valeur)).toEqual(['salle', 'salle_2'])
  expect(lireArbre(' \n\n', batiments)).toEqual([])
})

test('un retrait trop profond reste au dernier niveau', () => {
  const texte = Array.from({ length: 8 }, (_, i) => `${' '.repeat(i)}N${i}`).join('\n')
  const profondeur = (b: readonly Branche[]): number => (b[0] ? 1 + profondeur(b[0].suite ?? []) : 0)
  const lu = lireArbre(texte, [])
  expect(profondeur(lu)).toBe(5)
  expect(JSON.stringify(lu)).toContain('N7')
})
