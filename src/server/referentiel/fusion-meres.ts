import { sql } from 'kysely'
import type { Move, Write } from '../platform/context.ts'
import type { Pose } from './fusion-champs.ts'

/**
 * What the sections and annexes of the absorbed say of their mère: from now on the survivor, or nothing for the survivor
 * itself when it was one of them. `tous` false: those whose link has been left in place are not named. One query.
 */
export async function meresSuivies(ctx: Write, { from, to }: Move, tous: boolean): Promise<Pose[]> {
  const { rows } = await sql<{ uai: string; origine: Pose['origine']; origine_lien: Pose['origine'] }>`
    select e.uai, o.champs -> 'mere_uai' as origine, o.champs -> 'rattachement' as origine_lien
    from referentiel.etablissement e left join referentiel.provenance o on o.uai = e.uai
    where e.mere_uai = any(${from}::text[]) and not e.uai = any(${from}::text[])
      and (${tous} or e.uai = ${to}
        or not exists (select from referentiel.relation r where r.de = e.uai and r.vers = e.mere_uai and r.jusque is null))
    order by e.uai`.execute(ctx.db)
  return rows.flatMap(({ uai, origine, origine_lien }): Pose[] =>
    uai === to
      ? [
          { uai, champ: 'mere_uai', valeur: null, origine },
          { uai, champ: 'rattachement', valeur: null, origine: origine_lien },
        ]
      : [{ uai, champ: 'mere_uai', valeur: to, origine }],
  )
}
