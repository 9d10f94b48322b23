import { sql } from 'kysely'
import { conflit } from '#domain/erreurs.ts'
import type { Write } from '../platform/context.ts'
import { comparerCodes, ouvrirCodes } from '../referentiel/codes.ts'
import { ecrireCodes } from '../referentiel/codes-ecriture.ts'
import { type Comptes, comptesDe } from './enregistrements.ts'
import type { Course } from './lire.ts'

/** Compares the codes received with those of the référentiel, writing nothing. */
export async function comparerCodesRecus(ctx: Write, { id, complet }: Course): Promise<Comptes> {
  const jour = await jourDe(ctx, id)
  await ouvrirCodes(ctx.db)
  await sql`
    insert into code_recu (nom_table, cle, valeurs) select rubrique, cle, champs from recue where rubrique <> ''`.execute(
    ctx.db,
  )
  const bilan = await comparerCodes(ctx, { jour, complet })
  return comptesDe(bilan)
}

/** Keeps as the differences of the run what the comparison has just found, in the same transaction. */
export async function garderEcartsDeCodes({ db }: Write, execution: number): Promise<void> {
  await db.deleteFrom('integration.difference').where('execution', '=', execution).execute()
  await sql`
    insert into integration.difference (execution, uai, genre, champ, cle, avant, apres)
    select ${execution}::bigint, '', case genre when 'ancienne' then 'passe' else genre end, nom_table, cle, avant, apres
    from ecart_code order by nom_table, cle`.execute(db)
}

/** Writes them, once compared, and keeps the differences of the run. */
export async function ecrireCodesRecus(
  ctx: Write,
  { id, source }: Course,
  origine: string,
  comptes: Comptes,
): Promise<Comptes> {
  await garderEcartsDeCodes(ctx, id)
  await ecrireCodes(ctx, { source: source.code, execution: id, jour: await jourDe(ctx, id), origine })
  return comptes
}

/** Rights follow the territories of today: a geography to come waits for its day. */
async function jourDe(ctx: Write, id: number): Promise<string> {
  const { date_donnees } = await ctx.db
    .selectFrom('integration.execution')
    .select('date_donnees')
    .where('id', '=', id)
    .executeTakeFirstOrThrow()
  const aujourdhui = ctx.now.toISOString().slice(0, 10)
  const jour = date_donnees ?? aujourdhui
  if (jour > aujourdhui)
    throw conflit(
      'pas_encore_vrai',
      `Ces données ne valent qu’à partir du ${enFrancais(jour)} : importez-les ce jour-là.`,
    )
  return jour
}

const enFrancais = (jour: string): string => jour.split('-').reverse().join('/')
