import { conflit } from '#domain/erreurs.ts'
import { lireCsv } from '#domain/integration/csv.ts'
import type { Write } from '../platform/context.ts'
import { appliquerCourse, comparerCourse, verrouillerSource } from './appliquer.ts'
import { type Paquet, texteDe } from './fichiers.ts'
import type { Tableau } from './lecture.ts'
import { type Course, lire } from './lire.ts'
import { analyserRecues, fermerRecues, ouvrirRecues } from './recues.ts'
import type { SourceEtablissements } from './sources.ts'

/**
 * Imports a file of établissements in one transaction: receives, compares, writes what changed, quarantines, journals.
 * Gives the number of the execution. Refuses a file that has lost a fifth of its rows, unless `forcer`.
 */
export async function importer(
  ctx: Write,
  source: SourceEtablissements,
  paquet: Paquet,
  { forcer = false }: { forcer?: boolean } = {},
): Promise<number> {
  const debut = performance.now()
  const [fichier = ''] = paquet.fichiers.keys()
  await verrouillerSource(ctx, source)
  const { id } = await ctx.db
    .insertInto('integration.execution')
    .values({
      source: source.code,
      etat: 'recue',
      fichier,
      empreinte: paquet.empreinte,
      date_donnees: source.date,
      forcee: forcer,
      commencee_le: ctx.now.toISOString(),
      duree_ms: 0,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  const course: Course = {
    id,
    source,
    date: { fichier: source.date, imposee: true },
    complet: true,
    forcee: forcer,
    aBlanc: false,
    jeton: null,
  }
  const texte = texteDe(paquet, fichier)
  await ouvrirRecues(ctx.db, 'temporaire')
  await lire(
    (fn) => fn(ctx),
    course,
    async () => [tableauDe(texte, source.separateur)],
    { entiere: true },
  )
  await analyserRecues(ctx.db)
  const { comptes, alerte } = await comparerCourse(ctx, course)
  if (alerte && !forcer) throw conflit('fichier_tronque', alerte)
  await appliquerCourse(ctx, course, comptes)
  await fermerRecues(ctx.db)
  await ctx.db
    .updateTable('integration.execution')
    .set({ duree_ms: Math.round(performance.now() - debut) })
    .where('id', '=', id)
    .execute()
  return id
}

function tableauDe(texte: string, separateur: string): Tableau {
  const lignes = lireCsv(texte, separateur)
  return { feuille: null, entetes: lignes.next().value?.valeurs ?? [], lignes }
}
