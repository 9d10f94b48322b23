import { sql } from 'kysely'
import { raisonDArret } from '#domain/integration/arrets.ts'
import { estDeCodes } from '#domain/integration/lecture.ts'
import { journaliser } from '../journal/journaliser.ts'
import type { Write } from '../platform/context.ts'
import { comparerCodesRecus, ecrireCodesRecus, garderEcartsDeCodes } from './codes.ts'
import { lireReglage } from './connecteurs/reglage.ts'
import { type Comptes, comparerEnregistrementsRecus, ecrireRecus, garderEcartsRecus } from './enregistrements.ts'
import { comparerEtablissements, ecrireEtablissements } from './etablissements.ts'
import type { Course } from './lire.ts'

export const origineDe = (course: { id: number; source: { code: string } }): string =>
  `${course.source.code}, exécution ${course.id}`

/**
 * One writer at a time: établissements are put together from all their sources, so these wait for one another; sources of
 * linked records wait for themselves only. Held until the end of the transaction.
 */
export async function verrouillerSource(ctx: Write, { code, cible }: { code: string; cible: string }): Promise<void> {
  // Codes place établissements again: those of the territories, and the académie of each département.
  const ensemble = ['etablissements', 'territoires', 'nomenclatures'].includes(cible)
  const cle = ensemble ? 'etablissements' : `source ${code}`
  await sql`select pg_advisory_xact_lock(hashtext('integration'), hashtext(${cle}))`.execute(ctx.db)
}

/** Compares what was read with what is known, writes nothing; says why to stop when a threshold of the source is passed. */
export async function comparerCourse(ctx: Write, course: Course): Promise<{ comptes: Comptes; alerte: string | null }> {
  const comptes = await comparateurDe(course.source.cible)(ctx, course)
  const { reglage } = await lireReglage(ctx, course.source.code)
  const lue = await ctx.db
    .selectFrom('integration.execution')
    .select(['lues', 'hors_champ', 'rejetees', 'rejeu_de'])
    .where('id', '=', course.id)
    .executeTakeFirstOrThrow()
  const alerte =
    lue.rejeu_de === null ? raisonDArret({ ...comptes, ...lue, changees: comptes.lignes_changees }, reglage) : null
  return { comptes, alerte }
}

function comparateurDe(cible: Course['source']['cible']) {
  if (cible === 'etablissements') return comparerEtablissements
  return estDeCodes(cible) ? comparerCodesRecus : comparerEnregistrementsRecus
}

/**
 * For a run that stops at its comparison, to be looked at. Of établissements, whose champs come from all sources, only the
 * writing tells what changes: `simuler` keeps theirs.
 */
export async function garderEcarts(ctx: Write, { id, source }: Course): Promise<void> {
  if (source.cible === 'etablissements') return
  await (estDeCodes(source.cible) ? garderEcartsDeCodes(ctx, id) : garderEcartsRecus(ctx, id))
}

/** Last step: writes what the comparison found, keeps the differences, gives the account of the run and journals it. */
export async function appliquerCourse(ctx: Write, course: Course, comptes: Comptes): Promise<void> {
  const origine = origineDe(course)
  const { cible } = course.source
  const bilan =
    cible === 'etablissements'
      ? await ecrireEtablissements(ctx, course, origine, comptes)
      : estDeCodes(cible)
        ? await ecrireCodesRecus(ctx, course, origine, comptes)
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
      cible: course.source.cible,
      crees: bilan.creees,
      modifies: bilan.modifiees,
      inchanges: bilan.identiques,
      mal_places: bilan.mal_places,
      rejetees,
    },
  )
}
