import { introuvable } from '#domain/erreurs.ts'
import type { SourceImportable } from '#domain/integration/lecture.ts'
import { SOURCES_IMPORTABLES } from '#domain/integration/sources/liste.ts'
import type { Write } from '../platform/context.ts'

/** Other names under which a source may be asked for. */
const AUTRES_NOMS: Readonly<Record<string, string>> = { cog: 'decoupage', nomenclature: 'nomenclatures' }

const PAR_CODE = new Map(SOURCES_IMPORTABLES.map((s) => [s.code, s]))

export const trouverImportable = (code: string): SourceImportable | undefined =>
  PAR_CODE.get(Object.hasOwn(AUTRES_NOMS, code) ? (AUTRES_NOMS[code] ?? code) : code)

/** The source of this code; throws 404 when no file of it can be imported. */
export function lireImportable(code: string): SourceImportable {
  const source = trouverImportable(code)
  if (!source) throw introuvable(`La source « ${code} » n’existe pas.`)
  return source
}

/** A source is written in the base at its first run. */
export async function declarerSource(ctx: Pick<Write, 'db'>, s: SourceImportable): Promise<void> {
  await ctx.db
    .insertInto('integration.source')
    .values({
      code: s.code,
      libelle: s.libelle,
      editeur: s.editeur,
      licence: s.licence,
      genre: s.cible,
      // Those that say nothing of it come last.
      priorite: s.priorite ?? 100,
    })
    .onConflict((oc) => oc.doNothing())
    .execute()
}
