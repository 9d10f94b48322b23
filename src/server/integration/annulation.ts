import type { Input, Reply } from '#domain/endpoint.ts'
import { conflit } from '#domain/erreurs.ts'
import type * as api from '#domain/integration/api.ts'
import { estDeCodes } from '#domain/integration/lecture.ts'
import { journaliser } from '../journal/journaliser.ts'
import type { Write } from '../platform/context.ts'
import { rendreCodesRecus } from './annulation-codes.ts'
import { rendreRecus } from './annulation-enregistrements.ts'
import { rendreEtablissements } from './annulation-etablissements.ts'
import { verrouillerSource } from './appliquer.ts'
import { exigerImport } from './droits.ts'
import { lireExecution } from './executions.ts'

type Porte = typeof api.annulerExecution

/**
 * Gives back what was there before a run. What has changed since, by hand or by another source, stays and is told. Throws
 * 409 when the run is not applied, or was already undone.
 */
export async function annulerExecution(ctx: Write, { params }: Input<Porte>): Promise<Reply<Porte>> {
  exigerImport(ctx.acteur)
  const { source, genre } = await lireExecution(ctx, { params })
  const x = await ctx.db
    .selectFrom('integration.execution')
    .select(['id', 'etat', 'identique_a', 'appliquee_le', 'date_donnees'])
    .where('id', '=', params.id)
    .forUpdate()
    .executeTakeFirstOrThrow()
  // The run, then its source: in the order of the steps of a run.
  await verrouillerSource(ctx, { code: source, cible: genre })
  if (x.etat !== 'appliquee') throw conflit('pas_applique', 'Cet import n’est pas appliqué : il n’y a rien à annuler.')
  if (x.identique_a !== null)
    throw conflit('identique', `Cet import n’a rien écrit : son fichier est celui de l’import ${x.identique_a}.`)
  const ecrite = { execution: x.id, source, le: x.appliquee_le ?? '', date: x.date_donnees }
  const bilan = await rendeurDe(genre)(ctx, ecrite)
  await ctx.db.updateTable('integration.execution').set({ etat: 'annulee' }).where('id', '=', x.id).execute()
  await journaliser(
    ctx,
    'execution_annulee',
    { genre: 'execution', cle: String(x.id) },
    { source, restaurees: bilan.restaurees, modifiees_depuis: bilan.modifiees_depuis.length },
  )
  return bilan
}

function rendeurDe(genre: string) {
  if (genre === 'etablissements') return rendreEtablissements
  return estDeCodes(genre) ? rendreCodesRecus : rendreRecus
}
