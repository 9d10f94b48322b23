import { describe, expect, test } from 'vitest'
import { unFormulaire } from '#test/formulaires.ts'
import type { Condition } from './conditions.ts'
import { constater } from './constat.ts'
import type { Champ, Definition } from './definition.ts'
import { differences } from './difference.ts'
import { appliquer } from './edition.ts'
import { deplier, usagesDe } from './nommees.ts'
import { parcours } from './parcours.ts'
import { phrase, proposition } from './phrases.ts'
import { dependantsDe, renommer } from './references.ts'
import { serviceDe } from './regles.ts'
import { reponsesUtiles, visiter } from './visite.ts'

const aujourdhui = '2026-11-24'
const sejour: Champ = { id: 'sejour', type: 'oui_non', libelle: 'Est-ce un séjour ?', obligatoire: true }
const eleves: Champ = { id: 'eleves', type: 'nombre', libelle: 'Élèves' }
const lieu: Champ = { id: 'lieu', type: 'texte', libelle: 'Lieu', condition: { nommee: 'grand_sejour' } }
const grand: Condition = {
  et: [
    { champ: 'sejour', op: 'egal', valeur: true },
    { champ: 'eleves', op: 'au_moins', valeur: 6 },
  ],
}
const avec = (plus: Partial<Definition>, ...champs: Champ[]): Definition => ({
  ...{ format: 'preau/formulaire@1', titre: 'Essai' },
  etapes: [{ id: 'e', titre: 'Étape', champs }],
  ...plus,
})
const nommees = [{ id: 'grand_sejour', nom: 'Grand séjour', condition: grand }]
const formulaire = avec({ conditions: nommees }, sejour, eleves, lieu, { ...lieu, id: 'prix', libelle: 'Prix' })

describe('une condition nommée', () => {
  test('sert en plusieurs endroits et se change en un seul', () => {
    expect(constater(formulaire).defauts).toEqual([])
    expect(usagesDe(formulaire, 'grand_sejour')).toEqual(['« Lieu »', '« Prix »'])
    const montre = (d: Definition, n: number) =>
      visiter(deplier(d), { sejour: true, eleves: n }).etapes[0]?.champs.map((c) => c.champ.id)
    expect(montre(formulaire, 6)).toEqual(['sejour', 'eleves', 'lieu', 'prix'])
    expect(montre(formulaire, 5)).toEqual(['sejour', 'eleves'])
    const regles = { conditions: [{ ...nommees[0], condition: { champ: 'sejour', op: 'rempli' } }] } as never
    const suite = appliquer(formulaire, { op: 'changer_regles', regles })
    expect(suite && montre(suite.ebauche, 1)).toEqual(['sejour', 'eleves', 'lieu', 'prix'])
    expect(suite && appliquer(suite.ebauche, suite.inverse)?.ebauche).toEqual(formulaire)
    expect(suite && differences(formulaire, suite.ebauche).map((c) => [c.id, c.nature])).toEqual([
      ['lieu', 'condition'],
      ['prix', 'condition'],
    ])
  })
  test('se dit par son nom à qui dessine, en toutes lettres à l’usager', () => {
    expect(proposition({ nommee: 'grand_sejour' }, formulaire)).toBe('la condition « Grand séjour » est remplie')
    const [, , vu] = deplier(formulaire).etapes[0]?.champs ?? []
    expect(vu?.condition && phrase(vu.condition, deplier(formulaire))).toBe(
      'Cette question apparaît parce que vous avez répondu « Oui » à « Est-ce un séjour ? » et « Élèves » atteint 6.',
    )
  })
  test('cas 7 : retirer sa source nomme la condition et chaque question qui en dépend', () => {
    const sans = avec({ conditions: nommees }, sejour, lieu)
    expect(constater(sans).defauts.map((d) => [d.ou, d.message])).toEqual([
      ['Conditions nommées', 'Condition « Grand séjour » : « eleves » n’existe pas.'],
      ['Lieu', '« eleves » n’existe pas dans ce formulaire.'],
    ])
    expect(dependantsDe(formulaire, 'eleves').map((d) => d.libelle)).toEqual(['Condition « Grand séjour »'])
    expect(JSON.stringify(renommer(formulaire, 'eleves', 'nombre_eleves').conditions)).toContain('nombre_eleves')
  })
  test('cas 17 : posée avant ce qu’elle regarde, elle est refusée là où elle sert', () => {
    const avant = avec({ conditions: nommees }, lieu, sejour, eleves)
    expect(constater(avant).defauts.every((d) => d.ou === 'Lieu')).toBe(true)
    expect(constater(avant).defauts).toHaveLength(2)
  })
  test('inconnue, en rond, ou sans usage : chacune se dit', () => {
    const dire = (d: Definition) => constater(d).defauts.map((x) => x.message)
    expect(dire(avec({}, sejour, lieu))).toEqual([
      'La condition nommée « grand_sejour » n’existe pas, ou se contient elle-même.',
    ])
    const rond = [
      { id: 'a', nom: 'A', condition: { non: { nommee: 'b' } } },
      { id: 'b', nom: 'B', condition: { nommee: 'a' } },
    ]
    expect(dire(avec({ conditions: rond }, sejour))).toEqual([
      'La condition « A » se contient elle-même.',
      'La condition « B » se contient elle-même.',
    ])
    expect(constater(avec({ conditions: nommees }, sejour, eleves)).avertissements.map((d) => d.message)).toEqual([
      'La condition « Grand séjour » ne sert nulle part.',
    ])
  })
  test('une branche morte se voit à travers le nom', () => {
    const morte = { et: [{ nommee: 'grand_sejour' }, { champ: 'sejour', op: 'egal', valeur: false }] } as Condition
    const d = avec({ conditions: nommees }, sejour, eleves, lieu, { ...lieu, id: 'x', condition: morte })
    expect(constater(d).avertissements.map((a) => a.champ)).toEqual(['x'])
  })
})

describe('les règles du formulaire', () => {
  const oui: Condition = { champ: 'sejour', op: 'egal', valeur: true }
  test('une règle d’éligibilité empêche le dépôt, à la question qui la remplit', () => {
    const d = avec({ eligibilite: [{ si: oui, message: 'Les séjours ne sont pas aidés.' }] }, sejour)
    expect(parcours(d, { sejour: true }, { aujourdhui })).toMatchObject({
      complet: false,
      manquants: [{ etape: 'e', champ: 'sejour', message: 'Les séjours ne sont pas aidés.' }],
      etapes: [{ champs: [{ erreur: 'Les séjours ne sont pas aidés.' }] }],
    })
    expect(parcours(d, { sejour: false }, { aujourdhui }).complet).toBe(true)
  })
  test('une règle de calendrier ferme plus tôt, ou n’ouvre qu’ensuite', () => {
    const d = (regle: { ouvre_le?: string; ferme_le?: string }) =>
      parcours(
        avec({ calendrier: [{ si: oui, ...regle, message: 'Trop tard.' }] }, sejour),
        { sejour: true },
        { aujourdhui },
      )
    expect(d({ ferme_le: '2026-11-24' }).complet).toBe(true)
    expect(d({ ferme_le: '2026-11-23' }).manquants[0]?.message).toBe('Trop tard.')
    expect(d({ ouvre_le: '2026-11-25' }).complet).toBe(false)
  })
  test('la première orientation remplie gagne', () => {
    const routage = [
      { si: oui, service: 'Séjours' },
      { si: { champ: 'sejour', op: 'rempli' } as const, service: 'Autres' },
    ]
    const d = avec({ routage }, sejour)
    const vers = (sej: boolean | undefined) => serviceDe(d, visiter(d, { sejour: sej }).lire)
    expect([vers(true), vers(false), vers(undefined)]).toEqual(['Séjours', 'Autres', undefined])
  })
  test('à la publication : source inconnue, jours à l’envers', () => {
    const d = avec(
      {
        eligibilite: [{ si: { champ: 'perdu', op: 'rempli' }, message: 'Non.' }],
        calendrier: [
          { si: oui, ouvre_le: '2026-02-01', ferme_le: '2026-01-01', message: 'Non.' },
          { si: oui, message: 'Non.' },
        ],
      },
      sejour,
    )
    expect(constater(d).defauts.map((x) => x.ou)).toEqual([
      'Éligibilité',
      'Calendrier selon les réponses',
      'Calendrier selon les réponses',
    ])
  })
})

describe('la valeur donnée par une règle', () => {
  const prix: Champ = {
    ...{ id: 'prix', type: 'montant', libelle: 'Prix' },
    defaut: [
      {
        si: { champ: 'sejour', op: 'egal', valeur: true },
        formule: { produit: [{ champ: 'eleves' }, { constante: 10_00, grandeur: 'montant' }] },
      },
      { valeur: 5_00 },
    ],
  }
  const d = unFormulaire(sejour, eleves, prix)
  test('compte tant que personne n’a répondu, puis laisse la place', () => {
    expect(reponsesUtiles(d, { sejour: true, eleves: 12 })).toMatchObject({ prix: 120_00 })
    expect(reponsesUtiles(d, { sejour: false })).toMatchObject({ prix: 5_00 })
    expect(reponsesUtiles(d, { sejour: true, eleves: 12, prix: 0 })).toMatchObject({ prix: 0 })
  })
  test('une valeur que la question refuserait ne se publie pas', () => {
    const faux: Champ = { ...eleves, defaut: [{ valeur: 'douze' }] }
    expect(constater(avec({}, sejour, faux)).defauts.map((x) => x.message)).toEqual([
      'Cette valeur ne répondrait pas à la question.',
    ])
  })
})
