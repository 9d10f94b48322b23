import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type pg from 'pg'
import { chargerDonnees } from '#server/integration/chargement.ts'
import { ANNUAIRE, LISTE_NATIONALE } from '#server/integration/sources.ts'
import { chronometrer, type Mesure, mediane } from './mesures.ts'
import { agrandir, type Fichier, fichiersReels, importerFichier } from './pays.ts'
import { sur, type Terrain } from './terrain.ts'

const SOURCES = [ANNUAIRE, LISTE_NATIONALE]

/** The importer of the product against the least that PostgreSQL can do with the same rows. */
export async function chargement(terrain: Terrain): Promise<Mesure[]> {
  const reels = await fichiersReels()
  const livres: Tour[] = []
  for (let tour = 0; tour < terrain.tailles.tours; tour++) livres.push(await charger(terrain, reels, true))
  const agrandis = await agrandir(reels, terrain.tailles.etablissements)
  const grands: Tour[] = []
  for (let tour = 0; tour < terrain.tailles.tours; tour++) grands.push(await charger(terrain, agrandis, false))
  return [...resumer(livres), ...resumer(grands), ...aLIdentique(livres)]
}

type Tour = {
  etablissements: number
  import: number
  copieTable: number
  copieNue: number
  encore: number
  ecritures: number
  reconnu: number
}

async function charger(terrain: Terrain, fichiers: Fichier[], livres: boolean): Promise<Tour> {
  const base = await terrain.base('territoires')
  const serveur = await base.ouvrir()
  const importer = async (forcer: boolean): Promise<unknown> => {
    if (livres) return chargerDonnees(serveur.kit, { sources: SOURCES, forcer })
    for (const fichier of fichiers) await importerFichier(serveur.kit, fichier)
  }
  const premier = await chronometrer(() => importer(false))
  const avant = await ecritures(base.superutilisateur)
  const encore = await chronometrer(() => importer(true))
  const apres = await ecritures(base.superutilisateur)
  const reconnu = await chronometrer(() => chargerDonnees(serveur.kit, { sources: livres ? SOURCES : [] }))
  const copies = await copier(base.superutilisateur, await terrain.dossier(), fichiers)
  await base.fermer()
  return { ...copies, import: premier.ms, encore: encore.ms, ecritures: apres - avant, reconnu: reconnu.ms }
}

/** Rows written so far, as each backend tells when its transaction ends; the record of the execution itself aside. */
async function ecritures(url: string): Promise<number> {
  return sur(url, async (client) => {
    // Backends hold their counts back for a second at most.
    await new Promise((suite) => setTimeout(suite, 1_200))
    const { rows } = await client.query<{ n: string }>(`
      select sum(n_tup_ins + n_tup_upd + n_tup_del) as n from pg_stat_user_tables
      where schemaname not in ('pgboss', 'pg_temp') and schemaname not like 'pg_temp%'
        and relname not in ('execution', 'rejet', 'acte')`)
    return Number(rows[0]?.n ?? 0)
  })
}

/** Two floors: the rows of the fiches into a table with the same columns, checks and indexes; the file into bare text. */
async function copier(url: string, dossier: string, fichiers: Fichier[]) {
  return sur(url, async (client) => {
    const { rows } = await client.query<{ c: string }>(`
      select string_agg(quote_ident(column_name), ', ') as c from information_schema.columns
      where table_schema = 'referentiel' and table_name = 'etablissement' and is_generated = 'NEVER'`)
    const colonnes = rows[0]?.c ?? ''
    const source = join(dossier, 'etablissements')
    const lignes = await client.query(`select ${colonnes} from referentiel.etablissement`)
    await writeFile(source, lignes.rows.map((l) => Object.values(l).map(enCopie).join('\t')).join('\n'))
    await client.query('create table public.copie (like referentiel.etablissement including all)')
    await client.query('checkpoint')
    const table = await chronometrer(() => client.query(`copy public.copie (${colonnes}) from '${source}'`))
    return {
      etablissements: lignes.rowCount ?? 0,
      copieTable: table.ms,
      copieNue: await copierTexte(client, dossier, fichiers),
    }
  })
}

const enCopie = (v: unknown): string => {
  if (v === null || v === undefined) return '\\N'
  const texte = v instanceof Date ? v.toISOString() : String(v)
  return texte.replaceAll('\\', '\\\\').replaceAll('\t', '\\t').replaceAll('\n', '\\n')
}

async function copierTexte(client: pg.Client, dossier: string, fichiers: Fichier[]): Promise<number> {
  let total = 0
  for (const [i, { source, texte }] of fichiers.entries()) {
    const chemin = join(dossier, source.code)
    await writeFile(chemin, texte)
    const colonnes = (texte.split('\n', 1)[0] ?? '').split(source.separateur).map((_, c) => `c${c} text`)
    await client.query(`create table public.texte_${i} (${colonnes})`)
    const copie = `copy public.texte_${i} from '${chemin}' (format csv, header, delimiter '${source.separateur}')`
    total += (await chronometrer(() => client.query(copie))).ms
  }
  return total
}

function resumer(tours: Tour[]): Mesure[] {
  const m = (choix: (t: Tour) => number) => mediane(tours.map(choix))
  const sur = `${tours[0]?.etablissements.toLocaleString('fr-FR')} établissements, médiane de ${tours.length}`
  return [
    {
      mesure: 'import / COPY dans la même table',
      sur,
      valeur: m((t) => t.import / t.copieTable),
      unite: '×',
      barre: 5,
    },
    { mesure: 'import / COPY en texte nu', sur, valeur: m((t) => t.import / t.copieNue), unite: '×' },
    { mesure: 'import', sur, valeur: m((t) => t.import), unite: 'ms' },
    { mesure: 'COPY dans la même table', sur, valeur: m((t) => t.copieTable), unite: 'ms' },
    { mesure: 'COPY en texte nu', sur, valeur: m((t) => t.copieNue), unite: 'ms' },
    { mesure: 'même fichier comparé / COPY', sur, valeur: m((t) => t.encore / t.copieTable), unite: '×', barre: 2 },
    { mesure: 'même fichier : lignes écrites', sur, valeur: m((t) => t.ecritures), unite: 'écritures', barre: 0 },
  ]
}

function aLIdentique(tours: Tour[]): Mesure[] {
  const sur = 'fichiers livrés, reconnus à leur empreinte'
  return [
    {
      mesure: 'même fichier reconnu / COPY',
      sur,
      valeur: mediane(tours.map((t) => t.reconnu / t.copieTable)),
      unite: '×',
      barre: 2,
    },
  ]
}
