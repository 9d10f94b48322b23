import { sql } from 'kysely'
import { estAuteur } from '#domain/acteur.ts'
import type { CodeConnecteur } from '#domain/connecteurs/liste.ts'
import { Refus } from '#domain/erreurs.ts'
import type { Read } from '../platform/context.ts'
import { lireReglage } from './reglage.ts'

/**
 * Counts what this account had each of these services asked in the last minute, whatever the number of servers: the
 * traces say it. Kept answers do not count. Throws 429.
 */
export async function exigerQuota(ctx: Read, ...connecteurs: CodeConnecteur[]): Promise<void> {
  if (!estAuteur(ctx.acteur)) return
  for (const connecteur of connecteurs) await exigerQuotaDUn(ctx, ctx.acteur.id, connecteur)
}

async function exigerQuotaDUn(ctx: Read, compte: number, connecteur: CodeConnecteur): Promise<void> {
  const { appels_par_minute } = await lireReglage(ctx, connecteur)
  const depuis = new Date(ctx.now.getTime() - 60_000).toISOString()
  const { n } = await ctx.db
    .selectFrom('connecteurs.appel')
    .select(sql<number>`count(*)::int`.as('n'))
    .where('demandeur_id', '=', compte)
    .where('connecteur', '=', connecteur)
    .where('pilote', '<>', 'cache')
    .where('le', '>', depuis)
    .executeTakeFirstOrThrow()
  if (n >= appels_par_minute)
    throw new Refus(429, 'trop_de_recherches', 'Trop de recherches à la suite : réessayez dans une minute.')
}
