import { Readable } from 'node:stream'
import { sql } from 'kysely'
import { SYSTEME } from '#domain/acteur.ts'
import type { Input, Reply } from '#domain/endpoint.ts'
import { FUSEAU, jourLocal } from '#domain/heure.ts'
import type * as api from '#domain/integration/api-applications.ts'
import { contextOf, type Read } from '../../platform/context.ts'
import type { Database, Tx } from '../../platform/db.ts'
import type { Download } from '../../platform/doors.ts'
import type { Job } from '../../platform/jobs.ts'
import { exigerLecture } from '../acces.ts'

export type AConsigner = {
  sens: 'entrant' | 'sortant'
  application: number | null
  source: string | null
  tache: string
  reponse: number | null
  erreur: string | null
  ordre: string
  execution: number | null
  duree_ms: number
}

/** How long exchanges are kept. */
const MOIS = 36
const PAQUET = 1_000

/** Writes exchanges in their journal; keys and file contents never go there. */
export async function consigner(db: Database | Tx, le: Date, echanges: AConsigner[]): Promise<void> {
  if (echanges.length === 0) return
  const propre = (texte: string) => texte.replaceAll('\u0000', '').slice(0, 1_000)
  const lignes = echanges.map((e) => ({
    ...e,
    le: le.toISOString(),
    tache: propre(e.tache),
    erreur: e.erreur === null ? null : propre(e.erreur),
  }))
  await db.insertInto('integration.echange').values(lignes).execute()
}

type Filtre = Input<typeof api.exporterEchanges>['query']

export async function listerEchanges(
  ctx: Read,
  { query }: Input<typeof api.listerEchanges>,
): Promise<Reply<typeof api.listerEchanges>> {
  exigerLecture(ctx)
  const { total } = await filtrer(ctx, query).select(sql<number>`count(*)::int`.as('total')).executeTakeFirstOrThrow()
  const lignes = await lignesDe(ctx, query)
    .limit(query.par_page)
    .offset((query.page - 1) * query.par_page)
    .execute()
  return { total, page: query.page, par_page: query.par_page, elements: lignes.map(enEchange) }
}

export async function exporterEchanges(ctx: Read, { query }: Input<typeof api.exporterEchanges>): Promise<Download> {
  exigerLecture(ctx)
  return {
    nom: `echanges-${jourLocal(ctx.now)}.csv`,
    type: 'text/csv; charset=utf-8',
    contenu: Readable.from(enCsv(ctx, query)),
  }
}

async function* enCsv(ctx: Read, filtre: Filtre): AsyncGenerator<string> {
  const titres = ['Le', 'Sens', 'Application', 'Source', 'Tâche', 'Réponse', 'Erreur', 'Ordre', 'Import', 'Durée (ms)']
  // The mark tells spreadsheets that this is UTF-8.
  yield `\ufeff${titres.join(';')}\r\n`
  for (let avant = Number.MAX_SAFE_INTEGER; ; ) {
    const lignes = await lignesDe(ctx, filtre).where('x.id', '<', avant).limit(PAQUET).execute()
    for (const l of lignes)
      yield `${[l.le, l.sens, l.application, l.source, l.tache, l.reponse, l.erreur, l.ordre, l.execution, l.duree_ms].map(cellule).join(';')}\r\n`
    const derniere = lignes.at(-1)
    if (!derniere || lignes.length < PAQUET) return
    avant = derniere.id
  }
}

/** A leading sign would be run as a formula by spreadsheets. */
function cellule(valeur: string | number | null): string {
  const texte = String(valeur ?? '')
  const sur = /^[=+\-@\t\r]/.test(texte) ? `'${texte}` : texte
  return /[";\r\n]/.test(sur) ? `"${sur.replaceAll('"', '""')}"` : sur
}

const lignesDe = (ctx: Read, filtre: Filtre) =>
  filtrer(ctx, filtre)
    .leftJoin('integration.application as a', 'a.id', 'x.application')
    .select([
      'x.id',
      'x.le',
      'x.sens',
      'a.nom as application',
      'x.source',
      'x.tache',
      'x.reponse',
      'x.erreur',
      'x.ordre',
      'x.execution',
      'x.duree_ms',
    ])
    .orderBy('x.id', 'desc')

const filtrer = (ctx: Read, { application, source, sens, resultat, du, au }: Filtre) =>
  ctx.db
    .selectFrom('integration.echange as x')
    .$if(application !== undefined, (q) => q.where('x.application', '=', application ?? 0))
    .$if(source !== undefined, (q) => q.where('x.source', '=', source ?? ''))
    .$if(sens !== undefined, (q) => q.where('x.sens', '=', sens ?? ''))
    .$if(resultat === 'echec', (q) => q.where('x.erreur', 'is not', null))
    .$if(resultat === 'reussi', (q) => q.where('x.erreur', 'is', null))
    .$if(du !== undefined, (q) => q.where('x.le', '>=', jour(du ?? '', 0)))
    .$if(au !== undefined, (q) => q.where('x.le', '<', jour(au ?? '', 1)))

/** Midnight of Paris, `plus` days later. */
const jour = (date: string, plus: number) =>
  sql<string>`(${date}::date + ${plus}::int)::timestamp at time zone ${FUSEAU}`

const enEchange = <L extends { sens: string }>(l: L) => ({ ...l, sens: l.sens as 'entrant' | 'sortant' })

/** Every night: exchanges older than 36 months go. */
export const purgeEchanges: Job = {
  name: 'integration_purge_echanges',
  horaire: '10 2 * * *',
  run: async (kit) => {
    const ctx = contextOf(kit, SYSTEME)
    await purger(ctx)
  },
}

export async function purger(ctx: Pick<Read, 'db' | 'now'>): Promise<void> {
  const limite = new Date(ctx.now)
  limite.setMonth(limite.getMonth() - MOIS)
  await ctx.db.deleteFrom('integration.echange').where('le', '<', limite.toISOString()).execute()
}
