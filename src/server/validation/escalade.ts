import { sql } from 'kysely'
import { SYSTEME } from '#domain/acteur.ts'
import { journaliser } from '../journal/journaliser.ts'
import { contextOf, type Kit, type Write, write } from '../platform/context.ts'
import type { Job } from '../platform/jobs.ts'
import { champDit } from './clore.ts'
import { rapprocher } from './suivre.ts'

/**
 * Every night: what the fiche says by now is closed; what nobody of the territory can decide is told to the administrators,
 * once. Nothing is ever accepted by itself.
 */
export const escalades: Job = {
  name: 'propositions_de_la_nuit',
  horaire: '40 5 * * *',
  run: async (kit: Kit) => {
    await write(contextOf(kit, SYSTEME), async (ctx) => {
      await rapprocher(ctx)
      await escalader(ctx)
    })
  },
}

/** Those that no active agent of the territory, other than their author, may decide; gives how many are told now. */
export async function escalader(ctx: Write, id?: number): Promise<number> {
  const { rows } = await sql<{ id: number; uai: string; champ: string }>`
    select p.id, p.uai, p.champ from validation.proposition p join referentiel.etablissement e on e.uai = p.uai
    where p.close_le is null and p.escalade_le is null and e.etat <> 'ferme'
      ${id === undefined ? sql`` : sql`and p.id = ${id}`}
      and not exists (
        select from comptes.personne a join comptes.perimetre t on t.personne_id = a.id
        where a.active and a.role = 'agent' and a.id <> p.auteur_id and case t.genre
          when 'tout' then true
          when 'departement' then t.code = e.code_departement
          when 'canton' then t.code = e.code_canton
          when 'commune' then t.code = e.code_commune
          when 'etablissement' then t.code = e.uai end)
    order by p.id for update of p`.execute(ctx.db)
  for (const p of rows)
    await journaliser(
      ctx,
      'proposition_escaladee',
      { genre: 'proposition', cle: String(p.id), uai: p.uai },
      { ...(await champDit(ctx, p.champ)) },
    )
  await sql`
    update validation.proposition set escalade_le = ${ctx.now}::timestamptz where id = any(${rows.map((r) => r.id)}::bigint[])`.execute(
    ctx.db,
  )
  return rows.length
}
