import type { Input, Reply } from '#domain/endpoint.ts'
import { introuvable } from '#domain/erreurs.ts'
import type * as api from '#domain/referentiel/api-changements.ts'
import { peutLireGroupe } from '#domain/referentiel/droits.ts'
import type { Read } from '../platform/context.ts'
import { lireChangements, raconter } from './histoire.ts'
import { lireRegistre } from './registre.ts'
import { visibles } from './visibles.ts'

type Liste = typeof api.listerChangements

/** All the changes of an établissement, of the champs that the actor may read, the latest first, page by page; those known between two instants. */
export async function listerChangements(ctx: Read, { params, query }: Input<Liste>): Promise<Reply<Liste>> {
  const vu = await visibles(ctx).select('e.uai').where('e.uai', '=', params.uai).executeTakeFirst()
  if (!vu) throw introuvable('Cet établissement n’existe pas, ou n’est pas dans votre périmètre.')
  const { page, par_page, du, au } = query
  // Instants are compared as such: the one asked may be said in another offset than ours.
  const [debut, fin] = [du ? Date.parse(du) : -Infinity, au ? Date.parse(au) : Infinity]
  const registre = (await lireRegistre(ctx)).filter((c) => peutLireGroupe(ctx.acteur, c.groupe))
  const tous = raconter(await lireChangements(ctx, params.uai), registre).filter((c) => {
    const le = Date.parse(c.le)
    return le >= debut && le < fin
  })
  return { total: tous.length, page, par_page, elements: tous.slice((page - 1) * par_page, page * par_page) }
}
