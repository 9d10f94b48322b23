import { Contenu, contenuDeNoms, SANS_CORRESPONDANCE } from '#domain/integration/liens.ts'
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

/** One version of the mapping of a source. */
export async function lireContenu(ctx: Pick<Read, 'db'>, source: string, version: number): Promise<Contenu> {
  if (version === 0) return SANS_CORRESPONDANCE
  const ligne = await ctx.db
    .selectFrom('integration.correspondance')
    .select(['contenu', 'colonnes'])
    .where('source', '=', source)
    .where('version', '=', version)
    .executeTakeFirstOrThrow()
  return enContenu(ligne)
}

/** Versions of before transforms were names only. */
export const enContenu = ({ contenu, colonnes }: { contenu: unknown; colonnes: unknown }): Contenu =>
  contenu ? Contenu.parse(contenu) : contenuDeNoms(colonnes as Record<string, string>)
