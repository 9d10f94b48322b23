import { sql } from 'kysely'
import { type Read, type Write, write } from '../platform/context.ts'
import { comparerCourse, origineDe, verrouillerSource } from './appliquer.ts'
import type { Comptes } from './enregistrements.ts'
import { ecrireEtablissements } from './etablissements.ts'
import { type Course, tenir } from './lire.ts'
import { copierRecues } from './recues.ts'

type Vue = { comptes: Comptes; differences: object[] }

class Annulation extends Error {
  readonly vue: Vue
  constructor(vue: Vue) {
    super('simulation')
    this.vue = vue
  }
}

/**
 * Shows what a run would write. For établissements, whose champs come from all sources, the very writing is done, read,
 * and undone: what is shown is what will be. Then ends the dry run, or leaves the run waiting with its differences.
 */
export async function simuler(ctx: Read, course: Course): Promise<void> {
  const vue = course.source.cible === 'etablissements' ? await essayer(ctx, course) : undefined
  await write(ctx, async (w) => {
    await tenir(w, course)
    if (vue) await garder(w, course.id, vue)
    if (!course.aBlanc) return
    // Applied later, the file is read again: what it says then counts.
    await sql`delete from integration.recue where execution = ${course.id}`.execute(w.db)
    await w.db
      .updateTable('integration.execution')
      .set({ etat: 'a_blanc', progression: 100, terminee_le: w.now.toISOString() })
      .where('id', '=', course.id)
      .where('etat', '=', 'lue')
      .execute()
  })
}

async function essayer(ctx: Read, course: Course): Promise<Vue> {
  try {
    await write(ctx, async (w) => {
      await tenir(w, course)
      await copierRecues(w.db, course.id)
      await verrouillerSource(w, course.source)
      const { comptes } = await comparerCourse(w, course)
      const faits = await ecrireEtablissements(w, course, origineDe(course), comptes)
      const { rows } = await sql<object>`
        select uai, genre, champ, avant, apres from integration.difference where execution = ${course.id} order by id`.execute(
        w.db,
      )
      throw new Annulation({ comptes: faits, differences: rows })
    })
  } catch (erreur) {
    if (erreur instanceof Annulation) return erreur.vue
    throw erreur
  }
  throw new Error('La simulation n’a rien rendu.')
}

/** Differences sent at once. */
const LOT = 10_000

async function garder({ db }: Write, id: number, { comptes, differences }: Vue): Promise<void> {
  await db.deleteFrom('integration.difference').where('execution', '=', id).execute()
  for (let i = 0; i < differences.length; i += LOT)
    await sql`
      insert into integration.difference (execution, uai, genre, champ, avant, apres)
      select ${id}::bigint, uai, genre, champ, avant, apres
      from jsonb_to_recordset(${JSON.stringify(differences.slice(i, i + LOT))}::jsonb)
        as d (uai text, genre text, champ text, avant jsonb, apres jsonb)`.execute(db)
  await db
    .updateTable('integration.execution')
    .set({
      crees: comptes.creees,
      modifies: comptes.modifiees,
      inchanges: comptes.identiques,
      mal_places: comptes.mal_places,
    })
    .where('id', '=', id)
    .execute()
}
