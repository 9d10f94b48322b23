import { sql } from 'kysely'
import { nomDe, SYSTEME } from '#domain/acteur.ts'
import type { Input, Reply } from '#domain/endpoint.ts'
import { conflit, introuvable, invalide } from '#domain/erreurs.ts'
import type * as api from '#domain/integration/api-precedence.ts'
import { ciblesDe } from '#domain/integration/sources/fiche.ts'
import { journaliser } from '../journal/journaliser.ts'
import { contextOf, type Read, type Write, write } from '../platform/context.ts'
import { enfiler, type Job } from '../platform/jobs.ts'
import { appliquerPropositions } from '../referentiel/propositions.ts'
import { lireRegistre } from '../referentiel/registre.ts'
import { exigerLecture, exigerReglage } from './acces.ts'
import { verrouillerSource } from './appliquer.ts'
import { proposer } from './fusion.ts'
import { declarerSource, trouverImportable } from './importables.ts'

const TRAVAIL = 'appliquer_precedence'

/** The champs where a source has a rank of its own, and those where it may have one. */
export async function lirePrecedence(
  ctx: Read | Write,
  { params }: Pick<Input<typeof api.lirePrecedence>, 'params'>,
): Promise<Reply<typeof api.lirePrecedence>> {
  exigerLecture(ctx)
  const source = trouverImportable(params.source)
  if (!source) throw introuvable(`La source « ${params.source} » n’existe pas.`)
  const rangs = await ctx.db
    .selectFrom('integration.precedence')
    .select(['champ', 'rang'])
    .where('source', '=', source.code)
    .orderBy('champ')
    .execute()
  const champs = source.cible === 'etablissements' ? ciblesDe(await lireRegistre(ctx)) : []
  return { priorite: source.priorite ?? 100, rangs, champs: champs.map(({ code, libelle }) => ({ code, libelle })) }
}

/** Says the ranks of a source anew; the fiches follow at once, by a job. */
export async function poserPrecedence(
  ctx: Write,
  { params, body }: Input<typeof api.poserPrecedence>,
): Promise<Reply<typeof api.poserPrecedence>> {
  exigerReglage(ctx)
  const { champs, rangs: avant } = await lirePrecedence(ctx, { params })
  const source = trouverImportable(params.source)
  if (!source || champs.length === 0)
    throw conflit('sans_precedence', 'Cette source n’apporte aucun champ de la fiche : elle n’a pas de rang.')
  const inconnus = body.rangs.filter((r) => !champs.some((c) => c.code === r.champ))
  if (inconnus.length > 0)
    throw invalide(
      'Ce champ n’a pas de rang : il situe l’établissement, ou n’existe pas.',
      inconnus.map(({ champ }) => ({ champ, message: 'Champ sans rang.' })),
    )
  await declarerSource(ctx, source)
  await ctx.db.deleteFrom('integration.precedence').where('source', '=', source.code).execute()
  const pose = { source: source.code, pose_le: ctx.now.toISOString(), pose_par: nomDe(ctx.acteur) }
  if (body.rangs.length > 0)
    await ctx.db
      .insertInto('integration.precedence')
      .values(body.rangs.map((r) => ({ ...r, ...pose })))
      .execute()
  await journaliser(
    ctx,
    'source_reglee',
    { genre: 'source', cle: source.code },
    { nom: source.libelle, rangs: body.rangs.length },
  )
  const touches = [...new Set([...avant, ...body.rangs].map((r) => r.champ))]
  if (touches.length > 0) await enfiler(ctx, TRAVAIL, { source: source.code, champs: touches })
  return lirePrecedence(ctx, { params })
}

/** Puts together again the établissements of which the source says one of these champs. Twice gives the same. */
export const appliquerPrecedence: Job<{ source: string; champs: string[] }> = {
  name: TRAVAIL,
  run: async (kit, { source, champs }) => {
    await write(contextOf(kit, SYSTEME), async (ctx) => {
      await verrouillerSource(ctx, { code: source, cible: 'etablissements' })
      await sql`drop table if exists pg_temp.ecart`.execute(ctx.db)
      await sql`
        create temp table ecart on commit drop as
        select uai, 0 as rang, 'changee' as genre from integration.ligne
        where source = ${source} and rang = 0 and champs ?| ${champs}::text[]`.execute(ctx.db)
      await sql`analyze ecart`.execute(ctx.db)
      await proposer(ctx)
      await appliquerPropositions(ctx, `${source}, nouveau rang parmi les sources`)
    })
  },
}
