import { expect, test } from 'vitest'
import { controlerLigne, estCourriel, estTelephone, uaiDuCourriel } from './qualite-regles.ts'

const juste = {
  uai: '0310038Y',
  siret: '19310038500015',
  courriel: '0310038y@ac-toulouse.fr',
  telephone: '05 62 17 30 00',
  mere_uai: null,
}

test('une ligne juste ne dit rien', () => expect(controlerLigne(juste)).toEqual([]))

test.each([
  [{ uai: '0310038Z', courriel: null }, ['uai_lettre']],
  [{ siret: '19310038500016' }, ['siret_incorrect']],
  [{ courriel: 'bellevue@ac-toulouse' }, ['courriel_malforme']],
  [{ courriel: '0311236a@ac-toulouse.fr' }, ['courriel_autre']],
  [{ courriel: '0311236a@ac-toulouse.fr', mere_uai: '0311236A' }, []],
  [{ telephone: '05 62 17 30' }, ['telephone_malforme']],
  [{ siret: null, courriel: null, telephone: null }, []],
])('%j', (change, codes) => expect(controlerLigne({ ...juste, ...change }).map((t) => t.code)).toEqual(codes))

test.each([
  ['a@b.fr', true],
  ['a..b@c.fr', false],
  ['a b@c.fr', false],
  ['a@b.fr, c@d.fr', false],
  ['élise@ac-lyon.fr', true],
])('courriel %s', (texte, attendu) => expect(estCourriel(texte)).toBe(attendu))

test.each([
  ['05 62 17 30 00', true],
  ['+33 5 62 17 30 00', true],
  ['0262.12.34.56', true],
  ['+687 24 12 34', true],
  ['0562', false],
  ['00 00 00 00 00', false],
])('téléphone %s', (texte, attendu) => expect(estTelephone(texte)).toBe(attendu))

test('la boîte d’un UAI faux n’est celle de personne', () => {
  expect(uaiDuCourriel('ce.0310038y@ac-toulouse.fr')).toBe('0310038Y')
  expect(uaiDuCourriel('0310038z@ac-toulouse.fr')).toBeUndefined()
  expect(uaiDuCourriel(null)).toBeUndefined()
})
