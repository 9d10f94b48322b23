import { sql } from 'kysely'
import { SYSTEME } from '#domain/acteur.ts'
import { caviarder, caviarderJson, EFFACE, parleDe } from '#domain/referentiel/effacement.ts'
import { normaliser } from '#domain/referentiel/texte-recherche.ts'
import type { EtatProposition } from '#domain/validation/proposition.ts'
import { estOuverte } from '#domain/validation/proposition.ts'
import { contextOf, type Kit, write } from '../platform/context.ts'
import type { Evenement } from '../platform/subscriptions.ts'
import { lireEffacement } from '../referentiel/effacements.ts'
import { clore } from './clore.ts'

/**
 * A person erased on demand leaves the propositions: one that waits and names her is void, and none keeps what it said of
 * her. May run twice: what is erased is no longer found.
 */
export async function annulerCelles(kit: Kit, { donnees }: Evenement): Promise<void> {
  await write(contextOf(kit, SYSTEME), async (ctx) => {
    const personne = Number(donnees.effacement) ? await lireEffacement(ctx, Number(donnees.effacement)) : undefined
    if (!personne) return
    const dits = [personne.nom, ...personne.courriels].map(normaliser).filter((m) => m !== '')
    const numeros = personne.telephones.map((t) => `%${t.replace(/\D/g, '').slice(-9)}%`)
    const { rows } = await sql<{
      id: number
      uai: string
      champ: string
      etat: EtatProposition
      motif: string
      avant: unknown
      propose: unknown
      accepte: unknown
    }>`
      select p.id, p.uai, p.champ, p.etat, p.motif, p.avant, p.propose, p.accepte
      from validation.proposition p, lateral (select concat_ws(' ', p.avant::text, p.propose::text, p.accepte::text, p.motif) as tout) t
      where referentiel.normaliser(t.tout) like any(${dits.map((m) => `%${m}%`)}::text[])
        or regexp_replace(t.tout, '\\D', '', 'g') like any(${numeros}::text[])
      order by p.id for update`.execute(ctx.db)
    for (const { id, uai, champ, etat, motif, ...json } of rows) {
      const textes = [motif, JSON.stringify(json.propose)]
      if (estOuverte(etat) && parleDe(personne, textes)) await clore(ctx, { id, uai, champ }, 'annulee')
      const [avant, propose, accepte] = [json.avant, json.propose, json.accepte].map((v) => caviarderJson(personne, v))
      const [redit = EFFACE] = caviarder(personne, [motif])
      await sql`
        update validation.proposition set motif = ${redit}, avant = ${JSON.stringify(avant)}::jsonb,
          propose = ${JSON.stringify(propose)}::jsonb, accepte = nullif(${JSON.stringify(accepte ?? null)}::jsonb, 'null')
        where id = ${id}`.execute(ctx.db)
    }
    await sql`
      update validation.decision d set valeurs = p.accepte from validation.proposition p
      where p.id = d.proposition_id and d.valeurs is not null and p.id = any(${rows.map((r) => r.id)}::bigint[])`.execute(
      ctx.db,
    )
  })
}
