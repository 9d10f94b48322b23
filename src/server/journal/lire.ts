import type { RawBuilder } from 'kysely'
import type { PageJournal } from '#domain/journal/ligne.ts'
import { phraseActe } from '#domain/journal/phrase.ts'
import type { Read } from '../platform/context.ts'

/** Whose lines: those of one object, or those that concern an établissement, among what the reader may know of. */
export type Sujet = { objet: { genre: string; cle: string } } | { uai: string; parmi: RawBuilder<boolean> }

/** Lines of the journal, newest first. The caller has checked that the actor may see the subject. */
export async function lireJournal(
  ctx: Read,
  sujet: Sujet,
  { page, par_page }: { page: number; par_page: number },
): Promise<PageJournal> {
  const lignes = ctx.db
    .selectFrom('journal.acte')
    .where((eb) =>
      'uai' in sujet
        ? eb.and([eb('uai', '=', sujet.uai), sujet.parmi])
        : eb.and([eb('objet_genre', '=', sujet.objet.genre), eb('objet_cle', '=', sujet.objet.cle)]),
    )
  const { total } = await lignes.select((eb) => eb.fn.countAll<number>().as('total')).executeTakeFirstOrThrow()
  const lues = await lignes
    .select(['id', 'le', 'acteur_nom', 'code', 'donnees', 'objet_genre', 'objet_cle', 'uai'])
    .orderBy('id', 'desc')
    .limit(par_page)
    .offset((page - 1) * par_page)
    .execute()
  return {
    total,
    page,
    par_page,
    elements: lues.map((l) => ({
      id: l.id,
      le: l.le,
      acteur: l.acteur_nom,
      code: l.code,
      phrase: phraseActe(l.code, enObjet(l.donnees)),
      objet: { genre: l.objet_genre, cle: l.objet_cle },
      uai: l.uai,
    })),
  }
}

/** `journaliser` only writes objects. */
export const enObjet = (donnees: unknown): Record<string, unknown> =>
  typeof donnees === 'object' && donnees !== null ? { ...donnees } : {}
