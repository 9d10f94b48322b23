import { sql } from 'kysely'
import type { Write } from '../platform/context.ts'
import type { BilanDesEcarts } from '../referentiel/ecarts.ts'
import {
  comparerEnregistrements,
  ecrireEnregistrements,
  ouvrirEnregistrements,
} from '../referentiel/enregistrements.ts'
import { retirerAbsents } from '../referentiel/enregistrements-absents.ts'
import { lireReglage } from './connecteurs/reglage.ts'
import type { Course } from './lire.ts'

/** What a run finds and does. `avant`: what the source had where the file speaks. */
export type Comptes = {
  creees: number
  modifiees: number
  identiques: number
  anciennes: number
  absentes: number
  avant: number
  mal_places: number
  lignes_nouvelles: number
  lignes_changees: number
}

/** The account of a run of which each row is one record or one code. */
export const comptesDe = (bilan: BilanDesEcarts): Comptes => ({
  creees: bilan.creations,
  modifiees: bilan.modifications,
  identiques: bilan.identiques,
  anciennes: bilan.anciennes,
  absentes: bilan.absences,
  avant: bilan.avant,
  mal_places: 0,
  lignes_nouvelles: bilan.creations,
  lignes_changees: bilan.modifications,
})

/** Compares the linked records received with those of the référentiel, writing nothing. */
export async function comparerEnregistrementsRecus(ctx: Write, { source, complet }: Course): Promise<Comptes> {
  await ouvrirEnregistrements(ctx.db)
  await sql`
    insert into enregistrement (rubrique, uai, cle, valeurs, date_donnees)
    select rubrique, uai, cle, champs, date_donnees from recue where rubrique <> ''`.execute(ctx.db)
  const { rows } = await sql<{ dernier: string | null }>`
    select max(date_donnees)::text as dernier from integration.execution
    where source = ${source.code} and etat = 'appliquee' and identique_a is null`.execute(ctx.db)
  const bilan = await comparerEnregistrements(ctx, {
    source: source.code,
    dernier: rows[0]?.dernier ?? null,
    complet,
  })
  return comptesDe(bilan)
}

/** Writes them, once compared, and keeps the differences of the run. */
export async function ecrireRecus(ctx: Write, { id, source }: Course, comptes: Comptes): Promise<Comptes> {
  await garderEcartsRecus(ctx, id)
  await ecrireEnregistrements(ctx, { source: source.code, execution: id })
  const { reglage } = await lireReglage(ctx, source.code)
  if (reglage.disparus === 'retirer') await retirerAbsents(ctx, { execution: id })
  return comptes
}

/** Keeps as the differences of the run what the comparison has just found, in the same transaction. */
export async function garderEcartsRecus({ db }: Write, execution: number): Promise<void> {
  await db.deleteFrom('integration.difference').where('execution', '=', execution).execute()
  const tenues = sql`array['id', 'uai', 'source', 'connu_le', 'retire_le', 'date_donnees']::text[]`
  await sql`
    insert into integration.difference (execution, uai, genre, champ, cle, avant, apres)
    select ${execution}::bigint, uai, case genre when 'ancienne' then 'passe' else genre end, rubrique, cle,
      avant - ${tenues}, apres - ${tenues}
    from ecart_enregistrement where genre <> 'protegee' order by uai, rubrique, cle`.execute(db)
}
