import { sql } from 'kysely'
import type { Input, Reply } from '#domain/endpoint.ts'
import type * as api from '#domain/referentiel/api-rubriques.ts'
import { peutTenirFiche, peutVoirColonne, peutVoirRubrique } from '#domain/referentiel/droits.ts'
import { libelleSource } from '#domain/referentiel/provenance.ts'
import { RUBRIQUES, type Rubrique } from '#domain/referentiel/rubriques.ts'
import type { ColonneDeRubrique } from '#domain/referentiel/rubriques-colonnes.ts'
import type { ValeurConnue } from '#domain/referentiel/temps.ts'
import type { Read } from '../platform/context.ts'
import type { Download } from '../platform/doors.ts'
import { type Ligne, lignesSql, ouvrirRubrique } from './rubriquesLignes.ts'

type Liste = typeof api.listerEnregistrements

/** How many records of each kind; kinds that the actor may not know of are absent. */
export async function compterRubriques(
  ctx: Read,
  { params }: Input<typeof api.compterRubriques>,
): Promise<Reply<typeof api.compterRubriques>> {
  await ouvrirRubrique(ctx, params.uai, 'site')
  const vues = RUBRIQUES.filter((r) => peutVoirRubrique(ctx.acteur, r))
  const comptes = vues.map(
    (r) => sql`select ${r.code}::text as rubrique, count(*)::int as total from ${lignesSql(ctx, r, params.uai, {})} x`,
  )
  const { rows } = await sql<{ rubrique: string; total: number }>`${sql.join(comptes, sql` union all `)}`.execute(
    ctx.db,
  )
  return vues.map(({ code, libelle, onglet }) => ({
    rubrique: code,
    libelle,
    onglet,
    total: rows.find((l) => l.rubrique === code)?.total ?? 0,
  }))
}

/** One page of records, by year, today or at a moment. */
export async function listerEnregistrements(ctx: Read, { params, query }: Input<Liste>): Promise<Reply<Liste>> {
  const r = await ouvrirRubrique(ctx, params.uai, params.rubrique)
  const { page, par_page, annee: _, ...moment } = query
  const lignes = lignesSql(ctx, r, params.uai, query)
  const { rows: comptes } = await sql<{ total: number }>`select count(*)::int as total from ${lignes} x`.execute(ctx.db)
  const { rows } = await sql<Ligne>`
    select * from ${lignes} x order by ${ordreSql(r)} limit ${par_page} offset ${(page - 1) * par_page}`.execute(ctx.db)
  const { rows: annees } = r.par_annee
    ? await sql<{ annee: number }>`
        select distinct (x.ligne ->> 'annee')::int as annee from ${lignesSql(ctx, r, params.uai, moment)} x
        where x.ligne ->> 'annee' is not null order by 1 desc`.execute(ctx.db)
    : { rows: [] }
  const colonnes = r.colonnes.filter((c) => peutVoirColonne(ctx.acteur, c))
  return {
    total: comptes[0]?.total ?? 0,
    page,
    par_page,
    annees: annees.map((a) => a.annee),
    modifiable: peutTenirFiche(ctx.acteur) && !query.connu && !query.valable,
    elements: rows.map((l) => enElement(l, colonnes)),
  }
}

const ordreSql = (r: Rubrique) =>
  sql`${sql.join(r.tri.map(([c, sens]) => sql`nullif(x.ligne -> ${c}, 'null') ${sql.raw(sens)} nulls last`))}, x.id`

function enElement({ id, ligne, connu_le, fige }: Ligne, colonnes: ColonneDeRubrique[]): api.Enregistrement {
  return {
    id,
    valeurs: {
      ...Object.fromEntries(colonnes.map((c) => [c.code, valeurDe(c, ligne[c.code] ?? null)])),
      ...(ligne.contact_id ? { contact_id: ligne.contact_id } : {}),
      ...(ligne.affecte_a ? { affecte_a: ligne.affecte_a } : {}),
    },
    source: typeof ligne.source === 'string' ? libelleSource(ligne.source) : null,
    connu_le,
    fige,
  }
}

/** An instant is shown as its day. */
const valeurDe = (c: ColonneDeRubrique, valeur: ValeurConnue): ValeurConnue =>
  c.genre === 'jour' && typeof valeur === 'string' ? valeur.slice(0, 10) : valeur

/** The same as CSV, for a French spreadsheet. */
export async function exporterEnregistrements(
  ctx: Read,
  { params, query }: Input<typeof api.exporterEnregistrements>,
): Promise<Download> {
  const r = await ouvrirRubrique(ctx, params.uai, params.rubrique)
  const { rows } = await sql<Ligne>`
    select * from ${lignesSql(ctx, r, params.uai, query)} x order by ${ordreSql(r)}`.execute(ctx.db)
  const colonnes = r.colonnes.filter((c) => peutVoirColonne(ctx.acteur, c))
  const texte = [
    colonnes.map((c) => cellule(c.unite ? `${c.libelle} (${c.unite})` : c.libelle)),
    ...rows.map(({ ligne }) => colonnes.map((c) => cellule(enTexte(c, valeurDe(c, ligne[c.code] ?? null))))),
  ]
    .map((l) => `${l.join(';')}\r\n`)
    .join('')
  return {
    nom: `${params.uai}-${r.code}.csv`,
    type: 'text/csv; charset=utf-8',
    contenu: new TextEncoder().encode(`\uFEFF${texte}`),
  }
}

function enTexte(c: ColonneDeRubrique, valeur: ValeurConnue): string {
  if (valeur === null) return ''
  if (typeof valeur === 'boolean') return valeur ? 'oui' : 'non'
  if (typeof valeur === 'number') return String(c.genre === 'montant' ? valeur / 100 : valeur).replace('.', ',')
  return c.choix?.[valeur] ?? valeur
}

/** Quoted when needed; a text that a spreadsheet would run as a formula is made plain. */
function cellule(texte: string): string {
  const sur = /^[=+@\t\r]|^-(?![\d])/.test(texte) ? `'${texte}` : texte
  return /[;"\r\n]/.test(sur) ? `"${sur.replaceAll('"', '""')}"` : sur
}
