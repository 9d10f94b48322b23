import { sql } from 'kysely'
import { journaliser } from '../journal/journaliser.ts'
import type { Write } from '../platform/context.ts'
import { type Comptes, comparerEnregistrementsRecus, ecrireRecus } from './enregistrements.ts'
import { comparerEtablissements, ecrireEtablissements } from './etablissements.ts'
import type { Course } from './lire.ts'

/** A file that loses more than this share of its rows is more likely cut short than true. */
const PERTE_MAX = 0.2

export const origineDe = (course: { id: number; source: { code: string } }): string =>
  `${course.source.code}, exécution ${course.id}`

/**
 * One writer at a time: établissements are put together from all their sources, so these wait for one another; sources of
 * linked records wait for themselves only. Held until the end of the transaction.
 */
export async function verrouillerSource(ctx: Write, { code, cible }: { code: string; cible: string }): Promise<void> {
  const cle = cible === 'etablissements' ? 'etablissements' : `source ${code}`
  await sql`select pg_advisory_xact_lock(hashtext('integration'), hashtext(${cle}))`.execute(ctx.db)
}

/** Compares what was read with what is known, writes nothing; says why to stop when the file has lost too much. */
export async function comparerCourse(ctx: Write, course: Course): Promise<{ comptes: Comptes; alerte: string | null }> {
  const comptes =
    course.source.cible === 'etablissements'
      ? await comparerEtablissements(ctx, course)
      : await comparerEnregistrementsRecus(ctx, course)
  const perd = comptes.avant > 0 && comptes.absentes > comptes.avant * PERTE_MAX
  const alerte = perd
    ? `Le fichier perd ${comptes.absentes} lignes sur ${comptes.avant} : il est sans doute incomplet. Vérifiez-le avant de forcer son import.`
    : null
  return { comptes, alerte }
}

/** Last step: writes what the comparison found, keeps the differences, gives the account of the run and journals it. */
export async function appliquerCourse(ctx: Write, course: Course, comptes: Comptes): Promise<void> {
  const origine = origineDe(course)
  const bilan =
    course.source.cible === 'etablissements'
      ? await ecrireEtablissements(ctx, course, origine, comptes)
      : await ecrireRecus(ctx, course, comptes)
  await sql`
    update integration.execution x set etat = 'appliquee', progression = 100, a_confirmer = null, erreur = null,
      a_blanc = false, appliquee_le = ${ctx.now}::timestamptz, terminee_le = greatest(${ctx.now}::timestamptz, x.commencee_le),
      crees = ${bilan.creees}, modifies = ${bilan.modifiees}, inchanges = ${bilan.identiques}, anciennes = ${bilan.anciennes},
      lignes_nouvelles = ${bilan.lignes_nouvelles}, lignes_changees = ${bilan.lignes_changees},
      lignes_disparues = ${bilan.absentes}, mal_places = ${bilan.mal_places}
    where x.id = ${course.id}`.execute(ctx.db)
  await sql`delete from integration.recue where execution = ${course.id}`.execute(ctx.db)
  const { rejetees } = await ctx.db
    .selectFrom('integration.execution')
    .select('rejetees')
    .where('id', '=', course.id)
    .executeTakeFirstOrThrow()
  await journaliser(
    ctx,
    'execution_appliquee',
    { genre: 'execution', cle: String(course.id) },
    {
      source: course.source.code,
      crees: bilan.creees,
      modifies: bilan.modifiees,
      inchanges: bilan.identiques,
      mal_places: bilan.mal_places,
      rejetees,
    },
  )
}
