import { sql } from 'kysely'
import { nomDe, SYSTEME } from '#domain/acteur.ts'
import type { Input, Reply } from '#domain/endpoint.ts'
import { conflit, introuvable } from '#domain/erreurs.ts'
import { alertesDe, type EtatDeSource, type GenreAlerte, type Passage } from '#domain/integration/alertes.ts'
import type * as api from '#domain/integration/api-connecteurs.ts'
import { estDeCodes, TABLES_DE_CIBLE } from '#domain/integration/lecture.ts'
import { journaliser } from '../journal/journaliser.ts'
import { contextOf, type Read, type Write, write } from '../platform/context.ts'
import type { Job } from '../platform/jobs.ts'
import { quand, type Subscription } from '../platform/subscriptions.ts'
import { listerObsoletes } from '../referentiel/codes-obsoletes.ts'
import { exigerReglage } from './acces.ts'
import { lireReglage, sourcesConnues } from './connecteurs/reglage.ts'
import { trouverImportable } from './importables.ts'

/** Every morning, before the first agents: what is late. */
export const alertesDuMatin: Job = {
  name: 'integration_alertes',
  horaire: '0 6 * * *',
  run: async (kit) => {
    const ctx = contextOf(kit, SYSTEME)
    for (const source of (await sourcesConnues(ctx)).keys()) await write(ctx, (w) => calculerAlertes(w, source))
  },
}

/** And after each run: what drifts. */
export const alertesDUnImport: Subscription = quand('execution_appliquee', 'integration_alertes_import', (kit, e) => {
  const { source } = e.donnees
  return typeof source === 'string'
    ? write(contextOf(kit, SYSTEME), (w) => calculerAlertes(w, source))
    : Promise.resolve()
})

/** Opens the alerts that begin, updates those that go on, closes those that are over. */
export async function calculerAlertes(ctx: Write, source: string): Promise<void> {
  // One at a time for a source: the morning and a run may meet.
  await sql`select pg_advisory_xact_lock(hashtext('integration.alerte'), hashtext(${source}))`.execute(ctx.db)
  const trouvees = alertesDe(await etatDe(ctx, source), ctx.now)
  const ouvertes = await ctx.db
    .selectFrom('integration.alerte')
    .select(['id', 'genre', 'execution', 'message'])
    .where('source', '=', source)
    .where('close_le', 'is', null)
    .execute()
  for (const ouverte of ouvertes) {
    const suite = trouvees.find((t) => t.genre === ouverte.genre)
    // A drift of another run is another alert: that one was perhaps acknowledged, this one is not.
    if (suite && (suite.genre === 'retard' || suite.execution === ouverte.execution)) {
      trouvees.splice(trouvees.indexOf(suite), 1)
      if (suite.message !== ouverte.message)
        await ctx.db
          .updateTable('integration.alerte')
          .set({ message: suite.message })
          .where('id', '=', ouverte.id)
          .execute()
    } else
      await ctx.db
        .updateTable('integration.alerte')
        .set({ close_le: ctx.now.toISOString() })
        .where('id', '=', ouverte.id)
        .execute()
  }
  if (trouvees.length > 0)
    await ctx.db
      .insertInto('integration.alerte')
      .values(trouvees.map((t) => ({ ...t, source, ouverte_le: ctx.now.toISOString() })))
      .execute()
}

async function etatDe(ctx: Write, source: string): Promise<EtatDeSource> {
  const { reglage } = await lireReglage(ctx, source)
  // A file already known proves that the source lives, but teaches nothing of its volume.
  const cible = trouverImportable(source)?.cible ?? ''
  const { rows } = await sql<Passage & { connu: boolean; tableaux: unknown }>`
    select id, coalesce(appliquee_le, terminee_le, commencee_le) as le, lues, rejetees, identique_a is not null as connu,
      tableaux, etablissements
    from integration.execution
    where source = ${source} and etat = 'appliquee' and rejeu_de is null and not a_blanc
    order by id desc limit 50`.execute(ctx.db)
  const [recente] = rows
  const toutes = rows.filter((r) => !r.connu)
  const [derniere = null] = toutes
  const memeForme = (r: (typeof rows)[number]) => JSON.stringify(r.tableaux) === JSON.stringify(derniere?.tableaux)
  // Of codes, a run is compared with the last that brought the same table.
  const precedente = toutes.slice(1).find((r) => !estDeCodes(cible) || memeForme(r)) ?? null
  return {
    reglage,
    derniere: derniere && recente ? { ...derniere, le: recente.le } : null,
    precedente,
    memeForme: precedente !== null && memeForme(precedente),
    obsoletes: estDeCodes(cible) ? await listerObsoletes(ctx, TABLES_DE_CIBLE[cible]) : [],
    nouveaux: derniere && precedente ? await valeursNouvelles(ctx, source, derniere.id) : [],
  }
}

async function valeursNouvelles(ctx: Write, source: string, execution: number): Promise<EtatDeSource['nouveaux']> {
  const { rows } = await sql<{ champ: string; valeur: string }>`
    select distinct r.champ, left(r.valeur, 60) as valeur from integration.rejet r
    where r.execution = ${execution} and r.champ is not null and r.raison ilike '%inconnu%' and not exists (
      select from integration.rejet a join integration.execution x on x.id = a.execution
      where x.source = ${source} and x.id < ${execution} and a.champ = r.champ and a.valeur = r.valeur)
    order by 1, 2 limit 100`.execute(ctx.db)
  return rows
}

/** Open alerts, the most recent first. */
export async function lireAlertes(ctx: Read | Write, id?: number): Promise<api.Alerte[]> {
  const lignes = await ctx.db
    .selectFrom('integration.alerte as a')
    .leftJoin('integration.source as s', 's.code', 'a.source')
    .select([
      'a.id',
      'a.source',
      'a.message',
      'a.execution',
      'a.ouverte_le',
      'a.acquittee_le',
      'a.acquittee_par',
      'a.raison',
    ])
    .select((eb) => [eb.fn.coalesce('s.libelle', 'a.source').as('libelle'), eb.ref('a.genre').as('genre')])
    .where('a.close_le', 'is', null)
    .$if(id !== undefined, (q) => q.where('a.id', '=', id ?? 0))
    .orderBy('a.id', 'desc')
    .execute()
  return lignes.map((l) => ({ ...l, genre: l.genre as GenreAlerte }))
}

/** The alert stays, quiet and with its reason, until its cause goes. */
export async function acquitterAlerte(
  ctx: Write,
  { params, body }: Input<typeof api.acquitterAlerte>,
): Promise<Reply<typeof api.acquitterAlerte>> {
  exigerReglage(ctx)
  const [alerte] = await lireAlertes(ctx, params.id)
  if (!alerte) throw introuvable('Cette alerte n’existe pas, ou sa cause a disparu.')
  if (alerte.acquittee_le)
    throw conflit('deja_acquittee', `${alerte.acquittee_par ?? 'Quelqu’un'} a déjà acquitté cette alerte.`)
  const acquit = { acquittee_le: ctx.now.toISOString(), acquittee_par: nomDe(ctx.acteur), raison: body.raison }
  await ctx.db.updateTable('integration.alerte').set(acquit).where('id', '=', params.id).execute()
  await journaliser(
    ctx,
    'alerte_acquittee',
    { genre: 'source', cle: alerte.source },
    { nom: alerte.libelle, alerte: alerte.genre, raison: body.raison },
  )
  return { ...alerte, ...acquit }
}
