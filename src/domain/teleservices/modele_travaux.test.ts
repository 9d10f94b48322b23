import { describe, expect, test } from 'vitest'
import { reperes } from '#domain/formulaire/recapitulatif.ts'
import { pdf, photo, remplir } from '#test/modeles.ts'

const panne = {
  danger: true,
  mesures: 'Local fermé à clé.',
  categorie: 'incendie',
  objet: 'Fumée dans le local électrique',
  description: 'Une fumée noire sort du tableau électrique du rez-de-chaussée.',
  constate_le: '2026-11-23',
  batiment: 'B',
  locaux_fermes: false,
  acces_libre: true,
  porteur: 'collectivite',
  exactitude: true,
}

describe('travaux urgents', () => {
  test('un danger immédiat montre le numéro d’astreinte avant toute autre question', () => {
    const { etapes } = remplir('travaux-urgents.json', { danger: true })
    expect(etapes[0]?.champs.slice(0, 2).map((c) => c.champ.id)).toEqual(['danger', 'info_astreinte'])
    expect(JSON.stringify(etapes[0]?.champs[1])).toContain('05 36 49 00 18')
    const calme = remplir('travaux-urgents.json', { danger: false })
    expect(calme.etapes[0]?.champs.map((c) => c.champ.id)).not.toContain('info_astreinte')
  })

  test('la collectivité porte les travaux : ni devis, ni vote, ni montant ne sont exigés', () => {
    const { manquants, complet } = remplir('travaux-urgents.json', panne, { photos: photo })
    expect(manquants).toEqual([])
    expect(complet).toBe(true)
  })

  test('l’établissement porte des travaux de sécurité : deux devis dès 10 000 €, et le vote du conseil', () => {
    const saisie = { ...panne, porteur: 'etablissement', cout: 10_000_00, part_etablissement: 1_000_00 }
    const { manquants } = remplir('travaux-urgents.json', saisie, { photos: photo })
    expect(manquants.map((m) => m.champ)).toEqual([
      'devis',
      'devis/l1/entreprise',
      'devis/l1/devis_montant',
      'devis/l1/devis_retenu',
      'devis/l1/devis_fichier',
      'ca_vote',
    ])
    expect(manquants[0]?.message).toContain('2 devis')
    const moins = remplir('travaux-urgents.json', { ...saisie, cout: 9_999_99 }, { photos: photo })
    expect(moins.manquants.map((m) => m.champ)).not.toContain('devis')
  })

  test('l’aide au-delà de 45 000 € est refusée avec ce qu’il faut faire', () => {
    const saisie = {
      ...panne,
      categorie: 'chauffage',
      porteur: 'etablissement',
      cout: 46_000_00,
      part_etablissement: 999_99,
      'devis/l1': { entreprise: 'Thermique du Lauragais', devis_montant: 46_000_00, devis_retenu: true },
      'devis/l2': { entreprise: 'Chauffe Garonne', devis_montant: 51_200_00, devis_retenu: false },
    }
    const pieces = { photos: photo, 'devis/l1/devis_fichier': pdf, 'devis/l2/devis_fichier': pdf }
    const trop = remplir('travaux-urgents.json', saisie, pieces)
    expect(trop.manquants).toMatchObject([{ etape: 'travaux', champ: 'montant_demande' }])
    expect(trop.manquants[0]?.message).toContain('45 000 €')
    const juste = remplir('travaux-urgents.json', { ...saisie, part_etablissement: 1_000_00 }, pieces)
    expect(juste.complet).toBe(true)
    expect(reperes(juste.formulaire, juste.reponses)).toEqual({
      objet: 'Fumée dans le local électrique',
      montant: 45_000_00,
    })
  })
})
