import { sql } from 'kysely'
import type { Contour } from '#domain/referentiel/geometrie.ts'
import { indexer, type Territoires } from '#domain/referentiel/territoire.ts'
import type { Read, Write } from '../platform/context.ts'

/** The whole administrative geography, as read from its files. */
export type Decoupage = {
  regions: { code: string; nom: string }[]
  academies: { code: string; nom: string }[]
  departements: { code: string; nom: string; code_region: string | null; code_academie: string | null }[]
  epcis: { code: string; nom: string; genre: string }[]
  cantons: {
    code: string
    nom: string
    genre: 'reel' | 'partage'
    code_departement: string
    communes_entieres: boolean
    contour: Contour | null
  }[]
  communes: {
    code: string
    nom: string
    code_departement: string
    code_canton: string | null
    code_epci: string | null
    codes_postaux: string[]
    population: number | null
  }[]
  parties: {
    code: string
    genre: 'ARM' | 'COMD' | 'COMA'
    nom: string
    code_departement: string
    code_commune: string
  }[]
}

/**
 * Writes what changed in regions, départements, cantons, communes… and gives the number of rows written.
 * A code that has left the COG stays: établissements and their past still point to it.
 */
export async function chargerTerritoires(ctx: Write, d: Decoupage): Promise<number> {
  let ecrites = 0
  const ecrire = async (table: string, cles: string[], colonnes: string[], lignes: object[]) => {
    const cible = sql.table(`referentiel.${table}`)
    const noms = sql.join([...cles, ...colonnes].map((c) => sql.ref(c)))
    const valeurs = sql.join(colonnes.map((c) => sql`${sql.ref(c)} = excluded.${sql.ref(c)}`))
    const avant = sql.join(colonnes.map((c) => sql.ref(`${table}.${c}`)))
    const apres = sql.join(colonnes.map((c) => sql.ref(`excluded.${c}`)))
    // Rows that say the same are filtered before the upsert, which would lock them.
    const { numAffectedRows } = await sql`
      insert into ${cible} (${noms})
      select ${noms} from json_populate_recordset(null::${cible}, ${JSON.stringify(lignes)})
      except select ${noms} from ${cible}
      on conflict (${sql.join(cles.map((c) => sql.ref(c)))}) do update set ${valeurs}
        where (${avant}) is distinct from (${apres})`.execute(ctx.db)
    ecrites += Number(numAffectedRows ?? 0)
  }
  await ecrire('region', ['code'], ['nom'], d.regions)
  await ecrire('academie', ['code'], ['nom'], d.academies)
  await ecrire('departement', ['code'], ['nom', 'code_region', 'code_academie'], d.departements)
  await ecrire('epci', ['code'], ['nom', 'genre'], d.epcis)
  await ecrire('canton', ['code'], ['nom', 'genre', 'code_departement', 'communes_entieres', 'contour'], d.cantons)
  await ecrire(
    'commune',
    ['code'],
    ['nom', 'code_departement', 'code_canton', 'code_epci', 'codes_postaux', 'population'],
    d.communes,
  )
  await ecrire('partie_commune', ['code', 'genre'], ['nom', 'code_departement', 'code_commune'], d.parties)
  return ecrites
}

/** The geography of some départements, ready for `placer`; the list of all départements comes with it. */
export async function lireTerritoires(ctx: Pick<Read, 'db'>, departements: string[]): Promise<Territoires> {
  const communes = await ctx.db
    .selectFrom('referentiel.commune')
    .select(['code', 'nom', 'code_departement', 'code_canton', 'code_epci'])
    .where('code_departement', 'in', ['', ...departements])
    .execute()
  const parties = await ctx.db
    .selectFrom('referentiel.partie_commune')
    .select(['code', 'genre', 'nom', 'code_departement', 'code_commune'])
    .where('code_departement', 'in', ['', ...departements])
    .execute()
  const cantons = await ctx.db
    .selectFrom('referentiel.canton')
    .select(['code', 'genre', 'code_departement', 'communes_entieres', 'contour'])
    .where('code_departement', 'in', ['', ...departements])
    .execute()
  return indexer(
    [
      ...communes.map((c) => ({ ...c, genre: 'COM' as const, parent: null })),
      ...parties.map((p) => ({
        ...p,
        genre: p.genre as 'ARM' | 'COMD' | 'COMA',
        parent: p.code_commune,
        code_canton: null,
        code_epci: null,
      })),
    ],
    cantons.map((c) => ({ ...c, genre: c.genre as 'reel' | 'partage', contour: c.contour as Contour | null })),
    await lireDepartements(ctx),
  )
}

export function lireDepartements(ctx: Pick<Read, 'db'>) {
  return ctx.db.selectFrom('referentiel.departement').select(['code', 'nom', 'code_region', 'code_academie']).execute()
}
