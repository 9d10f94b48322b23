import { SYSTEME } from '#domain/acteur.ts'
import { journaliser } from '../journal/journaliser.ts'
import { contextOf, type Kit, write } from '../platform/context.ts'
import { type Evenement, quand, type Subscription } from '../platform/subscriptions.ts'
import { champDit } from './clore.ts'
import { deplacees, rapprocher } from './suivre.ts'

/** What the propositions follow of the fiches: a value that comes by another way closes the one that asked for it. */
export const abonnements: Subscription[] = [
  quand('execution_appliquee', 'propositions_apres_import', surTout),
  quand('execution_annulee', 'propositions_apres_annulation', surTout),
  quand('action_menee', 'propositions_apres_action', surTout),
  quand('fiche_corrigee', 'propositions_apres_correction', surLaFiche),
  quand('etablissements_fusionnes', 'propositions_apres_fusion', apresFusion),
]

async function surTout(kit: Kit): Promise<void> {
  await write(contextOf(kit, SYSTEME), (ctx) => rapprocher(ctx))
}

async function surLaFiche(kit: Kit, { objet }: Evenement): Promise<void> {
  await write(contextOf(kit, SYSTEME), (ctx) => rapprocher(ctx, objet.uai))
}

/** Their authors are told of those that moved, once. */
async function apresFusion(kit: Kit, { objet }: Evenement): Promise<void> {
  const fusion = Number(objet.cle)
  await write(contextOf(kit, SYSTEME), async (ctx) => {
    const dites = await ctx.db
      .selectFrom('journal.acte')
      .select(['objet_cle', 'donnees'])
      .where('code', '=', 'proposition_deplacee')
      .where('uai', '=', objet.uai ?? '')
      .execute()
    const deja = new Set(
      dites.filter((d) => (d.donnees as { fusion?: unknown }).fusion === fusion).map((d) => d.objet_cle),
    )
    for (const { id, uai, champ, de } of await deplacees(ctx, fusion))
      if (!deja.has(String(id)))
        await journaliser(
          ctx,
          'proposition_deplacee',
          { genre: 'proposition', cle: String(id), uai },
          { ...(await champDit(ctx, champ)), de, fusion },
        )
    await rapprocher(ctx, objet.uai)
  })
}
