import { expect, test } from 'vitest'
import { estSiren, estSiret } from './siret.ts'

test.each(['19310054200029', '19460054000018', '77684512500058', '83910859400012', '35600000000048', '35600000009075'])(
  '%s est un SIRET',
  (siret) => expect(estSiret(siret)).toBe(true),
)

// The four wrong keys that the annuaire really holds, then malformed ones.
test.each([
  '77677699780045',
  '21120288800042',
  '21802000870005',
  '21810107900055',
  '19310054200028',
  '1931005420002',
  '',
  '193100542 00029',
  '35600000009076',
])('« %s » n’en est pas un', (siret) => expect(estSiret(siret)).toBe(false))

test('un SIREN a neuf chiffres et sa clé', () => {
  expect(estSiren('193100542')).toBe(true)
  expect(estSiren('193100543')).toBe(false)
})
