import { Readable } from 'node:stream'
import { type RawBuilder, sql } from 'kysely'
import type { Input } from '#domain/endpoint.ts'
import { jourLocal } from '#domain/heure.ts'
import type * as api from '#domain/instruction/api.ts'
import type { LigneDossier } from '#domain/instruction/portefeuille.ts'
import { LIBELLES_QUI_AGIT } from '#domain/instruction/tableaux.ts'
import type { Read } from '../platform/context.ts'
import type { Download } from '../platform/doors.ts'
import { conditions, et, parService, parStatut, parTeleservice } from './filtres.ts'
import { lireLignes } from './lignes.ts'
import { source } from './source.ts'

/** Rows read at a time: memory stays flat for 300 000 dossiers. */
const PAQUET = 1_000

const COLONNES: [string, (l: LigneDossier) => string | number | null][] = [
  ['Numéro', (l) => l.numero],
  ['Objet', (l) => l.objet],
  ['UAI', (l) => l.etablissement.uai],
  ['Établissement', (l) => l.etablissement.nom],
  ['Commune', (l) => l.etablissement.commune],
  ['Téléservice', (l) => l.teleservice.titre],
  ['Statut', (l) => l.statut.libelle],
  ['Qui agit', (l) => LIBELLES_QUI_AGIT[l.statut.qui_agit]],
  ['Depuis le', (l) => jour(l.depuis)],
  ['Déposé le', (l) => jour(l.depose_le)],
  ['Échéance', (l) => l.echeance && francais(l.echeance)],
  ['Montant demandé (€)', (l) => l.montant_demande?.toFixed(2).replace('.', ',') ?? ''],
  ['Demandeur', (l) => l.demandeur],
  ['Service', (l) => l.service?.nom ?? ''],
  ['Affecté à', (l) => l.affecte_a?.nom ?? ''],
  ['En retard', (l) => (l.en_retard ? 'oui' : '')],
]

/** The filtered dossiers for a spreadsheet, most recent first, sent as they are read. */
export async function exporterDossiers(ctx: Read, { query }: Input<typeof api.exporterDossiers>): Promise<Download> {
  const { tri: _, ...filtres } = query
  const dossiers = await source(ctx)
  const condition = et([
    conditions(ctx, filtres, dossiers),
    parStatut(filtres),
    parTeleservice(filtres),
    parService(ctx, filtres),
  ])
  const lignes = enCsv(ctx, dossiers.lignes, condition)
  return {
    nom: `dossiers-${jourLocal(ctx.now)}.csv`,
    type: 'text/csv; charset=utf-8',
    contenu: Readable.from(lignes),
  }
}

async function* enCsv(
  ctx: Read,
  dossiers: RawBuilder<unknown>,
  condition: RawBuilder<unknown>,
): AsyncGenerator<string> {
  // The mark tells spreadsheets that this is UTF-8.
  yield `\ufeff${COLONNES.map(([titre]) => cellule(titre)).join(';')}\r\n`
  let suite: RawBuilder<unknown> = sql`true`
  for (;;) {
    const tranche = { tri: '-depose_le' as const, par_page: PAQUET, decalage: 0, sobre: true }
    const lignes = await lireLignes(ctx, dossiers, et([condition, suite]), tranche)
    if (lignes.length) yield lignes.map((l) => `${COLONNES.map(([, lire]) => cellule(lire(l))).join(';')}\r\n`).join('')
    const derniere = lignes.at(-1)
    if (!derniere || lignes.length < PAQUET) return
    suite = await apres(ctx, derniere.cle)
  }
}

/** What follows this dossier in the order; as constants, so that the index starts there. Instants keep their microseconds. */
async function apres(ctx: Read, cle: string): Promise<RawBuilder<unknown>> {
  const { rows } = await sql<{ le: string; id: number }>`
    select coalesce(depose_le, modifie_le)::text as le, id from dossiers.dossier where cle = ${cle}`.execute(ctx.db)
  const [borne] = rows
  return borne ? sql`(v.trie_le, v.id) < (${borne.le}::timestamptz, ${borne.id})` : sql`false`
}

const jour = (instant: string | null): string => (instant ? francais(jourLocal(new Date(instant))) : '')
const francais = (date: string): string => date.split('-').reverse().join('/')

/** Quoted when needed; a text that a spreadsheet would run as a formula is made plain text. */
function cellule(valeur: string | number | null): string {
  const texte = String(valeur ?? '')
  const neutre = /^[=+\-@\t\r]/.test(texte) ? `'${texte}` : texte
  return /[";\r\n]/.test(neutre) ? `"${neutre.replaceAll('"', '""')}"` : neutre
}
