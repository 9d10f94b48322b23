import { sql } from 'kysely'
import { estAgent, nomDe, SYSTEME } from '#domain/acteur.ts'
import type { Reply } from '#domain/endpoint.ts'
import { interdit } from '#domain/erreurs.ts'
import type * as api from '#domain/referentiel/api-qualite.ts'
import type { Trouvaille } from '#domain/referentiel/qualite-regles.ts'
import { journaliser } from '../journal/journaliser.ts'
import { contextOf, type Kit, type Read, type Write, write } from '../platform/context.ts'
import { enfiler, type Job } from '../platform/jobs.ts'
import type { Controle } from './qualite-controles.ts'

const TRAVAIL = 'controles_qualite'

/** A run that says nothing for so long died with its process. */
const SILENCE = '30 minutes'

/** Asks for a run; the one that is going on is joined. */
export async function lancerControles(ctx: Write): Promise<Reply<typeof api.lancerControles>> {
  if (!estAgent(ctx.acteur)) throw interdit('Les contrôles de qualité sont réservés aux agents de la collectivité.')
  const { id, nouveau } = await ouvrirPassage(ctx)
  if (nouveau) {
    await enfiler(ctx, TRAVAIL, { passage: id })
    await journaliser(ctx, 'controles_demandes', { genre: 'controles', cle: String(id) })
  }
  return { id }
}

/** Asks for the very first run; nothing when there has been one. */
export async function lancerPremiersControles(ctx: Write): Promise<void> {
  const deja = await ctx.db.selectFrom('referentiel.controle_passage').select('id').limit(1).executeTakeFirst()
  if (deja) return
  const { id, nouveau } = await ouvrirPassage(ctx)
  if (nouveau) await enfiler(ctx, TRAVAIL, { passage: id })
}

async function ouvrirPassage(ctx: Write): Promise<{ id: number; nouveau: boolean }> {
  const le = ctx.now.toISOString()
  await sql`
    update referentiel.controle_passage set etat = 'echoue', fini_le = ${le}
    where etat in ('en_attente', 'en_cours') and commence_le < ${le}::timestamptz - ${SILENCE}::interval`.execute(
    ctx.db,
  )
  const { rows } = await sql<{ id: number }>`
    insert into referentiel.controle_passage (commence_le, etat, demandeur) values (${le}, 'en_attente', ${nomDe(ctx.acteur)})
    on conflict ((true)) where etat in ('en_attente', 'en_cours') do nothing returning id`.execute(ctx.db)
  if (rows[0]) return { id: rows[0].id, nouveau: true }
  const enCours = await ctx.db
    .selectFrom('referentiel.controle_passage')
    .select('id')
    .where('etat', 'in', ['en_attente', 'en_cours'])
    .executeTakeFirstOrThrow()
  return { id: enCours.id, nouveau: false }
}

/** The last run, or the one going on. */
export async function dernierPassage(ctx: Read): Promise<Reply<typeof api.dernierPassage>> {
  if (!estAgent(ctx.acteur)) throw interdit('Les contrôles de qualité sont réservés aux agents de la collectivité.')
  const passage = await ctx.db
    .selectFrom('referentiel.controle_passage')
    .selectAll()
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst()
  return { passage: (passage as api.Passage | undefined) ?? null }
}

/** The job that runs all the checks, on demand and every night; modules below bring theirs. */
export const passage = (controles: readonly Controle[]): Job<{ passage?: number }> => ({
  name: TRAVAIL,
  horaire: '30 2 * * *',
  run: async (kit, data) => {
    const id = data.passage ?? (await passageDeLaNuit(kit))
    if (id !== undefined) await passer(kit, id, controles)
  },
})

async function passageDeLaNuit(kit: Kit): Promise<number | undefined> {
  const { id, nouveau } = await write(contextOf(kit, SYSTEME), ouvrirPassage)
  return nouveau ? id : undefined
}

/** One transaction a check: what is found shows as it goes, and a run killed half-way starts again without harm. */
async function passer(kit: Kit, id: number, controles: readonly Controle[]): Promise<void> {
  const ctx = contextOf(kit, SYSTEME)
  const noter = (champs: object) =>
    kit.db.updateTable('referentiel.controle_passage').set(champs).where('id', '=', id).execute()
  // A run given up for dead must not come back beside the one that took its place.
  const pris = await kit.db
    .updateTable('referentiel.controle_passage')
    .set({ etat: 'en_cours', prevus: controles.length, faits: 0 })
    .where('id', '=', id)
    .where('etat', 'in', ['en_attente', 'en_cours'])
    .returning('id')
    .executeTakeFirst()
  if (!pris) return
  let [nouvelles, disparues] = [0, 0]
  for (const [rang, controle] of controles.entries()) {
    const bilan = await write(ctx, async (w) => ecrire(w, controle, await controle.chercher(w)))
    nouvelles += bilan.nouvelles
    disparues += bilan.disparues
    await noter({ faits: rang + 1 })
  }
  const { rows } = await sql<{ n: number }>`
    select count(*)::int as n from referentiel.anomalie where disparue_le is null
      and acceptee_empreinte is distinct from empreinte`.execute(kit.db)
  await noter({ etat: 'fini', fini_le: new Date().toISOString(), nouvelles, disparues, restantes: rows[0]?.n ?? 0 })
}

/** What a check finds is created, seen again or gone. An acceptance stays beside the value that it was given for. */
async function ecrire(
  ctx: Write,
  { codes }: Controle,
  trouvailles: Trouvaille[],
): Promise<{ nouvelles: number; disparues: number }> {
  const le = ctx.now.toISOString()
  const colonne = (champ: keyof Trouvaille) => trouvailles.map((t) => t[champ])
  const { rows: ecrites } = await sql<{ n: number }>`
    with ecrite as (
      insert into referentiel.anomalie as a (code, uai, objet, detail, empreinte, vue_la_premiere_fois, vue_le)
      select distinct on (code, uai, objet) code, uai, objet, detail, md5(valeur), ${le}::timestamptz, ${le}::timestamptz
      from unnest(${colonne('code')}::text[], ${colonne('uai')}::text[], ${colonne('objet')}::text[],
        ${colonne('detail')}::text[], ${colonne('valeur')}::text[]) as t (code, uai, objet, detail, valeur)
      order by code, uai, objet
      on conflict (code, uai, objet) do update set detail = excluded.detail, empreinte = excluded.empreinte,
        vue_le = excluded.vue_le, disparue_le = null,
        vue_la_premiere_fois = case when a.disparue_le is null then a.vue_la_premiere_fois else excluded.vue_la_premiere_fois end
      returning vue_la_premiere_fois = vue_le as nouvelle)
    select (count(*) filter (where nouvelle))::int as n from ecrite`.execute(ctx.db)
  const { rows: parties } = await sql<{ n: number }>`
    with partie as (
      update referentiel.anomalie set disparue_le = ${le}::timestamptz
      where code = any(${[...codes]}::text[]) and disparue_le is null and vue_le < ${le}::timestamptz returning 1)
    select count(*)::int as n from partie`.execute(ctx.db)
  return { nouvelles: ecrites[0]?.n ?? 0, disparues: parties[0]?.n ?? 0 }
}
