import { sql } from 'kysely'
import { DIRECTIONS, LYCEE_DE_CLAIRE } from '#server/comptes/personnages.ts'
import { type Brouillon, preparer } from './brouillons.ts'
import { centile, chronometrer, type Mesure, mediane } from './mesures.ts'
import { processeur } from './processeur.ts'
import type { Appelant, ServeurDuBanc } from './serveur.ts'
import type { Terrain } from './terrain.ts'

const ENSEMBLE = 50
const TOURS = 3

/**
 * Fifty chefs deposit at once, again and again, while the same process opens their instruction: none is lost, none is
 * done twice, the numbers follow each other. Then each dossier is deposited twice at the same instant.
 */
export async function depot(terrain: Terrain): Promise<Mesure[]> {
  const base = await terrain.base('demonstration')
  const serveur = await base.ouvrir({ work: true })
  const parTour = terrain.taille(1_000)
  const chefs = await entrer(serveur)
  const brouillons = await preparer(serveur, chefs, parTour * (TOURS + 1))
  const mesures: { parSeconde: number; p99: number; cout: number }[] = []
  const numeros: string[] = []
  const ouvertures: number[] = []
  for (let tour = 0; tour < TOURS; tour++) {
    const temps: number[] = []
    const siens = brouillons.slice(tour * parTour, (tour + 1) * parTour)
    const { ms, resultat: cout } = await chronometrer(() =>
      processeur(base.superutilisateur, () =>
        deFront(siens, async ({ cle, chef }) => {
          const depot = await chronometrer(() => deposer(chef, cle))
          temps.push(depot.ms)
          numeros.push(depot.resultat.json().numero)
        }),
      ),
    )
    mesures.push({ parSeconde: (parTour * 1_000) / ms, p99: centile(temps, 0.99), cout: cout.ms / parTour })
    // What a burst leaves to do is done before the next.
    ouvertures.push(await attendreOuverture(serveur, (tour + 1) * parTour))
  }
  const deuxFois = brouillons.slice(TOURS * parTour)
  let refuses = 0
  await deFront(deuxFois, async ({ cle, chef }) => {
    const reponses = await Promise.all([deposer(chef, cle), deposer(chef, cle)])
    refuses += reponses.filter((r) => r.statusCode === 409).length
    numeros.push(...reponses.flatMap((r) => (r.statusCode === 201 ? r.json().numero : [])))
  })
  await attendreOuverture(serveur, brouillons.length)
  const { perdus, doubles } = await verifier(serveur, brouillons, numeros)
  await base.fermer()
  const sur = `${ENSEMBLE} à la fois, médiane de ${TOURS} × ${parTour}`
  return [
    { mesure: 'dépôts', sur, valeur: mediane(mesures.map((m) => m.parSeconde)), unite: '/s', barre: 200, sens: 'min' },
    { mesure: 'dépôt, p99', sur, valeur: mediane(mesures.map((m) => m.p99)), unite: 'ms', barre: 250 },
    {
      mesure: 'processeur par dépôt',
      sur: 'serveur et base, travaux compris',
      valeur: mediane(mesures.map((m) => m.cout)),
      unite: 'ms',
    },
    { mesure: 'perdus', sur: `${brouillons.length} dossiers`, valeur: perdus, unite: 'dossiers', barre: 0 },
    {
      mesure: 'déposés deux fois',
      sur: `${refuses} seconds dépôts refusés`,
      valeur: doubles,
      unite: 'dossiers',
      barre: 0,
    },
    {
      mesure: 'instructions ouvertes ensuite',
      sur: `après ${parTour} dépôts`,
      valeur: mediane(ouvertures) / 1_000,
      unite: 's',
    },
  ]
}

async function entrer(serveur: ServeurDuBanc): Promise<{ uai: string; courriel: string; appeler: Appelant }[]> {
  const chefs = [{ uai: LYCEE_DE_CLAIRE, courriel: 'claire@preau.example' }]
  for (const { courriel, habilitations = [] } of DIRECTIONS)
    for (const { uai, fonction } of habilitations) if (fonction === 'chef') chefs.push({ uai, courriel })
  return Promise.all(chefs.map(async (c) => ({ ...c, appeler: await serveur.entrer(c.courriel) })))
}

const deposer = (chef: Appelant, cle: string) =>
  chef({ method: 'POST', url: `/api/v1/dossiers/${cle}/depot`, payload: {}, attendus: [409] })

/** Keeps `ENSEMBLE` calls under way until all are done. */
async function deFront<T>(tous: T[], fn: (un: T) => Promise<void>): Promise<void> {
  const file = tous.values()
  await Promise.all(
    Array.from({ length: ENSEMBLE }, async () => {
      for (const un of file) await fn(un)
    }),
  )
}

/** Milliseconds until every deposit has its instruction; throws after two minutes. */
async function attendreOuverture({ kit }: ServeurDuBanc, nombre: number): Promise<number> {
  const debut = performance.now()
  while (performance.now() - debut < 120_000) {
    const { rows } = await sql<{ n: number }>`
      select count(*)::int as n from instruction.suivi s join dossiers.dossier d on d.id = s.dossier_id
      where d.cle like 'banc%'`.execute(kit.db)
    if ((rows[0]?.n ?? 0) >= nombre) return performance.now() - debut
    await new Promise((suite) => setTimeout(suite, 100))
  }
  throw new Error('Des instructions ne sont pas ouvertes deux minutes après les dépôts.')
}

/** Every draft has one number, one accusé and one line of journal; what was answered is what is kept. */
async function verifier({ kit }: ServeurDuBanc, brouillons: Brouillon[], numeros: string[]) {
  const { rows } = await sql<{ numero: string; accuses: number; actes: number }>`
    select d.numero, (select count(*) from dossiers.accuse a where a.dossier_id = d.id) as accuses,
      (select count(*) from journal.acte j where j.objet_genre = 'dossier' and j.objet_cle = d.cle and j.code = 'dossier_depose') as actes
    from dossiers.dossier d where d.cle like 'banc%' and d.etat = 'depose'`.execute(kit.db)
  const entiers = rows.filter((r) => r.accuses === 1 && r.actes === 1)
  const gardes = new Set(rows.map((r) => r.numero))
  const rangs = rows.map((r) => Number(r.numero.slice(5)))
  const trous = Math.max(...rangs) - Math.min(...rangs) + 1 - gardes.size
  const perdus = brouillons.length - entiers.length + numeros.filter((n) => !gardes.has(n)).length
  return { perdus, doubles: numeros.length - new Set(numeros).size + trous }
}
