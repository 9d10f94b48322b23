import { type Selectable, sql } from 'kysely'
import type { Read, Write } from '../platform/context.ts'
import type { IntegrationExecution } from '../platform/db.types.ts'

type Execution = Selectable<IntegrationExecution>

/**
 * Ends a run of codes that has found nothing to write and whose file has already been applied, alone or with others: which
 * file of the source came last says nothing, since each brings its own table. False when it is to be applied.
 */
export async function clorIdentique(ctx: Write, x: Execution, identiques: number): Promise<boolean> {
  if (x.forcee || x.rejeu_de !== null) return false
  const premiere = await ctx.db
    .selectFrom('integration.execution')
    .select('id')
    .where('etat', '=', 'appliquee')
    .where('identique_a', 'is', null)
    .where((eb) => eb.or([eb('empreinte', '=', x.empreinte), sql<boolean>`${x.empreinte} = any(pieces)`]))
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst()
  if (!premiere) return false
  await ctx.db.deleteFrom('integration.recue').where('execution', '=', x.id).execute()
  await ctx.db
    .updateTable('integration.execution')
    .set({
      etat: x.a_blanc ? 'a_blanc' : 'appliquee',
      identique_a: premiere.id,
      progression: 100,
      inchanges: identiques,
      terminee_le: ctx.now.toISOString(),
    })
    .where('id', '=', x.id)
    .where('etat', '=', 'lue')
    .execute()
  return true
}

/**
 * Ends a run whose file is the last that its source applied: nothing is read nor written, its account is that of the run
 * that did. Not when it is forced, nor when it gives the data another date.
 */
export async function estIdentique(ctx: Read, x: Execution): Promise<boolean> {
  if (x.forcee || x.rejeu_de !== null) return false
  const derniere = await ctx.db
    .selectFrom('integration.execution')
    .selectAll()
    .where('source', '=', x.source)
    .where('etat', '=', 'appliquee')
    .where('identique_a', 'is', null)
    .where('rejeu_de', 'is', null)
    .orderBy('appliquee_le', 'desc')
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst()
  if (derniere?.empreinte !== x.empreinte) return false
  if (x.date_imposee && x.date_donnees !== derniere.date_donnees) return false
  await ctx.db
    .updateTable('integration.execution')
    .set({
      etat: x.a_blanc ? 'a_blanc' : 'appliquee',
      identique_a: derniere.id,
      progression: 100,
      terminee_le: ctx.now.toISOString(),
      date_donnees: derniere.date_donnees,
      lues: derniere.lues,
      hors_champ: derniere.hors_champ,
      rejetees: derniere.rejetees,
      remarques: derniere.remarques,
      doublons: derniere.doublons,
      inchanges: derniere.crees + derniere.modifies + derniere.inchanges + derniere.anciennes,
      mal_places: derniere.mal_places,
      tableaux: JSON.stringify(derniere.tableaux),
    })
    .where('id', '=', x.id)
    .where('etat', '=', 'recue')
    .execute()
  return true
}
