import { sql } from 'kysely'
import type { Reply } from '#domain/endpoint.ts'
import { conflit } from '#domain/erreurs.ts'
import type * as api from '#domain/integration/api.ts'
import type { Write } from '../platform/context.ts'
import { rendreCodes } from '../referentiel/codes-annulation.ts'

type Bilan = Reply<typeof api.annulerExecution>

/** Gives back the codes that a run wrote. The first loading keeps no difference: nothing was there before it. */
export async function rendreCodesRecus(
  ctx: Write,
  { execution, source, date }: { execution: number; source: string; date: string | null },
): Promise<Bilan> {
  await sql`drop table if exists pg_temp.a_rendre`.execute(ctx.db)
  await sql`
    create temp table a_rendre on commit drop as
    select champ as nom_table, cle collate "C" as cle, genre, avant, apres from integration.difference
    where execution = ${execution} and genre <> 'passe'`.execute(ctx.db)
  const { rows } = await sql`select from a_rendre limit 1`.execute(ctx.db)
  if (rows.length === 0)
    throw conflit(
      'rien_a_annuler',
      'Cet import est le premier chargement, ou n’a rien changé : il n’y a rien à rendre.',
    )
  const origine = `${source}, annulation de l’exécution ${execution}`
  const { restaurees, modifies } = await rendreCodes(ctx, { source, execution, jour: date ?? '', origine })
  return { restaurees, modifiees_depuis: modifies }
}
