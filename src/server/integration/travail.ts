import { randomUUID } from 'node:crypto'
import type { Selectable } from 'kysely'
import { Refus } from '#domain/erreurs.ts'
import { estDeCodes } from '#domain/integration/lecture.ts'
import { contextOf, type Kit, type Read, type Write, write } from '../platform/context.ts'
import type { IntegrationExecution } from '../platform/db.types.ts'
import type { Job } from '../platform/jobs.ts'
import { appliquerCourse, comparerCourse, garderEcarts, verrouillerSource } from './appliquer.ts'
import { ouvrirCourse, rouvrirFichier, sontPerdues } from './course.ts'
import { clorIdentique, estIdentique } from './identique.ts'
import { type Course, lire, RepriseAilleurs, tenir } from './lire.ts'
import { copierRecues, fermerRecues, ouvrirRecues } from './recues.ts'
import { marquerRejoues } from './rejeu.ts'
import { simuler } from './simulation.ts'

export const TRAVAIL = 'executer_import'

/** The queue retries five times: the last failure is then that of the run. */
const ESSAIS = 5

type Execution = Selectable<IntegrationExecution>

/**
 * Takes a run from its last finished step to its end. Each step is kept in its own transaction: killed anywhere and run
 * again, alone or beside another, the run ends the same.
 */
export const executerImport: Job<{ execution: number }> = {
  name: TRAVAIL,
  run: async (kit, { execution }) => {
    const prise = await prendre(kit, execution)
    if (!prise) return
    const ctx = contextOf(kit, { genre: 'systeme', nom: prise.demandee_par ?? 'Préau' })
    try {
      while (await faireEtape(ctx, execution, prise.jeton)) ctx.now = new Date()
    } catch (erreur) {
      if (erreur instanceof RepriseAilleurs) return
      await noterFaute(ctx, execution, erreur)
    }
  },
}

/** Counts the attempt and takes the run from whoever may still be at it; undefined when there is nothing to do. */
async function prendre({ db }: Kit, id: number) {
  return db
    .updateTable('integration.execution')
    .set((eb) => ({ jeton: randomUUID(), essais: eb('essais', '+', 1) }))
    .where('id', '=', id)
    .where('etat', 'in', ['recue', 'lue', 'comparee'])
    .returning(['demandee_par', 'jeton'])
    .executeTakeFirst()
}

/** Does the next step of a run; false when nothing is left to do, or when it waits for somebody. */
export async function faireEtape(ctx: Read, id: number, jeton: string | null): Promise<boolean> {
  const x = await ctx.db.selectFrom('integration.execution').selectAll().where('id', '=', id).executeTakeFirst()
  if (!x || !['recue', 'lue', 'comparee'].includes(x.etat) || x.a_confirmer) return false
  const course = await ouvrirCourse(ctx, x, jeton)
  if (x.etat === 'recue') {
    const deja = !estDeCodes(course.source.cible) && (await estIdentique(ctx, x))
    return deja ? false : lireEtape(ctx, course, x)
  }
  if (await sontPerdues(ctx, x)) return retourner(ctx, id)
  return x.etat === 'lue' ? comparerEtape(ctx, course, x) : appliquerEtape(ctx, course)
}

async function lireEtape(ctx: Read, course: Course, x: Execution): Promise<boolean> {
  const tableaux = await rouvrirFichier(ctx, x)
  await lire(
    (fn) => dansLaVue(ctx, course.id, fn),
    course,
    async () => tableaux,
    { entiere: false },
  )
  return true
}

/** A dry run ends here, with its differences; so stops, and waits for somebody, a file that has lost too much. */
async function comparerEtape(ctx: Read, course: Course, x: Execution): Promise<boolean> {
  const suite = await write(ctx, async (w) => {
    await tenir(w, course)
    await copierRecues(w.db, course.id)
    await verrouillerSource(w, course.source)
    const { comptes, alerte } = await comparerCourse(w, course)
    const rien = comptes.creees + comptes.modifiees + comptes.absentes + comptes.anciennes === 0
    if (rien && estDeCodes(course.source.cible) && (await clorIdentique(w, x, comptes.identiques))) return 'finie'
    const attend = alerte !== null && !course.forcee
    // One that goes on keeps its differences when it writes.
    if (course.aBlanc || attend) await garderEcarts(w, course)
    await w.db
      .updateTable('integration.execution')
      .set({
        crees: comptes.creees,
        modifies: comptes.modifiees,
        inchanges: comptes.identiques,
        anciennes: comptes.anciennes,
        lignes_disparues: comptes.absentes,
        progression: 75,
        ...(course.aBlanc ? {} : { etat: 'comparee' }),
        a_confirmer: attend ? alerte : null,
      })
      .where('id', '=', course.id)
      .where('etat', '=', 'lue')
      .execute()
    return course.aBlanc || attend ? 'montree' : 'a_ecrire'
  })
  if (suite !== 'montree') return suite === 'a_ecrire'
  await simuler(ctx, course)
  return false
}

async function appliquerEtape(ctx: Read, course: Course): Promise<boolean> {
  await write(ctx, async (w) => {
    await tenir(w, course)
    await copierRecues(w.db, course.id)
    await verrouillerSource(w, course.source)
    const encore = await w.db
      .selectFrom('integration.execution')
      .select(['rejeu_de', 'commencee_le'])
      .where('id', '=', course.id)
      .executeTakeFirstOrThrow()
    const { comptes } = await comparerCourse(w, course)
    await appliquerCourse(w, course, comptes)
    await w.db
      .updateTable('integration.execution')
      .set({ duree_ms: Math.max(0, w.now.getTime() - Date.parse(encore.commencee_le)) })
      .where('id', '=', course.id)
      .execute()
    if (encore.rejeu_de) await marquerRejoues(w, encore.rejeu_de)
  })
  return false
}

/** One transaction where `recue` keeps the rows of this run. */
function dansLaVue<T>(ctx: Read, id: number, fn: (w: Write) => Promise<T>): Promise<T> {
  return write(ctx, async (w) => {
    await ouvrirRecues(w.db, id)
    const resultat = await fn(w)
    await fermerRecues(w.db)
    return resultat
  })
}

async function retourner({ db }: Read, id: number): Promise<boolean> {
  await db.updateTable('integration.execution').set({ etat: 'recue', progression: 0 }).where('id', '=', id).execute()
  return true
}

/** A refusal ends the run at once; a fault is tried again, then left to somebody, with what was already read. */
async function noterFaute(ctx: Read, id: number, erreur: unknown): Promise<void> {
  const message = (erreur instanceof Error ? erreur.message : String(erreur)).slice(0, 1000)
  const { essais, etat } = await ctx.db
    .selectFrom('integration.execution')
    .select(['essais', 'etat'])
    .where('id', '=', id)
    .executeTakeFirstOrThrow()
  if (erreur instanceof Refus) {
    await write(ctx, async ({ db }) => {
      await db.deleteFrom('integration.recue').where('execution', '=', id).execute()
      await db.deleteFrom('integration.rejet').where('execution', '=', id).execute()
      await finir(db, id, { etat: 'refusee', erreur: message, lues: 0, hors_champ: 0 }, ctx.now)
    })
    return
  }
  if (essais >= ESSAIS)
    await finir(ctx.db, id, { etat: etat === 'recue' ? 'echouee' : 'partielle', erreur: message }, ctx.now)
  else await ctx.db.updateTable('integration.execution').set({ erreur: message }).where('id', '=', id).execute()
  throw erreur
}

const finir = (
  db: Read['db'],
  id: number,
  fin: { etat: string; erreur: string; lues?: number; hors_champ?: number },
  le: Date,
) =>
  db
    .updateTable('integration.execution')
    .set({ ...fin, progression: 100, terminee_le: le.toISOString() })
    .where('id', '=', id)
    .where('etat', 'in', ['recue', 'lue', 'comparee'])
    .execute()
