import { estPersonne, nomDe } from '#domain/acteur.ts'
import { ecrireDate } from '#domain/ecriture.ts'
import type { Input, Reply } from '#domain/endpoint.ts'
import { conflit, invalide } from '#domain/erreurs.ts'
import { jourLocal } from '#domain/heure.ts'
import type * as api from '#domain/instruction/api.ts'
import { ecrireHeure } from '#domain/instruction/deja.ts'
import { journaliser } from '../journal/journaliser.ts'
import type { Write } from '../platform/context.ts'
import { exigerAgent } from './agent.ts'
import { lireInstruction } from './lecture.ts'
import { lireOrientations } from './orientation.ts'
import { type Suivi, verrouillerSuivi } from './suivi.ts'

type Reorienter = typeof api.reorienter

/**
 * Gives the dossier to another service, or to none, with a reason. Where it stands does not change. Undone by giving it
 * back: the history keeps both.
 */
export async function reorienter(ctx: Write, { params, body }: Input<Reorienter>): Promise<Reply<Reorienter>> {
  const suivi = await verrouillerSuivi(ctx, params.cle)
  exigerAgent(ctx)
  const { id, cle, uai } = suivi.dossier
  if (body.de !== suivi.service_id) throw conflit('deja_reoriente', await phraseDejaReoriente(ctx, suivi))
  if (body.vers === body.de)
    throw invalide('Ce dossier est déjà à ce service.', [{ champ: 'vers', message: 'Choisissez un autre service.' }])
  const vers = body.vers === null ? null : await trouverService(ctx, body.vers)
  await ctx.db
    .updateTable('instruction.suivi')
    .set({ service_id: vers?.id ?? null })
    .where('dossier_id', '=', id)
    .execute()
  await ctx.db
    .insertInto('instruction.orientation')
    .values({
      dossier_id: id,
      de_service: suivi.service_id,
      vers_service: vers?.id ?? null,
      motif: body.motif,
      auteur_id: estPersonne(ctx.acteur) ? ctx.acteur.id : null,
      auteur_nom: nomDe(ctx.acteur),
      le: ctx.now.toISOString(),
    })
    .execute()
  const donnees = { service: vers?.id ?? null, libelle: vers ? `vers ${vers.nom}` : 'vers aucun service' }
  await journaliser(ctx, 'dossier_reoriente', { genre: 'dossier', cle, uai }, donnees)
  return lireInstruction(ctx, { params, query: undefined, body: undefined })
}

async function trouverService(ctx: Write, id: number) {
  const service = await ctx.db
    .selectFrom('comptes.service')
    .select(['id', 'nom'])
    .where('id', '=', id)
    .where('ferme_le', 'is', null)
    .executeTakeFirst()
  const message = 'Ce service n’existe pas, ou ne reçoit plus de dossiers.'
  if (!service) throw invalide(message, [{ champ: 'vers', message }])
  return service
}

/** « Ce dossier a été confié à Bâtiments par Bruno Castéra à 10 h 42. » */
async function phraseDejaReoriente(ctx: Write, suivi: Suivi): Promise<string> {
  const [derniere] = (await lireOrientations(ctx, suivi.dossier.id, suivi.service_id)).orientations
  if (!derniere) return 'Ce dossier n’est à aucun service. Rechargez la page pour voir où il en est.'
  const le = new Date(derniere.le)
  const jour = jourLocal(le)
  const quand = jour === jourLocal(ctx.now) ? '' : ` le ${ecrireDate(jour)}`
  const ou = derniere.vers ? `confié à « ${derniere.vers} »` : 'retiré de son service'
  return `Ce dossier a été ${ou} par ${derniere.auteur}${quand} à ${ecrireHeure(le)}.`
}
