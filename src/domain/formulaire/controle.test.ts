import { describe, expect, test } from 'vitest'
import { sinistre } from '#test/formulaires.ts'
import { controler, defautsDe } from './controle.ts'
import type { Champ, Definition } from './definition.ts'

const options = [
  { valeur: 'a', libelle: 'A' },
  { valeur: 'b', libelle: 'B' },
]
const base: Champ[] = [
  { id: 'type', type: 'choix', libelle: 'Nature', options },
  { id: 'cout', type: 'montant', libelle: 'Coût' },
  { id: 'eleves', type: 'nombre', libelle: 'Élèves' },
  { id: 'jour', type: 'date', libelle: 'Jour' },
  { id: 'photo', type: 'piece', libelle: 'Photo', formats: ['jpg'], taille_max: 5000 },
  {
    id: 'lignes',
    type: 'bloc_repetable',
    libelle: 'Lignes',
    libelle_ligne: 'Ligne',
    libelle_ajouter: 'Ajouter',
    champs: [
      { id: 'prix', type: 'montant', libelle: 'Prix' },
      { id: 'detail', type: 'texte', libelle: 'Détail' },
    ],
  },
]
const document = (...plus: unknown[]) => ({
  format: 'preau/formulaire@1',
  titre: 'Essai',
  etapes: [{ id: 'e', titre: 'E', champs: [...base, ...plus] }],
})
const texte = (plus: object) => ({ id: 'essai', type: 'texte', libelle: 'Essai', ...plus })
const calcul = (formule: object, grandeur = 'montant') => ({
  id: 'essai',
  type: 'calcul',
  libelle: 'E',
  grandeur,
  formule,
})
const si = (champ: string, op: string, valeur?: unknown) =>
  texte({ condition: valeur === undefined ? { champ, op } : { champ, op, valeur } })

describe('ce qui ne se publie pas', () => {
  test.each<[string, unknown, string, RegExp]>([
    ['une source inconnue', si('absent', 'rempli'), '.condition', /« absent » n’existe pas/],
    ['soi-même', si('essai', 'rempli'), '.condition', /placé après/],
    ['une cellule vue de dehors', si('prix', 'rempli'), '.condition', /dans le bloc « Lignes »/],
    ['un opérateur du mauvais type', si('photo', 'egal', 'x'), '.condition', /ne se compare pas avec « egal »/],
    ['une option qui n’existe pas', si('type', 'egal', 'z'), '.condition', /ne peut pas valoir « z »/],
    ['une option morte parmi d’autres', si('type', 'parmi', ['a', 'z']), '.condition', /ne peut pas valoir « z »/],
    ['un texte pour un montant', si('cout', 'egal', '10'), '.condition', /ne peut pas valoir/],
    ['un jour impossible', si('jour', 'inferieur', '2026-02-31'), '.condition', /ne peut pas valoir/],
    [
      'une faute au fond d’un arbre',
      texte({ obligatoire: { et: [{ ou: [{ non: { champ: 'x', op: 'vide' } }] }] } }),
      '.obligatoire.et[0].ou[0].non',
      /« x »/,
    ],
    ['un identifiant pris', { ...texte({}), id: 'prix' }, '', /sert déjà/],
    [
      'deux options de même valeur',
      { id: 'essai', type: 'choix', libelle: 'E', options: [...options, options[0]] },
      '.options[2]',
      /deux fois/,
    ],
    [
      'un maximum sous le minimum',
      { id: 'essai', type: 'nombre', libelle: 'E', min: 3, max: 2 },
      '.max',
      /inférieur au minimum/,
    ],
    [
      'des dates à l’envers',
      { id: 'essai', type: 'date', libelle: 'E', min: '2026-12-01', max: '2026-11-01' },
      '.max',
      /inférieur/,
    ],
    [
      'une borne placée après',
      { id: 'essai', type: 'nombre', libelle: 'E', max: { champ: 'essai' } },
      '.max',
      /placée avant/,
    ],
    [
      'une borne d’un autre type',
      { id: 'essai', type: 'nombre', libelle: 'E', max: { champ: 'cout' } },
      '.max',
      /même type/,
    ],
    [
      'une date bornée par un nombre',
      { id: 'essai', type: 'date', libelle: 'E', min: { champ: 'eleves' } },
      '.min',
      /même type/,
    ],
    [
      'une source pour un oui ou non',
      { id: 'essai', type: 'oui_non', libelle: 'E', source: 'etablissement.nom' },
      '.source',
      /texte/,
    ],
    ['un verrou sans source', texte({ verrouille: true }), '.verrouille', /source/],
    [
      'des euros et des élèves ajoutés',
      calcul({ somme: [{ champ: 'cout' }, { champ: 'eleves' }] }),
      '.formule',
      /simple nombre/,
    ],
    ['des euros annoncés comme un nombre', calcul({ champ: 'cout' }, 'nombre'), '.formule', /donne des euros/],
    ['un calcul sur une date', calcul({ champ: 'jour' }), '.formule', /ni un nombre/],
    ['un calcul sur une cellule hors total', calcul({ champ: 'prix' }), '.formule', /dans le bloc/],
    [
      'un total de ce qui n’est pas un bloc',
      calcul({ total: 'cout', de: { champ: 'cout' } }),
      '.formule',
      /pas un bloc/,
    ],
    ['un calcul de soi-même', calcul({ champ: 'essai' }), '.formule', /placé après/],
    [
      'plus de lignes demandées qu’acceptées',
      {
        ...base[5],
        id: 'essai',
        champs: [texte({ id: 'autre' })],
        max: 2,
        min_si: [{ condition: { champ: 'type', op: 'rempli' }, min: 3, message: 'Trois.' }],
      },
      '.max',
      /3 lignes mais en accepte 2/,
    ],
    ['un type inconnu', { id: 'essai', type: 'hologramme', libelle: 'E' }, '.type', /./],
    ['une propriété inconnue', texte({ couleur: 'rouge' }), '', /./],
    ['un identifiant à majuscules', { ...texte({}), id: 'Essai' }, '.id', /minuscules/],
  ])('%s', (_, champ, chemin, message) => {
    const { definition, defauts } = controler(document(champ))
    expect(definition).toBeUndefined()
    expect(defauts.map((d) => d.chemin)).toContain(`etapes[0].champs[6]${chemin}`)
    expect(defauts.map((d) => d.message).join(' ')).toMatch(message)
  })

  test('une condition sur la première étape', () => {
    const d = document()
    const conditionnel = { ...d, etapes: [{ ...d.etapes[0], condition: { champ: 'type', op: 'rempli' } }] }
    expect(controler(conditionnel).defauts[0]).toMatchObject({ chemin: 'etapes[0].condition' })
  })

  test('la source d’une condition retirée : chaque dépendant est nommé', () => {
    const [faits, cout] = sinistre.etapes
    if (!faits || !cout) throw new Error('le formulaire d’essai a deux étapes')
    const ampute: Definition = {
      ...sinistre,
      etapes: [{ ...faits, champs: faits.champs.filter((c) => c.id !== 'sinistre') }, cout],
    }
    expect(defautsDe(ampute).map((d) => d.chemin)).toEqual([
      'etapes[0].champs[1].condition',
      'etapes[1].condition',
      'etapes[1].champs[0].condition',
    ])
  })

  test('un champ déplacé au-dessus de sa source rougit aussitôt', () => {
    const [faits, cout] = sinistre.etapes
    if (!faits || !cout) throw new Error('le formulaire d’essai a deux étapes')
    const deplace: Definition = { ...sinistre, etapes: [{ ...faits, champs: faits.champs.toReversed() }, cout] }
    expect(defautsDe(deplace)).toMatchObject([{ chemin: 'etapes[0].champs[0].condition' }])
    expect(defautsDe(sinistre)).toEqual([])
  })

  test('des repères et des contrôles qui ne visent rien', () => {
    const d = document()
    const perdu = {
      ...d,
      etapes: [{ ...d.etapes[0], controles: [{ si: { champ: 'type', op: 'vide' }, champ: 'prix', message: 'Non.' }] }],
      reperes: { objet: 'absent', montant: 'eleves' },
    }
    expect(controler(perdu).defauts.map((x) => x.chemin)).toEqual([
      'etapes[0].controles[0].champ',
      'reperes.objet',
      'reperes.montant',
    ])
  })
})

test.each<[string, unknown]>([
  ['rien', undefined],
  ['null', null],
  ['un nombre', 12],
  ['un tableau', []],
  ['un objet vide', {}],
  ['un prototype', JSON.parse('{"__proto__":{"format":"preau/formulaire@1"}}')],
  ['dix mille niveaux', profond(10_000)],
  ['cent niveaux de « non »', document(texte({ condition: profond(100) }))],
])('un document hostile est refusé sans casse : %s', (_, hostile) => {
  const { definition, defauts } = controler(hostile)
  expect(definition).toBeUndefined()
  expect(defauts.length).toBeGreaterThan(0)
})

function profond(niveaux: number): unknown {
  let condition: unknown = { champ: 'type', op: 'rempli' }
  for (let i = 0; i < niveaux; i++) condition = { non: condition }
  return condition
}
