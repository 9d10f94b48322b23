import { Readable } from 'node:stream'
import type { Input } from '#domain/endpoint.ts'
import { jourLocal } from '#domain/heure.ts'
import type * as api from '#domain/referentiel/api-listes.ts'
import { COLONNES_PAR_DEFAUT, type ColonneDeListe } from '#domain/referentiel/liste-colonnes.ts'
import type { Read } from '../platform/context.ts'
import type { Download } from '../platform/doors.ts'
import type { Contenu } from './export-contenu.ts'
import { enCsv } from './export-csv.ts'
import { enGeojson } from './export-geojson.ts'
import { enXlsx } from './export-xlsx.ts'
import { type Ligne, lireLignes } from './lignes.ts'
import { type Demande, lireDemande } from './liste.ts'
import { trouverTous } from './recherche.ts'

type Entree = Input<typeof api.exporterCsv>

/** Rows read at a time: memory does not grow with the list. */
const PAQUET = 1_000

/** The list as a file for a spreadsheet: `;`, UTF-8 with its mark. */
export async function exporterCsv(ctx: Read, { query }: Entree): Promise<Download> {
  const contenu = await preparer(ctx, query)
  return fichier(ctx, 'csv', 'text/csv; charset=utf-8', Readable.from(enCsv(contenu)))
}

/** The list as a workbook: numbers, days and yes-or-no keep their type. */
export async function exporterXlsx(ctx: Read, { query }: Entree): Promise<Download> {
  const type = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
  return fichier(ctx, 'xlsx', type, enXlsx(await preparer(ctx, query)))
}

/** The list as points of a map; an établissement without position has a null geometry. */
export async function exporterGeojson(ctx: Read, { query }: Entree): Promise<Download> {
  const contenu = await preparer(ctx, query)
  return fichier(ctx, 'geojson', 'application/geo+json', Readable.from(enGeojson(contenu)))
}

const fichier = (ctx: Read, format: string, type: string, contenu: Readable): Download => ({
  nom: `etablissements-${jourLocal(ctx.now)}.${format}`,
  type,
  contenu,
})

/**
 * The rows are known by their identifiers at the start, then read by packets: the file holds each once, in the order
 * asked, whatever changes meanwhile, and no connection waits for a slow reader.
 */
async function preparer(ctx: Read, query: Entree['query']): Promise<Contenu> {
  const demande = await lireDemande(ctx, query)
  const ids = await trouverTous(ctx, demande)
  const colonnes = colonnesDe(demande)
  return { colonnes, total: ids.length, paquets: lireParPaquets(ctx, ids, colonnes) }
}

/** The UAI and the name always, so that a row says whose it is. */
function colonnesDe({ colonnes, catalogue }: Demande): ColonneDeListe[] {
  const voulues = colonnes.length ? colonnes.map((c) => c.code) : COLONNES_PAR_DEFAUT
  return [...new Set(['uai', 'nom', ...voulues])].flatMap((code) => catalogue.get(code) ?? [])
}

async function* lireParPaquets(ctx: Read, ids: number[], colonnes: ColonneDeListe[]): AsyncGenerator<Ligne[]> {
  for (let debut = 0; debut < ids.length; debut += PAQUET)
    yield await lireLignes(ctx, ids.slice(debut, debut + PAQUET), colonnes)
}
