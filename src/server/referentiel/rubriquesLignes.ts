import { type RawBuilder, sql } from 'kysely'
import { introuvable } from '#domain/erreurs.ts'
import { peutVoirRubrique } from '#domain/referentiel/droits.ts'
import { type Rubrique, trouverRubrique } from '#domain/referentiel/rubriques.ts'
import type { ValeurConnue } from '#domain/referentiel/temps.ts'
import type { Read, Write } from '../platform/context.ts'
import { momentDe } from './fiche.ts'
import { visibles } from './visibles.ts'

/** The rubrique, for an établissement that the actor sees; 404 when either is not for them. */
export async function ouvrirRubrique(ctx: Read | Write, uai: string, code: string): Promise<Rubrique> {
  const rubrique = trouverRubrique(code)
  const vu = await visibles(ctx).select('e.uai').where('e.uai', '=', uai).executeTakeFirst()
  if (!vu) throw introuvable('Cet établissement n’existe pas, ou n’est pas dans votre périmètre.')
  if (!rubrique || !peutVoirRubrique(ctx.acteur, rubrique)) throw introuvable('Cette rubrique n’existe pas.')
  return rubrique
}

/** What names a row within its établissement. */
export const clePropre = (r: Rubrique): string[] => r.cle.filter((c) => c !== 'uai')

/** Between the parts of the id of a row that has none of its own. */
const JOINT = '~'

export const idSql = (r: Rubrique, t: string): RawBuilder<string> =>
  r.identifie
    ? sql`${sql.ref(`${t}.id`)}::text`
    : sql`concat_ws(${JOINT}::text, ${sql.join(clePropre(r).map((c) => sql.ref(`${t}.${c}`)))})`

/** The rows of a rubrique with all their columns; a contact is a role and its person. */
export const tableSql = (r: Rubrique): RawBuilder<unknown> =>
  r.code === 'contact'
    ? sql`(select r.*, c.civilite, c.nom, c.prenom, c.courriel, c.telephone, c.efface_le
        from referentiel.contact_role r join referentiel.contact c on c.id = r.contact_id)`
    : sql.table(`referentiel.${r.table}`)

const CONNU: Record<string, string> = { document: 'depose_le', actualite: 'cree_le', note: 'cree_le', tache: 'cree_le' }
const SANS_INSTANT = new Set(['site'])

/** When a row came to be known; null when its table does not say. */
export const connuSql = (r: Rubrique, t: string): RawBuilder<string | null> =>
  SANS_INSTANT.has(r.code) ? sql`null::timestamptz` : sql.ref(`${t}.${CONNU[r.code] ?? 'connu_le'}`)

export type Ligne = { id: string; ligne: Record<string, ValeurConnue>; connu_le: string | null; fige: boolean }

export type Filtres = { annee?: number; valable?: string; connu?: string }

/** The rows of one établissement as SQL `(id, ligne, connu_le, fige)`: those of today, or those of a moment. */
export function lignesSql(ctx: Read | Write, r: Rubrique, uai: string, filtres: Filtres): RawBuilder<unknown> {
  const moment = momentDe(ctx, filtres)
  const present = (condition: RawBuilder<unknown>) => sql`
    select ${idSql(r, 't')} as id, to_jsonb(t) as ligne, ${connuSql(r, 't')} as connu_le, ${
      r.code === 'contact' ? sql`t.efface_le is not null` : sql`false`
    } as fige
    from ${tableSql(r)} t where t.uai = ${uai} and ${condition}`
  const sorties = r.identifie ? sql`t.retire_le is null` : sql`true`
  const lignes = moment
    ? sql`
      ${present(sql`coalesce(${connuSql(r, 't')} <= ${moment.connu}::timestamptz, true)
        and ${r.identifie ? sql`(t.retire_le is null or t.retire_le > ${moment.connu}::timestamptz)` : sql`true`}`)}
      union all
      select a.cle, a.ligne, a.connu_du, true from referentiel.ancien a
      where a.rubrique = ${r.code} and a.uai = ${uai}
        and a.connu_du <= ${moment.connu}::timestamptz and a.connu_au > ${moment.connu}::timestamptz`
    : present(sorties)
  const conditions = [
    filtres.annee === undefined ? sql`true` : sql`(x.ligne ->> 'annee')::int = ${filtres.annee}`,
    moment ? vraiLe(r, moment.valable) : sql`true`,
  ]
  return sql`(select x.* from (${lignes}) x where ${sql.join(conditions, sql` and `)})`
}

/** Roles and occupations hold between two days, years up to the day asked for. */
function vraiLe(r: Rubrique, jour: string): RawBuilder<unknown> {
  if (r.colonnes.some((c) => c.code === 'depuis'))
    return sql`coalesce(x.ligne ->> 'depuis' <= ${jour}, true) and coalesce(x.ligne ->> 'jusque' >= ${jour}, true)`
  return r.par_annee ? sql`coalesce((x.ligne ->> 'annee')::int <= ${Number(jour.slice(0, 4))}, true)` : sql`true`
}

/** One row of today, held for a change; 404 when it is not there. `retire`: one that has been withdrawn. */
export async function verrouillerLigne(
  ctx: Write,
  r: Rubrique,
  { uai, id, retire = false }: { uai: string; id: string; retire?: boolean },
): Promise<Record<string, ValeurConnue>> {
  const sortie = r.identifie ? (retire ? sql`and t.retire_le is not null` : sql`and t.retire_le is null`) : sql``
  await sql`select from ${sql.table(`referentiel.${r.table}`)} t where t.uai = ${uai} and ${idSql(r, 't')} = ${id} for update`.execute(
    ctx.db,
  )
  const { rows } = await sql<{ ligne: Record<string, ValeurConnue> }>`
    select to_jsonb(t) as ligne from ${tableSql(r)} t
    where t.uai = ${uai} and ${idSql(r, 't')} = ${id} ${sortie}`.execute(ctx.db)
  const [trouvee] = rows
  if (!trouvee) throw introuvable('Cet enregistrement n’existe pas, ou plus.')
  return trouvee.ligne
}
