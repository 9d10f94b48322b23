import { describe, expect, test } from 'vitest'
import type { Personne } from '../acteur.ts'
import { lireColonnes, lireFiltre, lireTri } from './liste.ts'
import { catalogueDe } from './liste-colonnes.ts'
import { phraseDuFiltre } from './liste-phrase.ts'
import { CHAMPS_LIVRES } from './registre.ts'

const personne = (role: Personne['role']): Personne => ({
  genre: 'personne',
  id: 1,
  nom: 'N',
  prenom: 'P',
  courriel: 'p@preau.example',
  role,
  habilitations: [],
  perimetres: [],
})
const chiffres = ['effectif', 'ival_gt.taux_reussite']
const agent = catalogueDe(personne('agent'), CHAMPS_LIVRES, chiffres)
const usager = catalogueDe(personne('etablissement'), CHAMPS_LIVRES, chiffres)
const lire = (filtre: unknown, catalogue = agent) => lireFiltre(JSON.stringify(filtre), catalogue)

describe('ce qui se filtre', () => {
  test.each([
    [['courriel', 'vide']],
    [['effectif', 'entre', 100, 500]],
    [
      {
        et: [
          ['type', 'parmi', 'college'],
          {
            ou: [
              ['wifi', 'vide'],
              ['date_ouverture', 'avant', '1990-02-28'],
            ],
          },
        ],
      },
    ],
    [['ival_gt:taux_reussite', 'min', 92.5]],
    [['hebergement', 'est', true]],
  ])('%j', (filtre) => expect(lire(filtre)).toEqual(filtre))

  test('un filtre vide n’en est pas un, un groupe vide disparaît', () => {
    expect(lireFiltre('', agent)).toBeUndefined()
    expect(lire({ et: [{ ou: [] }] })).toBeUndefined()
  })
})

describe('ce qui est refusé, avec une phrase', () => {
  test.each([
    ['{', 'JSON'],
    ['["id; drop table","vide"]', 'n’existe pas'],
    ['["__proto__","vide"]', 'n’existe pas'],
    ['["nom","sup",3]', 'opérateurs possibles'],
    ['["nom","contient"]', 'une valeur'],
    ['["nom","contient",""]', 'un texte'],
    ['["nom","contient","a\\u0000"]', 'un texte'],
    ['["effectif","min","300"]', 'un nombre'],
    ['["effectif","entre",5,1]', 'après la fin'],
    ['["date_ouverture","avant","2023-02-30"]', 'une date'],
    ['["hebergement","est","oui"]', 'oui ou par non'],
    ['["type","parmi"]', 'de 1 à'],
    ['{"et":[],"ou":[]}', 'Un groupe'],
    ['"nom"', 'Un groupe'],
    ['{"et":[{"et":[{"et":[{"et":[{"et":[["nom","vide"]]}]}]}]}]}', 'trop de groupes'],
  ])('%s', (texte, dit) => expect(() => lireFiltre(texte, agent)).toThrow(dit))

  test('plus de soixante conditions', () => {
    expect(() => lire({ ou: Array.from({ length: 61 }, () => ['nom', 'vide']) })).toThrow('60 conditions')
  })
})

test('un champ masqué est refusé dans les mêmes mots qu’un champ inconnu', () => {
  const message = (f: () => unknown) => {
    try {
      f()
    } catch (erreur) {
      return (erreur as Error).message
    }
  }
  expect(usager.has('surface_plancher')).toBe(false)
  for (const essai of [
    (c: string) => lireFiltre(JSON.stringify([c, 'vide']), usager),
    (c: string) => lireTri(c, usager),
    (c: string) => lireColonnes(c, usager),
  ]) {
    const masque = message(() => essai('surface_plancher'))
    expect(masque).toBeTruthy()
    expect(masque).toBe(message(() => essai('jamais_vu')))
  }
})

test('plusieurs tris, sans répétition', () => {
  expect(lireTri('code_departement,effectif:desc,effectif:asc', agent)).toEqual([
    { code: 'code_departement', sens: 'asc' },
    { code: 'effectif', sens: 'desc' },
  ])
})

test.each([
  [undefined, 'tous les établissements'],
  [
    {
      et: [
        ['type', 'parmi', 'college'],
        ['secteur', 'parmi', 'public'],
        ['code_departement', 'parmi', '31'],
        ['courriel', 'vide'],
      ],
    },
    'collèges publics, département Haute-Garonne, sans courriel',
  ],
  [['effectif', 'min', 1200], 'établissements, élèves au moins 1\u202f200'],
  [
    {
      ou: [
        ['siret', 'vide'],
        ['nom', 'contient', 'Zola'],
      ],
    },
    'établissements, (sans SIRET ou nom contient « Zola »)',
  ],
] as const)('%j se dit « %s »', (filtre, phrase) =>
  expect(phraseDuFiltre(filtre && lire(filtre), agent, (_, code) => ({ '31': 'Haute-Garonne' })[code])).toBe(phrase),
)
