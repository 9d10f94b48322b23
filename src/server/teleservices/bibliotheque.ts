import type { Input, Reply } from '#domain/endpoint.ts'
import { introuvable, Refus } from '#domain/erreurs.ts'
import type { Champ } from '#domain/formulaire/definition.ts'
import { ebaucheVide, lireEbauche } from '#domain/formulaire/ebauche.ts'
import type * as api from '#domain/teleservices/api-formulaires.ts'
import { journaliser } from '../journal/journaliser.ts'
import type { Read, Write } from '../platform/context.ts'
import { exigerDessinateur } from './dessin.ts'

export async function listerBibliotheque(ctx: Read): Promise<Reply<typeof api.listerBibliotheque>> {
  exigerDessinateur(ctx)
  const lignes = await ctx.db
    .selectFrom('teleservices.bibliotheque')
    .select(['id', 'libelle', 'champ'])
    .orderBy('libelle')
    .execute()
  // The column only holds what `garderChamp` has read as a champ.
  return { elements: lignes.map((l) => ({ ...l, champ: l.champ as unknown as Champ })) }
}

type Garde = typeof api.garderChamp

/** Keeps a copy: the form it came from goes on its own way. */
export async function garderChamp(ctx: Write, { body }: Input<Garde>): Promise<Reply<Garde>> {
  exigerDessinateur(ctx)
  const { ebauche, defaut } = lireEbauche({
    ...ebaucheVide('x'),
    etapes: [{ id: 'etape', titre: 'x', champs: [body.champ] }],
  })
  const champ = ebauche?.etapes[0]?.champs[0]
  if (!champ)
    throw new Refus(422, 'champ_illisible', 'Ce document n’est pas un champ.', [
      { champ: 'champ', message: defaut?.message ?? 'Un champ est attendu.' },
    ])
  const { id } = await ctx.db
    .insertInto('teleservices.bibliotheque')
    .values({
      libelle: body.libelle,
      champ: JSON.stringify(champ),
      cree_le: ctx.now.toISOString(),
      cree_par: ctx.acteur.genre === 'personne' ? ctx.acteur.id : null,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  await journaliser(ctx, 'champ_garde', { genre: 'bibliotheque', cle: String(id) }, { libelle: body.libelle })
  return { id, libelle: body.libelle, champ }
}

export async function oublierChamp(ctx: Write, { params }: Input<typeof api.oublierChamp>): Promise<undefined> {
  exigerDessinateur(ctx)
  const ligne = await ctx.db
    .deleteFrom('teleservices.bibliotheque')
    .where('id', '=', params.id)
    .returning('libelle')
    .executeTakeFirst()
  if (!ligne) throw introuvable('Ce champ n’est plus dans la bibliothèque.')
  await journaliser(ctx, 'champ_oublie', { genre: 'bibliotheque', cle: String(params.id) }, ligne)
}
