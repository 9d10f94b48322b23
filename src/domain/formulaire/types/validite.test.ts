import { expect, test } from 'vitest'
import { ecrireMois, piece } from './piece.ts'
import { estPerimee, valableJusque } from './validite.ts'

test.each([
  [12, '2026-03-03', '2027-03-03'],
  [1, '2026-01-31', '2026-02-28'],
  [1, '2028-01-31', '2028-02-29'],
  [12, '2028-02-29', '2029-02-28'],
  [18, '2026-11-24', '2028-05-24'],
])('valable %i mois depuis le %s : jusqu’au %s compris', (valable_mois, fournie_le, fin) => {
  expect(valableJusque({ valable_mois }, fournie_le)).toBe(fin)
  expect(estPerimee({ valable_mois }, fournie_le, fin)).toBe(false)
  const lendemain = new Date(Date.parse(fin) + 86_400_000).toISOString().slice(0, 10)
  expect(estPerimee({ valable_mois }, fournie_le, lendemain)).toBe(true)
})

test('sans durée, une pièce ne vieillit pas', () => {
  expect(valableJusque({}, '2001-01-01')).toBeUndefined()
  expect(estPerimee({}, '2001-01-01', '2026-11-24')).toBe(false)
})

test('cas 30 : une pièce reprise au-delà de sa validité en demande une plus récente', () => {
  const champ = {
    id: 'rib',
    type: 'piece',
    libelle: 'RIB',
    formats: ['pdf'],
    taille_max: 5000,
    valable_mois: 12,
  } as const
  const jointe = { id: '1', nom: 'rib.pdf', taille: 100, format: 'pdf' as const, fournie_le: '2025-11-23' }
  const autour = { lire: () => undefined, aujourdhui: '2026-11-24' }
  const definition = { ...champ, formats: [...champ.formats] }
  expect(piece.verifier?.([jointe], definition, autour)).toBe(
    '« rib.pdf » a plus de un an : remplacez-le par un plus récent.',
  )
  expect(piece.verifier?.([{ ...jointe, fournie_le: '2025-11-24' }], definition, autour)).toBeUndefined()
})

test('une durée en mois se lit', () => {
  expect([1, 12, 18, 36].map(ecrireMois)).toEqual(['un mois', 'un an', '18 mois', '3 ans'])
})
