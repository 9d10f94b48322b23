import { expect, test } from 'vitest'
import { reniflerEncodage, reniflerSeparateur, trouverEntetes } from './reniflage.ts'

const octets = (...valeurs: number[]) => new Uint8Array(valeurs)
const latin = (texte: string) => Uint8Array.from(texte, (c) => c.charCodeAt(0))

test.each([
  ['ASCII', latin('uai;nom'), 'utf-8'],
  ['UTF-8', latin('lyc\xc3\xa9e'), 'utf-8'],
  ['UTF-8 avec marque', latin('\xef\xbb\xbfuai'), 'utf-8-bom'],
  ['é seul : windows-1252', latin('lyc\xe9e'), 'windows-1252'],
  ['UTF-8 coupé au milieu d’un signe', latin('lyc\xc3'), 'windows-1252'],
  ['forme trop longue, jamais de l’UTF-8', latin('a\xc0\xafb'), 'windows-1252'],
  ['UTF-16', octets(0xff, 0xfe, 97, 0), 'utf-16le'],
  ['UTF-16 grand-boutiste', octets(0xfe, 0xff, 0, 97), 'utf-16be'],
  ['UTF-16 sans marque', octets(97, 0, 59, 0, 98, 0, 10, 0), 'utf-16le'],
  ['des octets, pas un texte', octets(0, 0, 1, 2, 250, 3), undefined],
  ['des signes de commande', octets(1, 2, 3, 97, 5, 6), undefined],
  ['rien', octets(), 'utf-8'],
])('%s', (_, contenu, attendu) => expect(reniflerEncodage(contenu)).toBe(attendu))

test.each([
  ['a;b;c\n1;2,5;3\n', ';'],
  ['a,b,c\n1,"2;5",3\n', ','],
  ['a\tb\n1\t2\n', '\t'],
  ['a|b\n1|2\n', '|'],
  ['nom;adresse\nA;1, rue X, bât. B\nB;2 rue Y\nC;3, rue Z\n', ';'],
  ['nom;objet\nA;"x\ny, z"\n', ';'],
  ['une seule colonne\nx\n', undefined],
  ['', undefined],
])('%j : séparateur %j', (texte, attendu) => expect(reniflerSeparateur(texte)).toBe(attendu))

test.each([
  [
    'une ligne',
    [
      ['UAI', 'Nom'],
      ['0310038Y', 'x'],
    ],
    { avant: 0, rangs: 1, entetes: ['UAI', 'Nom'] },
  ],
  [
    'un titre au-dessus',
    [
      ['Liste 2024', '', ''],
      ['UAI', 'Nom', 'Ville'],
      ['0310038Y', 'x', 'y'],
    ],
    { avant: 1, rangs: 1, entetes: ['UAI', 'Nom', 'Ville'] },
  ],
  [
    'des groupes au-dessus des séries',
    [
      ['Infos', '', 'Taux', ''],
      ['UAI', 'Nom', 'G', 'P'],
      ['0310038Y', 'x', '90', '80'],
    ],
    { avant: 0, rangs: 2, entetes: ['Infos · UAI', 'Infos · Nom', 'Taux · G', 'Taux · P'] },
  ],
  [
    'un en-tête à trous n’est pas un groupe quand la suite est une ligne de données',
    [
      ['UAI', '', 'Nom', ''],
      ['0310038Y', '1', 'x', '2'],
    ],
    { avant: 0, rangs: 1, entetes: ['UAI', '', 'Nom'] },
  ],
  [
    'les colonnes vides de la fin',
    [
      ['UAI', 'Nom', '', ''],
      ['0310038Y', 'x', '', ''],
    ],
    { avant: 0, rangs: 1, entetes: ['UAI', 'Nom'] },
  ],
  ['rien', [], { avant: 0, rangs: 1, entetes: [] }],
])('en-tête : %s', (_, lignes, attendu) => expect(trouverEntetes(lignes)).toEqual(attendu))
