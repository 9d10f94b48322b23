import { sql } from 'kysely'
import { type Agent, estAgent, nomDe } from '#domain/acteur.ts'
import type { Input, Reply } from '#domain/endpoint.ts'
import { interdit, introuvable } from '#domain/erreurs.ts'
import { jourLocal } from '#domain/heure.ts'
import { CHOISIS_MAX } from '#domain/referentiel/api-actions.ts'
import type * as api from '#domain/referentiel/api-taches.ts'
import { journaliser } from '../journal/journaliser.ts'
import type { Read, Write } from '../platform/context.ts'
import { choisir, garderAction } from './selection.ts'
import { visibles } from './visibles.ts'

type Liste = typeof api.listerTaches
type Ecriture = typeof api.ecrireTaches

/** The tasks on the établissements that the agent sees: late ones first, then by day; done ones, the latest first. Three queries. */
export async function listerTaches(ctx: Read, { query }: Input<Liste>): Promise<Reply<Liste>> {
  const { id: moi } = exigerAgent(ctx)
  const aujourdhui = jourLocal(ctx.now)
  const { qui, etat, uai, page, par_page } = query
  const toutes = visibles(ctx)
    .innerJoin('referentiel.tache as t', 't.uai', 'e.uai')
    .where('t.retire_le', 'is', null)
    .$if(uai !== undefined, (q) => q.where('t.uai', '=', uai ?? ''))
  const comptes = await toutes
    .where('t.faite_le', 'is', null)
    .select([
      sql<number>`(count(*) filter (where t.affecte_a = ${moi}))::int`.as('moi'),
      sql<number>`(count(*) filter (where t.affecte_a = ${moi} and t.echeance < ${aujourdhui}::date))::int`.as(
        'moi_en_retard',
      ),
      sql<number>`count(*)::int`.as('equipe'),
      sql<number>`(count(*) filter (where t.affecte_a is null))::int`.as('personne'),
    ])
    .executeTakeFirstOrThrow()
  const choisies = toutes
    .where('t.faite_le', etat === 'faites' ? 'is not' : 'is', null)
    .$if(etat === 'en_retard', (q) => q.where('t.echeance', '<', aujourdhui))
    .$if(qui === 'moi', (q) => q.where('t.affecte_a', '=', moi))
    .$if(qui === 'personne', (q) => q.where('t.affecte_a', 'is', null))
  const { total } = await choisies.select((eb) => eb.fn.countAll<number>().as('total')).executeTakeFirstOrThrow()
  const elements = await choisies
    .select([
      sql<string>`t.id::text`.as('id'),
      sql<string>`coalesce(t.detail, '')`.as('detail'),
      't.titre',
      't.echeance',
      't.faite_le',
      't.affecte_a',
    ])
    .select(['t.affecte_nom', 't.auteur', 't.uai', 'e.nom', 'e.commune'])
    .select(sql<boolean>`t.faite_le is null and coalesce(t.echeance < ${aujourdhui}::date, false)`.as('en_retard'))
    .$if(etat === 'faites', (q) => q.orderBy('t.faite_le', 'desc'))
    .orderBy('t.echeance', (o) => o.asc().nullsLast())
    .orderBy('t.id')
    .limit(par_page)
    .offset((page - 1) * par_page)
    .execute()
  return { total, page, par_page, elements, comptes }
}

/** Who a task is given to; null gives it to nobody. `voit`: which of these établissements they see. */
export type Charge = { id: number; nom: string; voit(uais: string[]): Promise<Set<string>> } | null

/** Writes one task for each établissement chosen; those that the person does not see are left, with the reason. */
export async function ecrireTaches(ctx: Write, { body }: Input<Ecriture>, charge: Charge): Promise<Reply<Ecriture>> {
  const choisis = await choisir(ctx, body.liste, CHOISIS_MAX)
  const vus = await charge?.voit(choisis.map((c) => c.uai))
  const retenus = choisis.filter((c) => vus?.has(c.uai) ?? true)
  const { rows: ecrites } = await sql<{ id: number; uai: string }>`
    insert into referentiel.tache (uai, titre, detail, echeance, affecte_a, affecte_nom, auteur, cree_le)
    select c.uai, ${body.titre}, ${body.detail}, ${body.echeance ?? null}::date, ${charge?.id ?? null}::bigint,
      ${charge?.nom ?? null}, ${nomDe(ctx.acteur)}, ${ctx.now}::timestamptz
    from unnest(${retenus.map((c) => c.uai)}::text[]) with ordinality as c (uai, rang) order by c.rang
    returning id, uai`.execute(ctx.db)
  for (const { uai } of ecrites)
    await journaliser(
      ctx,
      'enregistrement_ajoute',
      { genre: 'etablissement', cle: uai, uai },
      { rubrique: 'tache', titre: 'Tâches' },
    )
  const action = await garderAction(
    ctx,
    'tache',
    'Tâches',
    ecrites.map((t) => ({ uai: t.uai, objet: t.id })),
  )
  const refuses = choisis
    .filter((c) => !retenus.includes(c))
    .map(({ uai, nom }) => ({ uai, nom, raison: `${charge?.nom} ne voit pas cet établissement.` }))
  return { action, total: choisis.length, changes: ecrites.length, identiques: 0, refuses }
}

/** Gives one task to somebody who sees its établissement, or to nobody; 404 when it is not for the actor. */
export async function confierTache(
  ctx: Write,
  id: number,
  trouver: (uai: string) => Promise<{ id: number; nom: string } | null>,
): Promise<{ id: string; affecte_nom: string | null }> {
  exigerAgent(ctx)
  const tache = await ctx.db
    .selectFrom('referentiel.tache as t')
    .select(['t.id', 't.uai'])
    .where('t.id', '=', id)
    .where('t.retire_le', 'is', null)
    .where('t.uai', 'in', visibles(ctx).select('e.uai'))
    .forUpdate()
    .executeTakeFirst()
  if (!tache) throw introuvable('Cette tâche n’existe pas, ou plus.')
  const charge = await trouver(tache.uai)
  await ctx.db
    .updateTable('referentiel.tache')
    .set({ affecte_a: charge?.id ?? null, affecte_nom: charge?.nom ?? null })
    .where('id', '=', tache.id)
    .execute()
  await journaliser(
    ctx,
    'tache_confiee',
    { genre: 'etablissement', cle: tache.uai, uai: tache.uai },
    { tache: tache.id, titre: charge ? `à ${charge.nom}` : 'à personne' },
  )
  return { id: String(tache.id), affecte_nom: charge?.nom ?? null }
}

export function exigerAgent({ acteur }: Read | Write): Agent {
  if (!estAgent(acteur)) throw interdit('Les tâches sont celles des agents de la collectivité.')
  return acteur
}
