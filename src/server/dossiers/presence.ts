import { sql } from 'kysely'
import { estPersonne } from '#domain/acteur.ts'
import { PARTI_APRES, type signalerPresence as Porte } from '#domain/dossiers/api-presence.ts'
import { dejaDepose, peutRemplir, REFUS_REMPLIR } from '#domain/dossiers/droits.ts'
import type { Input, Reply } from '#domain/endpoint.ts'
import { conflit, interdit } from '#domain/erreurs.ts'
import type { Write } from '../platform/context.ts'
import { trouverDossier } from './visibles.ts'

type Signal = typeof Porte

/** Notes that the person has this draft open, and tells who else has. An act of no consequence: no line in the journal. */
export async function signalerPresence(ctx: Write, { params, body }: Input<Signal>): Promise<Reply<Signal>> {
  const { acteur } = ctx
  const dossier = await trouverDossier(ctx, params.cle)
  if (!estPersonne(acteur) || !peutRemplir(acteur, dossier)) throw interdit(REFUS_REMPLIR)
  if (dossier.etat !== 'brouillon') throw conflit('deja_depose', dejaDepose(dossier.numero))
  const le = ctx.now.toISOString()
  const parti = sql<string>`${le}::timestamptz - make_interval(secs => ${PARTI_APRES})`
  await ctx.db
    .deleteFrom('dossiers.presence')
    .where('dossier_id', '=', dossier.id)
    .where((ou) => ou.or([ou('vu_le', '<', parti), ou('personne_id', '=', acteur.id)]))
    .execute()
  if (!body.part)
    await ctx.db
      .insertInto('dossiers.presence')
      .values({ dossier_id: dossier.id, personne_id: acteur.id, etape: body.etape, vu_le: le })
      .onConflict((c) => c.columns(['dossier_id', 'personne_id']).doUpdateSet({ etape: body.etape, vu_le: le }))
      .execute()
  const autres = await ctx.db
    .selectFrom('dossiers.presence as p')
    .innerJoin('comptes.personne as q', 'q.id', 'p.personne_id')
    .select(['q.id', 'q.prenom', 'q.nom', 'q.fonction', 'p.etape'])
    .where('p.dossier_id', '=', dossier.id)
    .where('p.personne_id', '<>', acteur.id)
    .orderBy('q.id')
    .execute()
  return {
    revision: dossier.revision,
    autres: autres.map(({ id, prenom, nom, fonction, etape }) => ({ id, nom: `${prenom} ${nom}`, fonction, etape })),
  }
}
