import { sql } from 'kysely'
import type { Write } from '../platform/context.ts'
import { comparer, enregistrer } from './comparaison.ts'
import { lireReglage } from './connecteurs/reglage.ts'
import type { Comptes } from './enregistrements.ts'
import { fusionner, transmettrePasse, transmettreSites } from './fusion.ts'
import type { Course } from './lire.ts'

/** Counts before writing: whether a row that changes creates or changes an établissement is only known once put together. */
export async function comparerEtablissements(ctx: Write, { id, source, complet }: Course): Promise<Comptes> {
  const { date_donnees } = await ctx.db
    .selectFrom('integration.execution')
    .select('date_donnees')
    .where('id', '=', id)
    .executeTakeFirstOrThrow()
  const ecart = await comparer(ctx.db, { source: source.code, date: date_donnees ?? '', complet })
  const { rows } = await sql<{ creees: number }>`
    select count(*)::int as creees from ecart x
    where genre = 'nouvelle' and rang = 0 and not exists (select from referentiel.etablissement e where e.uai = x.uai)`.execute(
    ctx.db,
  )
  const creees = rows[0]?.creees ?? 0
  return {
    creees,
    modifiees: 0,
    identiques: ecart.etablissements - creees - ecart.anciennes,
    anciennes: ecart.anciennes,
    absentes: ecart.disparues,
    avant: ecart.avant,
    mal_places: 0,
    lignes_nouvelles: ecart.nouvelles,
    lignes_changees: ecart.changees,
  }
}

/** Writes the image of the source, then gives the référentiel what all sources say together, and keeps the differences. */
export async function ecrireEtablissements(
  ctx: Write,
  { id, source }: Course,
  origine: string,
  comptes: Comptes,
): Promise<Comptes> {
  await enregistrer(ctx, source.code, id)
  const { reglage } = await lireReglage(ctx, source.code)
  if (reglage.disparus === 'fermer') await fermerDisparus(ctx, source.code, id)
  const bilan = await fusionner(ctx, origine)
  await transmettreSites(ctx, source.code)
  if (comptes.anciennes > 0) await transmettrePasse(ctx, source.code, origine)
  await garderDifferences(ctx, id, origine)
  return {
    ...comptes,
    creees: bilan.crees,
    modifiees: bilan.modifies,
    // What did not differ never reached the référentiel: it is unchanged too.
    identiques: comptes.creees + comptes.identiques - bilan.crees - bilan.modifies,
    mal_places: bilan.mal_places,
  }
}

/** Where leaving the file means closing, the source now says so itself, from the day of its data; the others may know better. */
async function fermerDisparus({ db }: Write, source: string, execution: number): Promise<void> {
  await sql`
    update integration.ligne l set champs = l.champs || '{"etat": "ferme"}', date_donnees = x.date_donnees,
      empreinte = md5('fermé ' || x.date_donnees::text || l.empreinte)
    from ecart e, integration.execution x
    where e.genre = 'disparue' and e.rang = 0 and l.source = ${source} and l.uai = e.uai and l.rang = 0
      and x.id = ${execution} and x.date_donnees is not null`.execute(db)
}

/** Those of a dry run, or of a run that waited, give way. */
async function garderDifferences({ db }: Write, execution: number, origine: string): Promise<void> {
  await db.deleteFrom('integration.difference').where('execution', '=', execution).execute()
  await sql`
    insert into integration.difference (execution, uai, genre, champ, avant, apres)
    select ${execution}::bigint, c.uai, c.genre, k.key, k.value -> 'avant',
      case when c.genre = 'creation' then c.etat -> 'nom' else k.value -> 'apres' end
    from (select distinct uai from ecart) e
    cross join lateral (
      -- offset 0: by the index, one établissement after the other. The planner does not know this run's origin yet, takes it
      -- for one row, and would read all the gaps for each change.
      select c.* from referentiel.changement c
      where c.uai = e.uai and c.origine = ${origine} and c.genre in ('creation', 'modification', 'passe') offset 0) c
    left join lateral jsonb_each(c.champs) k on c.genre <> 'creation'
    order by c.uai, c.id, k.key`.execute(db)
  await sql`
    insert into integration.difference (execution, uai, genre)
    select ${execution}::bigint, uai, 'absence' from ecart where genre = 'disparue' and rang = 0 order by uai`.execute(
    db,
  )
}
