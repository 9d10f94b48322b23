import { describe, expect, test } from 'vitest'
import { reponsesUtiles } from '#domain/formulaire/visite.ts'
import { pdf, remplir } from '#test/modeles.ts'

describe('équipement pédagogique', () => {
  const saisie = {
    objet: 'Postes à souder',
    type_demande: 'renouvellement',
    formation: 'Bac pro TCI',
    ancien_inventaire: 'INV-2009-114',
    ancien_devenir: 'vente',
    eleves_concernes: 24,
    usage: 'Remplacer six postes hors d’âge et dangereux.',
    priorite: 1,
    'lignes/l1': { designation: 'Poste MIG', origine: 'hors_catalogue', quantite: 6, prix_unitaire: 1_249_90 },
    'lignes/a7f': {
      designation: 'Établi',
      origine: 'catalogue',
      reference: 'ET-200',
      quantite: 3,
      prix_unitaire: 410_00,
    },
    participe: true,
    participation: 729_40,
    salle: 'Atelier 2',
    salle_prete: false,
    salle_manques: ['electricite', 'ventilation'],
    entretien: 'aucun',
    a_ddfpt: true,
    inventaire: true,
  }

  test('le total est exact au centime et la participation s’en déduit', () => {
    const { formulaire, reponses, manquants } = remplir('equipement-pedagogique.json', saisie, {
      'lignes/l1/devis': pdf,
      avis_ddfpt: pdf,
    })
    expect(manquants).toEqual([])
    expect(reponsesUtiles(formulaire, reponses)).toMatchObject({ total: 8_729_40, montant_demande: 8_000_00 })
  })

  test('une ouverture de formation demande l’avis de l’inspection et oublie l’ancien matériel', () => {
    const { formulaire, reponses, manquants } = remplir('equipement-pedagogique.json', {
      ...saisie,
      type_demande: 'ouverture_formation',
    })
    expect(manquants.map((m) => m.champ)).toEqual(['ouverture_le', 'avis_inspection', 'lignes/l1/devis', 'avis_ddfpt'])
    expect(reponses.ancien_inventaire).toBe('INV-2009-114')
    expect(reponsesUtiles(formulaire, reponses)).not.toHaveProperty('ancien_inventaire')
  })
})
