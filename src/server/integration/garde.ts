import { sql } from 'kysely'
import type { SourceImportable } from '#domain/integration/lecture.ts'
import type { Write } from '../platform/context.ts'

/**
 * An empty cell that says nothing: the rows received take what the source said before of the champs that it keeps, and
 * lose those that a cell empties on purpose (null). A row that then says the same keeps its fingerprint.
 */
export async function garderConnu(
  { db }: Write,
  { code, garde, cible }: Pick<SourceImportable, 'code' | 'garde' | 'cible'>,
): Promise<void> {
  if (cible !== 'etablissements' || !garde || garde.length === 0) return
  const tenus =
    garde === 'tout'
      ? sql`l.champs`
      : sql`(select jsonb_object_agg(k.key, k.value) from jsonb_each(l.champs) k where k.key = any(${[...garde]}::text[]))`
  await sql`
    update recue r
    set champs = m.champs, empreinte = case when m.champs = m.dits and r.lieu = m.lieu then m.empreinte
      else md5(m.champs::text || r.lieu::text) end
    from (
      select x.uai, x.rang, l.champs as dits, l.lieu, l.empreinte,
        jsonb_strip_nulls(coalesce(${tenus}, '{}') || x.champs) as champs
      from recue x left join integration.ligne l on l.source = ${code} and l.uai = x.uai and l.rang = x.rang
        and l.disparue_execution is null
      where x.rubrique = '') m
    where r.uai = m.uai and r.rang = m.rang and r.rubrique = ''
      and (m.champs is distinct from r.champs or m.champs = m.dits)`.execute(db)
}
