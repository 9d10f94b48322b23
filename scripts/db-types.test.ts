import { readFile } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { nouvelleBase } from '#test/base.ts'
import { engendrer, FICHIER } from './db-types.ts'

test('les types de la base suivent les migrations (sinon : npm run db:types)', async () => {
  const base = await nouvelleBase()
  try {
    expect(await engendrer(base.proprietaire)).toBe(await readFile(FICHIER, 'utf8'))
  } finally {
    await base.fermer()
  }
})
