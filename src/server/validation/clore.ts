import { sql } from 'kysely'
import type { CodeActe } from '#domain/journal/actes.ts'
import { vontEnsemble } from '#domain/referentiel/saisie.ts'
import type { EtatProposition } from '#domain/validation/proposition.ts'
import { journaliser } from '../journal/journaliser.ts'
import type { Write } from '../platform/context.ts'
import { lireRegistre } from '../referentiel/registre.ts'

export type Ouverte = { id: number; uai: string; champ: string }

/** The open propositions on one champ of one fiche, locked, the oldest first. */
export const ouvertesDe = (ctx: Write, uai: string, champ: string) =>
  ctx.db
    .selectFrom('validation.proposition')
    .selectAll()
    .where('uai', '=', uai)
    .where('champ', '=', champ)
    .where('close_le', 'is', null)
    .orderBy('id')
    .forUpdate()
    .execute()

type Close = Exclude<EtatProposition, 'en_attente' | 'a_reprendre'>

const ACTES: Record<Close, CodeActe> = {
  acceptee: 'proposition_acceptee',
  refusee: 'proposition_refusee',
  retiree: 'proposition_retiree',
  remplacee: 'proposition_remplacee',
  confirmee: 'proposition_confirmee',
  sans_effet: 'proposition_sans_effet',
  annulee: 'proposition_annulee',
}

type Suite = { remplacee_par?: number; accepte?: object; changement?: number | null; donnees?: Record<string, unknown> }

/**
 * Closes one proposition, with its line in the journal: those who must know follow it. One that another has closed
 * meanwhile keeps its end, and nothing is said twice.
 */
export async function clore(
  ctx: Write,
  { id, uai, champ }: Ouverte,
  etat: Close,
  { accepte, donnees, ...suite }: Suite = {},
): Promise<void> {
  const { numUpdatedRows } = await ctx.db
    .updateTable('validation.proposition')
    .set({
      etat,
      close_le: ctx.now.toISOString(),
      empechement: null,
      ...suite,
      ...(accepte ? { accepte: sql`${JSON.stringify(accepte)}::jsonb` } : {}),
    })
    .where('id', '=', id)
    .where('close_le', 'is', null)
    .executeTakeFirst()
  if (numUpdatedRows === 0n) return
  await journaliser(
    ctx,
    ACTES[etat],
    { genre: 'proposition', cle: String(id), uai },
    { ...(await champDit(ctx, champ)), ...donnees },
  )
}

/** What the journal says of a champ: its label, with that of the one that goes with it, and the tab where it stands. */
export async function champDit(ctx: Write, cle: string): Promise<{ titre: string; onglet: string }> {
  const registre = await lireRegistre(ctx)
  const connus = vontEnsemble(cle).map((c) => registre.find((r) => r.code === c))
  return {
    titre: connus.map((c, i) => c?.libelle ?? vontEnsemble(cle)[i]).join(' et '),
    onglet: connus[0]?.onglet ?? 'general',
  }
}
