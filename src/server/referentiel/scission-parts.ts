import { sql } from 'kysely'
import type { Reply } from '#domain/endpoint.ts'
import { conflit } from '#domain/erreurs.ts'
import { type Regle, repartir } from '#domain/referentiel/scission.ts'
import type * as api from '#domain/referentiel/scission-api.ts'
import type { Read, Write } from '../platform/context.ts'
import { TECHNIQUES } from './table-suivie.ts'

type Plan = Reply<typeof api.lirePlanDeScission>
type Datee = Regle & { date_effet: string }

/** What is counted by school year from this one on; accounts by calendar year. */
const rentreeDe = (jour: string): number => Number(jour.slice(0, 4)) - (jour.slice(5) < '08-01' ? 1 : 0)

type Effectif = { annee: number; niveau: string; regime: string; effectif: number }
type Compte = { id: number; annee: number; poste: string; montant: number }

/** Pupils of the years that begin with the scission, and accounts of those years, shared by the rule. */
export async function lireParts(
  ctx: Read | Write,
  uai: string,
  regle: Datee,
): Promise<Pick<Plan, 'effectifs' | 'comptes'>> {
  const { effectifs, comptes } = await lire(ctx, uai, regle)
  const enParts = (m: Map<string, number>) => regle.parts.map((p) => m.get(p.uai) ?? 0)
  const totaux = partsDesEffectifs(effectifs, regle)
  return {
    effectifs: effectifs.map((e, i) => ({
      annee: e.annee,
      libelle: e.regime === 'ensemble' ? e.niveau : `${e.niveau}, ${e.regime}`,
      total: e.effectif,
      parts: enParts(totaux[i] ?? new Map()),
    })),
    comptes: comptes.map((c) => ({
      annee: c.annee,
      libelle: c.poste,
      total: c.montant,
      parts: enParts(repartir(c.montant, regle)),
    })),
  }
}

/**
 * A level given whole goes whole; the others follow the percents. A total is the sum of its levels when they are known,
 * so that both still agree afterwards.
 */
function partsDesEffectifs(lignes: Effectif[], regle: Regle): Map<string, number>[] {
  const propre = (e: Effectif): Map<string, number> => {
    const entier = regle.niveaux[e.niveau]
    return entier
      ? new Map(regle.parts.map((p) => [p.uai, p.uai === entier ? e.effectif : 0]))
      : repartir(e.effectif, regle)
  }
  return lignes.map((e) => {
    if (e.niveau !== 'total') return propre(e)
    const niveaux = lignes.filter((l) => l.niveau !== 'total' && l.annee === e.annee && l.regime === e.regime)
    if (niveaux.reduce((s, l) => s + l.effectif, 0) !== e.effectif) return propre(e)
    const parts = niveaux.map(propre)
    return new Map(regle.parts.map((p) => [p.uai, parts.reduce((s, m) => s + (m.get(p.uai) ?? 0), 0)]))
  })
}

async function lire(
  ctx: Read | Write,
  uai: string,
  { date_effet }: Datee,
): Promise<{ effectifs: Effectif[]; comptes: Compte[] }> {
  const { rows: effectifs } = await sql<Effectif>`
    select annee, niveau, regime, effectif from referentiel.effectif
    where uai = ${uai} and annee >= ${rentreeDe(date_effet)} order by annee, niveau, regime`.execute(ctx.db)
  const { rows: comptes } = await sql<Compte>`
    select id, annee, poste, montant from referentiel.compte_financier
    where uai = ${uai} and annee >= ${Number(date_effet.slice(0, 4))} and retire_le is null order by annee, poste`.execute(
    ctx.db,
  )
  return { effectifs, comptes }
}

/**
 * The rows of the origin keep its share when it goes on, otherwise they become those of the principal; the shares of the
 * others are added. Four queries.
 */
export async function ecrireParts(ctx: Write, uai: string, regle: Datee): Promise<void> {
  const { effectifs, comptes } = await lire(ctx, uai, regle)
  const reste = regle.parts.some((p) => p.uai === uai) ? uai : regle.principal
  const totaux = partsDesEffectifs(effectifs, regle)
  const parts = effectifs.flatMap((e, i) =>
    [...(totaux[i] ?? new Map<string, number>())].map(([vers, effectif]) => ({ ...e, vers, effectif })),
  )
  await exigerLibres(ctx, uai, parts)
  await ecrireEffectifs(ctx, uai, reste, parts)
  const dues = comptes.flatMap((c) =>
    [...repartir(c.montant, regle)].map(([vers, montant]) => ({ id: c.id, vers, montant })),
  )
  await ecrireComptes(ctx, reste, dues)
}

type PartEcrite = Effectif & { vers: string }

async function ecrireEffectifs(ctx: Write, uai: string, reste: string, parts: PartEcrite[]): Promise<void> {
  const recues = sql`jsonb_to_recordset(${JSON.stringify(parts)}::jsonb) as p (annee int, niveau text, regime text, vers text, effectif int)`
  const siennes = sql`e.uai = ${uai} and (e.annee, e.niveau, e.regime) = (p.annee, p.niveau, p.regime)`
  const cle = sql`jsonb_build_object('annee', m.annee, 'niveau', m.niveau, 'regime', m.regime)`
  await sql`
    with m as (
      insert into referentiel.effectif (uai, annee, niveau, regime, effectif, source, date_donnees, connu_le)
      select p.vers, p.annee, p.niveau, p.regime, p.effectif, e.source, e.date_donnees, ${ctx.now}::timestamptz
      from ${recues} join referentiel.effectif e on ${siennes} where p.vers <> ${reste} returning *)
    insert into trace (nom_table, cle, apres) select 'referentiel.effectif', ${cle}, to_jsonb(m) - ${TECHNIQUES}::text[] from m`.execute(
    ctx.db,
  )
  await sql`
    with a as (
      select e.uai, e.annee, e.niveau, e.regime, e.effectif, p.vers, p.effectif as part
      from ${recues} join referentiel.effectif e on ${siennes} where p.vers = ${reste}),
    m as (
      update referentiel.effectif e set uai = a.vers, effectif = a.part from a
      where e.uai = a.uai and (e.annee, e.niveau, e.regime) = (a.annee, a.niveau, a.regime)
      returning e.annee, e.niveau, e.regime, a.uai as de, a.effectif as avant, to_jsonb(e) as ligne)
    insert into trace (nom_table, cle, avant, apres)
    select 'referentiel.effectif', ${cle}, ligne || jsonb_build_object('uai', de, 'effectif', avant), ligne - ${TECHNIQUES}::text[] from m`.execute(
    ctx.db,
  )
}

type PartDue = { id: number; vers: string; montant: number }

async function ecrireComptes(ctx: Write, reste: string, parts: PartDue[]): Promise<void> {
  const dues = sql`jsonb_to_recordset(${JSON.stringify(parts)}::jsonb) as p (id bigint, vers text, montant bigint)`
  await sql`
    with m as (
      insert into referentiel.compte_financier (uai, annee, poste, montant, source, connu_le)
      select p.vers, c.annee, c.poste, p.montant, c.source, ${ctx.now}::timestamptz
      from ${dues} join referentiel.compte_financier c on c.id = p.id where p.vers <> ${reste} returning *)
    insert into trace (nom_table, cle, apres)
    select 'referentiel.compte_financier', jsonb_build_object('id', m.id), to_jsonb(m) - ${TECHNIQUES}::text[] from m`.execute(
    ctx.db,
  )
  await sql`
    with a as (
      select c.id, c.uai, c.montant, p.vers, p.montant as part
      from ${dues} join referentiel.compte_financier c on c.id = p.id where p.vers = ${reste}),
    m as (
      update referentiel.compte_financier c set uai = a.vers, montant = a.part from a where c.id = a.id
      returning c.id, a.uai as de, a.montant as avant, to_jsonb(c) as ligne)
    insert into trace (nom_table, cle, avant, apres)
    select 'referentiel.compte_financier', jsonb_build_object('id', id), ligne || jsonb_build_object('uai', de, 'montant', avant),
      ligne - ${TECHNIQUES}::text[] from m`.execute(ctx.db)
}

/** A target that already has figures for these years is not added to: one would not know which ones are right. */
async function exigerLibres(ctx: Write, uai: string, parts: PartEcrite[]): Promise<void> {
  const { rows } = await sql<{ uai: string; annee: number }>`
    select distinct e.uai, e.annee from referentiel.effectif e
    join jsonb_to_recordset(${JSON.stringify(parts)}::jsonb) as p (annee int, niveau text, regime text, vers text)
      on e.uai = p.vers and (e.annee, e.niveau, e.regime) = (p.annee, p.niveau, p.regime)
    where e.uai <> ${uai}`.execute(ctx.db)
  if (rows[0])
    throw conflit(
      'effectifs_deja_connus',
      `${rows[0].uai} a déjà des effectifs à la rentrée ${rows[0].annee} : la scission ne peut pas en ajouter.`,
    )
}
