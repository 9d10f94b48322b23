import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { Modele } from '../teleservices/modele.ts'
import { avancees } from './avancement.ts'

const { guide } = Modele.parse(JSON.parse(readFileSync('donnees/modeles/travaux-urgents.json', 'utf8')))
const codes = (de: string) => avancees(guide, de).map((s) => s.code)

test('la suite du guide vient d’abord, ce qui précède dans l’étape en dernier', () => {
  expect(codes('avis_demande')[0]).toBe('instruit')
  expect(codes('instruit')[0]).toBe('a_voter')
  expect(codes('instruit').slice(-3)).toEqual(['recevable', 'visite_planifiee', 'avis_demande'])
})

test('un dossier terminé ne va plus nulle part', () => expect(codes('sans_suite')).toEqual([]))
