import { sql } from 'kysely'
import { nomDe } from '#domain/acteur.ts'
import type { Input, Reply } from '#domain/endpoint.ts'
import { introuvable, Refus } from '#domain/erreurs.ts'
import { jourLocal } from '#domain/heure.ts'
import { obstaclesScission, type Regle } from '#domain/referentiel/scission.ts'
import type * as api from '#domain/referentiel/scission-api.ts'
import { journaliser } from '../journal/journaliser.ts'
import type { Read, Write } from '../platform/context.ts'
import { poser } from './fusion-champs.ts'
import { clore, type FusionEnBase, verrouiller } from './fusion-cloture.ts'
import { lireUneFusion } from './fusion-lecture.ts'
import { meresSuivies } from './fusion-meres.ts'
import { exigerFusion } from './fusion-plan.ts'
import { destiner, lireDonnables } from './scission-dons.ts'
import { ecrireParts, lireParts } from './scission-parts.ts'
import { ouvrirTraces } from './suiveurs.ts'

type Plan = typeof api.lirePlanDeScission
type Porte = typeof api.scinder
type Corps = Input<Porte>['body']

export async function lirePlanDeScission(ctx: Read, { params, body }: Input<Plan>): Promise<Reply<Plan>> {
  exigerFusion(ctx)
  const { origine, trouves } = await verifier(ctx, params.uai, body)
  const enregistrements = await lireDonnables(ctx, params.uai, body)
  return { origine, ...(await lireParts(ctx, params.uai, body)), enregistrements, obstacles: trouves }
}

async function verifier(ctx: Read | Write, uai: string, regle: Regle) {
  const uais = [uai, ...regle.parts.map((p) => p.uai)]
  const { rows } = await sql<{ uai: string; nom: string; etat: string; remplace_par: string | null }>`
    select e.uai, e.nom, e.etat, (select r.uai from referentiel.redirection r where r.ancien = e.uai and r.close_le is null) as remplace_par
    from referentiel.etablissement e where e.uai = any(${uais}::text[])`.execute(ctx.db)
  const origine = rows.find((r) => r.uai === uai)
  if (!origine) throw introuvable(`L’établissement ${uai} n’est pas dans le référentiel.`)
  const cibles = rows.filter((r) => regle.parts.some((p) => p.uai === r.uai))
  return { origine: { uai, nom: origine.nom }, cibles, trouves: obstaclesScission(origine, cibles, regle) }
}

async function exiger(ctx: Write, uai: string, regle: Regle) {
  const { trouves, ...reste } = await verifier(ctx, uai, regle)
  if (trouves.length) throw new Refus(409, 'scission_impossible', trouves.map((o) => o.message).join(' '), trouves)
  return reste
}

/** Splits at once, or waits for a day to come; undone as a fusion is. */
export async function scinder(ctx: Write, { params: { uai }, body }: Input<Porte>): Promise<Reply<Porte>> {
  exigerFusion(ctx)
  const cibles = body.parts.map((p) => p.uai)
  await verrouiller(ctx, [uai, ...cibles])
  const { origine } = await exiger(ctx, uai, body)
  const { motif, date_effet, ...plan } = body
  const { id } = await ctx.db
    .insertInto('referentiel.fusion')
    .values({
      genre: 'scission',
      survivant: body.principal,
      origines: [uai],
      cibles,
      date_effet,
      etat: 'prevue',
      plan: JSON.stringify(plan),
      motif,
      prevue_le: ctx.now.toISOString(),
      prevue_par: nomDe(ctx.acteur),
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  if (date_effet > jourLocal(ctx.now))
    await journaliser(
      ctx,
      'fusion_prevue',
      { genre: 'fusion', cle: String(id), uai },
      { libelle: `scission de ${origine.nom}`, date_effet },
    )
  else
    await executerScission(ctx, {
      id,
      genre: 'scission',
      survivant: body.principal,
      origines: [uai],
      cibles,
      date_effet,
      plan,
    })
  return lireUneFusion(ctx, id)
}

/** The counted is shared by rule, chosen records go where told, all the rest to the principal; the origin closes unless it goes on. */
export async function executerScission(ctx: Write, fusion: FusionEnBase): Promise<void> {
  const [uai = ''] = fusion.origines
  // One planned before there were rules has none.
  const prevu = fusion.plan as Omit<Corps, 'date_effet' | 'motif' | 'regles'> & Partial<Pick<Corps, 'regles'>>
  const plan = { ...prevu, regles: prevu.regles ?? [] }
  await verrouiller(ctx, [uai, ...fusion.cibles])
  const { origine } = await exiger(ctx, uai, plan)
  const valable = fusion.date_effet
  await ouvrirTraces(ctx.db)
  const move = { kind: 'scission', from: [uai], to: plan.principal, date: valable }
  for (const f of ctx.kit.followers) await f.hold?.(ctx, move)
  await destiner(ctx, uai, plan)
  await ecrireParts(ctx, uai, { ...plan, date_effet: valable })
  // Past figures stay with the record of their year.
  for (const f of ctx.kit.followers) if (!PAR_ANNEE.includes(f.name)) await f.move(ctx, move)
  const origineDuChangement = `scission ${fusion.id}`
  if (!fusion.cibles.includes(uai)) {
    await poser(
      ctx,
      [
        ...(await meresSuivies(ctx, move, true)),
        { uai, champ: 'etat', valeur: 'ferme', origine: null },
        { uai, champ: 'date_fermeture', valeur: valable, origine: null },
      ],
      { genre: 'scission', origine: origineDuChangement, valable, tracer: true },
    )
    await sql`
      insert into referentiel.redirection (ancien, uai, genre, depuis, fusion_id)
      values (${uai}, ${plan.principal}, 'scission', ${valable}::date, ${fusion.id}::bigint)`.execute(ctx.db)
  }
  await clore(ctx, fusion.id)
  await journaliser(
    ctx,
    'etablissement_scinde',
    { genre: 'fusion', cle: String(fusion.id), uai },
    {
      libelle: `${origine.nom} (${uai}) entre ${fusion.cibles.join(', ')}`,
      cibles: fusion.cibles,
      date_effet: valable,
    },
  )
}

const PAR_ANNEE = ['effectif', 'indicateur', 'compte_financier', 'moyen_humain']
