import { sql } from 'kysely'
import type { Write } from '../platform/context.ts'
import { clore } from './clore.ts'
import { VALEURS } from './lecture.ts'

/**
 * Closes the open propositions that the fiche now says, all of them or those of one établissement: « confirmée par la
 * source » when a source said it, « sans effet » when an agent typed it. Gives how many; twice is once.
 */
export async function rapprocher(ctx: Write, uai?: string): Promise<number> {
  const { rows } = await sql<{ id: number; uai: string; champ: string; a_la_main: boolean }>`
    select p.id, p.uai, p.champ, exists (select from referentiel.saisie s where s.uai = p.uai and s.champ in (select jsonb_object_keys(p.propose))) as a_la_main
    from validation.proposition p join referentiel.etablissement e on e.uai = p.uai, lateral (select ${VALEURS} as valeurs) v
    where p.close_le is null ${uai === undefined ? sql`` : sql`and p.uai = ${uai}`}
      and not exists (select from jsonb_each(p.propose) k
        where coalesce(nullif(v.valeurs -> k.key, 'null'), 'null') <> coalesce(nullif(k.value, 'null'), 'null'))
    order by p.id for update of p`.execute(ctx.db)
  for (const p of rows) await clore(ctx, p, p.a_la_main ? 'sans_effet' : 'confirmee')
  return rows.length
}

type Suivie = { id: number; uai: string; champ: string; de: string }

/** The propositions that a fusion has moved, from its traces. */
export async function deplacees(ctx: Write, fusion: number): Promise<Suivie[]> {
  const { rows } = await sql<Suivie>`
    select p.id, p.uai, p.champ, t.avant ->> 'uai' as de
    from referentiel.fusion_trace t join validation.proposition p on p.id = (t.cle ->> 'id')::bigint
    where t.fusion_id = ${fusion}::bigint and t.nom_table = 'validation.proposition'
      and t.avant ->> 'uai' <> t.apres ->> 'uai' and p.uai = t.apres ->> 'uai' and p.close_le is null
    order by p.id`.execute(ctx.db)
  return rows
}
