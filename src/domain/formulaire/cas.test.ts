import { describe, expect, test } from 'vitest'
import { sinistre, unFormulaire, unFormulaireEnEtapes } from '#test/formulaires.ts'
import { constater } from './constat.ts'
import { parcours } from './parcours.ts'
import { commencer } from './prefill.ts'
import { recapitulatif } from './recapitulatif.ts'
import { modifier } from './saisie.ts'

const aujourdhui = '2026-11-24'
const manques = (reponses: Record<string, unknown>) =>
  parcours(sinistre, reponses, { aujourdhui }).manquants.map((m) => m.champ)

test('cas 12 : un champ obligatoire masqué ne bloque jamais ; révélé et vide, il bloque', () => {
  expect(manques({ objet: 'Toit', sinistre: false })).toEqual([])
  expect(manques({ objet: 'Toit', sinistre: true })).toContain('assurance')
})

test('cas 13 : une étape devenue sans objet quitte le fil et le récapitulatif ; la première reste', () => {
  const reponses = { objet: 'Toit', sinistre: false, note: 'Vue' }
  expect(recapitulatif(sinistre, reponses).map((e) => e.id)).toEqual(['faits', 'cout'])
  const { sinistre: _, ...sans } = reponses
  expect(recapitulatif(sinistre, sans).map((e) => e.id)).toEqual(['faits'])
  expect(parcours(sinistre, sans, { aujourdhui }).etapes[1]?.etat).toBe('sans_objet')
  const [premiere, ...autres] = sinistre.etapes
  const conditionnee = {
    ...sinistre,
    etapes: [{ ...premiere, condition: { champ: 'objet', op: 'rempli' } }, ...autres],
  }
  expect(constater(conditionnee as typeof sinistre).defauts.map((d) => d.message)).toContain(
    'La première étape est toujours présente : retirez sa condition.',
  )
})

describe('cas 14 à 16 : les blocs répétables', () => {
  const base = { objet: 'Fuite du toit', sinistre: true, assurance: 'A1' }
  test('14 : une condition regarde sa ligne, puis le formulaire ; les lignes sont indépendantes', () => {
    const devis = [
      { id: 'l1', valeurs: { montant: 1_00, urgent: true } },
      { id: 'l2', valeurs: { montant: 1_00 } },
    ]
    const vus = parcours(sinistre, { ...base, devis }, { aujourdhui }).etapes[1]?.champs[0]?.lignes
    expect(vus?.map((l) => l.champs.map((c) => c.champ.id))).toEqual([
      ['montant', 'urgent', 'pourquoi', 'rappel'],
      ['montant', 'urgent', 'rappel'],
    ])
  })
  test('15 : masquer le bloc ignore ce qu’il exige, le montrer de nouveau garde ses lignes', () => {
    const devis = [{ id: 'l1', valeurs: {} }]
    expect(manques({ ...base, sinistre: false, devis })).toEqual([])
    expect(manques({ ...base, devis })).toContain('devis/l1/montant')
  })
  test('16 : obligatoire, il commence avec une ligne ; deux membres n’en mêlent pas les réponses', () => {
    const { reponses } = commencer(sinistre, { etablissement: { date: '' }, demandeur: { date: '' } })
    expect(reponses.devis).toEqual([{ id: 'l1', valeurs: {} }])
    const un = modifier(sinistre, reponses, { 'devis/a': { montant: 1_00 }, 'devis/l1/montant': 5_00 }).reponses
    const deux = modifier(sinistre, un, { 'devis/b': { montant: 2_00 }, 'devis/a': null }).reponses
    expect(deux.devis).toEqual([
      { id: 'l1', valeurs: { montant: 5_00 } },
      { id: 'b', valeurs: { montant: 2_00 } },
    ])
  })
})

test('cas 18 : une case non cochée, un zéro et le mot « false » sont trois réponses différentes', () => {
  const d = unFormulaire(
    { id: 'case', type: 'case', libelle: 'Case', obligatoire: true },
    { id: 'zero', type: 'nombre', libelle: 'Nombre', obligatoire: true },
    { id: 'mot', type: 'texte', libelle: 'Mot', obligatoire: true },
  )
  const { manquants } = parcours(d, { case: false, zero: 0, mot: 'false' }, { aujourdhui })
  expect(manquants.map((m) => m.champ)).toEqual(['case'])
  const conditions = unFormulaireEnEtapes({
    id: 'e',
    titre: 'E',
    champs: [
      ...(d.etapes[0]?.champs ?? []),
      { id: 'vu', type: 'texte', libelle: 'Vu', condition: { champ: 'case', op: 'egal', valeur: false } },
    ],
  })
  const vus = (reponses: Record<string, unknown>) =>
    parcours(conditions, reponses, { aujourdhui }).etapes[0]?.champs.map((c) => c.champ.id)
  expect(vus({ zero: 0, mot: 'false' })).toContain('vu')
  expect(vus({ case: true })).not.toContain('vu')
})
