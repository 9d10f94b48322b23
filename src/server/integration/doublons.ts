import { hash } from 'node:crypto'
import { sql } from 'kysely'
import type { Champs, LieuDeclare } from '#domain/referentiel/champs.ts'
import { ranger } from '#domain/referentiel/sites.ts'
import type { Tx } from '../platform/db.ts'
import { ecartee, enJson, type Rejet, type Tableau } from './lecture.ts'
import { ajouterRejets } from './recues.ts'

type Conflit = { uai: string; cle: string; rubrique: string; places: { tableau: number; numero: number }[] }

/**
 * One key, one row. The same row twice counts once; an établissement of which the source says that it has several rows gets
 * sites; otherwise the rows contradict each other and all go to quarantine, each naming the others. Gives how many were
 * the same. `rouvrir` reads the file again, for the rows to show.
 */
export async function demelerDoublons(
  db: Tx,
  execution: number,
  rouvrir: () => Promise<readonly Tableau[]>,
): Promise<number> {
  await sql`drop table if exists pg_temp.multiple`.execute(db)
  await sql`
    create temp table multiple on commit drop as
    select rubrique, uai, cle, bool_or(plusieurs) as plusieurs from recue
    group by rubrique, uai, cle having count(*) > 1`.execute(db)
  const { rows } = await sql<{ n: number }>`select count(*)::int as n from multiple`.execute(db)
  if (!rows[0]?.n) return 0
  const memes = await sql`
    delete from recue r using (
      select tableau, numero, rubrique, cle, uai, row_number() over (
        partition by rubrique, uai, cle, empreinte order by tableau, numero) as rang
      from recue join multiple using (rubrique, uai, cle)) d
    where d.rang > 1 and (r.tableau, r.numero, r.rubrique, r.cle, r.uai) = (d.tableau, d.numero, d.rubrique, d.cle, d.uai)`.execute(
    db,
  )
  await rangerSites(db)
  await ecarterConflits(db, execution, rouvrir)
  return Number(memes.numAffectedRows ?? 0)
}

type Site = { uai: string; tableau: number; numero: number; champs: Champs; lieu: LieuDeclare }

async function rangerSites(db: Tx): Promise<void> {
  const { rows } = await sql<Site>`
    select uai, tableau, numero, champs, lieu from recue join multiple m using (rubrique, uai, cle)
    where m.plusieurs and rubrique = '' order by tableau, numero`.execute(db)
  const ranges = [...Map.groupBy(rows, (r) => r.uai).values()].flatMap((memes) =>
    ranger(memes.map((m) => ({ ...m, genre: 'etablissement' as const, remarques: [] }))).map((site, rang) => {
      const champs = enJson(site.champs)
      const lieu = enJson(site.lieu)
      return {
        uai: site.uai,
        tableau: site.tableau,
        numero: site.numero,
        rang,
        champs,
        lieu,
        empreinte: hash('md5', champs + lieu),
      }
    }),
  )
  if (ranges.length === 0) return
  await sql`
    update recue r set rang = s.rang, champs = s.champs::jsonb, lieu = s.lieu::jsonb, empreinte = s.empreinte
    from json_to_recordset(${JSON.stringify(ranges)})
      as s (uai text, tableau int, numero int, rang int, champs text, lieu text, empreinte text)
    where (r.uai, r.tableau, r.numero) = (s.uai, s.tableau, s.numero)`.execute(db)
}

async function ecarterConflits(db: Tx, execution: number, rouvrir: () => Promise<readonly Tableau[]>): Promise<void> {
  const { rows: conflits } = await sql<Conflit>`
    select rubrique, uai, cle, json_agg(json_build_object('tableau', tableau, 'numero', numero) order by tableau, numero) as places
    from recue join multiple m using (rubrique, uai, cle)
    where not m.plusieurs group by rubrique, uai, cle having count(*) > 1 order by min(numero)`.execute(db)
  if (conflits.length === 0) return
  const dits = new Map<string, Conflit>()
  for (const conflit of conflits)
    for (const place of conflit.places) if (!dits.has(nom(place))) dits.set(nom(place), conflit)
  const rejets: Rejet[] = []
  for (const [tableau, { lignes }] of (await rouvrir()).entries())
    for (const { numero, valeurs } of lignes) {
      const conflit = dits.get(nom({ tableau, numero }))
      if (conflit) rejets.push(ecartee({ tableau, numero }, conflit.uai, valeurs, 'doublon', phrase(conflit)))
    }
  await ajouterRejets(db, execution, rejets)
  await sql`
    delete from recue r using json_to_recordset(${JSON.stringify(rejets)}) as j (tableau int, numero int)
    where r.tableau = j.tableau and r.numero = j.numero`.execute(db)
}

const nom = (p: { tableau: number; numero: number }): string => `${p.tableau} ${p.numero}`

function phrase({ uai, cle, rubrique, places }: Conflit): string {
  const numeros = places.map((p) => p.numero)
  const lignes = `${numeros.slice(0, -1).join(', ')} et ${numeros.at(-1)}`
  if (!uai) return `Les lignes ${lignes} se contredisent pour ${cle}.`
  return rubrique
    ? `Les lignes ${lignes} se contredisent pour ${uai} (${cle}).`
    : `Les lignes ${lignes} se contredisent pour ${uai}.`
}
