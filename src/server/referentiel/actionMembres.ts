import { sql } from 'kysely'
import { nomDe } from '#domain/acteur.ts'
import type { Input, Reply } from '#domain/endpoint.ts'
import { invalide } from '#domain/erreurs.ts'
import * as api from '#domain/referentiel/api-actions.ts'
import { journaliser } from '../journal/journaliser.ts'
import type { Write } from '../platform/context.ts'
import { exigerFusion } from './fusion-plan.ts'
import { verrouillerRegroupement } from './regroupement.ts'
import { type Choisi, choisir, garderAction } from './selection.ts'

type Ajout = typeof api.ajouterEnsemble

/** Those chosen enter a regroupement, existing or new, on one day; those already in it that day are left as they are. */
export async function ajouterEnsemble(ctx: Write, { body }: Input<Ajout>): Promise<Reply<Ajout>> {
  exigerFusion(ctx)
  const choisis = await choisir(ctx, body.liste, api.CHOISIS_MAX)
  const { id, nom } = await trouverOuCreer(ctx, body, choisis)
  const { rows: entres } = await sql<{ id: number; uai: string }>`
    insert into referentiel.regroupement_membre (regroupement_id, uai, role, depuis)
    select ${id}::bigint, c.uai, 'membre', ${body.depuis}::date
    from unnest(${choisis.map((c) => c.uai)}::text[]) with ordinality as c (uai, rang)
    where not exists (
      select from referentiel.regroupement_membre m where m.regroupement_id = ${id}::bigint and m.uai = c.uai
        and (m.jusque is null or m.jusque >= ${body.depuis}::date))
    order by c.rang returning id, uai`.execute(ctx.db)
  for (const { uai } of entres)
    await journaliser(
      ctx,
      'membre_ajoute',
      { genre: 'regroupement', cle: String(id), uai },
      { nom, depuis: body.depuis },
    )
  const action = await garderAction(
    ctx,
    'membre',
    nom,
    entres.map((e) => ({ uai: e.uai, objet: e.id })),
  )
  return {
    action,
    regroupement: id,
    total: choisis.length,
    changes: entres.length,
    identiques: choisis.length - entres.length,
    refuses: [],
  }
}

async function trouverOuCreer(
  ctx: Write,
  { regroupement, nouveau }: Input<Ajout>['body'],
  choisis: readonly Choisi[],
): Promise<{ id: number; nom: string }> {
  if (regroupement !== undefined)
    return { id: regroupement, nom: (await verrouillerRegroupement(ctx, regroupement)).nom }
  if (!nouveau)
    throw invalide('Choisissez un regroupement, ou nommez-en un nouveau.', [
      { champ: 'regroupement', message: 'Choisissez un regroupement, ou nommez-en un nouveau.' },
    ])
  if (choisis.length < 2)
    throw invalide('Un nouveau regroupement a au moins deux membres : choisissez-en un autre dans la liste.')
  const cree = await ctx.db
    .insertInto('referentiel.regroupement')
    .values({ ...nouveau, cree_le: ctx.now.toISOString(), cree_par: nomDe(ctx.acteur) })
    .returning(['id', 'nom'])
    .executeTakeFirstOrThrow()
  await journaliser(ctx, 'regroupement_cree', { genre: 'regroupement', cle: String(cree.id) }, { nom: cree.nom })
  return cree
}
