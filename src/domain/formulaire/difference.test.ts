import { expect, test } from 'vitest'
import { sinistre } from '#test/formulaires.ts'
import { constater } from './constat.ts'
import type { Champ, Definition } from './definition.ts'
import { differences } from './difference.ts'
import { appliquer, type Operation, trouverChamp } from './edition.ts'

const apres = (...operations: Operation[]): Definition =>
  appliquer(sinistre, { op: 'ensemble', operations })?.ebauche ?? sinistre
const changer = (id: string, patch: Partial<Champ>): Operation => ({
  op: 'changer_champ',
  id,
  champ: { ...trouverChamp(sinistre, id)?.champ, ...patch } as Champ,
})
const court = (d: Definition) => differences(sinistre, d).map((c) => [c.id, c.nature, c.perte])

test('deux versions pareilles ne diffèrent pas, quel que soit l’ordre des clés', () => {
  expect(differences(sinistre, JSON.parse(JSON.stringify(sinistre)))).toEqual([])
  const { titre, ...suite } = sinistre
  expect(differences(sinistre, { ...suite, titre })).toEqual([])
})

test.each<[string, Operation, [string, string, boolean][]]>([
  [
    'ajouter',
    { op: 'inserer_champ', lieu: { etape: 'faits' }, rang: 1, champ: { id: 'n', type: 'nombre', libelle: 'N' } },
    [['n', 'ajoute', false]],
  ],
  ['retirer', { op: 'retirer_champ', id: 'note' }, [['note', 'retire', true]]],
  [
    'déplacer un seul champ ne dit que lui',
    { op: 'deplacer_champ', id: 'objet', lieu: { etape: 'faits' }, rang: 2 },
    [['objet', 'deplace', false]],
  ],
  [
    'passer dans un bloc',
    { op: 'deplacer_champ', id: 'gros', lieu: { etape: 'cout', bloc: 'devis' }, rang: 0 },
    [['gros', 'deplace', true]],
  ],
  ['changer de type', changer('note', { type: 'nombre' }), [['note', 'type', true]]],
  ['rendre obligatoire', changer('note', { obligatoire: true }), [['note', 'obligation', false]]],
  ['dire autrement', changer('note', { libelle: 'Remarque' }), [['note', 'libelle', false]]],
  ['retirer une condition', changer('gros', { condition: undefined }), [['gros', 'condition', false]]],
  ['régler', changer('montant', { max: 5 } as Partial<Champ>), [['montant', 'reglages', false]]],
  ['déplacer une étape', { op: 'deplacer_etape', id: 'cout', rang: 0 }, [['faits', 'deplace', false]]],
])('%s', (_, operation, attendu) => {
  const vus = court(apres(operation)).filter(([, nature]) => nature !== 'deplace' || attendu[0]?.[1] === 'deplace')
  expect(vus).toEqual(expect.arrayContaining(attendu))
  if (operation.op !== 'deplacer_etape') expect(vus).toEqual(attendu)
})

test('cas 5 : une option retirée est nommée', () => {
  const options = ['a', 'b', 'c'].map((valeur) => ({ valeur, libelle: valeur.toUpperCase() }))
  const avec = (gardees: typeof options): Definition => ({
    ...sinistre,
    etapes: [{ id: 'e', titre: 'E', champs: [{ id: 'x', type: 'choix', libelle: 'X', options: gardees }] }],
  })
  expect(differences(avec(options), avec(options.slice(1)))).toEqual([
    { sur: 'champ', id: 'x', libelle: 'X', nature: 'options', detail: 'Options retirées : « A ».', perte: true },
  ])
})

const avecCondition = (condition: Champ['condition']): Definition => ({
  ...sinistre,
  etapes: [
    {
      id: 'e',
      titre: 'E',
      champs: [
        { id: 'o', type: 'oui_non', libelle: 'O' },
        { id: 'n', type: 'nombre', libelle: 'N', condition: { champ: 'o', op: 'egal', valeur: true } },
        { id: 't', type: 'texte', libelle: 'T', condition },
      ],
    },
  ],
})

test.each<[string, NonNullable<Champ['condition']>, RegExp | undefined]>([
  [
    'deux bornes contraires',
    {
      et: [
        { champ: 'n', op: 'superieur', valeur: 5 },
        { champ: 'n', op: 'inferieur', valeur: 5 },
      ],
    },
    /n’apparaît jamais/,
  ],
  [
    'une source qui n’apparaît pas alors',
    {
      et: [
        { champ: 'n', op: 'rempli' },
        { champ: 'o', op: 'egal', valeur: false },
      ],
    },
    /n’apparaît jamais/,
  ],
  [
    'oui ou non ou vide',
    {
      ou: [
        { champ: 'o', op: 'rempli' },
        { champ: 'o', op: 'vide' },
      ],
    },
    /toujours remplie/,
  ],
  [
    'bornes compatibles',
    {
      et: [
        { champ: 'n', op: 'au_moins', valeur: 5 },
        { champ: 'n', op: 'au_plus', valeur: 5 },
      ],
    },
    undefined,
  ],
  ['non sur une question sans réponse', { non: { champ: 'o', op: 'egal', valeur: false } }, undefined],
  [
    'une voie sur deux suffit',
    {
      ou: [
        {
          et: [
            { champ: 'o', op: 'egal', valeur: true },
            { champ: 'o', op: 'egal', valeur: false },
          ],
        },
        { champ: 'n', op: 'rempli' },
      ],
    },
    undefined,
  ],
])('branche morte : %s', (_, condition, attendu) => {
  const { avertissements, defauts } = constater(avecCondition(condition))
  expect(defauts).toEqual([])
  if (attendu) expect(avertissements).toMatchObject([{ champ: 't', message: expect.stringMatching(attendu) }])
  else expect(avertissements).toEqual([])
})
