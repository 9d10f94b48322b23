import { expect, test } from 'vitest'
import { contient, contourDe, distanceKm } from './geometrie.ts'

const carre: [number, number][] = [
  [0, 0],
  [2, 0],
  [2, 2],
  [0, 2],
  [0, 0],
]
const trou: [number, number][] = [
  [0.5, 0.5],
  [1.5, 0.5],
  [1.5, 1.5],
  [0.5, 1.5],
  [0.5, 0.5],
]
const ile: [number, number][] = [
  [10, 0],
  [11, 0],
  [11, 1],
  [10, 1],
  [10, 0],
]
const contour = contourDe({ type: 'MultiPolygon', coordinates: [[carre, trou], [ile]] })

test.each([
  [[0.2, 0.2], true],
  [[1, 1], false],
  [[10.5, 0.5], true],
  [[5, 0.5], false],
] as const)('le point %s est dedans : %s', (point, attendu) => expect(contient(contour, point)).toBe(attendu))

test('la distance est nulle dedans, et en kilomètres dehors', () => {
  expect(distanceKm(contour, [0.2, 0.2])).toBe(0)
  expect(distanceKm(contour, [1, -1])).toBeCloseTo(111.3, 0)
  expect(distanceKm(contour, [1, 1])).toBeCloseTo(55.7, 0)
})
