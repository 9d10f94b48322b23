import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import { Guide } from '#domain/instruction/guide.ts'
import type { Kit, Read, Write } from '../platform/context.ts'

/** Rows of `instruction.guide` never change: read once by process, they are the same for ever. */
const connus = new WeakMap<Kit, Map<number, Guide>>()

/** The guides, by id, with at least those of these ids; one query for those not read yet, none otherwise. */
export async function lireGuides(ctx: Read | Write, ids: Iterable<number>): Promise<Map<number, Guide>> {
  const lus = connus.get(ctx.kit) ?? new Map<number, Guide>()
  connus.set(ctx.kit, lus)
  const manquants = [...new Set(ids)].filter((id) => !lus.has(id))
  const lignes = manquants.length
    ? await ctx.db
        .selectFrom('instruction.guide')
        .select(['id', 'guide'])
        .where('id', '=', sql<number>`any(${manquants}::bigint[])`)
        .execute()
    : []
  for (const { id, guide } of lignes) lus.set(id, Guide.parse(guide))
  return lus
}

/** The guides that the dispositifs of these téléservices have today: those of dossiers not opened yet. */
export async function lireGuidesDuJour(ctx: Read | Write, teleservices: number[]): Promise<Map<number, Guide>> {
  if (teleservices.length === 0) return new Map()
  const lignes = await ctx.db
    .selectFrom('teleservices.teleservice as t')
    .innerJoin('teleservices.dispositif as d', 'd.id', 't.dispositif_id')
    .where('t.id', 'in', teleservices)
    .select(['t.id', 'd.guide'])
    .execute()
  return new Map(lignes.map(({ id, guide }) => [id, Guide.parse(guide)]))
}

export async function lireGuideDuJour(ctx: Read | Write, teleservice: number): Promise<Guide> {
  const guide = (await lireGuidesDuJour(ctx, [teleservice])).get(teleservice)
  if (!guide) throw new Error(`Téléservice ${teleservice} is missing.`)
  return guide
}

/** Keeps a guide as it is now, once for all the dossiers that share it; gives its id. */
export async function garderGuide(ctx: Write, guide: Guide): Promise<number> {
  const texte = JSON.stringify(guide)
  const empreinte = createHash('sha256').update(texte).digest('hex')
  const connu = await ctx.db
    .selectFrom('instruction.guide')
    .select('id')
    .where('empreinte', '=', empreinte)
    .executeTakeFirst()
  if (connu) return connu.id
  await ctx.db
    .insertInto('instruction.guide')
    .values({ empreinte, guide: texte, depuis: ctx.now.toISOString() })
    .onConflict((c) => c.column('empreinte').doNothing())
    .execute()
  const { id } = await ctx.db
    .selectFrom('instruction.guide')
    .select('id')
    .where('empreinte', '=', empreinte)
    .executeTakeFirstOrThrow()
  return id
}
