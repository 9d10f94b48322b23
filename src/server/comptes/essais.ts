import { createHash, randomUUID } from 'node:crypto'
import { APIError } from 'better-auth/api'
import { sql } from 'kysely'
import type { Kit } from '../platform/context.ts'

/** Attempts are counted over ten minutes from the first one. */
const FENETRE = 600_000

/**
 * Counts one attempt to sign in as `courriel` from `adresse`, before the password is looked at: fifty attempts at once
 * still count fifty. Past the limit, refuses (429) even the right password until the ten minutes are over.
 * The address is in the key so that a stranger cannot lock somebody else's account from afar.
 */
export async function compterEssai(kit: Kit, courriel: string, adresse: string): Promise<void> {
  const maintenant = Date.now()
  const { compte } = await kit.db
    .insertInto('comptes.limite')
    .values({ id: randomUUID(), cle: cleDe(courriel, adresse), compte: 1, derniere_demande: maintenant })
    .onConflict((c) =>
      c.column('cle').doUpdateSet({
        compte: sql`case when limite.derniere_demande < ${maintenant - FENETRE} then 1 else limite.compte + 1 end`,
        derniere_demande: sql`case when limite.derniere_demande < ${maintenant - FENETRE} then ${maintenant}
          else limite.derniere_demande end`,
      }),
    )
    .returning('compte')
    .executeTakeFirstOrThrow()
  if (compte > kit.config.essais.parCompte)
    throw new APIError('TOO_MANY_REQUESTS', { code: 'TROP_D_ESSAIS', message: 'Too many attempts' })
}

/** The right password clears the count. */
export async function oublierEssais(kit: Kit, courriel: string, adresse: string): Promise<void> {
  await kit.db.deleteFrom('comptes.limite').where('cle', '=', cleDe(courriel, adresse)).execute()
}

/** Hashed: this table holds no list of addresses typed by strangers. */
const cleDe = (courriel: string, adresse: string): string =>
  `essais:${createHash('sha256').update(`${courriel.trim().toLowerCase()}|${adresse}`).digest('hex')}`
