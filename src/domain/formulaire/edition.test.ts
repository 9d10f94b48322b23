import fc from 'fast-check'
import { expect, test } from 'vitest'
import { sinistre } from '#test/formulaires.ts'
import { constater } from './constat.ts'
import type { Champ } from './definition.ts'
import { type Ebauche, lireEbauche } from './ebauche.ts'
import { appliquer, type Lieu, type Operation, trouverChamp } from './edition.ts'
import { copier, dependantsDe, idLibre, idsPris, renommer } from './references.ts'

const LIEUX: Lieu[] = [{ etape: 'faits' }, { etape: 'cout' }, { etape: 'cout', bloc: 'devis' }, { etape: 'neuve' }]
const IDS = ['objet', 'sinistre', 'assurance', 'devis', 'montant', 'urgent', 'total', 'note', 'ajout', 'absent']
const lieu = fc.constantFrom(...LIEUX)
const id = fc.constantFrom(...IDS)
const rang = fc.nat({ max: 12 })
const champ: fc.Arbitrary<Champ> = fc.oneof(
  id.map((i): Champ => ({ id: i, type: 'texte', libelle: `Texte ${i}` })),
  id.map((i): Champ => ({ id: i, type: 'nombre', libelle: '', unite: 'km' })),
  id.map(
    (i): Champ => ({
      id: i,
      type: 'bloc_repetable',
      libelle: 'B',
      libelle_ligne: 'L',
      libelle_ajouter: '+',
      champs: [],
    }),
  ),
)
const etape = fc.constantFrom('faits', 'cout', 'neuve')
const simple: fc.Arbitrary<Operation> = fc.oneof(
  fc.record({ op: fc.constant('inserer_champ' as const), lieu, rang, champ }),
  fc.record({ op: fc.constant('retirer_champ' as const), id }),
  fc.record({ op: fc.constant('deplacer_champ' as const), id, lieu, rang }),
  fc.record({ op: fc.constant('changer_champ' as const), id, champ }),
  fc.record({
    op: fc.constant('inserer_etape' as const),
    rang,
    etape: fc.record({ id: etape, titre: fc.string(), champs: fc.constant<Champ[]>([]) }),
  }),
  fc.record({ op: fc.constant('retirer_etape' as const), id: etape }),
  fc.record({ op: fc.constant('deplacer_etape' as const), id: etape, rang }),
  fc.record({
    op: fc.constant('changer_etape' as const),
    id: etape,
    etape: fc.record({ id: etape, titre: fc.string() }),
  }),
  fc.record({
    op: fc.constant('changer_entete' as const),
    titre: fc.string(),
    reperes: fc.constantFrom(undefined, { objet: 'objet' }),
  }),
)
const operation: fc.Arbitrary<Operation> = fc.oneof(
  { weight: 8, arbitrary: simple },
  fc.record({ op: fc.constant('ensemble' as const), operations: fc.array(simple, { maxLength: 4 }) }),
)

test('toute édition se défait exactement, puis se refait, dans n’importe quelle suite', () => {
  fc.assert(
    fc.property(fc.array(operation, { maxLength: 12 }), (operations) => {
      const passes: { avant: Ebauche; inverse: Operation }[] = []
      let ici: Ebauche = sinistre
      for (const o of operations) {
        const faite = appliquer(ici, o)
        if (!faite) continue
        const defaite = appliquer(faite.ebauche, faite.inverse)
        expect(defaite?.ebauche).toEqual(ici)
        // Done again by undoing the undoing.
        if (defaite) expect(appliquer(defaite.ebauche, defaite.inverse)?.ebauche).toEqual(faite.ebauche)
        passes.push({ avant: ici, inverse: faite.inverse })
        ici = faite.ebauche
      }
      for (const { avant, inverse } of passes.reverse()) {
        const defaite = appliquer(ici, inverse)
        expect(defaite?.ebauche).toEqual(avant)
        ici = defaite?.ebauche ?? ici
      }
      expect(ici).toEqual(sinistre)
    }),
    { numRuns: 400 },
  )
})

test('aucune édition ne fait un document qu’on ne pourrait plus ouvrir', () => {
  fc.assert(
    fc.property(fc.array(operation, { maxLength: 12 }), (operations) => {
      let ici: Ebauche = sinistre
      for (const o of operations) ici = appliquer(ici, o)?.ebauche ?? ici
      expect(lireEbauche(JSON.parse(JSON.stringify(ici))).defaut).toBeUndefined()
      // A form, however broken, is told its defects and never makes the check fall.
      expect(() => constater(ici)).not.toThrow()
    }),
    { numRuns: 300 },
  )
})

test('ce qui ne change pas garde son identité', () => {
  const apres = appliquer(sinistre, { op: 'deplacer_champ', id: 'note', lieu: { etape: 'cout' }, rang: 0 })?.ebauche
  expect(apres?.etapes[0]).toBe(sinistre.etapes[0])
  expect(apres && trouverChamp(apres, 'devis')?.champ).toBe(trouverChamp(sinistre, 'devis')?.champ)
})

test('un bloc n’entre ni dans un bloc ni dans lui-même, et un identifiant ne sert qu’une fois', () => {
  expect(
    appliquer(sinistre, { op: 'deplacer_champ', id: 'devis', lieu: { etape: 'cout', bloc: 'devis' }, rang: 0 }),
  ).toBeUndefined()
  const champs: Champ = { id: 'objet', type: 'texte', libelle: 'Encore' }
  expect(appliquer(sinistre, { op: 'inserer_champ', lieu: { etape: 'cout' }, rang: 0, champ: champs })).toBeUndefined()
})

test('cas 17 : monter un champ au-dessus de sa source rend sa condition fautive aussitôt', () => {
  expect(constater(sinistre).defauts).toEqual([])
  const apres = appliquer(sinistre, { op: 'deplacer_champ', id: 'assurance', lieu: { etape: 'faits' }, rang: 0 })
  expect(apres && constater(apres.ebauche).defauts).toEqual([
    {
      chemin: 'etapes[0].champs[0].condition',
      message: '« Y a-t-il un sinistre ? » est placé après : seules les questions placées avant peuvent servir ici.',
      etape: 'faits',
      champ: 'assurance',
      ou: 'Numéro d’assurance',
    },
  ])
})

test('cas 7 : supprimer la source d’une condition nomme chaque dépendant', () => {
  expect(dependantsDe(sinistre, 'sinistre').map((d) => d.libelle)).toEqual(['Numéro d’assurance', 'Le coût', 'Devis'])
  const apres = appliquer(sinistre, { op: 'retirer_champ', id: 'sinistre' })
  expect(apres && constater(apres.ebauche).defauts.map((d) => d.ou)).toEqual(['Numéro d’assurance', 'Le coût', 'Devis'])
  expect(dependantsDe(sinistre, 'montant').map((d) => d.libelle)).toEqual(['Total'])
})

test('changer un identifiant le change partout où il est cité', () => {
  const apres = renommer({ ...sinistre, reperes: { objet: 'objet' } }, 'sinistre', 'degat')
  expect(constater(apres).defauts).toEqual([])
  expect(dependantsDe(apres, 'degat')).toHaveLength(3)
  expect(renommer(apres, 'objet', 'titre').reperes).toEqual({ objet: 'titre' })
})

test('la copie d’un bloc a ses propres identifiants, et ses lignes se citent entre elles', () => {
  const bloc = trouverChamp(sinistre, 'devis')?.champ
  const copie = bloc && copier(bloc, (ancien) => idLibre(ancien, idsPris(sinistre)))
  if (copie?.type !== 'bloc_repetable') throw new Error('Un bloc était attendu.')
  expect(copie.champs.map((c) => c.id)).toEqual(['montant_2', 'urgent_2', 'pourquoi_2', 'rappel_2'])
  expect(copie.champs[2]?.condition).toEqual({ champ: 'urgent_2', op: 'egal', valeur: true })
  expect(copie.condition).toEqual({ champ: 'sinistre', op: 'egal', valeur: true })
})

test.each([
  ['Numéro d’assurance', 'numero_d_assurance'],
  ['2e cycle : élèves', 'e_cycle_eleves'],
  ['???', 'champ'],
  ['objet', 'objet_2'],
])('« %s » donne l’identifiant %s', (mots, attendu) => {
  expect(idLibre(mots, idsPris(sinistre))).toBe(attendu)
})

test.each([
  [
    'un type inconnu',
    { ...sinistre, etapes: [{ id: 'e', titre: 'E', champs: [{ id: 'a', type: 'x', libelle: 'A' }] }] },
  ],
  ['un libellé qui est un nombre', { ...sinistre, titre: 3 }],
  ['un texte', 'bonjour'],
  ['rien', null],
  ['une clé de trop', { ...sinistre, intrus: true }],
  ['deux étapes du même nom', { ...sinistre, etapes: [...sinistre.etapes, sinistre.etapes[0]] }],
])('%s n’est pas une ébauche', (_, document) => {
  expect(lireEbauche(document).defaut?.message).toBeTruthy()
})

test('une ébauche peut être inachevée', () => {
  const champs: Champ[] = [{ id: 'a', type: 'choix', libelle: '', options: [] }]
  const { ebauche } = lireEbauche({ ...sinistre, etapes: [{ id: 'e', titre: '', champs }] })
  expect(ebauche && constater(ebauche).defauts.map((d) => d.message)).toEqual([
    'Écrivez le titre.',
    'Écrivez le libellé.',
    'Proposez au moins deux options.',
  ])
})
