import { sql } from 'kysely'
import { nomDe } from '#domain/acteur.ts'
import type { Input, Reply } from '#domain/endpoint.ts'
import { conflit, introuvable } from '#domain/erreurs.ts'
import { jourLocal } from '#domain/heure.ts'
import type * as api from '#domain/referentiel/fusion-api.ts'
import { journaliser } from '../journal/journaliser.ts'
import type { Trace, Write } from '../platform/context.ts'
import { type Pose, poser, retenir } from './fusion-champs.ts'
import { lireUneFusion } from './fusion-lecture.ts'
import { exigerFusion } from './fusion-plan.ts'
import { ouvrirTraces } from './suiveurs.ts'

/** Keeps what an undoing has left in place, with what it says today, for an agent to settle. */
export async function garderArbitrages(ctx: Write, id: number, survivant: string): Promise<void> {
  await sql`
    insert into referentiel.arbitrage (fusion_id, uai, nom_table, cle, avant, apres, actuel)
    select ${id}::bigint, coalesce(e.uai, o.uai, ${survivant}), t.nom_table, t.cle, t.avant, t.apres,
      case when t.nom_table = 'champ' then jsonb_build_object('valeur', nullif(coalesce(to_jsonb(e) -> (t.cle ->> 'champ'), e.autres -> (t.cle ->> 'champ')), 'null'))
        else t.actuel end
    from trace t left join referentiel.etablissement e on e.uai = t.cle ->> 'uai'
    left join referentiel.etablissement o on o.uai = t.avant ->> 'uai'
    where not t.rendue order by t.id`.execute(ctx.db)
  await sql`
    update referentiel.fusion_trace f set restauree = t.rendue from trace t where f.id = t.id`.execute(ctx.db)
}

type Arbitrage = typeof api.arbitrer

/**
 * Keeps what is there today, or takes back what was before the fusion: a value is then held as if typed by hand, a linked
 * record goes back to its établissement as it was. 409 `deja_tranche` the second time.
 */
export async function arbitrer(ctx: Write, { params, body: { choix } }: Input<Arbitrage>): Promise<Reply<Arbitrage>> {
  exigerFusion(ctx)
  const a = await ctx.db
    .selectFrom('referentiel.arbitrage')
    .selectAll()
    .where('id', '=', params.arbitrage)
    .where('fusion_id', '=', params.id)
    .forUpdate()
    .executeTakeFirst()
  if (!a) throw introuvable('Cet arbitrage n’existe pas.')
  if (a.choix) throw conflit('deja_tranche', 'Cet arbitrage a déjà été rendu.')
  if (choix === 'restaurer') {
    if (a.nom_table === 'champ') await reprendreChamp(ctx, params.id, a)
    else await reprendreLigne(ctx, a)
  }
  await ctx.db
    .updateTable('referentiel.arbitrage')
    .set({ choix, tranche_le: ctx.now.toISOString(), tranche_par: nomDe(ctx.acteur) })
    .where('id', '=', a.id)
    .execute()
  await journaliser(
    ctx,
    'arbitrage_rendu',
    { genre: 'fusion', cle: String(params.id), uai: a.uai },
    { libelle: choix === 'garder' ? 'gardé' : 'restauré' },
  )
  return lireUneFusion(ctx, params.id)
}

type EnBase = { uai: string; nom_table: string; cle: unknown; avant: unknown; apres: unknown }

async function reprendreChamp(ctx: Write, fusion: number, a: EnBase): Promise<void> {
  const { champ } = a.cle as { champ: string }
  const { valeur } = a.avant as { valeur: unknown }
  const valable = jourLocal(ctx.now)
  const pose: Pose[] = [{ uai: a.uai, champ, valeur, origine: { source: 'saisie', date: valable } }]
  await ouvrirTraces(ctx.db)
  await retenir(ctx, pose, { motif: `Arbitrage après l’annulation de la fusion ${fusion}`, valable })
  await poser(ctx, pose, { genre: 'annulation', origine: `arbitrage de la fusion ${fusion}`, valable, tracer: false })
}

async function reprendreLigne(ctx: Write, a: EnBase): Promise<void> {
  const suiveur = ctx.kit.followers.find((f) => f.settles === a.nom_table)
  if (!suiveur?.settle)
    throw conflit('non_restaurable', 'Cet enregistrement ne peut qu’être laissé en l’état : il suit son propre chemin.')
  const trace = { key: a.cle, before: a.avant, after: a.apres } as Trace
  if (!(await suiveur.settle(ctx, trace)))
    throw conflit(
      'place_prise',
      'Un autre enregistrement a pris sa place sur l’établissement d’origine : retirez-le d’abord, ou laissez tel quel.',
    )
}
