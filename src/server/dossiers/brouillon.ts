import { estAuteur } from '#domain/acteur.ts'
import { CHEZ_LE_CHEF, dejaDepose, peutDeposer, peutRemplir, REFUS_REMPLIR } from '#domain/dossiers/droits.ts'
import { conflit, interdit } from '#domain/erreurs.ts'
import type { Reponses } from '#domain/formulaire/definition.ts'
import type { Preremplis } from '#domain/formulaire/prefill.ts'
import type { Write } from '../platform/context.ts'
import { verrouillerDossier } from './visibles.ts'

/** What the columns hold is what `modifier` and `commencer` have checked before it was written. */
export const enReponses = (colonne: unknown): Reponses => colonne as Reponses
export const enPreremplis = (colonne: unknown): Preremplis => colonne as Preremplis

/**
 * The draft, held for this transaction, and the person who acts on it. Throws 404, 403 to who can be no author, and 409
 * `deja_depose` with its number. Rights are the caller's matter.
 */
export async function verrouillerEnCours(ctx: Write, cle: string) {
  const { acteur } = ctx
  const dossier = await verrouillerDossier(ctx, cle)
  if (!estAuteur(acteur)) throw interdit(REFUS_REMPLIR)
  if (dossier.etat !== 'brouillon' && peutRemplir(acteur, dossier))
    throw conflit('deja_depose', dejaDepose(dossier.numero))
  if (dossier.etat !== 'brouillon') throw interdit(REFUS_REMPLIR)
  return { acteur, dossier }
}

/**
 * The draft, held for this transaction, and the person who edits it. Refuses who may not fill it (403), what is already
 * deposited (409 `deja_depose`, with its number), and what waits for the chef (409 `chez_le_chef`).
 */
export async function verrouillerBrouillon(ctx: Write, cle: string) {
  const { acteur, dossier } = await verrouillerEnCours(ctx, cle)
  if (!peutRemplir(acteur, dossier)) throw interdit(REFUS_REMPLIR)
  if (dossier.soumis_le && !peutDeposer(acteur, dossier)) throw conflit('chez_le_chef', CHEZ_LE_CHEF)
  return {
    acteur,
    dossier: { ...dossier, reponses: enReponses(dossier.reponses), origines: enPreremplis(dossier.origines) },
  }
}

/** Notes that the draft has changed: every screen that shows an older revision is behind. */
export async function toucher(
  ctx: Write,
  dossierId: number,
  par: number,
  contenu: { reponses?: string; etat?: 'abandonne' } = {},
): Promise<number> {
  const { revision } = await ctx.db
    .updateTable('dossiers.dossier')
    .set((eb) => ({
      ...contenu,
      revision: eb('revision', '+', 1),
      modifie_le: ctx.now.toISOString(),
      modifie_par: par,
    }))
    .where('id', '=', dossierId)
    .returning('revision')
    .executeTakeFirstOrThrow()
  return revision
}
