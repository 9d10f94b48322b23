import { sql } from 'kysely'
import type { Input, Reply } from '#domain/endpoint.ts'
import { interdit } from '#domain/erreurs.ts'
import type * as api from '#domain/referentiel/api.ts'
import { peutVoirPlacements } from '#domain/referentiel/droits.ts'
import { LIBELLES_RAISON, type RaisonPlacement } from '#domain/referentiel/territoire.ts'
import type { Read } from '../platform/context.ts'
import { visibles } from './visibles.ts'

type Porte = typeof api.listerPlacements

/** The visible établissements whose place is incomplete or doubtful, with the reason, by département. */
export async function listerMalPlaces(ctx: Read, { query }: Input<Porte>): Promise<Reply<Porte>> {
  if (!peutVoirPlacements(ctx.acteur)) throw interdit('Ces listes sont réservées aux agents de la collectivité.')
  const tous = visibles(ctx).where('e.placement_raison', 'is not', null)
  const { total } = await tous.select(sql<number>`count(*)::int`.as('total')).executeTakeFirstOrThrow()
  const lignes = await tous
    .leftJoin('referentiel.departement as d', 'd.code', 'e.code_departement')
    .select(['e.uai', 'e.nom', 'e.commune', 'd.nom as departement', 'e.latitude', 'e.longitude', 'e.placement_raison'])
    .orderBy('e.code_departement')
    .orderBy('e.uai')
    .limit(query.par_page)
    .offset((query.page - 1) * query.par_page)
    .execute()
  return {
    total,
    page: query.page,
    par_page: query.par_page,
    elements: lignes.map(({ placement_raison, ...reste }) => {
      const raison = placement_raison as RaisonPlacement
      return { ...reste, raison, message: LIBELLES_RAISON[raison] }
    }),
  }
}
