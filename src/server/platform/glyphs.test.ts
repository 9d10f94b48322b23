import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { coverage, drawableOnly } from './glyphs.ts'

const inter = coverage(readFileSync(new URL('./polices/Inter_400Regular.ttf', import.meta.url)))

test.each([...'aàéœŒÇ€«»’…—\u00a0\u202f□'])('la police dessine « %s »', (signe) => {
  expect(inter(signe.codePointAt(0) ?? 0)).toBe(true)
})

test('ce qu’elle ne dessine pas devient un carré, ce qui n’a pas de forme disparaît', () => {
  const donnees = { nom: 'Élève 中文 👩‍👩‍👧', lignes: ['a\nb', 'c\u200dd'], nombre: 3, rien: null }
  expect(drawableOnly(donnees, inter)).toEqual({ nom: 'Élève □□ □□□', lignes: ['a\nb', 'cd'], nombre: 3, rien: null })
})
