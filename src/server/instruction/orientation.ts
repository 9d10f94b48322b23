import { sql } from 'kysely'
import { jsonArrayFrom, jsonObjectFrom } from 'kysely/helpers/postgres'
import { nomDe, SYSTEME } from '#domain/acteur.ts'
import type { Orientation } from '#domain/formulaire/regles.ts'
import type { Read, Write } from '../platform/context.ts'

/** The service that the deposit `d` was given by the rules of its form, when the collectivité has one of that name. */
export const SERVICE_DU_DEPOT = sql`comptes.service_nomme(d.orientation ->> 'service')`

/** The id of that service; `null` without a rule, or when no open service bears its name. */
export async function serviceDuDepot(ctx: Read | Write, dossier: number): Promise<number | null> {
  const { rows } = await sql<{ service: number | null }>`
    select ${SERVICE_DU_DEPOT} as service from dossiers.dossier d where d.id = ${dossier}`.execute(ctx.db)
  return rows[0]?.service ?? null
}

/** What the deposit kept of the rule that decided. */
export async function lireOrientationDuDepot(ctx: Read | Write, dossier: number): Promise<Orientation | null> {
  const { orientation } = await ctx.db
    .selectFrom('dossiers.dossier')
    .select('orientation')
    .where('id', '=', dossier)
    .executeTakeFirstOrThrow()
  // The column only holds what `orientationDe` has made.
  return orientation as unknown as Orientation | null
}

/** The first line of the history of services, when a rule has decided. */
export async function garderOrientation(
  ctx: Write,
  { id, depose_le }: { id: number; depose_le: string },
  service: number | null,
): Promise<void> {
  const orientation = await lireOrientationDuDepot(ctx, id)
  if (!orientation || service === null) return
  await ctx.db
    .insertInto('instruction.orientation')
    .values({
      dossier_id: id,
      vers_service: service,
      motif: orientation.phrase.slice(0, 2000).toWellFormed(),
      auteur_nom: nomDe(SYSTEME),
      le: depose_le,
    })
    .execute()
}

export const SANS_ORIENTATION = { service: null, service_inconnu: null, orientations: [] }

/** Where the dossier is among services, and how it came there, in one query. Agents only: the caller sees to it. */
export async function lireOrientations(ctx: Read | Write, dossier: number, service_id: number | null) {
  const { service, orientation, orientations } = await ctx.db
    .selectFrom('dossiers.dossier as d')
    .where('d.id', '=', dossier)
    .select((eb) => [
      'd.orientation',
      jsonObjectFrom(eb.selectFrom('comptes.service as s').select(['s.id', 's.nom']).where('s.id', '=', service_id)).as(
        'service',
      ),
      jsonArrayFrom(
        eb
          .selectFrom('instruction.orientation as o')
          .leftJoin('comptes.service as de', 'de.id', 'o.de_service')
          .leftJoin('comptes.service as vers', 'vers.id', 'o.vers_service')
          .whereRef('o.dossier_id', '=', 'd.id')
          .select(['o.id', 'o.le', 'o.motif', 'o.auteur_nom as auteur', 'de.nom as de', 'vers.nom as vers'])
          .orderBy('o.id', 'desc'),
      ).as('orientations'),
    ])
    .executeTakeFirstOrThrow()
  // Once an agent has sent it somewhere, what the rule named no longer matters.
  const seul = service === null && orientations.length === 0
  const nomme = seul ? ((orientation as unknown as Orientation | null)?.service ?? null) : null
  return {
    service,
    service_inconnu: nomme,
    orientations: orientations.map((o) => ({ ...o, le: new Date(o.le).toISOString() })),
  }
}
