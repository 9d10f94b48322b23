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
import { ecrireParts, lireParts } from './scission-parts.ts'
import { ouvrirTraces } from './suiveurs.ts'

type Plan = typeof api.lirePlanDeScission
type Porte = typeof api.scinder
type Corps = Input<Porte>['body']

/** What is given record by record: tables of the followers with an `id`, and how a line of each reads. */
export const DONNES: Record<string, string> = {
  contact_role: `(select concat_ws(' ', c.prenom, c.nom) from referentiel.contact c where c.id = t.contact_id) || ', ' || t.role`,
  operation: 't.nom',
  logement: 't.reference',
  equipement: `coalesce(t.designation, t.reference)`,
  document: 't.nom',
  note: 'left(t.texte, 80)',
  tache: 't.titre',
}

export async function lirePlanDeScission(ctx: Read, { params, body }: Input<Plan>): Promise<Reply<Plan>> {
  exigerFusion(ctx)
  const { origine, trouves } = await verifier(ctx, params.uai, body)
  const enregistrements = []
  for (const [nom, ecrit] of Object.entries(DONNES)) {
    const { rows } = await sql<{ id: number; libelle: string }>`
      select t.id, ${sql.raw(ecrit)} as libelle from ${sql.table(`referentiel.${nom}`)} t
      where t.uai = ${params.uai} ${nom === 'contact_role' ? sql`and t.jusque is null` : sql``} and t.retire_le is null order by t.id limit 200`.execute(
      ctx.db,
    )
    const libelle = ctx.kit.followers.find((f) => f.name === nom)?.label ?? nom
    if (rows.length) enregistrements.push({ nom, libelle, lignes: rows })
  }
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
  const plan = fusion.plan as Omit<Corps, 'date_effet' | 'motif'>
  await verrouiller(ctx, [uai, ...fusion.cibles])
  const { origine } = await exiger(ctx, uai, plan)
  const valable = fusion.date_effet
  await ouvrirTraces(ctx.db)
  const move = { kind: 'scission', from: [uai], to: plan.principal, date: valable }
  for (const f of ctx.kit.followers) await f.hold?.(ctx, move)
  await ctx.db.executeQuery(
    sql`insert into destination (nom_table, cle, vers)
      select 'referentiel.' || nom, id::text, uai from jsonb_to_recordset(${JSON.stringify(
        plan.enregistrements.filter((e) => e.nom in DONNES),
      )}::jsonb) as d (nom text, id bigint, uai text)
      on conflict (nom_table, cle) do update set vers = excluded.vers`.compile(ctx.db),
  )
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
