import { describe, expect, test } from 'vitest'
import type { Acteur, FonctionEtablissement, Personne } from '../acteur.ts'
import { obstacle } from './depart.ts'
import { permissions, peutCommencer, peutDeposer, REFUS_DEPOSER, REFUS_REMPLIR } from './droits.ts'

const lycee = { nom: 'Lycée Bellevue', type: 'lycee', secteur: 'public' }
const situation = {
  pour_qui: { natures: ['lycee' as const], secteurs: ['public' as const] },
  ouverture: { etat: 'ouvert' as const, ouvre_le: '2026-09-01T08:00', ferme_le: '2026-12-01T23:59' },
  etablissement: lycee,
  plusieurs_dossiers: false,
  deposes: [] as string[],
}

describe('ce qui empêche de commencer ou de déposer', () => {
  test('rien, quand tout est ouvert', () => {
    expect(obstacle(situation)).toBeUndefined()
  })
  test('un établissement d’un autre type ou d’un autre secteur', () => {
    const message = 'Ce téléservice est réservé aux lycées publics. Collège Fermat n’en fait pas partie.'
    expect(
      obstacle({ ...situation, etablissement: { nom: 'Collège Fermat', type: 'college', secteur: 'public' } }),
    ).toEqual({
      code: 'non_concerne',
      message,
    })
    expect(obstacle({ ...situation, etablissement: { ...lycee, secteur: 'prive' } })?.code).toBe('non_concerne')
  })
  test('une campagne close, ou pas encore ouverte, avec son heure', () => {
    const { ouverture } = situation
    expect(obstacle({ ...situation, ouverture: { ...ouverture, etat: 'ferme' } })).toEqual({
      code: 'ferme',
      message: 'Les dépôts sont clos depuis le 1er\u00a0déc.\u00a02026 à 23:59.',
    })
    expect(obstacle({ ...situation, ouverture: { ...ouverture, etat: 'a_venir' } })?.message).toBe(
      'Les dépôts ouvrent le 1er\u00a0sept.\u00a02026 à 08:00.',
    )
  })
  test('un dossier déjà déposé, quand un seul est permis par période', () => {
    const deposes = ['2026-000007']
    expect(obstacle({ ...situation, deposes })).toEqual({
      code: 'dossier_unique',
      message: 'Lycée Bellevue a déjà déposé un dossier pour cette période : n° 2026-000007.',
    })
    expect(obstacle({ ...situation, deposes, plusieurs_dossiers: true })).toBeUndefined()
  })
})

const usager = (fonction: FonctionEtablissement, uai: string): Personne => ({
  genre: 'personne',
  id: 1,
  prenom: 'Claire',
  nom: 'Delmas',
  courriel: 'claire@preau.example',
  role: 'etablissement',
  habilitations: [{ uai, fonction }],
  perimetres: [],
})
const agent: Personne = { ...usager('chef', 'A'), role: 'agent', perimetres: [{ genre: 'tout', code: '' }] }
const DE_A = { uai: 'A', sans_compte: false, demandeur_id: 1 }

const acteurs: [string, Acteur, boolean, boolean][] = [
  ['le chef', usager('chef', 'A'), true, true],
  ['le gestionnaire', usager('gestionnaire', 'A'), true, false],
  ['le chef d’un autre établissement', usager('chef', 'B'), false, false],
  ['un agent, même habilité jadis', agent, false, false],
  ['un visiteur', { genre: 'anonyme' }, false, false],
  ['le système', { genre: 'systeme', nom: 'Préau' }, false, false],
]

describe('qui prépare, qui dépose', () => {
  test.each(acteurs)('%s', (_, acteur, commence, depose) => {
    expect(peutCommencer(acteur, 'A')).toBe(commence)
    expect(peutDeposer(acteur, { ...DE_A })).toBe(depose)
    const droits = permissions(acteur, { ...DE_A, etat: 'brouillon', numero: null, soumis_le: null }, undefined)
    expect(droits.remplir).toEqual({ possible: commence, motif: commence ? null : REFUS_REMPLIR })
    expect(droits.abandonner.possible).toBe(commence)
    expect(droits.deposer).toEqual({ possible: depose, motif: depose ? null : REFUS_DEPOSER })
  })
  test('un obstacle retient le dépôt sans empêcher de remplir', () => {
    const bloque = { code: 'ferme' as const, message: 'Les dépôts sont clos.' }
    const droits = permissions(
      usager('chef', 'A'),
      { ...DE_A, etat: 'brouillon', numero: null, soumis_le: null },
      bloque,
    )
    expect(droits.remplir.possible).toBe(true)
    expect(droits.deposer).toEqual({ possible: false, motif: bloque.message })
  })
  test('un dossier déposé ne se modifie plus', () => {
    const droits = permissions(
      usager('chef', 'A'),
      { ...DE_A, etat: 'depose', numero: '2026-000012', soumis_le: null },
      undefined,
    )
    expect(droits.remplir.motif).toContain('2026-000012')
    expect(droits.deposer.possible).toBe(false)
  })
})
