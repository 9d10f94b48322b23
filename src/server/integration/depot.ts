import { randomUUID } from 'node:crypto'
import { nomDe } from '#domain/acteur.ts'
import type { Input, Reply } from '#domain/endpoint.ts'
import type * as api from '#domain/integration/api.ts'
import type { Read, Write } from '../platform/context.ts'
import type { Received } from '../platform/doors.ts'
import { enfiler } from '../platform/jobs.ts'
import { lireVersion } from './correspondances.ts'
import { exigerImport } from './droits.ts'
import { empreinteDe } from './empreinte.ts'
import { declarerSource, lireImportable } from './importables.ts'
import { TRAVAIL } from './travail.ts'

type Porte = typeof api.importerFichier

/** Six times the largest file of the ministry. */
const TAILLE_MAX = 200_000_000

/** Before a byte is read: the right, and the source. */
export async function avantDepot(ctx: Read, { params }: Input<Porte>): Promise<{ tailleMax: number }> {
  exigerImport(ctx.acteur)
  lireImportable(params.source)
  return { tailleMax: TAILLE_MAX }
}

export async function importerFichier(
  ctx: Write,
  { params, query, body }: Input<Porte>,
  fichier: Received,
): Promise<Reply<Porte>> {
  exigerImport(ctx.acteur)
  return { id: await deposer(ctx, params.source, fichier, { ...body, ...definies(query) }) }
}

export type OptionsDeDepot = { a_blanc?: boolean; forcer?: boolean; date_donnees?: string }

/**
 * Puts a file of the store at the start of a run of this source, and gives the number of the execution: the rest is a
 * job's. Whoever sends it has been allowed to. Throws 404 when no such source is importable.
 */
export async function deposer(
  ctx: Write,
  code: string,
  fichier: Pick<Received, 'cle' | 'sha256' | 'nom'>,
  { a_blanc = false, forcer = false, date_donnees }: OptionsDeDepot = {},
): Promise<number> {
  const source = lireImportable(code)
  await declarerSource(ctx, source)
  const version = await lireVersion(ctx, source.code)
  const { id } = await ctx.db
    .insertInto('integration.execution')
    .values({
      source: source.code,
      etat: 'recue',
      fichier: fichier.nom,
      fichier_cle: fichier.cle,
      empreinte: empreinteDe(fichier.sha256, version),
      date_donnees: date_donnees ?? null,
      date_imposee: date_donnees !== undefined,
      a_blanc,
      forcee: forcer,
      commencee_le: ctx.now.toISOString(),
      duree_ms: 0,
      version_correspondance: version,
      demandee_par: nomDe(ctx.acteur),
      jeton: randomUUID(),
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  await enfiler(ctx, TRAVAIL, { execution: id })
  return id
}

function definies(options: OptionsDeDepot): OptionsDeDepot {
  return Object.fromEntries(Object.entries(options).filter(([, v]) => v !== undefined))
}
