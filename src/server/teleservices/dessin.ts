import { introuvable } from '#domain/erreurs.ts'
import { peutDessiner } from '#domain/teleservices/droits.ts'
import type { Read, Write } from '../platform/context.ts'

/** For who does not draw, these doors lead nowhere. */
export function exigerDessinateur(ctx: Read | Write): void {
  if (!peutDessiner(ctx.acteur)) throw introuvable('Cette page n’existe pas, ou ne vous est pas ouverte.')
}

/** The téléservice of this code, published or not. Throws 404. */
export async function lireTeleserviceDessine(ctx: Read | Write, code: string) {
  exigerDessinateur(ctx)
  const teleservice = await ctx.db
    .selectFrom('teleservices.teleservice')
    .select(['id', 'code', 'titre', 'publie', 'fiche', 'dispositif_id'])
    .where('code', '=', code)
    .executeTakeFirst()
  if (!teleservice) throw introuvable('Ce formulaire n’existe pas.')
  return teleservice
}
