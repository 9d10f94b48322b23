import { type Selectable, sql } from 'kysely'
import { situer } from '#domain/integration/lecture.ts'
import { traduire } from '#domain/integration/liens.ts'
import type { Read } from '../platform/context.ts'
import type { IntegrationExecution } from '../platform/db.types.ts'
import { lireContenu } from './correspondances.ts'
import { sourceDe } from './fiche.ts'
import { lireFichier } from './formats/fichier.ts'
import { FichierRefuse, type Tableau } from './lecture.ts'
import type { Course } from './lire.ts'
import { tableauxARejouer } from './rejeu.ts'

type Execution = Selectable<IntegrationExecution>

/** What the steps need of a run, from its row. */
export async function ouvrirCourse(ctx: Read, x: Execution, jeton: string | null): Promise<Course> {
  const contenu = await lireContenu(ctx, x.source, x.version_correspondance)
  const source = await sourceDe(ctx, x.source)
  const contexte = { nom: x.fichier, ...(x.date_imposee && x.date_donnees ? { date: x.date_donnees } : {}) }
  return {
    id: x.id,
    source: traduire(situer(source, contexte), contenu),
    date: { fichier: dateDuFichier(x, ctx.now, source.cible === 'territoires'), imposee: x.date_imposee },
    complet: x.rejeu_de === null && !source.partiel,
    forcee: x.forcee,
    aBlanc: x.a_blanc,
    jeton,
  }
}

/**
 * Given with the file, or written in its name (`…-2024-11-26.csv`, `…_20241126.csv`), or today. A geography that only says
 * its vintage (`v_commune_2025.csv`) is that of 1 January.
 */
function dateDuFichier(x: Execution, maintenant: Date, millesime: boolean): string {
  if (x.date_imposee && x.date_donnees) return x.date_donnees
  const [, annee, mois, jour] = /(20\d\d)[-_]?(0[1-9]|1[0-2])[-_]?(0[1-9]|[12]\d|3[01])(?!\d)/.exec(x.fichier) ?? []
  const an = millesime && !annee ? /(?<!\d)(20\d\d)(?!\d)/.exec(x.fichier)?.[1] : undefined
  if (an && an <= maintenant.toISOString().slice(0, 4)) return `${an}-01-01`
  const nomme = `${annee}-${mois}-${jour}`
  const aujourdhui = maintenant.toISOString().slice(0, 10)
  // A day to come, or that does not exist, was no date.
  return annee && nomme <= aujourdhui && new Date(`${nomme}T00:00:00Z`).toISOString().startsWith(nomme)
    ? nomme
    : aujourdhui
}

/** The tables of the file of a run, or the corrected rows that it plays again. */
export async function rouvrirFichier(ctx: Read, x: Execution): Promise<readonly Tableau[]> {
  if (x.rejeu_de !== null) return tableauxARejouer(ctx, x.rejeu_de)
  if (!x.fichier_cle || !(await ctx.kit.files.exists(x.fichier_cle)))
    throw new FichierRefuse('fichier_perdu', 'Le fichier de cet import n’est plus là : envoyez-le à nouveau.')
  return lireFichier(await ctx.kit.files.get(x.fichier_cle), x.fichier)
}

/** What was read does not outlive a crash of the base: the file is then read again. */
export async function sontPerdues({ db }: Read, x: Execution): Promise<boolean> {
  if (x.lues - x.hors_champ - x.rejetees <= 0) return false
  const { rows } = await sql`select from integration.recue where execution = ${x.id} limit 1`.execute(db)
  return rows.length === 0
}
