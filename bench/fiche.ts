import { sql } from 'kysely'
import { latences } from './latences.ts'
import type { Mesure } from './mesures.ts'
import { plansDe, requetesDe } from './plan.ts'
import type { Appelant, ServeurDuBanc } from './serveur.ts'
import type { Terrain } from './terrain.ts'

/** What the fiche 360 asks for as it opens, after `/etablissements/:uai`. */
const PORTES = [
  '',
  '/journal',
  '/anomalies',
  '/rubriques',
  '/rubriques/effectif?par_page=500',
  '/rubriques/indicateur?par_page=500',
  '/rubriques/operation?par_page=500',
]

/** What the pages of agents ask for as they open, the list of établissements apart. */
const PAGES = [
  '/tableau-de-bord',
  '/nomenclatures',
  '/etablissements-colonnes',
  '/etablissements-valeurs?champ=nature',
  '/anomalies',
  '/controles/dernier',
  '/registre',
]

/** Opens two hundred fiches 360, then the pages from which agents start, over a whole country. */
export async function fiche(terrain: Terrain): Promise<Mesure[]> {
  const base = await terrain.base('pays')
  const serveur = await base.ouvrir()
  const [agnes, bruno] = [await serveur.entrer('agnes@preau.example'), await serveur.entrer('bruno@preau.example')]
  const mesures = [
    ...(await ouvrirFiches(terrain, serveur, agnes, base.application)),
    ...(await ouvrirPages(terrain, serveur, agnes, base.application, 'tout le territoire')),
    ...(await ouvrirPages(terrain, serveur, bruno, base.application, 'un département')),
  ]
  await base.fermer()
  return mesures
}

async function ouvrirFiches(terrain: Terrain, serveur: ServeurDuBanc, agent: Appelant, url: string): Promise<Mesure[]> {
  const { rows } = await sql<{ uai: string }>`
    select uai from referentiel.etablissement order by md5(uai) limit ${terrain.taille(200)}`.execute(serveur.kit.db)
  const ou = `${terrain.tailles.etablissements.toLocaleString('fr-FR')} établissements`
  const ouvrir = (uai: string) =>
    Promise.all([
      ...PORTES.map((porte) => agent({ url: `/api/v1/etablissements/${uai}${porte}` })),
      agent({ url: `/api/v1/dossiers?uai=${uai}&par_page=10` }),
    ])
  const { mesures, lent } = await latences(
    { nom: 'ouvrir une fiche 360', sur: `${ou}, ${PORTES.length + 1} portes à la fois`, barre: 50, url },
    rows,
    3,
    ({ uai }) => ouvrir(uai),
  )
  terrain.dire(`  la plus lente : ${lent.cas.uai}, ${lent.ms.toFixed(1)} ms`)
  if (terrain.plans) terrain.dire(await plansDe(serveur, () => ouvrir(lent.cas.uai)))
  const requetes = await requetesDe(serveur, () => ouvrir(lent.cas.uai))
  return [
    ...mesures,
    { mesure: 'requêtes d’une fiche 360', sur: 'sessions comprises', valeur: requetes.length, unite: 'requêtes' },
  ]
}

async function ouvrirPages(
  terrain: Terrain,
  serveur: ServeurDuBanc,
  agent: Appelant,
  url: string,
  ou: string,
): Promise<Mesure[]> {
  const mesures: Mesure[] = []
  for (const page of PAGES) {
    const ouvrir = () => agent({ url: `/api/v1${page}` })
    const { mesures: siennes, lent } = await latences({ nom: page, sur: ou, barre: 100, url }, [page], 7, ouvrir)
    mesures.push(...siennes.filter((m) => /p95$|processeur/.test(m.mesure)))
    if (terrain.plans && lent.ms > 50) terrain.dire(await plansDe(serveur, ouvrir))
  }
  return mesures
}
