import { estAuteur, nomDe } from '#domain/acteur.ts'
import type { CodeActe } from '#domain/journal/actes.ts'
import type { Write } from '../platform/context.ts'
import { enfiler } from '../platform/jobs.ts'
import type { Evenement } from '../platform/subscriptions.ts'

/**
 * Writes one line of the journal in the act's transaction, and enqueues those who follow this act.
 * `donnees` never holds a secret, nor personal data that the object itself does not show.
 */
export async function journaliser(
  ctx: Write,
  code: CodeActe,
  objet: Evenement['objet'],
  donnees: Record<string, unknown> = {},
): Promise<void> {
  const { id } = await ctx.db
    .insertInto('journal.acte')
    .values({
      le: ctx.now.toISOString(),
      acteur_genre: ctx.acteur.genre,
      acteur_id: estAuteur(ctx.acteur) ? ctx.acteur.id : null,
      acteur_nom: nomDe(ctx.acteur),
      code,
      objet_genre: objet.genre,
      objet_cle: objet.cle,
      uai: objet.uai ?? null,
      donnees: JSON.stringify(donnees),
      requete: ctx.requete,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  const evenement: Evenement = { acte: id, code, objet, donnees }
  for (const travail of ctx.kit.subscriptions.get(code) ?? []) await enfiler(ctx, travail, evenement)
}
