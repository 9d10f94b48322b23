import { describe, expect, test } from 'vitest'
import { REPONSES, unChamp } from '#test/champs.ts'
import { unFormulaire } from '#test/formulaires.ts'
import type { Champ } from './definition.ts'
import { migrer } from './migration.ts'
import { parcours } from './parcours.ts'
import { recapitulatif } from './recapitulatif.ts'
import type { ChampSimple } from './types/simple.ts'

const aujourdhui = '2026-11-24'
const bloc = (id: string, ...champs: ChampSimple[]): Champ => ({
  ...{ id, type: 'bloc_repetable', libelle: 'Devis', libelle_ligne: 'Devis', libelle_ajouter: 'Ajouter', champs },
})
const objet = unChamp('texte', 'objet', { obligatoire: true })

test('cas 1 : un champ obligatoire ajouté est signalé, les anciennes réponses sont intactes', () => {
  const suite = unFormulaire(objet, unChamp('nombre', 'eleves', { obligatoire: true }))
  const { reponses, anciennes, nouvelles } = migrer(unFormulaire(objet), suite, { objet: 'Toit' })
  expect(reponses).toEqual({ objet: 'Toit' })
  expect(anciennes).toEqual([])
  expect(nouvelles).toEqual(['eleves'])
  expect(parcours(suite, reponses, { aujourdhui }).manquants.map((m) => m.champ)).toEqual(['eleves'])
})

test('cas 2 : un champ retiré reste lisible comme ancienne question', () => {
  const ancienne = unFormulaire(objet, unChamp('montant', 'cout'))
  const { reponses, anciennes } = migrer(ancienne, unFormulaire(objet), { objet: 'Toit', cout: 1_500_00 })
  expect(reponses).toEqual({ objet: 'Toit' })
  expect(anciennes).toEqual([
    { chemin: 'cout', libelle: 'Question cout', texte: '1\u202f500\u00a0€', valeur: 1_500_00, raison: 'retiree' },
  ])
})

describe('cas 4 : un champ change de type', () => {
  test.each<[ChampSimple['type'], unknown, ChampSimple['type'], unknown]>([
    ['texte', '12', 'nombre', 12],
    ['texte', '1 234,50', 'montant', 1_234_50],
    ['texte', '24/11/2026', 'date', '2026-11-24'],
    ['texte', 'B', 'choix', 'b'],
    ['nombre', 12, 'texte', '12'],
    ['nombre', 12, 'montant', 12_00],
    ['montant', 12_50, 'nombre', 12.5],
    ['choix', 'a', 'choix_multiple', ['a']],
    ['choix_multiple', ['a'], 'choix', 'a'],
    ['oui_non', false, 'case', false],
    ['oui_non', true, 'texte', 'Oui'],
    ['date_heure', '2026-12-01T08:30', 'date', '2026-12-01'],
    ['effectif', { nombre: 640 }, 'nombre', 640],
    ['commune', { code: '31555', nom: 'Toulouse' }, 'texte', 'Toulouse'],
  ])('%s %j devient %s %j', (avant, valeur, apres, attendue) => {
    const m = migrer(unFormulaire(unChamp(avant, 'q')), unFormulaire(unChamp(apres, 'q')), { q: valeur })
    expect(m).toEqual({ reponses: { q: attendue }, anciennes: [], nouvelles: [] })
  })
  test.each<[ChampSimple['type'], unknown, ChampSimple['type']]>([
    ['texte', 'douze', 'nombre'],
    ['texte', '31/02/2026', 'date'],
    ['texte', '12,345', 'montant'],
    ['texte_long', 'deux\nlignes', 'texte'],
    ['choix_multiple', ['a', 'b'], 'choix'],
    ['pourcentage', 25, 'montant'],
    ['attestation', true, 'case'],
    ['piece', REPONSES.piece, 'texte'],
    ['identite_bancaire', REPONSES.identite_bancaire, 'texte'],
    ['iban', REPONSES.iban, 'texte'],
  ])('%s %j ne devient pas %s : la question est vide, l’ancienne réponse reste', (avant, valeur, apres) => {
    const m = migrer(unFormulaire(unChamp(avant, 'q')), unFormulaire(unChamp(apres, 'q')), { q: valeur })
    expect(m.reponses).toEqual({})
    expect(m.anciennes).toEqual([expect.objectContaining({ chemin: 'q', valeur, raison: 'type_change' })])
    expect(m.anciennes[0]?.texte).not.toContain('0505')
  })
})

test('cas 5 : une option retirée s’affiche encore, le dépôt demande de choisir de nouveau', () => {
  const avec = (...mots: string[]) =>
    unFormulaire({ id: 'q', type: 'choix', libelle: 'Q', options: mots.map((valeur) => ({ valeur, libelle: valeur })) })
  const suite = avec('a', 'b')
  const { reponses } = migrer(avec('a', 'b', 'c'), suite, { q: 'c' })
  expect(reponses).toEqual({ q: 'c' })
  expect(recapitulatif(suite, reponses)[0]?.lignes[0]?.texte).toBe('c')
  expect(parcours(suite, reponses, { aujourdhui }).manquants[0]?.message).toMatch(/n’est plus proposée/)
})

describe('cas 6 : un champ entre dans un bloc ou en sort', () => {
  const lignes = [
    { id: 'l1', valeurs: { prix: 1, note: 'un' } },
    { id: 'l2', valeurs: { prix: 2 } },
  ]
  const prix = unChamp('nombre', 'prix')
  const note = unChamp('texte', 'note')

  test('entré dans un bloc, sa réponse n’est attachée à aucune ligne', () => {
    const ancienne = unFormulaire(note, bloc('devis', prix))
    const m = migrer(ancienne, unFormulaire(bloc('devis', prix, note)), {
      note: 'racine',
      devis: [{ id: 'l1', valeurs: { prix: 1 } }],
    })
    expect(m.reponses).toEqual({ devis: [{ id: 'l1', valeurs: { prix: 1 } }] })
    expect(m.anciennes).toEqual([expect.objectContaining({ chemin: 'note', texte: 'racine', raison: 'deplacee' })])
    expect(m.nouvelles).toEqual(['note'])
  })
  test('sorti d’un bloc, chaque ligne garde son identité et dit ce qu’elle portait', () => {
    const m = migrer(unFormulaire(bloc('devis', prix, note)), unFormulaire(bloc('devis', prix), note), {
      devis: lignes,
    })
    expect(m.reponses).toEqual({
      devis: [
        { id: 'l1', valeurs: { prix: 1 } },
        { id: 'l2', valeurs: { prix: 2 } },
      ],
    })
    expect(m.anciennes.map((a) => [a.chemin, a.texte, a.raison])).toEqual([['devis/l1/note', 'un', 'deplacee']])
  })
  test('le bloc entier disparaît : chaque cellule reste lisible', () => {
    const m = migrer(unFormulaire(bloc('devis', prix, note)), unFormulaire(objet), { devis: lignes })
    expect(m.reponses).toEqual({})
    expect(m.anciennes.map((a) => a.chemin)).toEqual(['devis/l1/prix', 'devis/l1/note', 'devis/l2/prix'])
  })
  test('une cellule change de type dans sa ligne', () => {
    const m = migrer(unFormulaire(bloc('devis', prix)), unFormulaire(bloc('devis', unChamp('texte', 'prix'))), {
      devis: lignes,
    })
    expect(m.reponses).toEqual({
      devis: [
        { id: 'l1', valeurs: { prix: '1' } },
        { id: 'l2', valeurs: { prix: '2' } },
      ],
    })
  })
})
