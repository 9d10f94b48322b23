import { expect, test } from 'vitest'
import { type Condition, estRemplie } from './conditions.ts'

const reponses: Record<string, unknown> = {
  type: 'pfmp',
  zero: 0,
  non: false,
  jour: '2026-11-24',
  choix: ['a', 'b'],
  texte: 'Le TOIT fuit',
  vide: '',
  blanc: '  ',
  aucun: [],
}
const vaut = (c: Condition) => estRemplie(c, (id) => reponses[id])

test.each<[Condition, boolean]>([
  [{ champ: 'type', op: 'egal', valeur: 'pfmp' }, true],
  [{ champ: 'type', op: 'different', valeur: 'sortie' }, true],
  [{ champ: 'type', op: 'different', valeur: 'pfmp' }, false],
  [{ champ: 'type', op: 'parmi', valeur: ['sejour', 'pfmp'] }, true],
  [{ champ: 'type', op: 'parmi', valeur: ['sejour'] }, false],
  [{ champ: 'zero', op: 'egal', valeur: 0 }, true],
  [{ champ: 'zero', op: 'egal', valeur: false }, false],
  [{ champ: 'zero', op: 'rempli' }, true],
  [{ champ: 'non', op: 'rempli' }, true],
  [{ champ: 'non', op: 'egal', valeur: 'false' }, false],
  [{ champ: 'zero', op: 'au_moins', valeur: 0 }, true],
  [{ champ: 'zero', op: 'superieur', valeur: 0 }, false],
  [{ champ: 'zero', op: 'au_plus', valeur: 0 }, true],
  [{ champ: 'zero', op: 'inferieur', valeur: 1 }, true],
  [{ champ: 'zero', op: 'inferieur', valeur: 'a' }, false],
  [{ champ: 'jour', op: 'superieur', valeur: '2026-09-01' }, true],
  [{ champ: 'jour', op: 'inferieur', valeur: '2026-11-24' }, false],
  [{ champ: 'jour', op: 'au_plus', valeur: '2026-11-24' }, true],
  [{ champ: 'choix', op: 'contient', valeur: 'b' }, true],
  [{ champ: 'choix', op: 'contient', valeur: 'c' }, false],
  [{ champ: 'texte', op: 'contient', valeur: 'toit' }, true],
  [{ champ: 'vide', op: 'vide' }, true],
  [{ champ: 'blanc', op: 'vide' }, true],
  [{ champ: 'aucun', op: 'rempli' }, false],
  [{ champ: 'inconnu', op: 'vide' }, true],
])('%j → %s', (condition, attendu) => expect(vaut(condition)).toBe(attendu))

test.each(['egal', 'different', 'contient', 'superieur', 'au_moins', 'inferieur', 'au_plus'] as const)(
  '« %s » avec un champ vide est faux : une question sans réponse n’ouvre rien',
  (op) => expect(vaut({ champ: 'vide', op, valeur: '' })).toBe(false),
)

test('et, ou, non se composent', () => {
  const vrai: Condition = { champ: 'type', op: 'rempli' }
  const faux: Condition = { champ: 'type', op: 'vide' }
  expect(vaut({ et: [vrai, { ou: [faux, vrai] }] })).toBe(true)
  expect(vaut({ et: [vrai, faux] })).toBe(false)
  expect(vaut({ ou: [faux, faux] })).toBe(false)
  expect(vaut({ non: { et: [vrai, faux] } })).toBe(true)
  expect(vaut({ non: { champ: 'vide', op: 'egal', valeur: 'x' } })).toBe(true)
})
