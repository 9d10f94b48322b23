import { estAuteur, nomDe } from '#domain/acteur.ts'
import { trouverStatut } from '#domain/instruction/guide.ts'
import { quiAgitEnPublic, statutMontre } from '#domain/instruction/vue.ts'
import type { Write } from '../platform/context.ts'
import type { Suivi } from './suivi.ts'

export type Passage = {
  vers: string
  sens: 'avance' | 'recul' | 'automatique'
  motif?: string
  /** Is the decision in force, if any, notified? Until then the établissement does not see it. */
  notifiee: boolean
  echeance?: string | null
}

/** What the journal says of a passage; `public` only when the words change for the établissement. */
export type Passe = { de: string; vers: string; libelle: string; public?: string }

/** Gives a locked dossier its new statut and keeps the passage. The caller has asked the rules and will journal. */
export async function passer(ctx: Write, suivi: Suivi, passage: Passage): Promise<Passe> {
  const { dossier, guide } = suivi
  const place = trouverStatut(guide, passage.vers)
  if (!place) throw new Error(`Guide without the statut ${passage.vers}.`)
  const { statut, etape } = place
  const montre = statutMontre(guide, statut.code, suivi.statut_public, passage.notifiee)
  const change = montre.code !== suivi.statut_public
  const maintenant = ctx.now.toISOString()
  await ctx.db
    .updateTable('instruction.suivi')
    .set((eb) => ({
      etape: etape.code,
      statut: statut.code,
      qui_agit: statut.qui_agit,
      depuis: maintenant,
      statut_public: montre.code,
      qui_agit_public: quiAgitEnPublic(montre.qui_agit),
      ...(change ? { depuis_public: maintenant } : {}),
      termine: statut.effet === 'terminee',
      echeance: passage.echeance ?? null,
      revision: eb('revision', '+', 1),
    }))
    .where('dossier_id', '=', dossier.id)
    .execute()
  await ctx.db
    .insertInto('instruction.passage')
    .values({
      dossier_id: dossier.id,
      de_statut: suivi.statut,
      vers_etape: etape.code,
      vers_statut: statut.code,
      sens: passage.sens,
      motif: passage.motif ?? '',
      canal: passage.sens === 'automatique' ? 'automatique' : 'unitaire',
      auteur_id: estAuteur(ctx.acteur) ? ctx.acteur.id : null,
      auteur_nom: nomDe(ctx.acteur),
      le: maintenant,
    })
    .execute()
  return {
    de: suivi.statut,
    vers: statut.code,
    libelle: statut.libelle_agent,
    ...(change ? { public: montre.libelle_usager } : {}),
  }
}
