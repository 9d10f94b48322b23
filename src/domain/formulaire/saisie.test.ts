import { describe, expect, test } from 'vitest'
import { sinistre, unFormulaire } from '#test/formulaires.ts'
import { champDe, lignesDe, modifier, poserPieces } from './saisie.ts'

const bloc = { devis: [{ id: 'l1', valeurs: { montant: 100 } }] }

describe('modifier', () => {
  test('pose et vide une réponse sans toucher aux autres ni à l’objet reçu', () => {
    const avant = Object.freeze({ objet: 'Fuite', note: 'x' })
    expect(modifier(sinistre, avant, { objet: 'Toit', note: null })).toEqual({
      reponses: { objet: 'Toit' },
      refusees: [],
    })
  })

  test('ajoute une ligne et ses réponses, dans n’importe quel ordre d’envoi', () => {
    const { reponses } = modifier(sinistre, bloc, { 'devis/x/urgent': true, 'devis/x': { montant: 5 } })
    expect(reponses.devis).toEqual([...bloc.devis, { id: 'x', valeurs: { montant: 5, urgent: true } }])
  })

  test('la même ligne envoyée deux fois n’est ajoutée qu’une', () => {
    const une = modifier(sinistre, bloc, { 'devis/x': { montant: 5 } }).reponses
    const complete = modifier(sinistre, une, { 'devis/x/urgent': true }).reponses
    expect(modifier(sinistre, complete, { 'devis/x': { montant: 5 } }).reponses).toEqual(complete)
  })

  test('deux membres ajoutent et retirent des lignes : chaque réponse reste à la sienne', () => {
    const deux = modifier(sinistre, bloc, { 'devis/a': { montant: 1 }, 'devis/b': { montant: 2 } }).reponses
    const retiree = modifier(sinistre, deux, { 'devis/a': null }).reponses
    const tardive = modifier(sinistre, retiree, { 'devis/a/montant': 9, 'devis/b/montant': 3 })
    expect(tardive.reponses.devis).toEqual([...bloc.devis, { id: 'b', valeurs: { montant: 3 } }])
    expect(tardive.refusees).toMatchObject([{ champ: 'devis/a/montant' }])
    expect(tardive.refusees[0]?.message).toMatch(/retirée entre-temps/)
  })

  test('les lignes changent d’ordre et gardent leur identité ; celle d’un collègue reste, celle qui est partie aussi', () => {
    const trois = modifier(sinistre, bloc, { 'devis/a': { montant: 1 }, 'devis/b': { montant: 2 } }).reponses
    const ordre = (...ids: string[]) => modifier(sinistre, trois, { devis: { ordre: ids } })
    const ids = ({ reponses }: ReturnType<typeof ordre>) => lignesDe(reponses, 'devis').map((l) => l.id)
    expect(ids(ordre('b', 'l1', 'a'))).toEqual(['b', 'l1', 'a'])
    expect(ids(ordre('b', 'partie', 'l1'))).toEqual(['b', 'l1', 'a'])
    const retire = modifier(sinistre, trois, {
      devis: { ordre: ['b', 'a', 'l1'] },
      'devis/a': null,
      'devis/b/montant': 7,
    })
    expect(retire).toEqual({
      reponses: { devis: [{ id: 'b', valeurs: { montant: 7 } }, ...bloc.devis] },
      refusees: [],
    })
    expect(modifier(sinistre, {}, { devis: { ordre: ['x'] } })).toEqual({ reponses: {}, refusees: [] })
    expect(modifier(sinistre, trois, { devis: { ordre: ['../x'] } }).refusees).toHaveLength(1)
    expect(modifier(sinistre, { objet: 'Fuite' }, { objet: { ordre: [] } }).refusees).toHaveLength(1)
  })

  test('nomme chaque réponse refusée et garde les autres', () => {
    const { reponses, refusees } = modifier(sinistre, {}, { objet: 12, note: 'gardée', inconnu: 1, total: 3 })
    expect(reponses).toEqual({ note: 'gardée' })
    expect(refusees.map((r) => r.champ)).toEqual(['objet', 'inconnu', 'total'])
  })

  test.each([
    'montant',
    'devis',
    'devis/',
    'devis/l1/autre',
    'devis/l1/montant/x',
    'devis/../montant',
    'objet/l1',
    'objet/l1/montant',
    '__proto__',
    'constructor',
    '',
  ])('refuse le chemin « %s »', (chemin) => {
    expect(modifier(sinistre, bloc, { [chemin]: {} })).toMatchObject({ reponses: bloc, refusees: [{ champ: chemin }] })
  })

  test('refuse une 201e ligne', () => {
    const pleines = { devis: Array.from({ length: 200 }, (_, i) => ({ id: `l${i}`, valeurs: {} })) }
    expect(modifier(sinistre, pleines, { 'devis/l200': {} }).refusees[0]?.message).toBe('Gardez 200 lignes au plus.')
    expect(modifier(sinistre, pleines, { 'devis/l7': { montant: 1 } }).refusees).toEqual([])
  })

  test('un fichier ne se saisit pas : seul le serveur sait ce qu’il a reçu', () => {
    const fichier = { id: '1', nom: 'a.pdf', taille: 1, format: 'pdf' } as const
    const definition = unFormulaire(
      { id: 'acte', type: 'piece', libelle: 'Acte', formats: ['pdf'], taille_max: 2000 },
      {
        id: 'devis',
        type: 'bloc_repetable',
        libelle: 'Devis',
        libelle_ligne: 'Devis',
        libelle_ajouter: 'Ajouter',
        champs: [{ id: 'scan', type: 'piece', libelle: 'Scan', formats: ['pdf'], taille_max: 2000 }],
      },
    )
    const saisis = { acte: [fichier], 'devis/l1': { scan: [fichier] } }
    expect(modifier(definition, {}, saisis)).toMatchObject({ reponses: {}, refusees: [{}, {}] })
    const ligne = modifier(definition, {}, { 'devis/l1': {} }).reponses
    expect(poserPieces(ligne, 'devis/l1/scan', [fichier])).toEqual({
      devis: [{ id: 'l1', valeurs: { scan: [fichier] } }],
    })
    expect(poserPieces({ acte: [fichier] }, 'acte', [])).toEqual({})
  })

  test('un champ verrouillé ne change que si la maison ne connaissait pas sa valeur', () => {
    const definition = unFormulaire({
      id: 'uai',
      type: 'texte',
      libelle: 'UAI',
      source: 'etablissement.uai',
      verrouille: true,
    })
    const connu = { uai: { valeur: '0310044Y', source: 'Référentiel', date: '2026-09-12' } } as const
    expect(modifier(definition, { uai: '0310044Y' }, { uai: 'X' }, connu).refusees[0]?.message).toMatch(/correction/)
    expect(modifier(definition, {}, { uai: 'X' }).reponses).toEqual({ uai: 'X' })
  })
})

test('champDe suit un chemin jusqu’à son champ', () => {
  expect(champDe(sinistre, 'objet')?.libelle).toBe('Objet')
  expect(champDe(sinistre, 'devis/l1/montant')?.libelle).toBe('Montant')
  expect(champDe(sinistre, 'devis')?.type).toBe('bloc_repetable')
  expect(champDe(sinistre, 'montant')).toBeUndefined()
  expect(champDe(sinistre, 'objet/l1/montant')).toBeUndefined()
})
