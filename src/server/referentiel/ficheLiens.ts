import { sql } from 'kysely'
import type { Reply } from '#domain/endpoint.ts'
import type * as api from '#domain/referentiel/api.ts'
import { LIBELLES_RELATION } from '#domain/referentiel/nomenclatures.ts'
import type { Read, Write } from '../platform/context.ts'
import { visibles } from './visibles.ts'

type Fiche = Reply<typeof api.lireEtablissement>

/** The links of one day (today when absent); the name of the other one is given only if it is visible too. */
export async function lireRelations(ctx: Read | Write, uai: string, jour?: string): Promise<Fiche['relations']> {
  const lignes = await ctx.db
    .selectFrom('referentiel.relation as r')
    .leftJoin(visibles(ctx).select(['e.uai', 'e.nom']).as('v'), (j) =>
      j.on('v.uai', '=', sql`case when r.de = ${uai} then r.vers else r.de end`),
    )
    .select(['r.de', 'r.vers', 'r.genre', 'r.depuis', 'r.jusque', 'r.valable_du', 'v.nom'])
    .where((eb) => eb.or([eb('r.de', '=', uai), eb('r.vers', '=', uai)]))
    .where('r.genre', 'in', ['section', 'annexe'])
    // Written and undone the same day: it never held.
    .where(sql<boolean>`r.jusque is distinct from r.depuis`)
    .$if(jour !== undefined, (q) =>
      q.where(
        sql<boolean>`coalesce(r.valable_du, r.depuis) <= ${jour}::date and (r.jusque is null or r.jusque > ${jour}::date)`,
      ),
    )
    .orderBy('r.id')
    .execute()
  return lignes.map((r) => {
    const genre = r.genre as 'section' | 'annexe'
    const mere = r.de === uai
    return {
      sens: mere ? 'mere' : 'fille',
      genre,
      libelle: mere ? LIBELLES_RELATION[genre] : CHAMP_FILLE[genre],
      uai: mere ? r.vers : r.de,
      nom: r.nom,
      depuis: r.valable_du ?? r.depuis,
      date_connue: r.valable_du !== null,
      jusque: r.jusque,
    }
  })
}

const CHAMP_FILLE = { section: 'Section', annexe: 'Annexe' } as const

/** The other sites of the same UAI. */
export function lireSites(ctx: Read | Write, uai: string): Promise<Fiche['sites']> {
  return ctx.db
    .selectFrom('referentiel.site')
    .select(['nom', 'adresse', 'code_postal', 'commune', 'telephone', 'courriel'])
    .where('uai', '=', uai)
    .where('retire_le', 'is', null)
    .orderBy('rang')
    .execute()
}

const ECHELLES = ['commune', 'canton', 'epci', 'departement', 'academie', 'region'] as const
type Codes = { [E in (typeof ECHELLES)[number] as `code_${E}`]: string | null }

/** The names of the territories of these codes; one unknown today gives null. */
export async function lireTerritoire(
  ctx: Read | Write,
  codes: Codes,
): Promise<{ territoire: Fiche['territoire']; resume: { departement: string | null } }> {
  const lieu = (echelle: (typeof ECHELLES)[number]) =>
    sql`(select jsonb_build_object('code', l.code, 'nom', l.nom) from ${sql.table(`referentiel.${echelle}`)} l where l.code = ${codes[`code_${echelle}`]})`
  const { rows } = await sql<Fiche['territoire']>`
    select ${sql.join(ECHELLES.map((e) => sql`${lieu(e)} as ${sql.ref(e)}`))}`.execute(ctx.db)
  const territoire = rows[0] ?? {
    commune: null,
    canton: null,
    epci: null,
    departement: null,
    academie: null,
    region: null,
  }
  return { territoire, resume: { departement: territoire.departement?.nom ?? null } }
}
