import { estPersonne } from '#domain/acteur.ts'
import type { Input, Reply } from '#domain/endpoint.ts'
import { interdit } from '#domain/erreurs.ts'
import * as api from '#domain/messagerie/api.ts'
import type { Read, Write } from '../platform/context.ts'

type Lister = typeof api.listerNotifications
type Compter = typeof api.compterNotifications
type Lire = typeof api.lireNotifications

/** One's own alerts, newest first. */
export async function listerNotifications(ctx: Read, { query }: Input<Lister>): Promise<Reply<Lister>> {
  const miennes = ctx.db.selectFrom('messagerie.notification as n').where('n.personne_id', '=', moi(ctx))
  const { total, a_lire } = await miennes
    .select((eb) => [
      eb.fn.countAll<number>().as('total'),
      eb.fn.countAll<number>().filterWhere('n.lue_le', 'is', null).as('a_lire'),
    ])
    .executeTakeFirstOrThrow()
  const lignes = await miennes
    .leftJoin('dossiers.dossier as d', 'd.id', 'n.dossier_id')
    .$if(query.a_lire === true, (q) => q.where('n.lue_le', 'is', null))
    .select(['n.id', 'n.genre', 'n.texte', 'n.lien', 'n.le', 'n.lue_le', 'd.cle', 'd.numero'])
    .orderBy('n.id', 'desc')
    .limit(query.par_page)
    .offset((query.page - 1) * query.par_page)
    .execute()
  return {
    total: query.a_lire ? a_lire : total,
    page: query.page,
    par_page: query.par_page,
    a_lire,
    elements: lignes.map(({ cle, numero, genre, ...n }) => ({
      ...n,
      genre: api.GenreAlerte.parse(genre),
      dossier: cle === null ? null : { cle, numero },
    })),
  }
}

export async function compterNotifications(ctx: Read | Write, _: Input<Compter>): Promise<Reply<Compter>> {
  const { a_lire } = await ctx.db
    .selectFrom('messagerie.notification')
    .where('personne_id', '=', moi(ctx))
    .where('lue_le', 'is', null)
    .select((eb) => eb.fn.countAll<number>().as('a_lire'))
    .executeTakeFirstOrThrow()
  return { a_lire }
}

/** Marks some or all of one's alerts; those of others are silently none of one's business. */
export async function lireNotifications(ctx: Write, { body }: Input<Lire>): Promise<Reply<Lire>> {
  await ctx.db
    .updateTable('messagerie.notification')
    .set({ lue_le: ctx.now.toISOString() })
    .where('personne_id', '=', moi(ctx))
    .where('lue_le', 'is', null)
    .$if(body.tout !== true, (q) => q.where('id', 'in', body.ids ?? []))
    .execute()
  return compterNotifications(ctx, { params: undefined, query: undefined, body: undefined })
}

function moi({ acteur }: Read | Write): number {
  if (!estPersonne(acteur)) throw interdit('Seule une personne connectée a des alertes.')
  return acteur.id
}
