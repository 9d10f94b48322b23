import { describe, expect, test } from 'vitest'
import { motsInconnus, reconnaitre, verifierValeur } from './cibles.ts'
import { Contenu, comparerContenus, contenuDeNoms, SANS_CORRESPONDANCE, traduire } from './liens.ts'
import { ANNUAIRE } from './sources/annuaire.ts'
import { FICHE } from './sources/fiche.ts'
import { OPERATIONS } from './sources/finances.ts'
import { MOYENS_HUMAINS, PARC_INFORMATIQUE } from './sources/metier.ts'

const UAI = '0310038Y'
const parc = Contenu.parse({
  liens: [
    { vers: 'UAI', colonnes: ['Site'] },
    { vers: 'categorie', colonnes: [], fixe: 'Tablette' },
    { vers: 'reference', colonnes: ['Lot', 'N°'], liant: '-', etapes: [{ genre: 'majuscules' }] },
    { vers: 'mise_en_service', colonnes: ['Acheté le'], etapes: [{ genre: 'date', ordre: 'jma' }], vide: 'effacer' },
  ],
})

describe('une source lit un fichier à travers sa correspondance', () => {
  const lire = traduire(PARC_INFORMATIQUE, parc).lecteur(['Site', 'Lot', 'N°', 'Acheté le', 'État'], null)
  test('colonnes réunies, transformées, valeur fixe ; les autres gardent leur nom', () =>
    expect(lire([UAI, 'b', '12', '1/9/2024', 'neuf'])).toMatchObject({
      enregistrements: [
        {
          rubrique: 'equipement',
          valeurs: { reference: 'B-12', categorie: 'Tablette', mise_en_service: '2024-09-01', etat: 'neuf' },
        },
      ],
      remarques: [],
    }))
  test('une case vide efface là où on l’a dit ; une case illisible ne fait qu’être écartée', () => {
    expect(lire([UAI, 'b', '12', '', ''])).toMatchObject({ enregistrements: [{ valeurs: { mise_en_service: null } }] })
    const lu = lire([UAI, 'b', '12', 'hier', ''])
    expect(lu).toMatchObject({
      remarques: [{ champ: 'mise_en_service', valeur: 'hier', raison: 'Cette date ne se lit pas jour/mois/année.' }],
    })
    expect(JSON.stringify(lu)).not.toContain('null')
  })
  test('une colonne reliée qui manque fait refuser le fichier ; son nom attendu suffit', () => {
    expect(() => traduire(PARC_INFORMATIQUE, parc).lecteur(['Site', 'Lot', 'N°'], null)).toThrow('il manque Acheté le')
    const deja = traduire(PARC_INFORMATIQUE, contenuDeNoms({ Site: 'UAI' })).lecteur(['uai', 'categorie'], null)
    expect(deja([UAI, 'Écran'])).toMatchObject({ uai: UAI })
  })
  test('une raison de transformation explique la ligne rejetée', () => {
    const contenu = Contenu.parse({
      liens: [{ vers: 'annee', colonnes: ['Quand'], etapes: [{ genre: 'date', ordre: 'jma' }] }],
    })
    const lu = traduire(MOYENS_HUMAINS, contenu).lecteur(['uai', 'Quand', 'fonction'], null)([UAI, 'jadis', 'Accueil'])
    expect(lu).toMatchObject({ genre: 'rejet', raison: expect.stringContaining('ne se lit pas jour/mois/année') })
  })
})

test('une colonne ignorée ne se lit pas, même si son nom est connu', () => {
  const lire = traduire(PARC_INFORMATIQUE, Contenu.parse({ ignorees: ['etat'] })).lecteur(
    ['uai', 'categorie', 'etat'],
    null,
  )
  expect(JSON.stringify(lire([UAI, 'Écran', 'cassé']))).not.toContain('cassé')
})

test('une colonne inconnue fait refuser le fichier quand on l’a demandé, en la nommant', () => {
  const contenu = Contenu.parse({ inconnues: 'refuser', connues: ['uai', 'categorie'] })
  const source = traduire(PARC_INFORMATIQUE, contenu)
  expect(() => source.lecteur(['uai', 'categorie'], null)).not.toThrow()
  expect(() => source.lecteur(['uai', 'categorie', 'Prix'], null)).toThrow(
    'La colonne « Prix » n’est pas dans la correspondance',
  )
})

test('deux liens ne remplissent pas le même champ, un lien a une colonne ou une valeur', () => {
  const deux = {
    liens: [
      { vers: 'nom', colonnes: ['a'] },
      { vers: 'Nom', colonnes: ['b'] },
    ],
  }
  expect(Contenu.safeParse(deux).success).toBe(false)
  expect(Contenu.safeParse({ liens: [{ vers: 'nom', colonnes: [] }] }).success).toBe(false)
})

test('vide = absent garde ce que l’annuaire disait d’une colonne, et d’elle seule', () => {
  const contenu = Contenu.parse({ liens: [{ vers: 'Telephone', colonnes: ['Tél.'], vide: 'absent' }] })
  expect(traduire(ANNUAIRE, contenu).garde).toEqual(['telephone'])
  expect(traduire(ANNUAIRE, SANS_CORRESPONDANCE).garde).toBeUndefined()
  expect(traduire(FICHE, contenu).garde).toBe('tout')
})

test('les colonnes attendues se reconnaissent par leurs noms', () => {
  const vues = reconnaitre(['Code RNE', 'Métier', 'Postes vacants', 'Autre'], MOYENS_HUMAINS.cibles ?? [])
  expect(Object.entries(vues).map(([e, c]) => [e, c.colonne])).toEqual([
    ['Code RNE', 'UAI'],
    ['Métier', 'fonction'],
    ['Postes vacants', 'vacants'],
  ])
})

test('une valeur qui ne va pas est dite avant l’import, les mots inconnus sont comptés', () => {
  const etat = OPERATIONS.cibles?.find((c) => c.colonne === 'etat')
  const montant = OPERATIONS.cibles?.find((c) => c.colonne === 'montant_vote')
  if (!etat || !montant) throw new Error('Ces colonnes sont attendues.')
  expect(verifierValeur('EN COURS', etat)).toBeUndefined()
  expect(verifierValeur('Soldée', etat)).toBe('Ce mot n’est pas dans la nomenclature.')
  expect(verifierValeur('cher', montant)).toBe('Ce n’est pas un montant.')
  expect(motsInconnus(['Soldée', 'Terminée', 'Soldée', '', 'Bof'], etat.choix ?? {})).toEqual([
    { mot: 'Soldée', lignes: 2 },
    { mot: 'Bof', lignes: 1 },
  ])
})

test('deux versions se comparent lien par lien', () => {
  const apres = Contenu.parse({ ...parc, liens: parc.liens.slice(0, 2), ignorees: ['État'] })
  expect(comparerContenus(parc, apres)).toEqual([
    { vers: 'reference', avant: '« Lot » + « - » + « N° », mettre en majuscules', apres: null },
    { vers: 'mise_en_service', avant: '« Acheté le », date jour/mois/année, vide = effacer', apres: null },
    { vers: 'État', avant: null, apres: 'ignorée' },
  ])
})
