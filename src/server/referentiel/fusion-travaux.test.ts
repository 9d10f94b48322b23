import { expect, test } from 'vitest'
import { serveurDuFichier } from '#test/serveur.ts'
import type { Kit } from '../platform/context.ts'
import { abonnements } from './fusion-travaux.ts'

/** Whether the work that follows this import reads the base at all. */
async function calcule(donnees: Record<string, unknown>): Promise<boolean> {
  const { kit } = await serveurDuFichier()
  let lue = false
  const espion: Kit = Object.defineProperty({ ...kit }, 'db', {
    get: () => {
      lue = true
      return kit.db
    },
  })
  const evenement = { acte: 1, code: 'execution_appliquee', objet: { genre: 'execution', cle: '1' }, donnees } as const
  for (const { job } of abonnements) await job.run(espion, evenement)
  return lue
}

test('on ne cherche de rapprochements qu’après un import qui a changé des établissements', async () => {
  expect(await calcule({ cible: 'etablissements', crees: 1, modifies: 0 })).toBe(true)
  expect(await calcule({ cible: 'etablissements', crees: 0, modifies: 0 })).toBe(false)
  expect(await calcule({ cible: 'enregistrements', crees: 250_000, modifies: 3 })).toBe(false)
  // What an older import has journaled says nothing of its target.
  expect(await calcule({ source: 'decoupage', modifies: 4 })).toBe(true)
})
