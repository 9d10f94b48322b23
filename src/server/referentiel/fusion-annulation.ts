import { sql } from 'kysely'
import { nomDe } from '#domain/acteur.ts'
import type { Input, Reply } from '#domain/endpoint.ts'
import { conflit, introuvable } from '#domain/erreurs.ts'
import { jourLocal } from '#domain/heure.ts'
import type * as api from '#domain/referentiel/fusion-api.ts'
import { journaliser } from '../journal/journaliser.ts'
import type { Write } from '../platform/context.ts'
import { garderArbitrages } from './fusion-arbitrage.ts'
import { type Pose, poser } from './fusion-champs.ts'
import { verrouiller } from './fusion-cloture.ts'
import { lireUneFusion } from './fusion-lecture.ts'
import { oublierNouveau } from './fusion-nouveau.ts'
import { exigerFusion } from './fusion-plan.ts'
import { ouvrirTraces } from './suiveurs.ts'

type Annulation = typeof api.annulerFusion

/**
 * Puts back exactly what has not changed since; the rest stays where it is and is listed for arbitration. Refused the
 * second time, and while a later fusion of the same établissements stands.
 */
export async function annulerFusion(
  ctx: Write,
  { params: { id }, body }: Input<Annulation>,
): Promise<Reply<Annulation>> {
  exigerFusion(ctx)
  const fusion = await ctx.db
    .selectFrom('referentiel.fusion')
    .selectAll()
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  if (!fusion) throw introuvable('Cette fusion n’existe pas.')
  if (fusion.etat === 'annulee') throw conflit('deja_annulee', 'Cette fusion a déjà été annulée.')
  const uais = [...new Set([fusion.survivant, ...fusion.origines, ...fusion.cibles])]
  if (fusion.etat === 'executee') {
    await verrouiller(ctx, uais)
    await exigerDerniere(ctx, id, uais)
    await ouvrirTraces(ctx.db)
    await sql`
      insert into trace (id, nom_table, cle, avant, apres) overriding system value
      select id, nom_table, cle, avant, apres from referentiel.fusion_trace where fusion_id = ${id}::bigint`.execute(
      ctx.db,
    )
    for (const f of ctx.kit.followers) await f.undo(ctx)
    await remettreChamps(ctx, id)
    await remettreSaisies(ctx)
    await garderArbitrages(ctx, id, fusion.survivant)
    await sql`update referentiel.redirection set close_le = ${ctx.now}::timestamptz where fusion_id = ${id}::bigint and close_le is null`.execute(
      ctx.db,
    )
  }
  if ((fusion.plan as { nouveau?: boolean }).nouveau) await oublierNouveau(ctx, fusion.survivant, id)
  await ctx.db
    .updateTable('referentiel.fusion')
    .set({ etat: 'annulee', annulee_le: ctx.now.toISOString(), annulee_par: nomDe(ctx.acteur) })
    .where('id', '=', id)
    .execute()
  await journaliser(
    ctx,
    'fusion_annulee',
    { genre: 'fusion', cle: String(id), uai: fusion.survivant },
    { libelle: `${fusion.origines.join(', ')} et ${fusion.survivant}`, motif: body.motif },
  )
  return lireUneFusion(ctx, id)
}

async function exigerDerniere(ctx: Write, id: number, uais: string[]): Promise<void> {
  const { rows } = await sql<{ id: number }>`
    select id from referentiel.fusion
    where etat = 'executee' and id <> ${id}::bigint
      and (executee_le, id) > (select executee_le, id from referentiel.fusion where id = ${id}::bigint)
      and (origines || cibles || survivant) && ${uais}::text[]
    order by id desc limit 1`.execute(ctx.db)
  if (rows[0])
    throw conflit(
      'fusion_suivante',
      `Annulez d’abord la fusion ${rows[0].id}, plus récente, qui porte sur les mêmes établissements.`,
    )
}

/** A champ whose value is still the one the fusion gave takes its former one back. */
async function remettreChamps(ctx: Write, id: number): Promise<void> {
  const { rows } = await sql<Pose & { trace: number }>`
    select t.id as trace, e.uai, t.cle ->> 'champ' as champ, t.avant -> 'valeur' as valeur, nullif(t.avant -> 'origine', 'null') as origine
    from trace t join referentiel.etablissement e on e.uai = t.cle ->> 'uai'
    where t.nom_table = 'champ'
      and coalesce(to_jsonb(e) -> (t.cle ->> 'champ'), e.autres -> (t.cle ->> 'champ'), 'null') = coalesce(t.apres -> 'valeur', 'null')`.execute(
    ctx.db,
  )
  await poser(
    ctx,
    rows.map(({ trace: _, ...p }) => p),
    { genre: 'annulation', origine: `annulation de la fusion ${id}`, valable: jourLocal(ctx.now), tracer: false },
  )
  await sql`update trace set rendue = true where id = any(${rows.map((r) => r.trace)}::bigint[])`.execute(ctx.db)
}

/** Values held by the fusion: those of before come back, those it added leave. */
async function remettreSaisies(ctx: Write): Promise<void> {
  const tenues = sql`
    a.nom_table = 'saisie' and s.uai = a.cle ->> 'uai' and s.champ = a.cle ->> 'champ'
      and s.valeur = a.apres -> 'valeur' and s.saisie_le = (a.apres ->> 'saisie_le')::timestamptz`
  await sql`delete from referentiel.saisie s using trace a where ${tenues} and a.avant is null`.execute(ctx.db)
  await sql`
    update referentiel.saisie s
    set (valeur, valable_du, motif, auteur_id, auteur, saisie_le, dessous, dessous_origine) = (
      select valeur, valable_du, motif, auteur_id, auteur, saisie_le, dessous, dessous_origine from jsonb_populate_record(s, a.avant))
    from trace a where ${tenues} and a.avant is not null`.execute(ctx.db)
  // A held value changed since is already told by its champ.
  await sql`update trace set rendue = true where nom_table = 'saisie'`.execute(ctx.db)
}
