import { Readable } from 'node:stream'
import { sql } from 'kysely'
import type { Input, Reply } from '#domain/endpoint.ts'
import { interdit } from '#domain/erreurs.ts'
import { jourLocal } from '#domain/heure.ts'
import { CODES_GROUPE } from '#domain/referentiel/champ-de-fiche.ts'
import { normaliser } from '#domain/referentiel/texte-recherche.ts'
import type * as api from '#domain/validation/api.ts'
import { arbitre, peutProposer } from '#domain/validation/droits.ts'
import { ETATS } from '#domain/validation/proposition.ts'
import type { Read, Write } from '../platform/context.ts'
import type { Download } from '../platform/doors.ts'
import { texte } from '../referentiel/export-csv.ts'
import { suivreUai } from '../referentiel/redirection.ts'
import {
  enProposition,
  lignes,
  lireEtat,
  lireLigne,
  lireMots,
  type Mots,
  nommer,
  propositionsVisibles,
} from './lecture.ts'

type Liste = typeof api.listerPropositions
type Filtres = Input<typeof api.exporterPropositions>['query']

const RESERVEE = 'La liste des propositions est réservée aux agents de la collectivité.'

/** The propositions of the périmètre, for who decides; four queries whatever the number. */
export async function listerPropositions(ctx: Read | Write, { query }: Input<Liste>): Promise<Reply<Liste>> {
  if (!arbitre(ctx.acteur)) throw interdit(RESERVEE)
  const mots = await lireMots(ctx)
  const { total } = await propositionsVisibles(ctx, mots)
    .where(conditions(query))
    .select(sql<number>`count(*)::int`.as('total'))
    .executeTakeFirstOrThrow()
  const parChamp = await propositionsVisibles(ctx, mots)
    .where(conditions({ ...query, champ: undefined }))
    .select(['p.champ as code', sql<number>`count(*)::int`.as('nombre')])
    .groupBy('p.champ')
    .execute()
  const trouvees = await lignes(ctx, mots)
    .where(conditions(query))
    .orderBy(ordre(query.tri))
    .orderBy('p.id', query.tri.startsWith('-') ? 'desc' : 'asc')
    .limit(query.par_page)
    .offset((query.page - 1) * query.par_page)
    .execute()
  return {
    total,
    page: query.page,
    par_page: query.par_page,
    elements: trouvees.map((l) => enProposition(ctx, mots, l)),
    champs: parChamp
      .map((c) => ({ ...c, libelle: nommer(mots, c.code) }))
      .toSorted((a, b) => a.libelle.localeCompare(b.libelle, 'fr')),
  }
}

/** Words are found in the names of the établissement and of the author, the UAI and the motif; accents and case do not count. */
function conditions({ recherche, etat = 'ouvertes', champ, uai, auteur }: Omit<Filtres, 'tri'>) {
  const mots = normaliser(recherche ?? '')
    .split(' ')
    .filter(Boolean)
  const dit = sql`referentiel.normaliser(concat_ws(' ', e.nom, e.commune, e.uai, p.auteur, p.motif))`
  const regles = [
    etat === 'ouvertes' ? sql<boolean>`p.close_le is null` : sql<boolean>`p.etat = ${etat}`,
    ...(champ ? [sql<boolean>`p.champ = ${champ}`] : []),
    ...(uai ? [sql<boolean>`p.uai = ${uai}`] : []),
    ...(auteur ? [sql<boolean>`referentiel.normaliser(p.auteur) like ${`%${normaliser(auteur)}%`}`] : []),
    ...mots.map((m) => sql<boolean>`${dit} like ${`%${m}%`}`),
  ]
  return sql<boolean>`${sql.join(regles, sql` and `)}`
}

const COLONNES_DE_TRI = {
  le: sql`p.le`,
  etablissement: sql`referentiel.normaliser(e.nom)`,
  champ: sql`p.champ`,
  auteur: sql`referentiel.normaliser(p.auteur)`,
}

const ordre = (tri: Filtres['tri']) =>
  sql`${COLONNES_DE_TRI[tri.replace('-', '') as keyof typeof COLONNES_DE_TRI]} ${sql.raw(tri.startsWith('-') ? 'desc' : 'asc')}`

/** What the actor may decide today, for the navigation: neither one's own, nor what waits for a closed établissement. */
export async function compterPropositions(ctx: Read | Write): Promise<Reply<typeof api.compterPropositions>> {
  const { acteur } = ctx
  if (!arbitre(acteur)) throw interdit(RESERVEE)
  const mots = await lireMots(ctx)
  const { a_decider } = await propositionsVisibles(ctx, mots)
    .where('p.close_le', 'is', null)
    .where('p.auteur_id', '<>', acteur.id)
    .where('e.etat', '<>', 'ferme')
    .select(sql<number>`count(*)::int`.as('a_decider'))
    .executeTakeFirstOrThrow()
  return { a_decider }
}

const CLOSES_MONTREES = 10

/** Of one établissement, for who sees it: those that wait, then the latest that were closed. */
export async function listerPropositionsDe(
  ctx: Read | Write,
  { params }: Input<typeof api.listerPropositionsDe>,
): Promise<Reply<typeof api.listerPropositionsDe>> {
  const { uai } = await suivreUai(ctx, params.uai)
  const etat = await lireEtat(ctx, uai)
  const mots = await lireMots(ctx)
  const siennes = lignes(ctx, mots).where('p.uai', '=', uai)
  const ouvertes = await siennes.where('p.close_le', 'is', null).orderBy('p.id').execute()
  const closes = await siennes
    .where('p.close_le', 'is not', null)
    .orderBy('p.close_le', 'desc')
    .orderBy('p.id', 'desc')
    .limit(CLOSES_MONTREES)
    .execute()
  return {
    elements: [...ouvertes, ...closes].map((l) => enProposition(ctx, mots, l)),
    peut_proposer: etat !== 'ferme' && CODES_GROUPE.some((g) => peutProposer(ctx.acteur, uai, g)),
  }
}

export async function lireProposition(
  ctx: Read | Write,
  { params }: Input<typeof api.lireProposition>,
): Promise<Reply<typeof api.lireProposition>> {
  const mots = await lireMots(ctx)
  const ligne = await lireLigne(ctx, mots, params.id)
  const rivales = await lignes(ctx, mots)
    .where('p.uai', '=', ligne.uai)
    .where('p.champ', '=', ligne.champ)
    .where('p.close_le', 'is', null)
    .where('p.id', '<>', ligne.id)
    .orderBy('p.id')
    .execute()
  return {
    proposition: enProposition(ctx, mots, ligne),
    rivales: rivales.map((l) => enProposition(ctx, mots, l)),
  }
}

/** Rows read at a time: memory stays flat. */
const PAQUET = 500

/** The filtered list for a spreadsheet, sent as it is read. */
export async function exporterPropositions(
  ctx: Read | Write,
  { query }: Input<typeof api.exporterPropositions>,
): Promise<Download> {
  if (!arbitre(ctx.acteur)) throw interdit(RESERVEE)
  const mots = await lireMots(ctx)
  return {
    nom: `propositions-${jourLocal(ctx.now)}.csv`,
    type: 'text/csv; charset=utf-8',
    contenu: Readable.from(enCsv(ctx, mots, query)),
  }
}

type Vue = ReturnType<typeof enProposition>
const dits = (p: Vue, lire: (c: Vue['champs'][number]) => string) => p.champs.map(lire).join(' ; ')

const COLONNES: [string, (p: Vue) => string][] = [
  ['Numéro', (p) => String(p.id)],
  ['UAI', (p) => p.etablissement.uai],
  ['Établissement', (p) => p.etablissement.nom],
  ['Commune', (p) => p.etablissement.commune ?? ''],
  ['Champ', (p) => p.libelle],
  ['Valeur quand elle a été faite', (p) => dits(p, (c) => c.avant_texte)],
  ['Valeur actuelle', (p) => dits(p, (c) => c.actuelle_texte)],
  ['Valeur proposée', (p) => dits(p, (c) => c.proposee_texte)],
  ['Motif', (p) => p.motif],
  ['Auteur', (p) => p.auteur.nom],
  ['Proposée le', (p) => jour(p.le)],
  ['État', (p) => ETATS[p.etat]],
  ['Décidée par', (p) => p.decision?.par ?? ''],
  ['Close le', (p) => (p.close_le ? jour(p.close_le) : '')],
  ['Raison', (p) => p.decision?.motif ?? ''],
]

async function* enCsv(ctx: Read | Write, mots: Mots, query: Filtres): AsyncGenerator<string> {
  // The mark tells spreadsheets that this is UTF-8.
  yield `\ufeff${COLONNES.map(([titre]) => texte(titre)).join(';')}\r\n`
  for (let dernier = Number.MAX_SAFE_INTEGER; ; ) {
    const paquet = await lignes(ctx, mots)
      .where(conditions(query))
      .where('p.id', '<', dernier)
      .orderBy('p.id', 'desc')
      .limit(PAQUET)
      .execute()
    if (paquet.length)
      yield paquet
        .map((l) => enProposition(ctx, mots, l))
        .map((p) => `${COLONNES.map(([, lire]) => texte(lire(p))).join(';')}\r\n`)
        .join('')
    if (paquet.length < PAQUET) return
    dernier = paquet.at(-1)?.id ?? 0
  }
}

const jour = (instant: string): string => jourLocal(new Date(instant)).split('-').reverse().join('/')
