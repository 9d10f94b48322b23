import type { Write } from '#server/platform/context.ts'
import { fusionner } from '#server/referentiel/fusion.ts'
import { annulerFusion } from '#server/referentiel/fusion-annulation.ts'
import { lirePlan } from '#server/referentiel/fusion-plan.ts'

type Genre = 'doublon' | 'absorption' | 'remplacement'
/** The plan of a fusion, by an absorption of 1 September 2026 unless told otherwise. */
export const plan = (ctx: Write, uai: string, avec: string[], genre: Genre = 'absorption', date_effet = '2026-09-01') =>
  lirePlan(ctx, { params: { uai }, query: { avec, genre, date_effet }, body: undefined })

/** Plans a fusion then does it through the real acts. */
export async function fusion(
  ctx: Write,
  uai: string,
  absorbes: string[],
  {
    genre = 'absorption',
    date_effet = '2026-09-01',
    choix = {},
    suivent,
  }: { genre?: Genre; date_effet?: string; choix?: Record<string, string>; suivent?: string[] } = {},
) {
  const { jeton } = await plan(ctx, uai, absorbes, genre, date_effet)
  return fusionner(ctx, {
    params: { uai },
    query: undefined,
    body: { genre, absorbes, date_effet, choix, suivent, motif: '', jeton },
  })
}

export const annuler = (ctx: Write, id: number) =>
  annulerFusion(ctx, { params: { id }, query: undefined, body: { motif: '' } })
