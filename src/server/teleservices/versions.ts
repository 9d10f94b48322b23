import { introuvable } from '#domain/erreurs.ts'
import type { Definition } from '#domain/formulaire/definition.ts'
import { vueUsager } from '#domain/formulaire/faces.ts'
import { deplier } from '#domain/formulaire/nommees.ts'
import type { Kit, Read, Write } from '../platform/context.ts'

/** Published versions never change: the process keeps those it has read, and what is derived from each with it. */
const lues = new WeakMap<Kit, Map<number, Definition>>()
/** A collectivité has some tens of forms; this only bounds a process that lives for years. */
const GARDEES = 500

/** A version as the usager lives it: names of conditions replaced, nothing of it for agents. */
export const lireDefinition = async (ctx: Read | Write, versionId: number): Promise<Definition> =>
  vueUsager(deplier(await lireDefinitionEntiere(ctx, versionId)))

/** One version whole; the same object each time, so that what is derived from it is computed once. */
export async function lireDefinitionEntiere(ctx: Read | Write, versionId: number): Promise<Definition> {
  const siennes = lues.get(ctx.kit) ?? new Map<number, Definition>()
  lues.set(ctx.kit, siennes)
  const connue = siennes.get(versionId)
  if (connue) return connue
  const { definition } = await ctx.db
    .selectFrom('teleservices.version')
    .select('definition')
    .where('id', '=', versionId)
    .executeTakeFirstOrThrow()
  // The column only holds what `publierModele` has checked, and no one may update it.
  const lue = definition as unknown as Definition
  if (siennes.size >= GARDEES) siennes.clear()
  siennes.set(versionId, lue)
  return lue
}

/** The version that a new dossier is begun with. */
export async function lireDerniereVersion(ctx: Read | Write, teleserviceId: number) {
  const version = await ctx.db
    .selectFrom('teleservices.version')
    .select(['id', 'numero', 'publiee_le'])
    .where('teleservice_id', '=', teleserviceId)
    .orderBy('numero', 'desc')
    .limit(1)
    .executeTakeFirst()
  if (!version) throw introuvable('Ce téléservice n’a pas encore de formulaire.')
  return version
}
