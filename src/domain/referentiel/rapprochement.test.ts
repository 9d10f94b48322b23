import { expect, test } from 'vitest'
import { noterGroupe, type Partie } from './rapprochement.ts'

const adresse: Partie = { code: 'adresse', points: 25, phrase: 'Même adresse : 1 rue A' }
const commune: Partie = { code: 'commune', points: 5, phrase: 'Même commune' }
const telephone: Partie = { code: 'telephone', points: 10, phrase: 'Même téléphone' }
const proche: Partie = { code: 'distance', points: 15, phrase: 'À 12 m l’un de l’autre' }

test('dans un groupe, adresse et commune disent la même chose : la plus forte compte, une seule fois', () => {
  const groupe = noterGroupe(
    ['A', 'B', 'C'],
    [
      { uais: ['A', 'B'], parts: [adresse, proche] },
      { uais: ['B', 'C'], parts: [commune, proche] },
      { uais: ['A', 'C'], parts: [adresse] },
    ],
  )
  expect(groupe.parts.map((p) => p.code)).toEqual(['adresse', 'distance'])
  expect(groupe.score).toBe(40)
})

test('le score d’un groupe est la somme des raisons montrées, au plus cent', () => {
  const liens = [{ uais: ['A', 'B'], parts: [adresse, telephone, proche] }]
  const { score, parts } = noterGroupe(['A', 'B'], liens)
  expect(score).toBe(parts.reduce((s, p) => s + p.points, 0))
  const fortes = ['nom', 'siret', 'adresse', 'telephone'].map((code) => ({ code, points: 30, phrase: code }))
  expect(noterGroupe(['A', 'B'], [{ uais: ['A', 'B'], parts: fortes }]).score).toBe(100)
})

test('une raison qui ne vaut que pour deux membres de trois les nomme', () => {
  const { parts } = noterGroupe(
    ['A', 'B', 'C'],
    [
      { uais: ['A', 'B'], parts: [adresse, telephone] },
      { uais: ['B', 'C'], parts: [adresse] },
    ],
  )
  expect(parts.map((p) => p.phrase)).toEqual(['Même adresse : 1 rue A', 'Même téléphone (A, B)'])
})
