import { expect, test } from 'vitest'
import { libelleIndicateur, libelleNiveau, serie, totauxEleves } from './indicateurs.ts'

test.each([
  ['va_reu_total', 'Valeur ajoutée de la réussite, ensemble'],
  ['taux_reu_attendu_gnle', 'Taux de réussite attendu, série générale'],
  ['nb_mentions_tb_g', 'Mentions, très bien, voie générale'],
  ['ips', 'IPS'],
  ['autre_chose', 'Autre chose'],
])('%s se lit « %s »', (code, libelle) => expect(libelleIndicateur(code)).toBe(libelle))

test('un niveau se lit en mots', () =>
  expect([libelleNiveau('2de_gt'), libelleNiveau('mc')]).toEqual(['2de générale et technologique', 'Mc']))

test('les élèves d’une année : le total de la source, sinon la somme, sans compter deux fois', () => {
  const ligne = (annee: number, niveau: string, effectif: number, regime = 'ensemble') => ({
    annee,
    niveau,
    effectif,
    regime,
  })
  expect(
    totauxEleves([
      ligne(2024, '6e', 100),
      ligne(2024, 'total', 420),
      ligne(2023, '6e', 90),
      ligne(2023, '5e', 80),
      ligne(2023, 'ulis', 12),
      ligne(2023, '6e', 10, 'interne'),
    ]),
  ).toEqual([
    { annee: 2023, valeur: 170 },
    { annee: 2024, valeur: 420 },
  ])
})

test('une série prend le premier code renseigné de chaque année', () => {
  const point = (annee: number, code: string, valeur: number | null) => ({ jeu: 'ips_lycee', annee, code, valeur })
  expect(
    serie(
      [point(2023, 'ips', 99), point(2022, 'ips', null), point(2022, 'ips_gt', 101)],
      ['ips_lycee'],
      ['ips', 'ips_gt'],
    ),
  ).toEqual([
    { annee: 2022, valeur: 101 },
    { annee: 2023, valeur: 99 },
  ])
})
