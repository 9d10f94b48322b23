import { sql } from 'kysely'
import { nomDe } from '#domain/acteur.ts'
import { introuvable } from '#domain/erreurs.ts'
import type { ReglageDeSource } from '#domain/integration/api-connecteurs.ts'
import { Reglage, reglageLivre } from '#domain/integration/reglages.ts'
import { SOURCES_IMPORTABLES } from '#domain/integration/sources/liste.ts'
import type { Read, Write } from '../../platform/context.ts'
import type { Reprise } from './prise.ts'

export type EnVigueur = {
  reglage: Reglage
  reprise: Reprise | null
  essaye_le: string | null
  modifie_le: string | null
}

/** The setting in force of a source, with the pages of a taking that was cut. */
export async function lireReglage(ctx: Read | Write, source: string): Promise<EnVigueur> {
  const ligne = await ctx.db
    .selectFrom('integration.reglage')
    .selectAll()
    .where('source', '=', source)
    .executeTakeFirst()
  if (!ligne) return { reglage: reglageLivre(source), reprise: null, essaye_le: null, modifie_le: null }
  const { reprise, essaye_le, modifie_le } = ligne
  return { reglage: enReglage(ligne), reprise: reprise as Reprise | null, essaye_le, modifie_le }
}

/** Says how the last taking ended. A source never set keeps its shipped setting. */
export async function noterEssai(
  ctx: Read | Write,
  source: string,
  etat: NonNullable<ReglageDeSource['essai_etat']>,
  message: string,
  reprise: Reprise | null = null,
): Promise<void> {
  const essai = {
    essaye_le: ctx.now.toISOString(),
    essai_etat: etat,
    essai_message: message.slice(0, 1_000),
    reprise: reprise && JSON.stringify(reprise),
  }
  const livre = {
    ...enColonnes(reglageLivre(source)),
    modifie_le: ctx.now.toISOString(),
    modifie_par: nomDe(ctx.acteur),
  }
  await ctx.db
    .insertInto('integration.reglage')
    .values({ source, ...livre, ...essai })
    .onConflict((oc) => oc.column('source').doUpdateSet(essai))
    .execute()
}

/** Codes of every source with its name: those that a file can be imported from, and those already declared. */
export async function sourcesConnues(ctx: Read | Write): Promise<Map<string, string>> {
  const declarees = await ctx.db.selectFrom('integration.source').select(['code', 'libelle']).execute()
  return new Map([...SOURCES_IMPORTABLES, ...declarees].map(({ code, libelle }) => [code, libelle]))
}

/** Throws 404 when no source has this code. */
export async function exigerSource(ctx: Read | Write, source: string): Promise<void> {
  if (!(await sourcesConnues(ctx)).has(source)) throw introuvable('Cette source n’existe pas.')
}

/** A setting as columns of its table. */
export const enColonnes = ({ ou, ...reste }: Reglage) => ({ ...reste, ou: sql<string>`${JSON.stringify(ou)}::jsonb` })

/** The schema reads what the table holds: a setting of an older shape gets its defaults, a broken one is told. */
export const enReglage = (ligne: Record<keyof Reglage, unknown>): Reglage => Reglage.parse(ligne)
