import { expect, test } from 'vitest'
import { estLHeure, Horaire, type Minute, Ou, REGLAGES_LIVRES, Reglage } from './reglages.ts'

const LUNDI_3H15: Minute = { minute: 15, heure: 3, jour: 23, mois: 11, semaine: 1 }
const DIMANCHE: Minute = { minute: 0, heure: 4, jour: 22, mois: 11, semaine: 0 }

test.each([
  ['15 3 * * *', LUNDI_3H15, true],
  ['16 3 * * *', LUNDI_3H15, false],
  ['15 3 * * 1', LUNDI_3H15, true],
  ['15 3 * * 1-5', LUNDI_3H15, true],
  ['15 3 * * 2,4', LUNDI_3H15, false],
  ['*/15 * * * *', LUNDI_3H15, true],
  ['*/10 * * * *', LUNDI_3H15, false],
  ['5/10 * * * *', LUNDI_3H15, true],
  ['15 3 1 * *', LUNDI_3H15, false],
  ['15 3 1 * 1', LUNDI_3H15, true],
  ['15 3 23 1-11/5 *', LUNDI_3H15, true],
  ['15 3 23 12 *', LUNDI_3H15, false],
  ['0 4 * * 7', DIMANCHE, true],
  ['0 4 * * 0', DIMANCHE, true],
  ['0 4 * * 1-6', DIMANCHE, false],
])('%s', (horaire, minute, attendu) => {
  expect(Horaire.safeParse(horaire).success).toBe(true)
  expect(estLHeure(horaire, minute)).toBe(attendu)
})

test.each(['', '* * * *', '60 3 * * *', '15 24 * * *', 'tous les jours', '15 3 * * * *', '15 3 0 * *', '@daily'])(
  '« %s » n’est pas un horaire',
  (horaire) => expect(Horaire.safeParse(horaire).success).toBe(false),
)

test('les réglages livrés sont corrects, et n’appellent personne tant qu’un administrateur ne les a pas mis en marche', () => {
  for (const reglage of Object.values(REGLAGES_LIVRES)) {
    expect(Reglage.parse(reglage)).toEqual(reglage)
    expect(reglage.active).toBe(false)
  }
})

test.each([
  { genre: 'https', adresse: 'file:///etc/passwd' },
  { genre: 'https', adresse: 'pas une adresse' },
  { genre: 'opendatasoft', adresse: 'https://data.education.gouv.fr', jeu: '../secret' },
  { genre: 'ailleurs' },
])('%j n’est pas un lieu', (ou) => expect(Ou.safeParse(ou).success).toBe(false))
