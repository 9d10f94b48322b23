import { expect, test } from 'vitest'
import { direEtapes, type Etape, transformerTexte } from './transformations.ts'

const nettoyer: Etape = { genre: 'nettoyer' }
test.each<[string, string, Etape[], string]>([
  ['espaces', '  deux  mots ', [nettoyer], 'deux mots'],
  ['majuscules', 'été', [{ genre: 'majuscules' }], 'ÉTÉ'],
  ['minuscules', 'ÉTÉ', [{ genre: 'minuscules' }], 'été'],
  ['date française', '1/9/2024', [{ genre: 'date', ordre: 'jma' }], '2024-09-01'],
  ['date américaine', '09/13/2024', [{ genre: 'date', ordre: 'mja' }], '2024-09-13'],
  ['date à l’endroit', '2024/09/01', [{ genre: 'date', ordre: 'amj' }], '2024-09-01'],
  ['pourcentage', '45,5 %', [{ genre: 'pourcentage', part: false }], '45.5'],
  ['part de un', '0,07', [{ genre: 'pourcentage', part: true }], '7'],
  ['euros', '1 234,50 €', [{ genre: 'euros', unite: 'euros' }], '1234.5'],
  ['milliers d’euros', '12,3 k€', [{ genre: 'euros', unite: 'milliers' }], '12300'],
  ['centimes', '123450', [{ genre: 'euros', unite: 'centimes' }], '1234.5'],
  ['oui ou non', 'O', [{ genre: 'oui_non' }], 'oui'],
  ['premier morceau', 'Toulouse (31)', [{ genre: 'separer', separateur: '(', rang: 1 }], 'Toulouse'],
  ['dernier morceau', 'a/b/c', [{ genre: 'separer', separateur: '/', rang: -1 }], 'c'],
  ['mots traduits', 'Gaz  naturel', [nettoyer, { genre: 'valeurs', sens: { gaz_naturel: 'gaz' } }], 'gaz'],
  ['mot qui vaut rien', 'Sans objet', [{ genre: 'valeurs', sens: { sans_objet: '' } }, { genre: 'oui_non' }], ''],
  ['case vide', '  ', [{ genre: 'oui_non' }], ''],
])('%s : %j', (_nom, brut, etapes, attendu) => expect(transformerTexte(brut, etapes)).toEqual({ valeur: attendu }))

test.each<[string, Etape, string]>([
  ['31/02/2024', { genre: 'date', ordre: 'jma' }, 'Cette date ne se lit pas jour/mois/année.'],
  ['2024-09-01', { genre: 'date', ordre: 'jma' }, 'Cette date ne se lit pas jour/mois/année.'],
  ['beaucoup', { genre: 'euros', unite: 'euros' }, 'Ce n’est pas un montant.'],
  ['bof', { genre: 'oui_non' }, 'Ce n’est ni oui ni non.'],
  ['seul', { genre: 'separer', separateur: '/', rang: 2 }, 'Ce morceau n’existe pas dans la case.'],
])('%j est écarté avec sa raison', (brut, etape, raison) => expect(transformerTexte(brut, [etape])).toEqual({ raison }))

test('une chaîne se dit en mots', () =>
  expect(direEtapes([nettoyer, { genre: 'date', ordre: 'jma' }, { genre: 'valeurs', sens: { a: 'b' } }])).toBe(
    'ôter les espaces inutiles, puis date jour/mois/année, puis 1 mot traduit',
  ))
