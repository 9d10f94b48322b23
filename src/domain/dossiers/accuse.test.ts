import { expect, test } from 'vitest'
import { ajouterMois, etapesDeLAccuse, mentions } from './accuse.ts'

test('un EPLE est une administration : rien n’est dit du silence', () => {
  expect(mentions('administration', '2026-11-24').join(' ')).not.toMatch(/silence|rejet|recours/i)
})

test('pour le public, l’accusé dit la date du rejet implicite, la suspension et les recours', () => {
  const texte = mentions('public', '2027-03-01').join(' ')
  expect(texte).toContain('réputée rejetée le 1er\u00a0mai\u00a02027')
  for (const article of ['L231-4', 'L114-5', 'R421-1']) expect(texte).toContain(article)
})

test.each([
  ['2027-03-01', 2, '2027-05-01'],
  ['2026-12-31', 2, '2027-02-28'],
  ['2027-12-31', 2, '2028-02-29'],
  ['2026-11-30', 3, '2027-02-28'],
  ['2026-08-31', 1, '2026-09-30'],
])('%s + %i mois = %s', (jour, mois, attendu) => {
  expect(ajouterMois(jour, mois)).toBe(attendu)
})

test('l’accusé ne répète pas les questions sans réponse', () => {
  const ligne = { chemin: 'a', libelle: 'A', texte: 'oui', vide: false }
  expect(
    etapesDeLAccuse([
      { id: 'e1', titre: 'Une', lignes: [ligne, { ...ligne, texte: 'Non renseigné', vide: true }] },
      { id: 'e2', titre: 'Vide', lignes: [{ ...ligne, vide: true }] },
    ]),
  ).toEqual([{ titre: 'Une', lignes: [{ libelle: 'A', texte: 'oui', section: '', ligne: '' }] }])
})
