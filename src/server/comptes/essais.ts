import { createHash, randomUUID } from 'node:crypto'
import { APIError } from 'better-auth/api'
import { sql } from 'kysely'
import type { Kit } from '../platform/context.ts'

const DIX_MINUTES = 600_000
const UNE_HEURE = 3600_000

/** Links for a forgotten password that one address may receive in an hour: a mailbox is not to be flooded. */
const LIENS_PAR_HEURE = 5

/**
 * Counts one attempt to sign in as `courriel` from `adresse`, before the password is looked at: fifty attempts at once
 * still count fifty. Past the limit, refuses (429) even the right password until the ten minutes are over.
 * The address is in the key so that a stranger cannot lock somebody else's account from afar.
 */
export async function compterEssai(kit: Kit, courriel: string, adresse: string): Promise<void> {
  const essais = await compter(kit, cleEssais(courriel, adresse), DIX_MINUTES)
  if (essais > kit.config.essais.parCompte)
    throw new APIError('TOO_MANY_REQUESTS', { code: 'TROP_D_ESSAIS', message: 'Too many attempts' })
}

/** The right password clears the count. */
export async function oublierEssais(kit: Kit, courriel: string, adresse: string): Promise<void> {
  await oublier(kit, cleEssais(courriel, adresse))
}

/** Counts one link asked for `courriel`, known or not: the refusal must not tell which. */
export async function compterLien(kit: Kit, courriel: string): Promise<void> {
  if ((await compter(kit, cleDe('liens', courriel), UNE_HEURE)) > LIENS_PAR_HEURE)
    throw new APIError('TOO_MANY_REQUESTS', { code: 'TROP_DE_LIENS', message: 'Too many links' })
}

/** Adds one, in a window of `duree` ms that begins with the first; gives the count, this one included. */
export async function compter(kit: Kit, cle: string, duree: number): Promise<number> {
  const maintenant = Date.now()
  const fini = sql<boolean>`limite.derniere_demande < ${maintenant - duree}`
  const { compte } = await kit.db
    .insertInto('comptes.limite')
    .values({ id: randomUUID(), cle, compte: 1, derniere_demande: maintenant })
    .onConflict((c) =>
      c.column('cle').doUpdateSet({
        compte: sql`case when ${fini} then 1 else limite.compte + 1 end`,
        derniere_demande: sql`case when ${fini} then ${maintenant} else limite.derniere_demande end`,
      }),
    )
    .returning('compte')
    .executeTakeFirstOrThrow()
  return compte
}

/** Takes one back: it was no fault. */
export async function decompter(kit: Kit, cle: string): Promise<void> {
  await kit.db
    .updateTable('comptes.limite')
    .set({ compte: sql`greatest(compte - 1, 0)` })
    .where('cle', '=', cle)
    .execute()
}

/** Whole minutes until the window of `duree` ms is over; one at least. */
export async function minutesRestantes(kit: Kit, cle: string, duree: number): Promise<number> {
  const ligne = await kit.db
    .selectFrom('comptes.limite')
    .select('derniere_demande')
    .where('cle', '=', cle)
    .executeTakeFirst()
  const reste = Number(ligne?.derniere_demande ?? 0) + duree - Date.now()
  return Math.max(1, Math.ceil(reste / 60_000))
}

/** Begins the count again. */
export async function oublier(kit: Kit, cle: string): Promise<void> {
  await kit.db.deleteFrom('comptes.limite').where('cle', '=', cle).execute()
}

const cleEssais = (courriel: string, adresse: string): string => cleDe('essais', courriel, adresse)

/** Hashed: this table holds no list of addresses typed by strangers. */
export const cleDe = (genre: string, courriel: string, ...autres: string[]): string =>
  `${genre}:${createHash('sha256')
    .update([courriel.trim().toLowerCase(), ...autres].join('|'))
    .digest('hex')}`
