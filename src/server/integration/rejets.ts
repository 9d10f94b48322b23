import { sql } from 'kysely'
import type { Input, Reply } from '#domain/endpoint.ts'
import { conflit, introuvable, invalide } from '#domain/erreurs.ts'
import type * as api from '#domain/integration/api.ts'
import { estDeCodes } from '#domain/integration/lecture.ts'
import type { Read, Write } from '../platform/context.ts'
import type { Download } from '../platform/doors.ts'
import { exigerImport } from './droits.ts'
import { lireExecution } from './executions.ts'

type Rejet = Reply<typeof api.corrigerRejet>

/** The quarantine of a run; that of the run that had applied the same file when this one had nothing to do. */
export async function listerRejets(
  ctx: Read,
  { params, query }: Input<typeof api.listerRejets>,
): Promise<Reply<typeof api.listerRejets>> {
  const execution = await lireExecution(ctx, { params })
  const tous = rejets(ctx, luesPar(execution)).where((eb) =>
    eb.and([
      ...(query.portee ? [eb('r.portee', '=', query.portee)] : []),
      ...(query.etat ? [eb('r.etat', '=', query.etat)] : []),
    ]),
  )
  const { total } = await tous.clearSelect().select(sql<number>`count(*)::int`.as('total')).executeTakeFirstOrThrow()
  const lignes = await tous
    .orderBy('r.numero')
    .orderBy('r.id')
    .limit(query.par_page)
    .offset((query.page - 1) * query.par_page)
    .execute()
  return { total, page: query.page, par_page: query.par_page, elements: lignes.map(enRejet) }
}

/** Which run has read the rows: of codes, each reads its own file. */
const luesPar = (x: { id: number; genre: string; identique_a: number | null }): number =>
  estDeCodes(x.genre) ? x.id : (x.identique_a ?? x.id)

/** All the quarantine, to correct in a spreadsheet: why, then the row as it came. */
export async function telechargerRejets(ctx: Read, { params }: Input<typeof api.telechargerRejets>): Promise<Download> {
  const execution = await lireExecution(ctx, { params })
  const lignes = await rejets(ctx, luesPar(execution)).orderBy('r.numero').orderBy('r.id').execute()
  const tous = lignes.map(enRejet)
  const colonnes = [...new Set(tous.flatMap((r) => Object.keys(r.ligne)))]
  const entete = ['Ligne', 'Feuille', 'UAI', 'Champ', 'Code', 'Raison', 'Suggestion', ...colonnes]
  const corps = tous.map((r) => [
    String(r.numero),
    r.feuille ?? '',
    r.uai,
    r.champ ?? '',
    r.code,
    r.raison,
    r.suggestion ?? '',
    ...(colonnes.length ? colonnes.map((c) => r.ligne[c] ?? '') : [r.valeur]),
  ])
  const texte = [entete, ...corps].map((l) => l.map(enCsv).join(';')).join('\r\n')
  return {
    nom: `rejets-${execution.source}-${execution.id}.csv`,
    type: 'text/csv; charset=utf-8',
    contenu: new TextEncoder().encode(`\uFEFF${texte}\r\n`),
  }
}

/** A spreadsheet would run a text that begins like a formula. */
function enCsv(brut: string): string {
  const valeur = /^[=+\-@\t\r]/.test(brut) && Number.isNaN(Number(brut.replace(',', '.'))) ? `'${brut}` : brut
  return /[;"\r\n]/.test(valeur) ? `"${valeur.replaceAll('"', '""')}"` : valeur
}

/** Changes values of a row in quarantine, by column; it is then played again with the other corrected ones. */
export async function corrigerRejet(ctx: Write, { params, body }: Input<typeof api.corrigerRejet>): Promise<Rejet> {
  exigerImport(ctx.acteur)
  await lireExecution(ctx, { params })
  const lu = await rejets(ctx, params.id).where('r.id', '=', params.rejet).forUpdate('r').executeTakeFirst()
  if (!lu) throw introuvable('Cette ligne n’est pas dans cet import.')
  if (lu.etat === 'rejoue') throw conflit('deja_rejoue', 'Cette ligne a déjà été rejouée.')
  const { entetes = [] } = tableauDe(lu)
  const etrangeres = Object.keys(body.ligne).filter((c) => !entetes.includes(c))
  if (!lu.ligne || entetes.length === 0)
    throw conflit('ligne_perdue', 'Cette ligne n’a pas été gardée entière : importez de nouveau le fichier corrigé.')
  if (etrangeres.length > 0)
    throw invalide(
      'Cette colonne n’est pas dans le fichier.',
      etrangeres.map((champ) => ({ champ, message: 'Colonne inconnue du fichier.' })),
    )
  // A row cut short has fewer values than columns: correcting it gives it all of them.
  const ligne = entetes.map((c, i) => (body.ligne[c] ?? lu.ligne?.[i] ?? '').replaceAll('\u0000', ''))
  await ctx.db.updateTable('integration.rejet').set({ ligne, etat: 'corrige' }).where('id', '=', params.rejet).execute()
  return enRejet({ ...lu, ligne, etat: 'corrige' })
}

const rejets = (ctx: Read, execution: number) =>
  ctx.db
    .selectFrom('integration.rejet as r')
    .innerJoin('integration.execution as x', 'x.id', 'r.execution')
    .selectAll('r')
    .select('x.tableaux')
    .where('r.execution', '=', execution)

type Ligne = Awaited<ReturnType<ReturnType<typeof rejets>['execute']>>[number]
type TableauGarde = { feuille: string | null; entetes: string[] }

/** The headers of its table, as kept by the reading. */
const tableauDe = ({ tableaux, tableau }: Pick<Ligne, 'tableaux' | 'tableau'>): Partial<TableauGarde> =>
  (tableaux as unknown as TableauGarde[])[tableau ?? -1] ?? {}

function enRejet(l: Ligne): Rejet {
  const { feuille = null, entetes = [] } = tableauDe(l)
  return {
    ...l,
    feuille,
    portee: l.portee as Rejet['portee'],
    etat: l.etat as Rejet['etat'],
    ligne: Object.fromEntries(entetes.flatMap((e, i) => (l.ligne ? [[e, l.ligne[i] ?? '']] : []))),
  }
}
