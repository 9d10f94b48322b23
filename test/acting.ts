import type { Acteur } from '#domain/acteur.ts'
import { contextOf, type Write } from '#server/platform/context.ts'
import { serveurDuFichier } from './serveur.ts'

class Annulation extends Error {}

/**
 * Runs `fn` as `acteur` in a transaction of the test file's database, then undoes everything. To act as someone else
 * in the same transaction: `{ ...ctx, acteur: bruno }`.
 */
export async function actingAs<T>(acteur: Acteur, fn: (ctx: Write) => Promise<T>, now = new Date()): Promise<T> {
  const { kit } = await serveurDuFichier()
  let resultat: { valeur: T } | undefined
  await kit.db
    .transaction()
    .execute(async (db) => {
      resultat = { valeur: await fn({ ...contextOf(kit, acteur, now, 'essai'), db }) }
      throw new Annulation()
    })
    .catch((erreur: unknown) => {
      if (!(erreur instanceof Annulation)) throw erreur
    })
  if (!resultat) throw new Error('L’essai n’a rien rendu.')
  return resultat.valeur
}
