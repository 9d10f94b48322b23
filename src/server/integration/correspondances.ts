import type { SourceImportable } from '#domain/integration/lecture.ts'
import type { Read } from '../platform/context.ts'

/** Version of the mapping in force for a source; 0 is the one that the product ships. */
export async function lireVersion(ctx: Pick<Read, 'db'>, source: string): Promise<number> {
  const derniere = await ctx.db
    .selectFrom('integration.correspondance')
    .select('version')
    .where('source', '=', source)
    .orderBy('version', 'desc')
    .limit(1)
    .executeTakeFirst()
  return derniere?.version ?? 0
}

/** The names expected in place of those of the file, for one version of the mapping. */
export async function lireColonnes(
  ctx: Pick<Read, 'db'>,
  source: string,
  version: number,
): Promise<Record<string, string>> {
  if (version === 0) return {}
  const { colonnes } = await ctx.db
    .selectFrom('integration.correspondance')
    .select('colonnes')
    .where('source', '=', source)
    .where('version', '=', version)
    .executeTakeFirstOrThrow()
  return colonnes as Record<string, string>
}

/** The same source, reading the columns of a file under the names that the mapping gives them. */
export function traduire<S extends SourceImportable>(source: S, colonnes: Record<string, string>): S {
  if (Object.keys(colonnes).length === 0) return source
  const noms = (entetes: string[]) => entetes.map((e) => colonnes[e] ?? e)
  const { lecteur, dateDe } = source
  return {
    ...source,
    lecteur: (entetes, feuille) => lecteur(noms(entetes), feuille),
    ...(dateDe ? { dateDe: (entetes: string[]) => dateDe(noms(entetes)) } : {}),
  }
}
