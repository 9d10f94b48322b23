import { describe, expect, test } from 'vitest'
import { sinistre, unFormulaire, unFormulaireEnEtapes } from '#test/formulaires.ts'
import type { Definition, Reponses } from './definition.ts'
import { parcours } from './parcours.ts'
import { modifier } from './saisie.ts'
import { reponsesUtiles } from './visite.ts'

const aujourdhui = '2026-11-24'
const calculer = (definition: Definition, reponses: Reponses) => parcours(definition, reponses, { aujourdhui })
const attendus = (definition: Definition, reponses: Reponses) =>
  calculer(definition, reponses).manquants.map((m) => m.champ)
const etats = (definition: Definition, reponses: Reponses) =>
  Object.fromEntries(calculer(definition, reponses).etapes.map((e) => [e.id, e.etat]))

const unDevis = (id: string, valeurs: Reponses) => ({ id, valeurs })

describe('ce qui est montré', () => {
  test('un champ obligatoire masqué ne bloque jamais ; révélé et vide, il bloque', () => {
    expect(attendus(sinistre, { objet: 'Fuite', sinistre: false })).toEqual([])
    expect(attendus(sinistre, { objet: 'Fuite', sinistre: true })).toEqual(['assurance', 'devis'])
  })

  test('une étape remplie puis devenue sans objet disparaît de tout ce qui compte', () => {
    const avant = { objet: 'Fuite', sinistre: false, note: 'Écrite quand l’étape existait' }
    expect(reponsesUtiles(sinistre, avant)).toHaveProperty('note')
    const apres = { ...avant, sinistre: null }
    expect(calculer(sinistre, apres).etapes[1]).toEqual({
      id: 'cout',
      titre: 'Le coût',
      etat: 'sans_objet',
      champs: [],
    })
    expect(reponsesUtiles(sinistre, apres)).toEqual({ objet: 'Fuite' })
  })

  test('dans un bloc, une condition regarde sa ligne puis le formulaire ; les lignes sont indépendantes', () => {
    const reponses = {
      objet: 'Le toit fuit',
      sinistre: true,
      assurance: 'A1',
      devis: [unDevis('l1', { montant: 100, urgent: true }), unDevis('l2', { montant: 200 })],
    }
    const [un, deux] = calculer(sinistre, reponses).etapes[1]?.champs[0]?.lignes ?? []
    expect(un?.champs.map((c) => c.champ.id)).toEqual(['montant', 'urgent', 'pourquoi', 'rappel'])
    expect(deux?.champs.map((c) => c.champ.id)).toEqual(['montant', 'urgent', 'rappel'])
    expect(attendus(sinistre, reponses)).toEqual(['devis/l1/pourquoi'])
    expect(calculer(sinistre, reponses).manquants[0]?.libelle).toBe('Devis 1 : Pourquoi')
  })

  test('masquer un bloc oublie ses champs obligatoires, le montrer de nouveau retrouve ses lignes', () => {
    const lignes = [unDevis('l1', { montant: 100 }), unDevis('x9', {})]
    const rempli = { objet: 'Fuite', sinistre: true, assurance: 'A1', devis: lignes }
    const masque = modifier(sinistre, rempli, { sinistre: false }).reponses
    expect(attendus(sinistre, masque)).toEqual([])
    expect(reponsesUtiles(sinistre, masque)).toEqual({ objet: 'Fuite', sinistre: false })
    const revenu = modifier(sinistre, masque, { sinistre: true }).reponses
    expect(revenu).toEqual(rempli)
    expect(attendus(sinistre, revenu)).toEqual(['devis/x9/montant'])
  })

  test('une condition sur un total calculé suit les lignes', () => {
    const base = { objet: 'Fuite', sinistre: true, assurance: 'A1' }
    const lignes = [unDevis('l1', { montant: 9_000_00 }), unDevis('l2', { montant: 999_99 })]
    expect(attendus(sinistre, { ...base, devis: lignes })).toEqual([])
    expect(attendus(sinistre, { ...base, devis: [...lignes, unDevis('l3', { montant: 1 })] })).toEqual(['gros'])
  })
})

describe('les blocs', () => {
  const bloc = (min?: number, max?: number) =>
    unFormulaire({
      id: 'actions',
      type: 'bloc_repetable',
      libelle: 'Actions',
      libelle_ligne: 'Action',
      libelle_ajouter: 'Ajouter une action',
      min,
      max,
      champs: [{ id: 'nom', type: 'texte', libelle: 'Nom', obligatoire: true }],
    })

  test('facultatif, il se dépose sans aucune ligne ; obligatoire, il en demande', () => {
    expect(attendus(bloc(), {})).toEqual([])
    expect(calculer(bloc(2), {}).manquants).toMatchObject([
      { champ: 'actions', message: 'Ajouter une action : il en faut au moins 2.' },
    ])
  })

  test('de plusieurs minimums, le plus grand compte', () => {
    const plancher = bloc(3)
    const [etape] = plancher.etapes
    const [actions] = etape?.champs ?? []
    if (actions?.type !== 'bloc_repetable') throw new Error('le formulaire d’essai est un bloc')
    const condition = { champ: 'zone', op: 'rempli' } as const
    const definition = unFormulaire(
      { id: 'zone', type: 'texte', libelle: 'Zone' },
      { ...actions, min_si: [4, 2].map((min) => ({ condition, min, message: `Il en faut ${min}.` })) },
    )
    expect(calculer(definition, {}).manquants).toMatchObject([{ message: expect.stringContaining('au moins 3') }])
    expect(calculer(definition, { zone: 'A' }).manquants).toMatchObject([{ message: 'Il en faut 4.' }])
  })

  test('trop de lignes se dit, sans en retirer aucune', () => {
    const lignes = ['a', 'b', 'c'].map((id) => unDevis(id, { nom: id }))
    const { manquants, etapes } = calculer(bloc(0, 2), { actions: lignes })
    expect(manquants).toMatchObject([{ message: 'Retirez des lignes : 2 au plus sont acceptées.' }])
    expect(etapes[0]?.champs[0]?.lignes).toHaveLength(3)
  })
})

describe('une case non cochée, un zéro et le texte « false » sont trois choses', () => {
  const definition = unFormulaire(
    { id: 'accord', type: 'case', libelle: 'J’accepte', obligatoire: true },
    { id: 'nombre', type: 'nombre', libelle: 'Combien ?', obligatoire: true },
    { id: 'mot', type: 'texte', libelle: 'Un mot', obligatoire: true },
    { id: 'si_non', type: 'texte', libelle: 'A', condition: { champ: 'accord', op: 'egal', valeur: false } },
    { id: 'si_zero', type: 'texte', libelle: 'B', condition: { champ: 'nombre', op: 'egal', valeur: 0 } },
    { id: 'si_false', type: 'texte', libelle: 'C', condition: { champ: 'mot', op: 'egal', valeur: 'false' } },
  )
  const montres = (reponses: Reponses) =>
    calculer(definition, reponses)
      .etapes[0]?.champs.slice(3)
      .map((c) => c.champ.id)

  test.each([
    [{}, ['accord', 'nombre', 'mot'], ['si_non']],
    [{ accord: false }, ['accord', 'nombre', 'mot'], ['si_non']],
    [{ accord: true }, ['nombre', 'mot'], []],
    [{ accord: 'false' }, ['accord', 'nombre', 'mot'], []],
    [{ nombre: 0 }, ['accord', 'mot'], ['si_non', 'si_zero']],
    [{ mot: 'false' }, ['accord', 'nombre'], ['si_non', 'si_false']],
    [{ mot: '   ' }, ['accord', 'nombre', 'mot'], ['si_non']],
  ])('%j', (reponses, manquants, visibles) => {
    expect(attendus(definition, reponses)).toEqual(manquants)
    expect(montres(reponses)).toEqual(visibles)
  })
})

describe('l’état d’une étape', () => {
  test('à faire, en cours, terminée, en erreur, sans objet', () => {
    expect(etats(sinistre, {})).toEqual({ faits: 'a_faire', cout: 'sans_objet' })
    expect(etats(sinistre, { objet: 'Fuite' })).toEqual({ faits: 'en_cours', cout: 'sans_objet' })
    expect(etats(sinistre, { objet: 'Fuite', sinistre: false })).toEqual({ faits: 'terminee', cout: 'a_faire' })
    expect(etats(sinistre, { objet: 'x'.repeat(201), sinistre: false }).faits).toBe('erreur')
  })

  test('une étape toute facultative est terminée quand on y est passé', () => {
    const reponses = { objet: 'Fuite', sinistre: false }
    const { etapes } = parcours(sinistre, reponses, { aujourdhui, visitees: ['cout'] })
    expect(etapes[1]?.etat).toBe('terminee')
  })

  test('après un essai de dépôt, ce qui manque est une erreur', () => {
    const { etapes } = parcours(sinistre, { objet: 'Fuite' }, { aujourdhui, depot_tente: true })
    expect(etapes[0]?.etat).toBe('erreur')
  })
})

test('une règle entre réponses attend que l’étape ait ses réponses obligatoires', () => {
  const definition = unFormulaireEnEtapes({
    id: 'budget',
    titre: 'Budget',
    champs: [
      { id: 'depense', type: 'montant', libelle: 'Dépense', obligatoire: true },
      { id: 'recette', type: 'montant', libelle: 'Recette', obligatoire: true },
      {
        id: 'ecart',
        type: 'calcul',
        libelle: 'Écart',
        grandeur: 'montant',
        formule: { difference: [{ champ: 'depense' }, { champ: 'recette' }] },
      },
    ],
    controles: [{ si: { champ: 'ecart', op: 'different', valeur: 0 }, champ: 'ecart', message: 'Équilibrez.' }],
  })
  expect(attendus(definition, { depense: 100 })).toEqual(['recette'])
  expect(calculer(definition, { depense: 100, recette: 99 }).manquants).toMatchObject([
    { champ: 'ecart', message: 'Équilibrez.' },
  ])
  expect(calculer(definition, { depense: 100, recette: 100 }).complet).toBe(true)
})

test('un champ fautif ne se fait pas reprocher deux choses', () => {
  const definition = unFormulaireEnEtapes({
    id: 'budget',
    titre: 'Budget',
    champs: [{ id: 'depense', type: 'montant', libelle: 'Dépense', max: 100 }],
    controles: [{ si: { champ: 'depense', op: 'superieur', valeur: 50 }, champ: 'depense', message: 'Trop cher.' }],
  })
  expect(calculer(definition, { depense: 51 }).manquants).toMatchObject([{ message: 'Trop cher.' }])
  expect(calculer(definition, { depense: 101 }).manquants).toMatchObject([
    { message: expect.stringContaining('au plus') },
  ])
})

test('rien de vide ne va au dépôt, pas même sous la forme d’une clé', () => {
  const devis = [unDevis('l1', { montant: null })]
  const utiles = reponsesUtiles(sinistre, { objet: '  ', sinistre: true, note: '', devis })
  expect(utiles).toStrictEqual({ sinistre: true, devis: [unDevis('l1', { urgent: false })] })
})

test('une réponse stockée d’une autre forme ne compte pas, ne casse rien et se dit', () => {
  const reponses = { objet: { toString: 'x' }, sinistre: 'true', devis: 'abc', total: 12, __proto__: { note: 'x' } }
  const { manquants, etapes } = calculer(sinistre, reponses)
  expect(manquants.map((m) => m.champ)).toEqual(['objet', 'sinistre'])
  expect(etapes[0]?.etat).toBe('erreur')
  expect(reponsesUtiles(sinistre, reponses)).toEqual({})
})
