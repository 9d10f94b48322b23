import { sql } from 'kysely'
import { nomDe } from '#domain/acteur.ts'
import type { Input, Reply } from '#domain/endpoint.ts'
import { conflit } from '#domain/erreurs.ts'
import type * as api from '#domain/integration/api.ts'
import type { Read, Write } from '../platform/context.ts'
import { enfiler } from '../platform/jobs.ts'
import { exigerImport } from './droits.ts'
import { lireExecution } from './executions.ts'
import type { Tableau } from './lecture.ts'

type Porte = typeof api.rejouerRejets

/** Plays the corrected rows of a run again, as a run of its own: of the same day, and of which nothing is missing. */
export async function rejouerRejets(ctx: Write, { params }: Input<Porte>): Promise<Reply<Porte>> {
  exigerImport(ctx.acteur)
  await lireExecution(ctx, { params })
  const x = await ctx.db
    .selectFrom('integration.execution')
    .selectAll()
    .where('id', '=', params.id)
    .forUpdate()
    .executeTakeFirstOrThrow()
  if (x.etat !== 'appliquee')
    throw conflit('pas_applique', 'Cet import n’est pas appliqué : corrigez plutôt son fichier.')
  const { n } = await ctx.db
    .selectFrom('integration.rejet')
    .select(sql<number>`count(*)::int`.as('n'))
    .where('execution', '=', params.id)
    .where('etat', '=', 'corrige')
    .executeTakeFirstOrThrow()
  if (n === 0) throw conflit('rien_de_corrige', 'Aucune ligne n’a été corrigée : corrigez-en avant de les rejouer.')
  const { id } = await ctx.db
    .insertInto('integration.execution')
    .values({
      source: x.source,
      etat: 'recue',
      fichier: `Lignes corrigées de l’import ${x.id}`,
      empreinte: `${x.empreinte} rejeu ${ctx.now.getTime()}`,
      date_donnees: x.date_donnees,
      date_imposee: true,
      rejeu_de: x.id,
      commencee_le: ctx.now.toISOString(),
      duree_ms: 0,
      version_correspondance: x.version_correspondance,
      demandee_par: nomDe(ctx.acteur),
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  await enfiler(ctx, 'executer_import', { execution: id })
  return { id }
}

/** The corrected rows, in the tables that they come from. */
export async function tableauxARejouer({ db }: Pick<Read, 'db'>, execution: number): Promise<Tableau[]> {
  const { tableaux } = await db
    .selectFrom('integration.execution')
    .select('tableaux')
    .where('id', '=', execution)
    .executeTakeFirstOrThrow()
  const lignes = await db
    .selectFrom('integration.rejet')
    .select(['tableau', 'numero', 'ligne'])
    .distinctOn(['tableau', 'numero'])
    .where('execution', '=', execution)
    .where('etat', '=', 'corrige')
    .orderBy('tableau')
    .orderBy('numero')
    .orderBy('id', 'desc')
    .execute()
  return (tableaux as unknown as Pick<Tableau, 'feuille' | 'entetes'>[]).map((t, rang) => ({
    ...t,
    lignes: lignes.filter((l) => l.tableau === rang).map((l) => ({ numero: l.numero, valeurs: l.ligne ?? [] })),
  }))
}

export async function marquerRejoues({ db }: Write, execution: number): Promise<void> {
  await db
    .updateTable('integration.rejet')
    .set({ etat: 'rejoue' })
    .where('execution', '=', execution)
    .where('etat', '=', 'corrige')
    .execute()
}
