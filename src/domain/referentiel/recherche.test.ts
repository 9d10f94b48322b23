import { describe, expect, test } from 'vitest'
import { lireRecherche } from './recherche.ts'
import { normaliser } from './texte-recherche.ts'

test.each([
  ['Collège Émile Zola', 'college emile zola'],
  ['L’Œuvre d’Édith', 'l oeuvre d edith'],
  ['Lycée St-Exupéry', 'lycee saint exupery'],
  ['STE  Marie', 'sainte marie'],
  ['Poste', 'poste'],
  ['😀<script>', 'script'],
  ['', ''],
])('« %s » se compare comme « %s »', (texte, attendu) => expect(normaliser(texte)).toBe(attendu))

describe('ce que veut dire une recherche', () => {
  test.each([
    ['0310054R', { uai: '0310054R', types: [], mots: [] }],
    [' 0310054r ', { uai: '0310054R', types: [], mots: [] }],
    ['031005', { debutUai: '031005', types: [], mots: [] }],
    ['0310054', { debutUai: '0310054', types: [], mots: [] }],
    ['31000', { types: [], mots: ['31000'] }],
    ['collège Jean Jaurès', { types: ['college'], mots: ['jean', 'jaures'] }],
    ['colege jean jaures', { types: ['college'], mots: ['jean', 'jaures'] }],
    ['lycé bellevue', { types: ['lycee'], mots: ['bellevue'] }],
    ['lycee pro stéphane hessel', { types: ['lycee'], mots: ['professionnel', 'stephane', 'hessel'] }],
    ['LP Bayard', { types: ['lycee'], mots: ['professionnel', 'bayard'] }],
    ['clg st exupery', { types: ['college'], mots: ['saint', 'exupery'] }],
    ['lycée de l’Arrouza', { types: ['lycee'], mots: ['arrouza'] }],
    ['', { types: [], mots: [] }],
    ['%%%', { types: [], mots: [] }],
  ])('%j', (saisie, attendu) => expect(lireRecherche(saisie)).toEqual(attendu))

  test('un texte immense ne fait que huit mots', () => {
    const longue = Array.from({ length: 5_000 }, (_, i) => `mot${i}`).join(' ')
    expect(lireRecherche(longue).mots).toHaveLength(8)
  })
})
