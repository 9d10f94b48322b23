import { sql } from 'kysely'
import type { Input, Reply } from '#domain/endpoint.ts'
import { interdit, Refus } from '#domain/erreurs.ts'
import type * as api from '#domain/validation/api.ts'
import { arbitre } from '#domain/validation/droits.ts'
import { ETATS } from '#domain/validation/proposition.ts'
import type { Write } from '../platform/context.ts'
import { visibles } from '../referentiel/visibles.ts'
import { accepter, refuser } from './decider.ts'

type Lot = typeof api.deciderPropositions

/** Decides many, one by one in the order of the selection: one that is refused undoes nothing of the others. */
export async function deciderEnsemble(ctx: Write, { body }: Input<Lot>): Promise<Reply<Lot>> {
  if (!arbitre(ctx.acteur)) throw interdit('Seuls les agents de la collectivité décident des propositions.')
  await tenirLesFiches(ctx, body.ids)
  const lignes: Reply<Lot>['lignes'] = []
  for (const id of new Set(body.ids)) lignes.push(await uneLigne(ctx, id, body))
  return { faites: lignes.filter((l) => l.fait).length, lignes }
}

/** Held in the order of their UAI, whatever the selection: two lots at once wait for each other, and neither is lost. */
async function tenirLesFiches(ctx: Write, ids: readonly number[]): Promise<void> {
  await visibles(ctx)
    .select('e.uai')
    .where('e.uai', 'in', (eb) =>
      eb
        .selectFrom('validation.proposition')
        .select('uai')
        .where('id', '=', sql<number>`any(${[...ids]}::bigint[])`),
    )
    .orderBy('e.uai')
    .forUpdate()
    .execute()
}

async function uneLigne(
  ctx: Write,
  id: number,
  { sens, motif }: Input<Lot>['body'],
): Promise<Reply<Lot>['lignes'][number]> {
  await sql`savepoint ligne`.execute(ctx.db)
  try {
    const entree = { params: { id }, query: undefined }
    const p =
      sens === 'accepter'
        ? await accepter(ctx, { ...entree, body: { motif } })
        : await refuser(ctx, { ...entree, body: { motif } })
    const libelle = `${p.etablissement.nom} : ${p.libelle}`
    if (p.etat === 'a_reprendre') return { id, libelle, fait: false, message: p.empechement ?? ETATS.a_reprendre }
    return { id, libelle, fait: true, message: `${ETATS[p.etat]}.` }
  } catch (erreur) {
    if (!(erreur instanceof Refus)) throw erreur
    await sql`rollback to savepoint ligne`.execute(ctx.db)
    return { id, libelle: `Proposition ${id}`, fait: false, message: erreur.message }
  }
}
