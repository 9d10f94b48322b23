import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { corrigerUai, estUai, lettreUai, Uai } from './uai.ts'

describe('lettre de contrôle', () => {
  test.each(['0310054R', '0460054J', '0311631E', '0121517J', '0360016X', '7200118R', '0922923C'])(
    '%s est un UAI',
    (uai) => {
      expect(estUai(uai)).toBe(true)
    },
  )

  test.each(['0310054A', '0351122O', '310054R', '0310054', '03100544R', '0310054r', '', 'ABCDEFGH', '0310054R '])(
    '« %s » n’en est pas un',
    (uai) => expect(estUai(uai)).toBe(false),
  )

  test('sept chiffres n’ont qu’une lettre possible', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 9_999_999 }), (n) => {
        const chiffres = String(n).padStart(7, '0')
        const valides = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'].filter((l) => estUai(chiffres + l))
        expect(valides).toEqual([lettreUai(chiffres)])
      }),
    )
  })
})

test('une saisie en minuscules et avec des espaces est acceptée, une lettre fausse est refusée en français', () => {
  expect(Uai.parse(' 031 0054 r')).toBe('0310054R')
  expect(Uai.safeParse('0310054A').error?.issues[0]?.message).toMatch(/lettre de contrôle/)
})

describe('correction d’une faute de frappe', () => {
  const connus = new Set(['0310054R', '0460054J', '0311631E', '0360016X'])
  const corriger = (texte: string) => corrigerUai(texte, (u) => connus.has(u))

  test.each([
    ['0310054A', '0310054R'],
    ['O310054R', '0310054R'],
    ['03I0054R', '0310054R'],
    ['310054R', '0310054R'],
    ['0310045R', '0310054R'],
    ['0360017X', '0360016X'],
  ])('%s veut dire %s', (saisi, voulu) => expect(corriger(saisi)).toBe(voulu))

  test.each(['0000000A', 'bonjour', ''])('« %s » ne ressemble à aucun UAI connu', (saisi) => {
    expect(corriger(saisi)).toBeUndefined()
  })

  test('deux voisins possibles ne font pas une correction', () => {
    expect(corrigerUai('0310054A', () => true)).toBeUndefined()
  })
})
