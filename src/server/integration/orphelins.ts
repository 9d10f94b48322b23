import { sql } from 'kysely'
import { tablesDeCodes } from '#domain/referentiel/tables-de-codes.ts'
import type { Tx } from '../platform/db.ts'
import { ecartee, type Rejet, type Tableau } from './lecture.ts'
import { ajouterRejets } from './recues.ts'

type Orphelin = { tableau: number; numero: number; rubrique: string; cle: string; valeur: string }
type Trouve = Orphelin & { raison: string; seul: boolean }

/**
 * Puts aside what refers to a code that neither the référentiel nor the file knows, and says which to bring first: the
 * whole row, or only the commune of which an EPCI speaks among others.
 */
export async function ecarterOrphelins(
  db: Tx,
  execution: number,
  rouvrir: () => Promise<readonly Tableau[]>,
): Promise<void> {
  const trouves = await chercher(db)
  if (trouves.length === 0) return
  const parLigne = Map.groupBy(trouves, (o) => `${o.tableau} ${o.numero}`)
  const rejets: Rejet[] = []
  for (const [tableau, { lignes }] of (await rouvrir()).entries())
    for (const { numero, valeurs } of lignes) {
      const la = parLigne.get(`${tableau} ${numero}`) ?? []
      const entiere = la.find((o) => !o.seul)
      const dites = entiere ? [entiere] : la
      for (const o of dites) {
        const rejet = ecartee({ tableau, numero }, '', valeurs, 'code_inconnu', o.raison)
        rejets.push(o.seul ? { ...rejet, portee: 'champ', champ: o.rubrique, valeur: o.valeur } : rejet)
      }
    }
  await ajouterRejets(db, execution, rejets)
  await sql`
    delete from recue r
    using json_to_recordset(${JSON.stringify(trouves)}) as j (tableau int, numero int, rubrique text, cle text, seul bool)
    where r.tableau = j.tableau and r.numero = j.numero
      and (not j.seul or (r.rubrique = j.rubrique and r.cle = j.cle))`.execute(db)
}

async function chercher(db: Tx): Promise<Trouve[]> {
  const trouves: Trouve[] = []
  const tables = new Map(tablesDeCodes())
  for (const [code, t] of tables) {
    // What only completes a row supposes that this row is there.
    const soi = t.complement ? [{ colonne: 'code', vers: code }] : []
    for (const { colonne, vers } of [...soi, ...t.references]) {
      const cible = tables.get(vers)
      if (!cible) continue
      const { rows } = await sql<Orphelin>`
        select r.tableau, r.numero, r.rubrique, r.cle, r.champs ->> ${colonne} as valeur from recue r
        where r.rubrique = ${code} and r.champs ->> ${colonne} is not null
          and not exists (select from ${sql.table(`referentiel.${cible.table}`)} c where c.code = r.champs ->> ${colonne})
          and not exists (select from recue a where a.rubrique = ${cible.table} and a.cle = r.champs ->> ${colonne})`.execute(
        db,
      )
      for (const o of rows) {
        const raison = `${cible.un} ${o.valeur} n’est pas dans le référentiel : importez d’abord le fichier qui en donne le nom.`
        trouves.push({ ...o, raison, seul: t.complement === true })
      }
    }
  }
  return trouves
}
