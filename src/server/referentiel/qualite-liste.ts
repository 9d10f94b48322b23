import { Readable } from 'node:stream'
import { type RawBuilder, sql } from 'kysely'
import { estAgent, nomDe } from '#domain/acteur.ts'
import type { Input, Reply } from '#domain/endpoint.ts'
import { interdit, introuvable } from '#domain/erreurs.ts'
import { jourLocal } from '#domain/heure.ts'
import type * as api from '#domain/referentiel/api-qualite.ts'
import type { Anomalie, FiltresAnomalies } from '#domain/referentiel/api-qualite.ts'
import {
  CODES_CONTROLE,
  CONTROLES,
  type CodeControle,
  controlesDuNiveau,
  NIVEAUX,
} from '#domain/referentiel/qualite.ts'
import { journaliser } from '../journal/journaliser.ts'
import type { Read, Write } from '../platform/context.ts'
import type { Download } from '../platform/doors.ts'
import { texte } from './export-csv.ts'
import { visibles } from './visibles.ts'

const ACCEPTEE = sql<boolean>`(a.acceptee_empreinte is not distinct from a.empreinte)`

/** The anomalies of the visible établissements; graver levels first, then by département and name. Three queries. */
export async function listerAnomalies(
  ctx: Read,
  { query }: Input<typeof api.listerAnomalies>,
): Promise<Reply<typeof api.listerAnomalies>> {
  reserver(ctx)
  const { page, par_page } = query
  const { rows: comptes } = await sql<{ code: string; a_traiter: number; acceptees: number }>`
    select a.code, (count(*) filter (where not ${ACCEPTEE}))::int as a_traiter, (count(*) filter (where ${ACCEPTEE}))::int as acceptees
    from ${sources(ctx)} group by a.code`.execute(ctx.db)
  const { rows: departements } = await sql<{ code: string; libelle: string; total: number }>`
    select e.code_departement as code, max(d.nom) as libelle, count(*)::int as total from ${sources(ctx)}
    join referentiel.departement d on d.code = e.code_departement
    where ${conditions({ ...query, departement: undefined })} group by 1 order by 1`.execute(ctx.db)
  const { rows: total } = await sql<{ n: number }>`
    select count(*)::int as n from ${sources(ctx)} where ${conditions(query)}`.execute(ctx.db)
  const elements = await lire(ctx, conditions(query), par_page, (page - 1) * par_page)
  const connus = comptes.filter((c): c is typeof c & { code: CodeControle } => c.code in CONTROLES)
  return { total: total[0]?.n ?? 0, page, par_page, elements, comptes: connus, departements }
}

/** What is wrong on one fiche, accepted or not. 404 outside the périmètre. */
export async function anomaliesDe(
  ctx: Read,
  { params }: Input<typeof api.anomaliesDe>,
): Promise<Reply<typeof api.anomaliesDe>> {
  reserver(ctx)
  const visible = await visibles(ctx).select('e.uai').where('e.uai', '=', params.uai).executeTakeFirst()
  if (!visible) throw introuvable('Cet établissement n’existe pas.')
  const elements = await lire(ctx, sql<boolean>`a.uai = ${params.uai}`, 100, 0)
  return { total: elements.length, elements }
}

/** The same list for a spreadsheet, read by packets. */
export async function exporterAnomalies(ctx: Read, { query }: Input<typeof api.exporterAnomalies>): Promise<Download> {
  reserver(ctx)
  return {
    nom: `anomalies-${jourLocal(ctx.now)}.csv`,
    type: 'text/csv; charset=utf-8',
    contenu: Readable.from(enCsv(ctx, conditions(query))),
  }
}

const PAQUET = 2_000

async function* enCsv(ctx: Read, condition: RawBuilder<boolean>): AsyncGenerator<string> {
  yield '\ufeffNiveau;Contrôle;UAI;Établissement;Commune;Département;Constat;Conseil;Vue depuis le;Acceptée par;Motif\r\n'
  for (let rang = 0; ; rang += PAQUET) {
    const lignes = await lire(ctx, condition, PAQUET, rang)
    yield lignes.map(enLigne).join('')
    if (lignes.length < PAQUET) return
  }
}

const enLigne = (a: Anomalie): string => {
  const cellules = [
    NIVEAUX[a.niveau],
    a.libelle,
    a.uai,
    a.nom,
    a.commune ?? '',
    a.departement ?? '',
    a.detail,
    a.conseil,
  ]
  const suite = [
    jourLocal(new Date(a.vue_la_premiere_fois)).split('-').reverse().join('/'),
    a.acceptee?.par ?? '',
    a.acceptee?.motif ?? '',
  ]
  return `${[...cellules, ...suite].map(texte).join(';')}\r\n`
}

/** Says that a value is right although it looks wrong. Comes back if the value changes. */
export async function accepterAnomalie(
  ctx: Write,
  { params, body }: Input<typeof api.accepterAnomalie>,
): Promise<{ id: number }> {
  const anomalie = await verrouiller(ctx, params.id)
  await sql`
    update referentiel.anomalie set acceptee_le = ${ctx.now.toISOString()}, acceptee_motif = ${body.motif},
      acceptee_par = ${nomDe(ctx.acteur)}, acceptee_empreinte = empreinte where id = ${params.id}`.execute(ctx.db)
  await journaliser(
    ctx,
    'anomalie_acceptee',
    { genre: 'etablissement', cle: anomalie.uai, uai: anomalie.uai },
    { libelle: libelleDe(anomalie.code), motif: body.motif },
  )
  return { id: params.id }
}

/** Undoes it: the anomaly is to deal with again. */
export async function retirerAcceptation(
  ctx: Write,
  { params }: Input<typeof api.retirerAcceptation>,
): Promise<{ id: number }> {
  const anomalie = await verrouiller(ctx, params.id)
  await sql`
    update referentiel.anomalie set acceptee_le = null, acceptee_motif = null, acceptee_par = null, acceptee_empreinte = null
    where id = ${params.id}`.execute(ctx.db)
  await journaliser(
    ctx,
    'acceptation_retiree',
    { genre: 'etablissement', cle: anomalie.uai, uai: anomalie.uai },
    { libelle: libelleDe(anomalie.code) },
  )
  return { id: params.id }
}

async function verrouiller(ctx: Write, id: number): Promise<{ uai: string; code: string }> {
  reserver(ctx)
  const { rows } = await sql<{ uai: string; code: string }>`
    select a.uai, a.code from referentiel.anomalie a
    where a.id = ${id} and a.disparue_le is null and a.uai in (${visibles(ctx).select('e.uai')}) for update of a`.execute(
    ctx.db,
  )
  if (!rows[0]) throw introuvable('Cette anomalie n’existe pas, ou n’existe plus.')
  return rows[0]
}

const libelleDe = (code: string): string => (code in CONTROLES ? CONTROLES[code as CodeControle].libelle : code)

function reserver(ctx: Read | Write): void {
  if (!estAgent(ctx.acteur)) throw interdit('Les contrôles de qualité sont réservés aux agents de la collectivité.')
}

const sources = (ctx: Read): RawBuilder<unknown> => sql`
  (select * from referentiel.anomalie where disparue_le is null) a join (${visibles(ctx).selectAll('e')}) e on e.uai = a.uai`

function conditions({ niveau, code, departement, etat }: FiltresAnomalies): RawBuilder<boolean> {
  const toutes = [sql`a.code = any(${niveau ? controlesDuNiveau(niveau) : CODES_CONTROLE}::text[])`]
  if (code) toutes.push(sql`a.code = ${code}`)
  if (departement) toutes.push(sql`e.code_departement = ${departement}`)
  if (etat !== 'toutes') toutes.push(etat === 'acceptees' ? ACCEPTEE : sql`not ${ACCEPTEE}`)
  return sql<boolean>`${sql.join(toutes, sql` and `)}`
}

type Lue = Pick<
  Anomalie,
  'id' | 'code' | 'objet' | 'detail' | 'uai' | 'nom' | 'commune' | 'departement' | 'vue_la_premiere_fois'
> & {
  acceptee: boolean
  acceptee_le: string
  acceptee_motif: string
  acceptee_par: string
}

/** In the order of the register: the gravest checks come first in it. */
const ORDRE = [
  ...controlesDuNiveau('grave'),
  ...controlesDuNiveau('avertissement'),
  ...controlesDuNiveau('information'),
]

async function lire(ctx: Read, condition: RawBuilder<boolean>, limite: number, debut: number): Promise<Anomalie[]> {
  const { rows } = await sql<Lue>`
    select a.id, a.code, a.objet, a.detail, a.uai, e.nom, e.commune, d.nom as departement, a.vue_la_premiere_fois,
      ${ACCEPTEE} as acceptee, a.acceptee_le, a.acceptee_motif, a.acceptee_par
    from ${sources(ctx)} left join referentiel.departement d on d.code = e.code_departement
    where ${condition} and a.code = any(${ORDRE}::text[])
    order by array_position(${ORDRE}::text[], a.code), e.code_departement, e.texte_recherche, a.id
    limit ${limite} offset ${debut}`.execute(ctx.db)
  return rows.map(({ acceptee, acceptee_le, acceptee_motif, acceptee_par, ...reste }) => {
    const { libelle, niveau, conseil, ou } = CONTROLES[reste.code]
    return {
      ...reste,
      libelle,
      niveau,
      conseil,
      ou,
      acceptee: acceptee ? { le: acceptee_le, motif: acceptee_motif, par: acceptee_par } : null,
    }
  })
}
