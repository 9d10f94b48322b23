import { expect, test } from 'vitest'
import { libelleSource } from '../referentiel/provenance.ts'
import { SOURCES_IMPORTABLES } from './sources/liste.ts'

test.each(SOURCES_IMPORTABLES.map((s) => s.code))('la source %s a ses mots sur la fiche', (code) => {
  expect(libelleSource(code)).not.toBe(code)
})
