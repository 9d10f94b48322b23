import { conflit } from '#domain/erreurs.ts'
import type { Ebauche } from '#domain/formulaire/ebauche.ts'
import type { NouveauFormulaire } from '#domain/teleservices/api-formulaires.ts'
import type { Fiche } from '#domain/teleservices/fiche.ts'
import { journaliser } from '../journal/journaliser.ts'
import type { Write } from '../platform/context.ts'
import { poserBrouillon } from './brouillons.ts'

/** What a new téléservice begins with. */
export type Depart = { regime: string; guide: unknown; fiche: Fiche; plusieurs_dossiers: boolean; formulaire: Ebauche }
type Nouveau = Pick<NouveauFormulaire, 'code' | 'titre' | 'resume' | 'thematique'>

/**
 * A new téléservice with the draft of its form, hidden until its first publication; its own dispositif, so that its guide
 * can be changed. Throws 409 `code_pris`.
 */
export async function creer(ctx: Write, nouveau: Nouveau, depart: Depart): Promise<{ code: string }> {
  const { code, titre, resume, thematique } = nouveau
  const deja = await ctx.db
    .selectFrom('teleservices.teleservice')
    .select('id')
    .where('code', '=', code)
    .executeTakeFirst()
  if (deja) throw conflit('code_pris', `Le code « ${code} » sert déjà : choisissez-en un autre.`)
  const dispositif = await ctx.db
    .insertInto('teleservices.dispositif')
    .values({ code, libelle: titre, thematique, regime: depart.regime, guide: JSON.stringify(depart.guide) })
    .onConflict((c) => c.column('code').doNothing())
    .returning('id')
    .executeTakeFirst()
  if (!dispositif) throw conflit('code_pris', `Le code « ${code} » sert déjà à un dispositif.`)
  const { id } = await ctx.db
    .insertInto('teleservices.teleservice')
    .values({
      code,
      dispositif_id: dispositif.id,
      titre,
      resume,
      thematique,
      fiche: JSON.stringify(depart.fiche),
      plusieurs_dossiers: depart.plusieurs_dossiers,
      publie: false,
      ordre: 1000,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  await poserBrouillon(ctx, id, { ...depart.formulaire, titre }, null)
  await journaliser(ctx, 'formulaire_cree', { genre: 'teleservice', cle: code }, { titre })
  return { code }
}
