import { interdit } from '#domain/erreurs.ts'
import { peutReglerIntegrations, peutVoirIntegrations } from '#domain/integration/droits.ts'
import type { Read, Write } from '../platform/context.ts'

/** For agents who see the whole territory. Throws 403. */
export function exigerLecture(ctx: Pick<Read | Write, 'acteur'>): void {
  if (!peutVoirIntegrations(ctx.acteur))
    throw interdit('Les intégrations sont réservées aux agents qui voient tout le territoire.')
}

/** For administrators. Throws 403. */
export function exigerReglage(ctx: Read | Write): void {
  if (!peutReglerIntegrations(ctx.acteur))
    throw interdit('Seul un administrateur règle les sources et les applications métier.')
}
