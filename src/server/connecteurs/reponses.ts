import { createHash } from 'node:crypto'
import type { Read } from '../platform/context.ts'
import type { EnVigueur } from './reglage.ts'

/** « Found nothing » is asked again sooner: what is missing today may be there tomorrow. */
const RIEN_MINUTES = 60
/** An answer out of date still serves for so long when the service no longer answers. */
export const SECOURS_JOURS = 30

export type Gardee = { valeur: unknown; obtenue_le: string; perimee: boolean }

export const empreinte = (...parties: string[]): string =>
  createHash('sha256').update(JSON.stringify(parties)).digest('hex')

/** The kept answer to this question, out of date or not. */
export async function lireGardee(
  ctx: Read,
  { code, cache_minutes }: EnVigueur,
  cle: string,
): Promise<Gardee | undefined> {
  if (cache_minutes === 0) return undefined
  const ligne = await ctx.db
    .selectFrom('connecteurs.reponse')
    .select(['valeur', 'obtenue_le', 'expire_le'])
    .where('connecteur', '=', code)
    .where('cle', '=', cle)
    .executeTakeFirst()
  return ligne && { ...ligne, perimee: Date.parse(ligne.expire_le) <= ctx.now.getTime() }
}

export async function garder(
  ctx: Read,
  { code, cache_minutes }: EnVigueur,
  cle: string,
  valeur: unknown,
): Promise<void> {
  if (cache_minutes === 0) return
  const minutes = valeur === undefined ? Math.min(RIEN_MINUTES, cache_minutes) : cache_minutes
  const pose = {
    valeur: valeur === undefined ? null : JSON.stringify(valeur),
    obtenue_le: ctx.now.toISOString(),
    expire_le: new Date(ctx.now.getTime() + minutes * 60_000).toISOString(),
  }
  await ctx.db
    .insertInto('connecteurs.reponse')
    .values({ connecteur: code, cle, ...pose })
    .onConflict((oc) => oc.columns(['connecteur', 'cle']).doUpdateSet(pose))
    .execute()
}
