import type { Readable } from 'node:stream'
import { sql } from 'kysely'
import { SYSTEME } from '#domain/acteur.ts'
import { DemandeDeListe } from '#domain/referentiel/liste-demande.ts'
import { contextOf } from '#server/platform/context.ts'
import type { Download } from '#server/platform/doors.ts'
import { exporterCsv, exporterGeojson, exporterXlsx } from '#server/referentiel/export.ts'
import { latences } from './latences.ts'
import type { Mesure } from './mesures.ts'
import { plansDe } from './plan.ts'
import type { ServeurDuBanc } from './serveur.ts'
import { sur, type Terrain } from './terrain.ts'

/** Lists filtered, sorted and exported over a country with ten years of figures. */
export async function liste(terrain: Terrain): Promise<Mesure[]> {
  const base = await terrain.base('pays')
  const serveur = await base.ouvrir()
  await inventerValeurs(serveur)
  await sur(base.superutilisateur, (c) => c.query('vacuum analyze'))
  const mesures = await filtrer(terrain, serveur, base.application)
  for (const [format, exporter] of FORMATS) mesures.push(...(await chronometrerExport(serveur, format, exporter)))
  await base.fermer()
  return mesures
}

/** What the shipped files do not give to every établissement: indicators, and two champs that have no column. */
async function inventerValeurs({ kit: { db } }: ServeurDuBanc): Promise<void> {
  await sql`
    insert into referentiel.indicateur (uai, jeu, annee, code, valeur, source, date_donnees, connu_le)
    select uai, 'ips_college', annee, 'ips', 60 + abs(hashtext(uai || annee)) % 90, 'banc', make_date(annee, 10, 1), now()
    from referentiel.etablissement, generate_series(2021, 2023) as annee where type = 'college'
    on conflict do nothing`.execute(db)
  await sql`update referentiel.etablissement set autres = jsonb_build_object('surface_plancher', abs(hashtext(uai)) % 20000,
    'wifi', (array['aucune', 'partielle', 'complete'])[1 + abs(hashtext(uai)) % 3])`.execute(db)
}

type Cas = Record<string, string>

const condition = (...filtre: unknown[]): Cas => ({ filtre: JSON.stringify(filtre) })

/** What people ask, each in several orders and pages. */
const CAS: Cas[] = [
  condition('courriel', 'vide'),
  condition('nom', 'contient', 'zola'),
  condition('adresse', 'contient', 'république'),
  condition('secteur', 'parmi', 'prive'),
  condition('code_departement', 'parmi', '31', '32', '81'),
  condition('date_ouverture', 'avant', '1980-01-01'),
  condition('effectif', 'entre', 300, 500),
  condition('ips_college:ips', 'max', 90),
  condition('surface_plancher', 'min', 15_000),
  condition('wifi', 'parmi', 'complete'),
  condition('hebergement', 'est', true),
  condition('chef', 'vide'),
  {
    filtre: JSON.stringify({
      et: [
        ['type', 'parmi', 'college'],
        ['secteur', 'parmi', 'public'],
        {
          ou: [
            ['effectif', 'max', 200],
            ['courriel', 'vide'],
            ['surface_plancher', 'rempli'],
          ],
        },
      ],
    }),
  },
  {},
].flatMap((cas) => [
  cas,
  { ...cas, tri: 'effectif:desc', colonnes: 'nature,effectif,code_departement' },
  { ...cas, tri: 'code_departement,nom', colonnes: 'wifi,surface_plancher,chef', page: '3' },
])

async function filtrer(terrain: Terrain, serveur: ServeurDuBanc, url: string): Promise<Mesure[]> {
  const agnes = await serveur.entrer('agnes@preau.example')
  const chercher = (cas: Cas) => agnes({ url: `/api/v1/etablissements?${new URLSearchParams(cas)}` })
  const ici = `${terrain.tailles.etablissements.toLocaleString('fr-FR')} établissements, ${CAS.length} listes`
  const { mesures, lent, lents } = await latences({ nom: 'liste filtrée', sur: ici, barre: 100, url }, CAS, 3, chercher)
  for (const { cas, ms } of lents.slice(0, 5)) terrain.dire(`  ${ms.toFixed(1)} ms : ${JSON.stringify(cas)}`)
  if (terrain.plans) terrain.dire(await plansDe(serveur, () => chercher(lent.cas)))
  return mesures
}

const FORMATS = [
  ['CSV', exporterCsv],
  ['XLSX', exporterXlsx],
  ['GeoJSON', exporterGeojson],
] as const

const COLONNES = 'nature,adresse,code_postal,commune,code_departement,telephone,courriel,effectif,wifi,date_ouverture'

/** The whole country in a file, read at once: how long, and how much memory above what was there before. */
async function chronometrerExport(
  { kit }: ServeurDuBanc,
  format: string,
  exporter: (ctx: ReturnType<typeof contextOf>, entree: never) => Promise<Download>,
): Promise<Mesure[]> {
  const ctx = contextOf(kit, SYSTEME)
  globalThis.gc?.()
  const depart = occupee()
  const debut = performance.now()
  const avant = process.cpuUsage()
  const entree = { params: undefined, body: undefined, query: DemandeDeListe.parse({ colonnes: COLONNES }) }
  const { contenu } = await exporter(ctx, entree as never)
  let [pic, octets] = [0, 0]
  for await (const morceau of contenu as Readable) {
    octets += (morceau as Buffer).length
    pic = Math.max(pic, occupee() - depart)
  }
  const secondes = (performance.now() - debut) / 1000
  const sur = `tout le pays, ${(octets / 1e6).toFixed(1)} Mo`
  return [
    { mesure: `export ${format}`, sur, valeur: secondes, unite: 's' },
    { mesure: `export ${format}, débit`, sur, valeur: octets / 1000 / secondes, unite: 'Ko/s' },
    { mesure: `export ${format}, processeur du serveur`, sur, valeur: processeur(avant) / 1000, unite: 's' },
    { mesure: `export ${format}, mémoire en plus`, sur, valeur: pic, unite: 'Mo', barre: 100 },
  ]
}

/** What the process holds, in MB. */
const occupee = (): number => {
  const { heapUsed, external } = process.memoryUsage()
  return (heapUsed + external) / 1e6
}

/** Milliseconds of processor since `avant`; PostgreSQL has its own. */
function processeur(avant: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(avant)
  return (user + system) / 1000
}
