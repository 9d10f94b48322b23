import type { Input, Reply } from '#domain/endpoint.ts'
import { conflit, invalide } from '#domain/erreurs.ts'
import { pareil } from '#domain/formulaire/difference.ts'
import type * as api from '#domain/teleservices/api-fiche.ts'
import { Fiche, Thematique } from '#domain/teleservices/fiche.ts'
import { defautsDuContact } from '#domain/teleservices/publication.ts'
import { journaliser } from '../journal/journaliser.ts'
import type { Read, Write } from '../platform/context.ts'
import { lireTeleserviceDessine } from './dessin.ts'

type Lecture = typeof api.lireFicheDessinee

export async function lireFicheDessinee(
  ctx: Read | Write,
  { params }: Pick<Input<Lecture>, 'params'>,
): Promise<Reply<Lecture>> {
  const { id } = await lireTeleserviceDessine(ctx, params.code)
  const ligne = await ctx.db
    .selectFrom('teleservices.teleservice as t')
    .select(['t.fiche', 't.thematique', 't.plusieurs_dossiers', 't.publie'])
    .select((eb) =>
      eb
        .exists(eb.selectFrom('teleservices.version as v').select('v.id').whereRef('v.teleservice_id', '=', 't.id'))
        .as('publiable'),
    )
    .where('t.id', '=', id)
    .executeTakeFirstOrThrow()
  return {
    ...ligne,
    publiable: Boolean(ligne.publiable),
    thematique: Thematique.parse(ligne.thematique),
    fiche: Fiche.parse(ligne.fiche),
  }
}

type Enregistrement = typeof api.enregistrerFiche

/** The fiche has no version: dossiers keep their form, and the page of the portal says what is true today. */
export async function enregistrerFiche(
  ctx: Write,
  { params, body }: Input<Enregistrement>,
): Promise<Reply<Enregistrement>> {
  const { id } = await lireTeleserviceDessine(ctx, params.code)
  await ctx.db.selectFrom('teleservices.teleservice').select('id').where('id', '=', id).forUpdate().execute()
  const { publiable, ...lue } = await lireFicheDessinee(ctx, { params })
  if (!pareil(lue, body.avant))
    throw conflit('fiche_modifiee', 'Cette fiche vient d’être modifiée par quelqu’un d’autre : relisez-la avant.')
  const { fiche, thematique, plusieurs_dossiers, publie } = body.apres
  if (publie && !publiable)
    throw conflit('jamais_publie', 'Publiez d’abord le formulaire : sans lui, il n’y aurait rien à remplir.')
  const manques = defautsDuContact(fiche)
  if (publie && manques.length > 0)
    throw invalide(
      'L’accusé de réception doit nommer le service et ses coordonnées.',
      manques.map((d) => ({ champ: d.chemin, message: d.message })),
    )
  await ctx.db
    .updateTable('teleservices.teleservice')
    .set({
      fiche: JSON.stringify(fiche),
      titre: fiche.titre,
      resume: fiche.resume,
      thematique,
      plusieurs_dossiers,
      publie,
    })
    .where('id', '=', id)
    .execute()
  await journaliser(
    ctx,
    'fiche_teleservice_modifiee',
    { genre: 'teleservice', cle: params.code },
    { titre: fiche.titre },
  )
  return lireFicheDessinee(ctx, { params })
}
