import { sql } from 'kysely'
import { nomDe, SYSTEME } from '#domain/acteur.ts'
import { statutInitial } from '#domain/instruction/guide.ts'
import { quiAgitEnPublic, statutPublic } from '#domain/instruction/vue.ts'
import { journaliser } from '../journal/journaliser.ts'
import type { Write } from '../platform/context.ts'
import { garderGuide, lireGuideDuJour } from './guides.ts'
import { garderOrientation, serviceDuDepot } from './orientation.ts'

/** What is copied of a deposited dossier: nothing of it changes after the deposit. */
export type DossierDepose = {
  id: number
  cle: string
  uai: string
  teleservice_id: number
  depose_le: string
  montant_demande: number | null
  objet: string
}

/** What a search of dossiers looks in; `e` is the établissement. */
export const motsDe = (objet: unknown) =>
  sql<string>`referentiel.mots(btrim(referentiel.normaliser(${objet}) || ' ' || e.texte_recherche || ' ' || lower(e.uai)))`

/** Opens the instruction of a deposited dossier, with the guide of its dispositif as it is now. Again: does nothing. */
export async function ouvrirInstruction(ctx: Write, dossier: DossierDepose): Promise<void> {
  const guide = await lireGuideDuJour(ctx, dossier.teleservice_id)
  const statut = statutInitial(guide)
  const montre = statutPublic(guide, statut.code)
  const etape = guide.etapes[0]?.code ?? ''
  const service_id = await serviceDuDepot(ctx, dossier.id)
  const ouvert = await ctx.db
    .insertInto('instruction.suivi')
    .values({
      dossier_id: dossier.id,
      guide_id: await garderGuide(ctx, guide),
      etape,
      statut: statut.code,
      qui_agit: statut.qui_agit,
      depuis: dossier.depose_le,
      statut_public: montre.code,
      qui_agit_public: quiAgitEnPublic(montre.qui_agit),
      depuis_public: dossier.depose_le,
      uai: dossier.uai,
      teleservice_id: dossier.teleservice_id,
      depose_le: dossier.depose_le,
      montant_demande: dossier.montant_demande,
      service_id,
    })
    .onConflict((c) => c.column('dossier_id').doNothing())
    .returning('dossier_id')
    .executeTakeFirst()
  if (!ouvert) return
  await ctx.db
    .insertInto('instruction.recherche')
    .columns(['dossier_id', 'mots'])
    .expression((eb) =>
      eb
        .selectFrom('referentiel.etablissement as e')
        .where('e.uai', '=', dossier.uai)
        .select([eb.val(dossier.id).$castTo<number>().as('dossier_id'), motsDe(dossier.objet).as('mots')]),
    )
    .execute()
  await ctx.db
    .insertInto('instruction.passage')
    .values({
      dossier_id: dossier.id,
      vers_etape: etape,
      vers_statut: statut.code,
      sens: 'ouverture',
      canal: 'automatique',
      auteur_nom: nomDe(SYSTEME),
      le: dossier.depose_le,
    })
    .execute()
  await garderOrientation(ctx, dossier, service_id)
  // Opened on the way by the first agent who acts, or by the job: it is the product's act either way.
  const objet = { genre: 'dossier', cle: dossier.cle, uai: dossier.uai }
  await journaliser({ ...ctx, acteur: SYSTEME }, 'instruction_ouverte', objet, { libelle: statut.libelle_agent })
}
