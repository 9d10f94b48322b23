import { sql } from 'kysely'
import { caviarder, caviarderJson, EFFACE, type PersonneEffacee, parleDe } from '#domain/referentiel/effacement.ts'
import { normaliser } from '#domain/referentiel/texte-recherche.ts'
import { type EtatProposition, estOuverte } from '#domain/validation/proposition.ts'
import type { Write } from '../platform/context.ts'
import { clore } from './clore.ts'

type Nommee = {
  id: number
  uai: string
  champ: string
  etat: EtatProposition
  motif: string
  avant: unknown
  propose: unknown
  accepte: unknown
}

/**
 * A person erased on demand leaves the propositions: one that waits and names her is void, and none keeps what it said of
 * her. Called by who searches for her last. Twice is once: what is erased is no longer found.
 */
export async function effacerDesPropositions(ctx: Write, personne: PersonneEffacee): Promise<void> {
  const dits = [personne.nom, ...personne.courriels].map(normaliser).filter((m) => m !== '')
  const numeros = personne.telephones.map((t) => `%${t.replace(/\D/g, '').slice(-9)}%`)
  const { rows } = await sql<Nommee>`
    select p.id, p.uai, p.champ, p.etat, p.motif, p.avant, p.propose, p.accepte
    from validation.proposition p,
      lateral (select concat_ws(' ', p.avant::text, p.propose::text, p.accepte::text, p.motif) as tout) t
    where referentiel.normaliser(t.tout) like any(${dits.map((m) => `%${m}%`)}::text[])
      or regexp_replace(t.tout, '\\D', '', 'g') like any(${numeros}::text[])
    order by p.id for update of p`.execute(ctx.db)
  for (const p of rows) {
    if (estOuverte(p.etat) && parleDe(personne, [p.motif, JSON.stringify(p.propose)])) await clore(ctx, p, 'annulee')
    const [avant, propose, accepte] = [p.avant, p.propose, p.accepte].map((v) =>
      JSON.stringify(caviarderJson(personne, v) ?? null),
    )
    const [motif = EFFACE] = caviarder(personne, [p.motif])
    await sql`
      update validation.proposition set motif = ${motif}, avant = ${avant}::jsonb, propose = ${propose}::jsonb,
        accepte = nullif(${accepte}::jsonb, 'null')
      where id = ${p.id}`.execute(ctx.db)
  }
  await effacerDesDecisions(ctx, personne, rows)
}

async function effacerDesDecisions(
  ctx: Write,
  personne: PersonneEffacee,
  rows: readonly { id: number }[],
): Promise<void> {
  const lues = await ctx.db
    .selectFrom('validation.decision')
    .select(['id', 'motif', 'valeurs'])
    .where('proposition_id', '=', sql<number>`any(${rows.map((r) => r.id)}::bigint[])`)
    .execute()
  for (const { id, ...d } of lues) {
    const [motif = EFFACE] = caviarder(personne, [d.motif])
    const valeurs = d.valeurs === null ? null : JSON.stringify(caviarderJson(personne, d.valeurs))
    await ctx.db.updateTable('validation.decision').set({ motif, valeurs }).where('id', '=', id).execute()
  }
}
