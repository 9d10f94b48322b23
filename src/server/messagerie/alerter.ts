import { type Alerte, texteDuCourriel } from '#domain/messagerie/alertes.ts'
import type { Write } from '../platform/context.ts'
import { deposerCourriels } from './courriel.ts'
import type { Destinataire } from './destinataires.ts'

/** In the site only, or in the site and by mail. */
type Voie = { courriel: boolean }

/**
 * Tells people of an act. Twice for the same act and the same person tells once: the table refuses the second.
 * @param acte id of the journal's line
 * @param dossierId null for what is about no dossier
 */
export async function alerter(
  ctx: Write,
  acte: number,
  dossierId: number | null,
  destinataires: Destinataire[],
  alerte: Alerte,
  { courriel }: Voie,
): Promise<void> {
  if (destinataires.length === 0) return
  await ctx.db
    .insertInto('messagerie.notification')
    .values(
      destinataires.map(({ id }) => ({
        personne_id: id,
        dossier_id: dossierId,
        acte,
        genre: alerte.genre,
        texte: alerte.texte,
        lien: alerte.lien,
        le: ctx.now.toISOString(),
      })),
    )
    .onConflict((c) => c.columns(['personne_id', 'acte', 'genre']).doNothing())
    .execute()
  if (!courriel) return
  const { adresse, collectivite } = ctx.kit.config
  await deposerCourriels(
    ctx,
    destinataires.map((d) => ({
      destinataire: d.courriel,
      personne_id: d.id,
      dossier_id: dossierId,
      genre: alerte.genre,
      sujet: alerte.sujet,
      texte: texteDuCourriel(alerte, { prenom: d.prenom, adresse, collectivite }),
      cle_unique: `${acte}:${d.id}:${alerte.genre}`,
    })),
  )
}
