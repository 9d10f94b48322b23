import { sql } from 'kysely'
import type { EtablissementResume } from '#domain/referentiel/api.ts'
import type { ColonneDeListe } from '#domain/referentiel/liste-colonnes.ts'
import type { Read } from '../platform/context.ts'
import { jointures } from './colonnes.ts'
import { valeursDe } from './liste-valeurs.ts'

export type Ligne = EtablissementResume & { id: number } & Record<string, unknown>

/** What a list shows of these établissements, in the order given: the usual fields, and each column asked as `v0`, `v1`… */
export async function lireLignes(ctx: Read, ids: number[], colonnes: readonly ColonneDeListe[]): Promise<Ligne[]> {
  const { rows } = await sql<Ligne>`
    select e.id, ${sql.join(COLONNES_RESUME.map((c) => sql.raw(c)))}${valeursDe(colonnes)}
    from unnest(${ids}::bigint[]) with ordinality as choisi (id, rang)
    join referentiel.etablissement e on e.id = choisi.id
    left join referentiel.nature n on n.code = e.nature
    left join referentiel.departement d on d.code = e.code_departement
    ${jointures(colonnes)}
    order by choisi.rang`.execute(ctx.db)
  return rows
}

const COLONNES_RESUME = [
  'e.uai',
  'e.nom',
  'e.type',
  'e.nature',
  'n.libelle as nature_libelle',
  'e.secteur',
  'e.etat',
  'e.code_postal',
  'e.commune',
  'e.code_commune',
  'd.nom as departement',
  'e.code_departement',
  'e.latitude',
  'e.longitude',
] as const
