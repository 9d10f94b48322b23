import { SYSTEME } from '#domain/acteur.ts'
import { phraseDeFin, seuilAtteint } from '#domain/connecteurs/jeton.ts'
import { CODES } from '#domain/connecteurs/liste.ts'
import { journaliser } from '../journal/journaliser.ts'
import { contextOf, type Read, type Write, write } from '../platform/context.ts'
import type { Job } from '../platform/jobs.ts'
import { lireReglage } from './reglage.ts'

/** Every morning: whose end is 90, 30, 7 or 1 days away, or past, is told once at each of them. */
export const surveillance: Job = {
  name: 'connecteurs_jetons',
  horaire: '15 7 * * *',
  run: (kit) => surveillerJetons(contextOf(kit, SYSTEME)),
}

export function surveillerJetons(ctx: Read): Promise<void> {
  return write(ctx, async (w) => {
    for (const code of CODES) await annoncer(w, code)
  })
}

async function annoncer(ctx: Write, code: (typeof CODES)[number]): Promise<void> {
  const { secret_fin: fin, secret, libelle } = await lireReglage(ctx, code)
  if (!fin || !secret) return
  const seuil = seuilAtteint(fin, ctx.now.getTime())
  if (seuil === undefined) return
  const { numInsertedOrUpdatedRows: n } = await ctx.db
    .insertInto('connecteurs.alerte')
    .values({ connecteur: code, seuil, expire_le: fin, le: ctx.now.toISOString() })
    .onConflict((oc) => oc.doNothing())
    .executeTakeFirst()
  if (!n) return
  await journaliser(
    ctx,
    'jeton_a_remplacer',
    { genre: 'connecteur', cle: code },
    { nom: libelle, seuil, expire_le: fin, phrase: phraseDeFin(libelle, fin, ctx.now.getTime()) },
  )
}
