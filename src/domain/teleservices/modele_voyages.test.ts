import { describe, expect, test } from 'vitest'
import { reponsesUtiles } from '#domain/formulaire/visite.ts'
import { lireModele, pdf, remplir } from '#test/modeles.ts'
import { etatDuBouton } from './bouton.ts'

describe('voyages et mobilité', () => {
  const stage = {
    objet: 'Stage en Irlande',
    type: 'pfmp',
    pays: 'Irlande',
    ville: 'Cork',
    depart_le: '2027-03-01',
    retour_le: '2027-03-27',
    semaines: 4,
    hebergement_payant: false,
    organisme: 'Cork Catering',
    objectifs: 'Découvrir la restauration collective irlandaise.',
    classes: '1re CSR',
    eleves: 10,
    boursiers: 4,
    accompagnateurs: 2,
    'depenses/d1': { poste: 'transport', depense_montant: 3_000_00 },
    'depenses/d2': { poste: 'assurance', depense_montant: 1_500_50 },
    part_famille: 50_00,
    erasmus: true,
    erasmus_montant: 1_000_50,
    montant_demande: 3_000_00,
    ca_date: '2026-11-10',
    bilan: true,
  }
  const pieces = { programme: pdf, budget_detaille: pdf, ca_acte: pdf, accord_accueil: pdf }

  test('une PFMP de quatre semaines, dix élèves, transport seul : 3 000 € au plus', () => {
    const juste = remplir('voyages-mobilite.json', stage, pieces)
    expect(juste.manquants).toEqual([])
    expect(reponsesUtiles(juste.formulaire, juste.reponses)).toMatchObject({
      plafond: 3_000_00,
      depassement: 0,
      ecart: 0,
    })
    const trop = remplir('voyages-mobilite.json', { ...stage, montant_demande: 3_000_01, part_famille: 49_99 }, pieces)
    expect(trop.manquants.map((m) => m.champ)).toContain('montant_demande')
    const heberge = remplir('voyages-mobilite.json', { ...stage, hebergement_payant: true }, pieces)
    expect(reponsesUtiles(heberge.formulaire, heberge.reponses)).toMatchObject({ plafond_heberge: 6_000_00 })
  })

  test('un budget déséquilibré d’un centime ne se dépose pas', () => {
    const { manquants } = remplir('voyages-mobilite.json', { ...stage, erasmus_montant: 1_000_49 }, pieces)
    expect(manquants).toEqual([
      {
        etape: 'budget',
        champ: 'ecart',
        libelle: 'Écart entre recettes et dépenses',
        message: 'Équilibrez le budget : les recettes doivent égaler les dépenses.',
      },
    ])
  })

  test('plus de boursiers que d’élèves, un retour avant le départ : chaque erreur dit quoi faire', () => {
    const { manquants } = remplir('voyages-mobilite.json', { ...stage, boursiers: 11, retour_le: '2027-02-28' }, pieces)
    expect(manquants.map(({ champ, message }) => [champ, message.replace(/\u00a0/g, ' ')])).toEqual([
      ['retour_le', 'Choisissez une date à partir du 1er mars 2027.'],
      ['boursiers', 'Saisissez au plus 10 élèves.'],
    ])
  })

  test('fermé le 2 décembre, il annonce sa prochaine période', () => {
    const modele = lireModele('voyages-mobilite.json')
    const qui = { connecte: true, etablissement: { audience: 'college', secteur: 'public' } } as const
    expect(etatDuBouton(modele, qui, new Date('2026-12-01T22:59:59Z')).action).toBe('commencer')
    const apres = etatDuBouton(modele, qui, new Date('2026-12-01T23:00:00Z'))
    expect({ ...apres, libelle: apres.libelle.replace(/\u00a0/g, ' ') }).toEqual({
      action: 'attendre',
      libelle: 'Ouvre le 1er mars 2027',
    })
  })
})
