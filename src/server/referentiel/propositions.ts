import { sql } from 'kysely'
import type { Write } from '../platform/context.ts'
import type { Tx } from '../platform/db.ts'
import { COLONNES, creer, modifier } from './differences.ts'
import { apprendreMots } from './mots.ts'
import { ajouterCodesInconnus } from './nomenclatures.ts'
import { COLONNES_PLACEES, placerTable } from './placement.ts'
import { redirigerPropositions } from './redirection.ts'
import { majRelations } from './relations.ts'
import { respecterSaisies, SAISIE } from './saisies.ts'

/** What the référentiel did with propositions; `mal_places` are among the rows seen. */
export type Bilan = { crees: number; modifies: number; inchanges: number; mal_places: number }

/**
 * What the history says of a change; `annulation` gives back what an older run said, and only it may go back in time.
 */
export type Genre = 'modification' | 'annulation'

/**
 * Opens the temporary table that a source fills: one row a UAI, with what it says (`champs`, those without a column of
 * their own included; `lieu`), where each champ comes from (`provenance`), and a fingerprint of it all: a row already
 * known by its fingerprint is skipped.
 */
export async function ouvrirPropositions(db: Tx): Promise<void> {
  await sql`drop table if exists pg_temp.proposition`.execute(db)
  await sql`
    create temp table proposition (
      uai text collate "C" primary key, rang integer not null default 0,
      champs jsonb not null, lieu jsonb not null, provenance jsonb not null, empreinte text not null
    ) on commit drop`.execute(db)
}

/**
 * Writes the propositions: creates, changes champ by champ, keeps the history, places and relates. Set-based: the
 * number of queries does not depend on the number of rows. `origine` is what the history will say. A value typed by hand
 * stays until a source says the same; what the same source said at an older date is kept as past and changes nothing.
 */
export async function appliquerPropositions(
  ctx: Write,
  origine: string,
  genre: Genre = 'modification',
): Promise<Bilan> {
  await redirigerPropositions(ctx.db)
  const { rows } = await sql<{ n: number }>`
    with connue as (
      delete from proposition p using referentiel.provenance e
      where e.uai = p.uai and e.empreinte = p.empreinte returning 1)
    select count(*)::int as n from connue`.execute(ctx.db)
  await respecterSaisies(ctx)
  return ecrire(ctx, origine, rows[0]?.n ?? 0, { champs: COLONNES, genre })
}

/**
 * Places établissements again, after the geography or their position has changed: all of them, or those named. With
 * `valable_du`, what changes of their place is true from that day, by hand or by the `source` of a new geography.
 */
export async function replacer(
  ctx: Write,
  origine: string,
  uais?: readonly string[],
  valable_du?: string,
  source: string = SAISIE,
): Promise<Bilan> {
  await ouvrirPropositions(ctx.db)
  const ceux = uais ? sql`where e.uai = any(${uais}::text[])` : sql``
  const parMain = JSON.stringify(
    valable_du ? Object.fromEntries(COLONNES_PLACEES.map((c) => [c, { source, date: valable_du }])) : {},
  )
  await sql`
    insert into proposition (uai, champs, lieu, provenance, empreinte)
    select e.uai, c.champs || coalesce(e.autres, '{}'), o.lieu || coalesce(s.lieu, '{}'), o.champs || ${parMain}::jsonb, o.empreinte
    from referentiel.etablissement e join referentiel.provenance o using (uai)
    left join referentiel.saisie s on s.uai = e.uai and s.champ = 'commune', lateral (
      select jsonb_object_agg(j.key, j.value) as champs from jsonb_each(to_jsonb(e)) j
      where j.key = any(${COLONNES}::text[])) c
    ${ceux}`.execute(ctx.db)
  return ecrire(ctx, origine, 0, { champs: ['commune', ...COLONNES_PLACEES], genre: 'modification' })
}

type Portee = { champs: readonly string[]; genre: Genre }

async function ecrire(ctx: Write, origine: string, connues: number, portee: Portee): Promise<Bilan> {
  await sql`analyze proposition (uai)`.execute(ctx.db)
  await placerTable(ctx.db, 'proposition')
  await ajouterCodesInconnus(ctx.db)
  // Existing rows first: those created next would otherwise be compared with themselves.
  const modifies = await modifier(ctx, origine, portee.champs, portee.genre)
  const crees = await creer(ctx, origine)
  await majRelations(ctx)
  await apprendreMots(ctx.db)
  const { rows } = await sql<{ total: number; mal_places: number }>`
    select count(*)::int as total, (count(*) filter (where champs ->> 'placement_raison' is not null))::int as mal_places
    from place`.execute(ctx.db)
  const { total = 0, mal_places = 0 } = rows[0] ?? {}
  return { crees, modifies, inchanges: connues + total - crees - modifies, mal_places }
}
