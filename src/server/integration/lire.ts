import { sql } from 'kysely'
import { estDeCodes, type SourceImportable } from '#domain/integration/lecture.ts'
import type { Write } from '../platform/context.ts'
import { demelerDoublons } from './doublons.ts'
import { garderConnu } from './garde.ts'
import { type Connus, FichierRefuse, lireLots, type Tableau } from './lecture.ts'
import { ecarterOrphelins } from './orphelins.ts'
import { ajouterRecues, ajouterRejets, suggerer } from './recues.ts'

/** Another job has taken the run over: this one stops, and has nothing to say. */
export class RepriseAilleurs extends Error {}

/** One run under way, as its steps need it. */
export type Course = {
  id: number
  source: SourceImportable
  date: { fichier: string; imposee: boolean }
  /** The file covers all of what it speaks of: what is missing has vanished. Corrected rows alone cover nothing. */
  complet: boolean
  forcee: boolean
  aBlanc: boolean
  /** Of the job that has taken the run; null when the run is one transaction. */
  jeton: string | null
}

/** Runs one part of a step in a transaction where `recue` is open; the same one for all parts, or one each. */
export type Ouvrir = <T>(fn: (ctx: Write) => Promise<T>) => Promise<T>

/** Rows of a batch: enough to be quick, small enough to bound the memory. */
const LOT = 5_000
/** Below this share of right UAI, the column is not one of UAI. */
const UAI_JUSTES = 0.99

/**
 * First step: reads the file, keeps its rows by batches and its quarantine, and leaves the run `lue`. Taken again from the
 * start, it begins by forgetting what it had kept. `entiere`: all parts are one transaction, and what the source already
 * said need not be carried. Throws `FichierRefuse` when the file is not one of this source; nothing is then kept.
 */
export async function lire(
  dans: Ouvrir,
  course: Course,
  rouvrir: () => Promise<readonly Tableau[]>,
  { entiere }: { entiere: boolean },
): Promise<void> {
  const tableaux = await rouvrir()
  const connus = await dans(async (ctx) => {
    await tenir(ctx, course)
    await sql`delete from recue`.execute(ctx.db)
    await ctx.db.deleteFrom('integration.rejet').where('execution', '=', course.id).execute()
    return lireConnus(ctx, course.source, entiere)
  })
  const comptes = { lues: 0, hors_champ: 0, faux: 0, etrangers: 0, autres: 0 }
  for (const lot of lireLots(course.source, tableaux, { connus, date: course.date, taille: LOT })) {
    comptes.lues += lot.lues
    comptes.hors_champ += lot.hors_champ
    for (const r of lot.rejets) {
      if (r.code === 'uai_incorrect') {
        comptes.faux++
        if (!/^\d{7}[A-Z]$/.test(r.uai)) comptes.etrangers++
      } else if (r.portee === 'ligne') comptes.autres++
    }
    await dans(async (ctx) => {
      await tenir(ctx, course)
      await avancer(ctx, course.id, comptes)
      await ajouterRejets(ctx.db, course.id, lot.rejets)
      await ajouterRecues(ctx.db, course.id, lot.recues)
    })
  }
  verifier(comptes)
  await dans((ctx) => conclure(ctx, course, comptes, tableaux, rouvrir))
}

async function lireConnus({ db }: Write, source: SourceImportable, entiere: boolean): Promise<Connus> {
  if (estDeCodes(source.cible)) return {}
  if (source.cible === 'enregistrements' || source.complement) {
    const { rows } = await sql<{ uai: string }>`select uai from referentiel.etablissement`.execute(db)
    return { uais: new Set(rows.map((r) => r.uai)) }
  }
  // Between two transactions another run may change what the source said: rows are then carried whole.
  if (!entiere) return {}
  const { rows } = await sql<{ uai: string; empreinte: string }>`
    select uai, empreinte from integration.ligne where source = ${source.code} and rang = 0`.execute(db)
  return { empreintes: new Map(rows.map((r) => [r.uai, r.empreinte])) }
}

/** Holds the run until the end of the transaction; throws `RepriseAilleurs` when another job has taken it over. */
export async function tenir({ db }: Write, { id, jeton }: Pick<Course, 'id' | 'jeton'>): Promise<void> {
  const { rows } = await sql`
    select from integration.execution where id = ${id} and jeton is not distinct from ${jeton} for update`.execute(db)
  if (rows.length === 0) throw new RepriseAilleurs(`L’exécution ${id} a été reprise par un autre travail.`)
}

/** Shows the progress. The length of a file is known at its end only: each batch goes a part of what is left. */
async function avancer(
  { db }: Write,
  id: number,
  { lues, hors_champ }: { lues: number; hors_champ: number },
): Promise<void> {
  const progression = Math.round(60 * (1 - Math.exp(-lues / 40_000)))
  await db.updateTable('integration.execution').set({ lues, hors_champ, progression }).where('id', '=', id).execute()
}

type ComptesDeLecture = { lues: number; hors_champ: number; faux: number; etrangers: number; autres: number }

function verifier({ lues, hors_champ, faux, etrangers, autres }: ComptesDeLecture): void {
  if (lues === 0)
    throw new FichierRefuse('fichier_sans_ligne', 'Le fichier n’a que son en-tête : il n’a aucune ligne à lire.')
  const candidates = lues - hors_champ - autres
  // A few wrong ones in a small file are slips, for the quarantine; a swapped column is wrong nearly everywhere.
  if (etrangers > candidates / 2 || (faux >= 10 && faux > candidates * (1 - UAI_JUSTES)))
    throw new FichierRefuse(
      'uai_douteux',
      `La colonne de l’UAI n’en contient pas : ${faux} valeurs sur ${candidates} sont incorrectes. Les colonnes ont sans doute été interverties.`,
    )
}

async function conclure(
  ctx: Write,
  course: Course,
  { lues, hors_champ }: { lues: number; hors_champ: number },
  tableaux: readonly Tableau[],
  rouvrir: () => Promise<readonly Tableau[]>,
): Promise<void> {
  const { id, date } = course
  await tenir(ctx, course)
  const doublons = await demelerDoublons(ctx.db, id, rouvrir)
  if (estDeCodes(course.source.cible)) await ecarterOrphelins(ctx.db, id, rouvrir)
  await garderConnu(ctx, course.source)
  await suggerer(ctx.db, id)
  const entetes = JSON.stringify(tableaux.map(({ feuille, entetes }) => ({ feuille, entetes })))
  await sql`
    update integration.execution x set etat = 'lue', progression = 60, lues = ${lues}, hors_champ = ${hors_champ},
      doublons = ${doublons}, tableaux = ${entetes}::jsonb,
      etablissements = ${estDeCodes(course.source.cible) ? sql`null` : sql`(select count(distinct uai) from recue)`},
      rapprochees = ${estDeCodes(course.source.cible) ? sql`null` : sql`(select count(*) from recue join referentiel.etablissement using (uai))`},
      date_donnees = coalesce((select max(date_donnees) from recue), ${date.fichier}::date),
      rejetees = (select count(*) from integration.rejet r where r.execution = x.id and r.portee = 'ligne'),
      remarques = (select count(*) from integration.rejet r where r.execution = x.id and r.portee = 'champ')
    where x.id = ${id}`.execute(ctx.db)
}
