import { expect, test } from 'vitest'
import { lireAnnee, lireChiffre, lireEntier, lireJour, lireMontant, lireOuiNon } from './nombres.ts'

test.each([
  ['+2', 2],
  ['-1', -1],
  ['−3', -3],
  ['94,20%', 94.2],
  ['1 234,5', 1234.5],
  ['1\u202f234', 1234],
  ['583.0', 583],
  ['12 €', 12],
  ['1.0E3', 1000],
])('%j est le nombre %d', (brut, valeur) => expect(lireChiffre(brut)).toEqual({ genre: 'nombre', valeur }))

test.each([
  ['ND', 'nd'],
  ['n.d.', 'nd'],
  ['NS', 'nd'],
  ['-', 'nd'],
  ['', 'vide'],
  ['  ', 'vide'],
  ['douze', 'illisible'],
  ['1,2,3', 'illisible'],
  ['12-13', 'illisible'],
])('%j est %s, pas zéro', (brut, genre) => expect(lireChiffre(brut)).toEqual({ genre }))

test.each([
  [lireAnnee, '2022-2023', 2022],
  [lireAnnee, '2024', 2024],
  [lireAnnee, 'Rentrée 2019', 2019],
  [lireAnnee, '2023-11-17', 2023],
  [lireAnnee, '20245', undefined],
  [lireAnnee, '1066', undefined],
  [lireJour, '1/9/97', '1997-09-01'],
  [lireJour, '26/4/23', '2023-04-26'],
  [lireJour, '01/09/2024', '2024-09-01'],
  [lireJour, '2024-09-01T00:00:00', '2024-09-01'],
  [lireJour, '31/02/2024', undefined],
  [lireJour, '2099-01-01', undefined],
  [lireEntier, '12.0', 12],
  [lireEntier, '12,5', undefined],
  [lireEntier, '-1', undefined],
  [lireMontant, '273644.0', 27_364_400],
  [lireMontant, '0,1', 10],
  [lireMontant, '-45 038,00 €', -4_503_800],
  [lireOuiNon, 'Oui', true],
  [lireOuiNon, '0', false],
  [lireOuiNon, 'peut-être', undefined],
])('%o lit %j', (lire, brut, attendu) => expect(lire(brut)).toBe(attendu))
