import { describe, expect, test } from 'vitest'
import { caviarder, caviarderJson, EFFACE, type PersonneEffacee, parleDe } from './effacement.ts'

const luc: PersonneEffacee = {
  nom: 'Fictif-Lefèvre',
  prenom: 'Luc',
  courriels: ['luc.fictif@exemple.fr'],
  telephones: ['0612345678'],
}

describe('un texte parle-t-il de la personne ?', () => {
  test.each([
    [['Luc FICTIF LEFEVRE'], true],
    [['FICTIF-LEFÈVRE', 'Luc'], true],
    [['Écrire à LUC.FICTIF@exemple.fr'], true],
    [['06 12 34 56 78'], true],
    [['+33 6 12 34 56 78'], true],
    [['Fictif-Lefèvre', 'Anne'], false],
    [['Luc', 'Autre'], false],
    [['Lucie Fictif-Lefèvre'], false],
    [['0612345679'], false],
  ])('%j : %s', (textes, attendu) => expect(parleDe(luc, textes)).toBe(attendu))
})

test('seules les cases qui disent qui elle est sont effacées', () =>
  expect(caviarder(luc, ['0310001A', 'FICTIF LEFEVRE', 'Luc', 'Collège', '06.12.34.56.78'])).toEqual([
    '0310001A',
    EFFACE,
    EFFACE,
    'Collège',
    EFFACE,
  ]))

test('une valeur JSON garde sa forme', () =>
  expect(caviarderJson(luc, { nom: 'Collège', n: 3, chef: ['Luc Fictif-Lefèvre', null], ok: true })).toEqual({
    nom: 'Collège',
    n: 3,
    chef: [EFFACE, null],
    ok: true,
  }))
