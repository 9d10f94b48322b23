import { describe, expect, test } from 'vitest'
import type { Champ } from './definition.ts'
import { refusDepot, refusEnregistrement } from './validation.ts'

const autour = { lire: (id: string) => ({ debut: '2026-12-01', eleves: 20 })[id], aujourdhui: '2026-11-24' }
const champ = (c: Record<string, unknown>) => ({ id: 'c', libelle: 'C', ...c }) as Champ
const options = [
  { valeur: 'a', libelle: 'A' },
  { valeur: 'b', libelle: 'B' },
]
const texte = champ({ type: 'texte' })
const piece = champ({ type: 'piece', formats: ['pdf', 'jpg'], taille_max: 1_000_000, nombre_max: 2 })
const bloc = champ({
  type: 'bloc_repetable',
  libelle_ligne: 'Ligne',
  libelle_ajouter: 'Ajouter',
  champs: [{ id: 'jour', type: 'date', libelle: 'Jour' }],
})

describe('ce qui ne peut pas être enregistré', () => {
  test.each<[string, Champ, unknown]>([
    ['10 000 caractères dans un texte court', texte, 'x'.repeat(10_000)],
    ['un octet nul', texte, 'a\u0000b'],
    ['une moitié d’emoji', texte, 'a\ud83d'],
    ['un retour à la ligne dans un texte court', texte, 'a\nb'],
    ['un objet', texte, { toString: 'x' }],
    ['un nombre au lieu d’un texte', texte, 12],
    ['un tableau au lieu d’un texte', texte, ['a']],
    ['NaN', champ({ type: 'nombre' }), Number.NaN],
    ['l’infini', champ({ type: 'nombre' }), Number.POSITIVE_INFINITY],
    ['un nombre écrit en texte', champ({ type: 'nombre' }), '12'],
    ['des centimes de centime', champ({ type: 'montant' }), 10.5],
    ['un montant monstrueux', champ({ type: 'montant' }), 1e15],
    ['le 31 février', champ({ type: 'date' }), '2026-02-31'],
    ['le 29 février d’une année ordinaire', champ({ type: 'date' }), '2027-02-29'],
    ['une date à la française', champ({ type: 'date' }), '24/11/2026'],
    ['l’an 202026', champ({ type: 'date' }), '202026-11-24'],
    ['un instant au lieu d’un jour', champ({ type: 'date' }), '2026-11-24T00:00:00Z'],
    ['« oui » au lieu de vrai', champ({ type: 'oui_non' }), 'oui'],
    ['zéro au lieu de faux', champ({ type: 'case' }), 0],
    ['un choix multiple en texte', champ({ type: 'choix_multiple', options }), 'a'],
    ['deux fois le même choix', champ({ type: 'choix_multiple', options }), ['a', 'a']],
    ['une pièce sans identifiant', piece, [{ nom: 'a.pdf', taille: 1, format: 'pdf' }]],
    ['une pièce avec un chemin', piece, [{ id: '../../etc', nom: 'a.pdf', taille: 1, format: 'pdf' }]],
    ['une ligne inconnue de la forme', bloc, [{ id: 'l1', valeurs: {}, autre: 1 }]],
    [
      'deux lignes de même identité',
      bloc,
      [
        { id: 'l1', valeurs: {} },
        { id: 'l1', valeurs: {} },
      ],
    ],
    ['une case inexistante d’une ligne', bloc, [{ id: 'l1', valeurs: { autre: 1 } }]],
    ['le prototype d’une ligne', bloc, JSON.parse('[{"id":"l1","valeurs":{"__proto__":{"jour":"x"}}}]')],
    ['une ligne avec le 31 février', bloc, [{ id: 'l1', valeurs: { jour: '2026-02-31' } }]],
    ['201 lignes', bloc, Array.from({ length: 201 }, (_, i) => ({ id: `l${i}`, valeurs: {} }))],
    ['une réponse à un titre', champ({ type: 'titre' }), 'x'],
    ['une réponse à un calcul', champ({ type: 'calcul', grandeur: 'nombre', formule: { champ: 'x' } }), 1],
  ])('%s', (_, c, valeur) => {
    expect(refusEnregistrement(c, valeur)).toMatch(/\p{L}+ .*[.]$/u)
    expect(refusDepot(c, valeur, autour)).toBeDefined()
  })
})

describe('ce qui s’enregistre sans perdre une frappe, et ne se dépose pas encore', () => {
  test.each<[Champ, unknown, string]>([
    [champ({ type: 'texte', longueur_max: 5 }), '123456', 'Raccourcissez votre réponse à 5 caractères : elle en a 6.'],
    [champ({ type: 'texte', longueur_min: 3 }), 'ab', 'Complétez votre réponse : il faut au moins 3 caractères.'],
    [champ({ type: 'courriel' }), 'claire@', 'Saisissez une adresse électronique complète, comme nom@exemple.fr.'],
    [champ({ type: 'courriel' }), 'claire@preau', 'Saisissez une adresse électronique complète, comme nom@exemple.fr.'],
    [
      champ({ type: 'telephone' }),
      '05 61',
      'Saisissez un numéro à 10 chiffres, ou avec l’indicatif du pays : +33 5 61 00 00 00.',
    ],
    [champ({ type: 'nombre' }), 1.5, 'Saisissez un nombre entier.'],
    [champ({ type: 'nombre', decimales: 2 }), 1.005, 'Saisissez 2 chiffres après la virgule au plus.'],
    [champ({ type: 'nombre', min: 1 }), 0, 'Saisissez au moins 1.'],
    [champ({ type: 'nombre', max: { champ: 'eleves' }, unite: 'élèves' }), 21, 'Saisissez au plus 20 élèves.'],
    [champ({ type: 'montant' }), -1, 'Saisissez au moins 0 €.'],
    [champ({ type: 'montant', max: 1_234_50 }), 1_234_51, 'Saisissez au plus 1 234,50 €.'],
    [champ({ type: 'date', min: { champ: 'debut' } }), '2026-11-30', 'Choisissez une date à partir du 1er déc. 2026.'],
    [
      champ({ type: 'date', max: { aujourdhui: 0 } }),
      '2026-11-25',
      'Choisissez une date au plus tard le 24 nov. 2026.',
    ],
    [champ({ type: 'date', min: { aujourdhui: 8 } }), '2026-12-01', 'Choisissez une date à partir du 2 déc. 2026.'],
    [champ({ type: 'choix', options }), 'z', 'Cette réponse n’est plus proposée : choisissez de nouveau.'],
    [champ({ type: 'choix_multiple', options, nombre_min: 2 }), ['a'], 'Cochez au moins 2 réponses.'],
    [
      piece,
      [{ id: '1', nom: 'plan.pdf', taille: 1_000_001, format: 'pdf' }],
      '« plan.pdf » est trop lourd : 1 Mo au plus.',
    ],
    [
      piece,
      [{ id: '1', nom: 'plan.docx', taille: 1, format: 'docx' }],
      '« plan.docx » n’est pas accepté : déposez un fichier PDF ou JPG.',
    ],
  ])('%j ← %j', (c, valeur, message) => {
    expect(refusEnregistrement(c, valeur)).toBeUndefined()
    expect(refusDepot(c, valeur, autour)?.replace(/[\u00a0\u202f]/g, ' ')).toBe(message)
  })
})

describe('ce qui se dépose', () => {
  test.each<[Champ, unknown]>([
    [texte, 'Établissement 🏫 <script>alert(1)</script> ; DROP TABLE'],
    [champ({ type: 'texte', longueur_max: 2 }), '🏫é'],
    [champ({ type: 'texte', longueur_max: 1 }), 'e\u0301'],
    [champ({ type: 'texte_long' }), 'a\nb\tc'],
    [champ({ type: 'date' }), '2028-02-29'],
    [champ({ type: 'montant' }), 0],
    [champ({ type: 'nombre', decimales: 2 }), 1.15],
    [champ({ type: 'oui_non' }), false],
    [champ({ type: 'telephone' }), '+33 5 61 00 00 00'],
    [champ({ type: 'telephone' }), '05.61.00.00.00'],
    [champ({ type: 'telephone' }), '+352 27 12 34 56'],
    [champ({ type: 'courriel' }), 'c.o+x@lycée-hôtelier.education.fr'],
    [texte, ''],
    [texte, null],
    [piece, []],
  ])('%j ← %j', (c, valeur) => {
    expect(refusEnregistrement(c, valeur)).toBeUndefined()
    expect(refusDepot(c, valeur, autour)).toBeUndefined()
  })
})

test('un courriel de 300 signes hostiles se juge en temps linéaire', () => {
  const debut = 'a'.repeat(100)
  expect(refusDepot(champ({ type: 'courriel' }), `${debut}@${'a.'.repeat(90)}@`, autour)).toBeDefined()
})
