import { expect, test } from 'vitest'
import { sinistre, unFormulaire } from '#test/formulaires.ts'
import { recapitulatif, reperes } from './recapitulatif.ts'

const propre = (texte: string) => texte.replace(/[\u00a0\u202f]/g, ' ')

test('le récapitulatif ne montre que ce qui compte, dans les mots de l’usager', () => {
  const reponses = {
    objet: 'Le toit fuit',
    sinistre: true,
    assurance: 'A1',
    devis: [
      { id: 'l1', valeurs: { montant: 12_345_50, urgent: true, pourquoi: 'Pluie', rappel: 'x' } },
      { id: 'l2', valeurs: { montant: 100_00, pourquoi: 'masqué' } },
    ],
    gros: 'Charpente',
    inconnu: 'ne compte pas',
  }
  const lignes = recapitulatif(sinistre, reponses).flatMap((e) =>
    e.lignes.map((l) => [e.titre, l.section, l.ligne, l.libelle, propre(l.texte)]),
  )
  expect(lignes).toEqual([
    ['Les faits', undefined, undefined, 'Objet', 'Le toit fuit'],
    ['Les faits', undefined, undefined, 'Y a-t-il un sinistre ?', 'Oui'],
    ['Les faits', undefined, undefined, 'Numéro d’assurance', 'A1'],
    ['Le coût', 'Devis', 'Devis 1', 'Montant', '12 345,50 €'],
    ['Le coût', 'Devis', 'Devis 1', 'Urgent', 'Oui'],
    ['Le coût', 'Devis', 'Devis 1', 'Pourquoi', 'Pluie'],
    ['Le coût', 'Devis', 'Devis 1', 'Rappel de l’objet', 'x'],
    ['Le coût', 'Devis', 'Devis 2', 'Montant', '100 €'],
    ['Le coût', 'Devis', 'Devis 2', 'Urgent', 'Non'],
    ['Le coût', 'Devis', 'Devis 2', 'Rappel de l’objet', 'Non renseigné'],
    ['Le coût', undefined, undefined, 'Total', '12 445,50 €'],
    ['Le coût', undefined, undefined, 'Justifiez ce montant', 'Charpente'],
    ['Le coût', undefined, undefined, 'Note', 'Non renseigné'],
  ])
})

test('chaque type s’écrit en français', () => {
  const options = [
    { valeur: 'a', libelle: 'Chauffage' },
    { valeur: 'b', libelle: 'Eau' },
  ]
  const definition = unFormulaire(
    { id: 's', type: 'titre', libelle: 'Section' },
    { id: 'i', type: 'information', libelle: 'Info', texte: 'À lire' },
    { id: 'jour', type: 'date', libelle: 'Jour' },
    { id: 'choix', type: 'choix', libelle: 'Choix', options },
    { id: 'choix_multiple', type: 'choix_multiple', libelle: 'Plusieurs', options },
    { id: 'nombre', type: 'nombre', libelle: 'Nombre', decimales: 2, unite: 'm²' },
    { id: 'telephone', type: 'telephone', libelle: 'Téléphone' },
    { id: 'piece', type: 'piece', libelle: 'Pièce', formats: ['pdf'], taille_max: 5000, nombre_max: 2 },
    { id: 'serment', type: 'attestation', libelle: 'Serment', texte: 'Je jure.' },
    {
      id: 'bloc',
      type: 'bloc_repetable',
      libelle: 'Bloc',
      libelle_ligne: 'L',
      libelle_ajouter: 'Ajouter',
      champs: [{ id: 'x', type: 'texte', libelle: 'X' }],
    },
  )
  const lignes = (reponses: Record<string, unknown>) =>
    recapitulatif(definition, reponses)[0]?.lignes.map((l) => [l.libelle, propre(l.texte), l.vide]) ?? []
  expect(
    lignes({
      jour: '2026-09-01',
      choix: 'perdu',
      choix_multiple: ['b', 'a'],
      nombre: 12_345.5,
      telephone: '+33561000000',
      piece: [
        { id: '1', nom: 'plan.pdf', taille: 2_431_000, format: 'pdf' },
        { id: '2', nom: 'note.pdf', taille: 900, format: 'pdf' },
      ],
      serment: true,
    }),
  ).toEqual([
    ['Jour', '1er sept. 2026', false],
    ['Choix', 'perdu', false],
    ['Plusieurs', 'Eau, Chauffage', false],
    ['Nombre', '12 345,5 m²', false],
    ['Téléphone', '05 61 00 00 00', false],
    ['Pièce', 'plan.pdf (2,4 Mo), note.pdf (900 octets)', false],
    ['Serment', 'Certifié : Je jure.', false],
    ['Bloc', 'Aucun', true],
  ])
  expect(lignes({}).map(([libelle, texte]) => [libelle, texte])).toContainEqual(['Jour', 'Non renseigné'])
  expect(recapitulatif(definition, {})[0]?.lignes[0]?.section).toBe('Section')
})

test('les repères d’un dossier suivent ce qui compte', () => {
  const definition = { ...sinistre, reperes: { objet: 'objet', montant: 'total' } }
  const devis = [{ id: 'l1', valeurs: { montant: 100 } }]
  expect(reperes(definition, { objet: 'Fuite', sinistre: true, devis })).toEqual({ objet: 'Fuite', montant: 100 })
  expect(reperes(definition, { sinistre: false, devis })).toEqual({ objet: undefined, montant: undefined })
})
