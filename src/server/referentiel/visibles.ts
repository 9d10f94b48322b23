import { sql } from 'kysely'
import { estAgent, estUsager, type Perimetre, voitTout } from '#domain/acteur.ts'
import type { Read, Write } from '../platform/context.ts'

/** The column that each kind of périmètre looks at; `tout` looks at none. */
const COLONNES = {
  departement: 'e.code_departement',
  canton: 'e.code_canton',
  commune: 'e.code_commune',
  etablissement: 'e.uai',
} as const satisfies Record<Exclude<Perimetre['genre'], 'tout'>, string>

/**
 * The établissements that the actor may know of, as `e`; every read starts here. People of an établissement see
 * theirs, agents those of their périmètres, administrators all; what is outside is as if it did not exist.
 */
export function visibles(ctx: Read | Write) {
  const { acteur } = ctx
  const tous = ctx.db.selectFrom('referentiel.etablissement as e')
  if (voitTout(acteur)) return tous
  if (estUsager(acteur)) {
    const uai = acteur.habilitations.map((h) => h.uai)
    return tous.where('e.uai', '=', sql<string>`any(${uai}::text[])`)
  }
  if (!estAgent(acteur)) return tous.where(sql<boolean>`false`)
  return tous.where((eb) =>
    eb.or(
      (Object.keys(COLONNES) as (keyof typeof COLONNES)[])
        .map((genre) => ({ genre, codes: acteur.perimetres.filter((p) => p.genre === genre).map((p) => p.code) }))
        .filter(({ codes }) => codes.length > 0)
        .map(({ genre, codes }) => eb(COLONNES[genre], '=', sql<string>`any(${codes}::text[])`)),
    ),
  )
}
