import { expect, test } from 'vitest'
import { apresEchec, type Circuit, NEUF, situation } from './circuit.ts'
import { phraseDeFin, seuilAtteint } from './jeton.ts'

const echouer = (n: number, depart: Circuit = NEUF, le = 0) => {
  let circuit = depart
  for (let i = 0; i < n; i++) circuit = apresEchec(circuit, le)
  return circuit
}

test('quatre échecs ne ferment rien, le cinquième ouvre le circuit une minute', () => {
  expect(situation(echouer(4), 0)).toBe('ferme')
  expect(situation(echouer(5), 59_999)).toBe('ouvert')
  expect(situation(echouer(5), 60_000)).toBe('entrouvert')
})

test('chaque nouvelle ouverture dure deux fois plus, un quart d’heure au plus', () => {
  let circuit = echouer(5)
  const durees = [1, 2, 3, 4, 5].map(() => {
    const le = circuit.ouvert_jusque ?? 0
    circuit = apresEchec(circuit, le)
    return ((circuit.ouvert_jusque ?? 0) - le) / 60_000
  })
  expect(durees).toEqual([2, 4, 8, 15, 15])
})

test('un seul échec suffit quand le service demande de revenir plus tard', () => {
  const circuit = apresEchec(NEUF, 0, 30_000)
  expect([situation(circuit, 29_999), situation(circuit, 30_000)]).toEqual(['ouvert', 'entrouvert'])
})

const LE = Date.parse('2026-11-24T08:00:00Z')
const dans = (jours: number) => new Date(LE + jours * 86_400_000).toISOString()

test.each([
  [91, undefined],
  [90, 90],
  [31, 90],
  [30, 30],
  [7, 7],
  [1.5, 7],
  [1, 1],
  [0.5, 1],
  [0, 0],
  [-3, 0],
])('un jeton qui finit dans %d jours : seuil %s', (jours, seuil) => expect(seuilAtteint(dans(jours), LE)).toBe(seuil))

test('la fin se dit en jours, puis au passé', () => {
  expect(phraseDeFin('API Entreprise', dans(6.2), LE)).toContain('expire dans 7 jours')
  expect(phraseDeFin('API Entreprise', dans(0.9), LE)).toContain('expire dans 1 jour :')
  expect(phraseDeFin('API Entreprise', dans(-1), LE)).toContain('a expiré')
})
