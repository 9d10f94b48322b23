import { describe, expect, test } from 'vitest'
import { unFormulaire } from '#test/formulaires.ts'
import { constater } from './constat.ts'
import type { Champ, Definition, Etape } from './definition.ts'
import { appliquer } from './edition.ts'
import { aDesChampsDAgents, manquantsPour, parcoursAgents, reponsesAvecAgents, vueAgents, vueUsager } from './faces.ts'
import { migrer } from './migration.ts'
import { recapitulatif } from './recapitulatif.ts'
import { reprendreVueUsager } from './reprise_agents.ts'
import { modifier } from './saisie.ts'
import { reponsesUtiles } from './visite.ts'

const objet: Champ = { id: 'objet', type: 'texte', libelle: 'Objet', obligatoire: true }
const cout: Champ = { id: 'cout', type: 'montant', libelle: 'Coût' }
const retenu: Champ = { id: 'retenu', type: 'montant', libelle: 'Montant retenu', face: 'agents', reprend: 'cout' }
const note: Champ = {
  ...{ id: 'note', type: 'nombre', libelle: 'Note', face: 'agents', obligatoire: true },
  condition: { champ: 'cout', op: 'au_moins', valeur: 1_000_00 },
}
const formulaire = unFormulaire(objet, cout, retenu, note)
const aujourdhui = '2026-11-24'

test('la vue de l’usager n’a rien des agents, celle des agents rien de l’usager', () => {
  expect(vueUsager(formulaire).etapes[0]?.champs.map((c) => c.id)).toEqual(['objet', 'cout'])
  expect(vueAgents(formulaire).etapes[0]?.champs.map((c) => c.id)).toEqual(['retenu', 'note'])
  expect(vueUsager(formulaire)).toBe(vueUsager(formulaire))
  const simple = unFormulaire(objet)
  expect(vueUsager(simple)).toBe(simple)
  expect(aDesChampsDAgents(simple)).toBe(false)
  const si = { champ: 'objet', op: 'rempli' } as const
  const oriente = { ...simple, routage: [{ si, service: 'Direction du patrimoine' }] }
  expect(vueUsager(oriente)).toEqual(simple)
  expect(vueUsager(oriente)).toBe(vueUsager(oriente))
  expect(aDesChampsDAgents(oriente)).toBe(false)
})

test('une réponse forgée sur un champ d’agents ne compte nulle part pour l’usager', () => {
  const usager = vueUsager(formulaire)
  const { reponses, refusees } = modifier(usager, {}, { objet: 'Toit', note: 20 })
  expect(refusees.map((r) => r.champ)).toEqual(['note'])
  expect(reponsesUtiles(usager, { ...reponses, note: 20 })).toEqual({ objet: 'Toit' })
  expect(JSON.stringify(recapitulatif(usager, { objet: 'Toit', note: 20 }))).not.toContain('Note')
  expect(modifier(vueAgents(formulaire), {}, { objet: 'Autre' }).refusees.map((r) => r.champ)).toEqual(['objet'])
})

test('un champ repris part de la réponse de l’usager, puis appartient aux agents', () => {
  expect(reponsesAvecAgents(formulaire, { cout: 900_00 }, {})).toMatchObject({ retenu: 900_00 })
  expect(reponsesAvecAgents(formulaire, { cout: 900_00 }, { retenu: 700_00 })).toMatchObject({ retenu: 700_00 })
})

test('ce que les agents doivent dépend des réponses déposées, et du statut visé', () => {
  const dues = (couts: number) => parcoursAgents(formulaire, { objet: 'Toit', cout: couts }, { aujourdhui }).manquants
  expect(dues(900_00)).toEqual([])
  expect(dues(2_000_00).map((m) => m.champ)).toEqual(['note'])
  expect(manquantsPour(formulaire, dues(2_000_00), { accorde: false, atteint: () => true })).toEqual([])
  expect(manquantsPour(formulaire, dues(2_000_00), { accorde: true, atteint: () => false })).toHaveLength(1)
})

test('cas 26 : une question qui passe aux agents garde la réponse de l’usager comme ancienne question', () => {
  const apres = unFormulaire(objet, { ...cout, face: 'agents' })
  const { reponses, anciennes } = migrer(vueUsager(unFormulaire(objet, cout)), vueUsager(apres), { cout: 5_00 })
  expect(reponses).toEqual({})
  expect(anciennes).toMatchObject([{ chemin: 'cout', raison: 'retiree' }])
})

describe('à la publication', () => {
  const essai = (...champs: Champ[]): string[] => {
    const etapes: Etape[] = [{ id: 'e', titre: 'Étape', champs }]
    const definition: Definition = { format: 'preau/formulaire@1', titre: 'Essai', etapes }
    return constater(definition).defauts.map((d) => d.message)
  }
  test('l’usager ne dépend pas des agents', () => {
    const suite: Champ = { ...cout, id: 'suite', condition: { champ: 'note', op: 'rempli' } }
    expect(essai(objet, cout, note, suite)).toEqual([
      '« Coût » se montre à l’usager : il ne peut pas dépendre de cette donnée des agents.',
    ])
  })
  test('la première étape interroge l’usager', () => {
    expect(essai({ ...objet, face: 'agents' })).toContain('La première étape doit poser une question à l’usager.')
  })
  test('une pièce se demande aux agents, hors d’un bloc et sans reprendre celle de l’usager ; une attestation, non', () => {
    const piece: Champ = {
      id: 'p',
      type: 'piece',
      libelle: 'P',
      formats: ['pdf'],
      taille_max: 1_000_000,
      face: 'agents',
    }
    expect(essai(objet, piece)).toEqual([])
    expect(essai(objet, { ...piece, id: 'q', reprend: 'objet' })).toEqual([
      'Une pièce des agents ne reprend pas celle de l’usager.',
    ])
    const { face: _, ...interne } = piece
    const bloc = { libelle_ligne: 'Ligne', libelle_ajouter: 'Ajouter', min: 0, face: 'agents' as const }
    expect(essai(objet, { ...bloc, id: 'b', type: 'bloc_repetable', libelle: 'B', champs: [interne] })).toEqual([
      'Une pièce des agents se place hors d’un bloc répétable.',
    ])
    expect(essai(objet, { id: 'a', type: 'attestation', libelle: 'A', texte: 'Oui.', face: 'agents' })).toEqual([
      'Une attestation ne se demande qu’à l’usager.',
    ])
  })
  test('un réglage d’agents n’est que pour eux ; une reprise a le même type', () => {
    expect(essai({ ...objet, avant_statut: 'instruit' })).toEqual(['Ce réglage n’est que pour les champs des agents.'])
    expect(essai(objet, { ...retenu, reprend: 'objet' })).toEqual(['« Objet » n’est pas du même type.'])
  })
})

test('reprendre la vue usager ajoute une étape des agents, puis seulement ce qui manque', () => {
  const depart = unFormulaire(objet, cout)
  const operation = reprendreVueUsager(depart, 'unique')
  const suite = operation && appliquer(depart, operation)?.ebauche
  if (!suite) throw new Error('Rien n’est repris.')
  expect(constater(suite).defauts).toEqual([])
  expect(vueAgents(suite).etapes[0]?.champs).toMatchObject([
    { id: 'agents_objet', reprend: 'objet', face: 'agents' },
    { id: 'agents_cout', reprend: 'cout', type: 'montant' },
  ])
  expect(vueUsager(suite).etapes).toEqual(depart.etapes)
  expect(reprendreVueUsager(suite, 'unique')).toBeUndefined()
  const plus = appliquer(suite, {
    op: 'inserer_champ',
    lieu: { etape: 'unique' },
    rang: 0,
    champ: { ...cout, id: 'b' },
  })
  const encore = plus && reprendreVueUsager(plus.ebauche, 'unique')
  expect(plus && encore && appliquer(plus.ebauche, encore)?.ebauche.etapes[1]?.champs.map((c) => c.id)).toEqual([
    'agents_objet',
    'agents_cout',
    'agents_b',
  ])
})
