import { Readable } from 'node:stream'
import { sql } from 'kysely'
import { SYSTEME } from '#domain/acteur.ts'
import type * as api from '#domain/connecteurs/api-reglages.ts'
import { CONNECTEURS, PILOTES_DES_APPELS } from '#domain/connecteurs/liste.ts'
import { LIBELLES_ETATS } from '#domain/connecteurs/resultat.ts'
import type { Input, Reply } from '#domain/endpoint.ts'
import { FUSEAU, jourLocal } from '#domain/heure.ts'
import { contextOf, type Read } from '../platform/context.ts'
import type { Download } from '../platform/doors.ts'
import type { Job } from '../platform/jobs.ts'
import { texte } from '../referentiel/export-csv.ts'
import { exigerReglage } from './reglages.ts'
import { SECOURS_JOURS } from './reponses.ts'

/** Traces of exchanges between administrations are kept 36 months (CRPA, R114-9-7). */
const MOIS = 36
const PAQUET = 1_000

type Filtre = Input<typeof api.exporterAppels>['query']
type Lister = typeof api.listerAppels

export async function listerAppels(ctx: Read, { query }: Input<Lister>): Promise<Reply<Lister>> {
  exigerReglage(ctx)
  const { page, par_page } = query
  const { total } = await filtrer(ctx, query).select(sql<number>`count(*)::int`.as('total')).executeTakeFirstOrThrow()
  const lignes = await lignesDe(ctx, query)
    .limit(par_page)
    .offset((page - 1) * par_page)
    .execute()
  return { total, page, par_page, elements: lignes as Reply<Lister>['elements'] }
}

export async function exporterAppels(ctx: Read, { query }: Input<typeof api.exporterAppels>): Promise<Download> {
  exigerReglage(ctx)
  return {
    nom: `appels-aux-api-${jourLocal(ctx.now)}.csv`,
    type: 'text/csv; charset=utf-8',
    contenu: Readable.from(enCsv(ctx, query)),
  }
}

const TITRES =
  'Le;Connecteur;Pilote;Pour qui;Dossier;UAI;Motif;Données demandées;Issue;Réponse;Message;Essais;Durée (ms)'

async function* enCsv(ctx: Read, filtre: Filtre): AsyncGenerator<string> {
  // The mark tells spreadsheets that this is UTF-8.
  yield `\ufeff${TITRES}\r\n`
  for (let avant = Number.MAX_SAFE_INTEGER; ; ) {
    const lignes = await lignesDe(ctx, filtre).where('a.id', '<', avant).limit(PAQUET).execute()
    for (const l of lignes)
      yield `${cellules(l as api.Appel)
        .map((valeur) => texte(String(valeur ?? '')))
        .join(';')}\r\n`
    const derniere = lignes.at(-1)
    if (!derniere || lignes.length < PAQUET) return
    avant = derniere.id
  }
}

const cellules = (l: api.Appel) => [
  l.le,
  CONNECTEURS[l.connecteur].libelle,
  PILOTES_DES_APPELS[l.pilote],
  l.demandeur,
  l.dossier,
  l.uai,
  l.motif,
  l.donnees.join(', '),
  LIBELLES_ETATS[l.issue],
  l.reponse,
  l.message,
  l.essais,
  l.duree_ms,
]

const lignesDe = (ctx: Read, filtre: Filtre) =>
  filtrer(ctx, filtre)
    .select(['a.id', 'a.le', 'a.connecteur', 'a.pilote', 'a.demandeur', 'a.dossier', 'a.uai', 'a.motif'])
    .select(['a.donnees', 'a.issue', 'a.reponse', 'a.message', 'a.essais', 'a.duree_ms'])
    .orderBy('a.id', 'desc')

function filtrer(ctx: Read, { connecteur, issue, dossier, demandeur, du, au }: Filtre) {
  let q = ctx.db.selectFrom('connecteurs.appel as a')
  if (connecteur) q = q.where('a.connecteur', '=', connecteur)
  if (issue) q = q.where('a.issue', '=', issue)
  if (dossier) q = q.where('a.dossier', '=', dossier)
  if (demandeur) q = q.where(sql<boolean>`position(lower(${demandeur}) in lower(a.demandeur)) > 0`)
  if (du) q = q.where('a.le', '>=', minuit(du, 0))
  if (au) q = q.where('a.le', '<', minuit(au, 1))
  return q
}

/** Midnight of Paris, `plus` days later. */
const minuit = (date: string, plus: number) =>
  sql<string>`(${date}::date + ${plus}::int)::timestamp at time zone ${FUSEAU}`

/** Every night: traces of more than 36 months, and answers that no longer serve, go. */
export const purge: Job = {
  name: 'connecteurs_purge',
  horaire: '25 2 * * *',
  run: (kit) => purger(contextOf(kit, SYSTEME)),
}

export async function purger(ctx: Pick<Read, 'db' | 'now'>): Promise<void> {
  const limite = new Date(ctx.now)
  limite.setMonth(limite.getMonth() - MOIS)
  await ctx.db.deleteFrom('connecteurs.appel').where('le', '<', limite.toISOString()).execute()
  const perimees = new Date(ctx.now.getTime() - SECOURS_JOURS * 86_400_000).toISOString()
  await ctx.db.deleteFrom('connecteurs.reponse').where('expire_le', '<', perimees).execute()
}
