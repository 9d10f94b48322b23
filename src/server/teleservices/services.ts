import { sql } from 'kysely'
import { type Remarque, situer } from '#domain/formulaire/constat.ts'
import type { Ebauche } from '#domain/formulaire/ebauche.ts'
import type { Read } from '../platform/context.ts'

/**
 * The rules that give dossiers to a service that the collectivité has not, or has no more: a warning, since a form may
 * be drawn before its services are; their dossiers would have none.
 */
export async function servicesInconnus(ctx: Read, definition: Ebauche): Promise<Remarque[]> {
  const routage = definition.routage ?? []
  if (routage.length === 0) return []
  const noms = routage.map((r) => r.service)
  const { rows } = await sql<{ rang: number }>`
    select (n.rang - 1)::int as rang from unnest(${noms}::text[]) with ordinality n(nom, rang)
    where comptes.service_nomme(n.nom) is null order by n.rang`.execute(ctx.db)
  return rows.map(({ rang }) =>
    situer(definition, {
      chemin: `routage[${rang}].service`,
      message: `Aucun service ouvert ne s’appelle « ${noms[rang]} » : les dossiers de cette règle n’en auront pas.`,
    }),
  )
}
