import { estAuteur } from '#domain/acteur.ts'
import type * as api from '#domain/dossiers/api-interrogation.ts'
import { dejaDepose, peutRemplir, REFUS_REMPLIR } from '#domain/dossiers/droits.ts'
import type { Input, Reply } from '#domain/endpoint.ts'
import { conflit, interdit } from '#domain/erreurs.ts'
import { origineDesAlimentes, type Verifications } from '#domain/formulaire/alimentation.ts'
import { champDe } from '#domain/formulaire/saisie.ts'
import { type Read, type Write, write } from '../platform/context.ts'
import { lireParId } from '../teleservices/fiche.ts'
import { lireDefinition } from '../teleservices/versions.ts'
import { verrouillerBrouillon } from './brouillon.ts'
import { demanderAuService } from './services.ts'
import { trouverDossier } from './visibles.ts'

type Interrogation = typeof api.interrogerDossier

/**
 * Asks outside about an answer, in the name of the dossier: its key, its établissement and its dispositif are in the
 * trace. Keeps how it ended and where each proposed value comes from; answers are written by the person alone.
 */
export async function interrogerDossier(
  ctx: Read,
  { params, body }: Input<Interrogation>,
): Promise<Reply<Interrogation>> {
  const dossier = await trouverDossier(ctx, params.cle)
  if (!estAuteur(ctx.acteur) || !peutRemplir(ctx.acteur, dossier)) throw interdit(REFUS_REMPLIR)
  if (dossier.etat !== 'brouillon') throw conflit('deja_depose', dejaDepose(dossier.numero))
  const definition = await lireDefinition(ctx, dossier.version_id)
  const champ = body.champ.includes('/') ? undefined : champDe(definition, body.champ)
  const teleservice = await lireParId(ctx, dossier.teleservice_id)
  const { verification, donnees, structure } = await demanderAuService(ctx, definition, champ, body.valeur, {
    motif: `Saisie du dossier (${teleservice.fiche.titre})`,
    dossier: dossier.cle,
    uai: dossier.uai,
    contexte: teleservice.dispositif.libelle,
  })
  const preremplis = origineDesAlimentes(definition, body.champ, donnees, verification)
  await write(ctx, async (w) => {
    const { dossier: tenu } = await verrouillerBrouillon(w, params.cle)
    await w.db
      .updateTable('dossiers.dossier')
      .set({
        origines: JSON.stringify({ ...tenu.origines, ...preremplis }),
        verifications: JSON.stringify({ ...(await lireVerifications(w, tenu.id)), [body.champ]: verification }),
      })
      .where('id', '=', tenu.id)
      .execute()
  })
  const propositions = Object.fromEntries(Object.entries(preremplis).map(([id, p]) => [id, p.valeur]))
  return { verification, structure, propositions }
}

export async function lireVerifications(ctx: Read | Write, id: number): Promise<Verifications> {
  const { verifications } = await ctx.db
    .selectFrom('dossiers.dossier')
    .select('verifications')
    .where('id', '=', id)
    .executeTakeFirstOrThrow()
  return enVerifications(verifications)
}

/** What the column holds is what `interrogerDossier` wrote. */
export const enVerifications = (colonne: unknown): Verifications => colonne as Verifications
