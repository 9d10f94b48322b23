import { expect, test } from 'vitest'
import { libelleSource, phraseOrigine } from './provenance.ts'

test.each([
  ['annuaire, exécution 3', 'Annuaire de l’éducation, import n° 3'],
  ['ival-lycees, annulation de l’exécution 12', 'Valeur ajoutée des lycées (IVAL), annulation de l’import n° 12'],
  ['annulation de la fusion 7', 'Annulation de la fusion n° 7'],
  ['Enquête annuelle du patrimoine', 'Enquête annuelle du patrimoine'],
])('ce qui a écrit se lit : %s', (garde, lu) => expect(phraseOrigine(garde)).toBe(lu))

test('une source que l’on ne connaît pas garde son nom', () => {
  expect(libelleSource('effectifs')).toBe('Effectifs du second degré (DEPP)')
  expect(libelleSource('autre')).toBe('autre')
})
