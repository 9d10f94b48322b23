import { describe, expect, test } from 'vitest'
import { CHAMPS_LIVRES } from '../referentiel/registre.ts'
import { Correspondance, devinerCorrespondance, lecteurDe, transformer } from './correspondance.ts'
import { ciblesDe, FICHE, sourceDeFiche } from './sources/fiche.ts'

test.each([
  ['texte', '  deux  mots ', 'deux mots'],
  ['majuscules', 'été', 'ÉTÉ'],
  ['nombre', '1 234,5', 1234.5],
  ['entier', '12', 12],
  ['entier', '12,5', undefined],
  ['montant', '12,34', 1234],
  ['jour_francais', '1/9/97', '1997-09-01'],
  ['jour_iso', '2024-02-30', undefined],
  ['annee', '2024-2025', 2024],
  ['oui_non', 'Oui', true],
  ['oui_non', 'bof', undefined],
] as const)('%s : %j donne %j', (transformation, brut, attendu) =>
  expect(transformer(brut, { transformation })).toBe(attendu),
)

test('un code de nomenclature se lit par son code ou son libellé', () => {
  const codes = { gaz: 'gaz', reseau_de_chaleur: 'reseau' }
  expect(transformer('Réseau de chaleur', { transformation: 'code', codes })).toBe('reseau')
  expect(transformer('charbon', { transformation: 'code', codes })).toBeUndefined()
})

describe('une correspondance gardée', () => {
  const gardee = Correspondance.parse({
    uai: 'Code site',
    rubrique: 'equipement',
    colonnes: [
      { colonne: 'Inventaire', vers: 'reference', transformation: 'majuscules' },
      { colonne: 'Acheté le', vers: 'mise_en_service', transformation: 'jour_francais' },
      { colonne: '', vers: 'categorie', transformation: 'fixe', valeur: 'Tablette' },
    ],
  })
  const lire = lecteurDe(gardee)(['Code site', 'Inventaire', 'Acheté le'], null)

  test('fait d’une ligne un enregistrement', () => {
    expect(lire(['0310038Y', 'ab-12', '1/9/2024'])).toEqual({
      genre: 'enregistrements',
      uai: '0310038Y',
      enregistrements: [
        {
          rubrique: 'equipement',
          valeurs: { reference: 'AB-12', mise_en_service: '2024-09-01', categorie: 'Tablette' },
        },
      ],
      remarques: [],
    })
  })

  test('une case illisible est signalée, une case vide ne dit rien', () => {
    expect(lire(['0310038Y', 'x', 'hier'])).toMatchObject({
      remarques: [{ champ: 'mise_en_service', valeur: 'hier', raison: 'Cette date ne se lit pas J/M/AAAA.' }],
    })
    expect(lire(['0310038Y', 'x', ''])).toMatchObject({ remarques: [] })
  })

  test('une colonne qui n’est plus dans le fichier le fait refuser', () => {
    expect(() => lecteurDe(gardee)(['Code site', 'Inventaire'], null)).toThrow('il manque Acheté le')
  })

  test('une colonne sans nom ni valeur fixe n’est pas une correspondance', () => {
    expect(Correspondance.safeParse({ uai: '', rubrique: null, colonnes: [] }).success).toBe(false)
    const vide = [{ colonne: '', vers: 'nom', transformation: 'texte' }]
    expect(Correspondance.safeParse({ uai: '', rubrique: null, colonnes: vide }).success).toBe(false)
  })
})

describe('tableau de champs de la fiche', () => {
  const entetes = ['UAI', 'Surface de plancher', 'ENERGIE DE CHAUFFAGE', 'micro_lycee', 'Commune', 'Remarque']

  test('les colonnes se devinent par libellé ou code ; ce qui place l’établissement n’en est pas', () => {
    expect(devinerCorrespondance(entetes, ciblesDe(CHAMPS_LIVRES)).map((c) => [c.vers, c.transformation])).toEqual([
      ['surface_plancher', 'nombre'],
      ['energie', 'code'],
      ['micro_lycee', 'oui_non'],
    ])
  })

  test('une ligne complète la fiche', () => {
    expect(FICHE.lecteur(entetes, null)(['0310038Y', '12 500,5', 'Réseau de chaleur', 'non', 'Toulouse', ''])).toEqual({
      genre: 'etablissement',
      uai: '0310038Y',
      champs: { surface_plancher: 12500.5, energie: 'reseau', micro_lycee: false },
      lieu: {},
      remarques: [],
    })
  })

  test('un champ ajouté par un administrateur s’importe aussitôt', () => {
    const ajoute = {
      ...CHAMPS_LIVRES[0],
      code: 'arbres',
      libelle: 'Arbres de la cour',
      genre: 'entier',
    } as (typeof CHAMPS_LIVRES)[number]
    const lire = sourceDeFiche([...CHAMPS_LIVRES, ajoute]).lecteur(['uai', 'Arbres de la cour'], null)
    expect(lire(['0310038Y', '7'])).toMatchObject({ champs: { arbres: 7 } })
  })

  test('sans colonne connue, le fichier est refusé', () => {
    expect(() => FICHE.lecteur(['UAI', 'Remarque'], null)).toThrow('une colonne au nom d’un champ de la fiche')
  })
})
