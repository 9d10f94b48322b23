import { expect, test } from 'vitest'
import type { Definition } from '../formulaire/definition.ts'
import { avecPieces, ligneExiste, type PieceDuDossier, piecesUtiles, trouverChampPiece } from './pieces.ts'

const piece = { type: 'piece' as const, formats: ['pdf' as const], taille_max: 1_000_000 }
const definition: Definition = {
  format: 'preau/formulaire@1',
  titre: 'Essai',
  etapes: [
    {
      id: 'e1',
      titre: 'Étape',
      champs: [
        { id: 'acte', libelle: 'Acte', ...piece },
        { id: 'nom', libelle: 'Nom', type: 'texte' },
        {
          id: 'devis',
          libelle: 'Devis',
          type: 'bloc_repetable',
          libelle_ligne: 'Devis',
          libelle_ajouter: 'Ajouter un devis',
          champs: [{ id: 'fichier', libelle: 'Fichier', ...piece }],
        },
      ],
    },
  ],
}
const fichier = (id: string, champ: string): PieceDuDossier => ({
  id,
  champ,
  nom: `${id}.pdf`,
  taille: 10,
  format: 'pdf',
})
const jointe = (id: string) => ({ id, nom: `${id}.pdf`, taille: 10, format: 'pdf' })
const reponses = {
  nom: 'x',
  devis: [
    { id: 'l1', valeurs: {} },
    { id: 'l2', valeurs: {} },
  ],
}

test.each([
  ['acte', true],
  ['devis/l1/fichier', true],
  ['nom', false],
  ['fichier', false],
  ['devis/l1', false],
  ['devis/../fichier', false],
  ['devis/l1/fichier/x', false],
  ['__proto__', false],
  ['', false],
])('« %s » désigne un champ pièce : %s', (chemin, oui) => {
  expect(trouverChampPiece(definition, chemin) !== undefined).toBe(oui)
})

test('les fichiers se retrouvent dans les réponses, à leur champ et à leur ligne', () => {
  const pieces = [fichier('1', 'acte'), fichier('2', 'acte'), fichier('3', 'devis/l2/fichier')]
  expect(avecPieces(reponses, pieces)).toEqual({
    nom: 'x',
    acte: [jointe('1'), jointe('2')],
    devis: [
      { id: 'l1', valeurs: {} },
      { id: 'l2', valeurs: { fichier: [jointe('3')] } },
    ],
  })
  expect(reponses).not.toHaveProperty('acte')
})

test('le fichier d’une ligne retirée attend : il revient avec elle', () => {
  const pieces = [fichier('3', 'devis/l3/fichier')]
  expect(avecPieces(reponses, pieces)).toEqual(reponses)
  expect(ligneExiste(reponses, 'devis/l3/fichier')).toBe(false)
  const avecLigne = { devis: [{ id: 'l3', valeurs: {} }] }
  expect(ligneExiste(avecLigne, 'devis/l3/fichier')).toBe(true)
  expect(avecPieces(avecLigne, pieces)).toEqual({ devis: [{ id: 'l3', valeurs: { fichier: [jointe('3')] } }] })
})

test('les pièces utiles sont celles que gardent les réponses', () => {
  const utiles = { acte: [jointe('1')], devis: [{ id: 'l2', valeurs: { fichier: [jointe('3')] } }] }
  expect([...piecesUtiles(definition, utiles)]).toEqual(['1', '3'])
  expect([...piecesUtiles(definition, {})]).toEqual([])
})
