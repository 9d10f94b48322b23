import { expect, test } from 'vitest'
import { lireCsv } from './csv.ts'

const lire = (texte: string, separateur = ';') => [...lireCsv(texte, separateur)].map((l) => l.valeurs)

test.each([
  [
    'a;b\n1;2\n',
    [
      ['a', 'b'],
      ['1', '2'],
    ],
  ],
  [
    '\uFEFFa;b\r\n1;2',
    [
      ['a', 'b'],
      ['1', '2'],
    ],
  ],
  [
    'a;b\n\n1;\n',
    [
      ['a', 'b'],
      ['1', ''],
    ],
  ],
  ['"un;deux";"dit ""oui"""\n', [['un;deux', 'dit "oui"']]],
  [
    '"ligne\nsuivante";x\n3;4\n',
    [
      ['ligne\nsuivante', 'x'],
      ['3', '4'],
    ],
  ],
  ['"jamais fermé;x\n', [['jamais fermé;x\n']]],
  ['', []],
])('%j', (texte, attendu) => expect(lire(texte)).toEqual(attendu))

test('le numéro est celui de la première ligne du fichier, en-tête comprise', () => {
  expect([...lireCsv('a\n"1\n2"\n\n3\n', ';')].map((l) => l.numero)).toEqual([1, 2, 5])
})
