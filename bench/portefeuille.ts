import { sql } from 'kysely'
import { latences } from './latences.ts'
import { hasard, type Mesure, tirer } from './mesures.ts'
import { plansDe, requetesDe } from './plan.ts'
import { remplir } from './remplissage.ts'
import type { Appelant, ServeurDuBanc } from './serveur.ts'
import { sur, type Terrain } from './terrain.ts'

/** Three hundred thousand deposits: ten years of a région. Lists, then openings, as the screens ask for them. */
export async function portefeuille(terrain: Terrain): Promise<Mesure[]> {
  const base = await terrain.base('demonstration')
  const nombre = terrain.taille(300_000)
  const debut = performance.now()
  await sur(base.superutilisateur, (client) => remplir(client, nombre))
  terrain.dire(`  ${nombre} dossiers fabriqués en ${Math.round((performance.now() - debut) / 1000)} s`)
  const serveur = await base.ouvrir()
  const [agnes, bruno] = [await serveur.entrer('agnes@preau.example'), await serveur.entrer('bruno@preau.example')]
  const ici = `${nombre.toLocaleString('fr-FR')} dossiers`
  const mesures = [
    ...(await lister(terrain, serveur, agnes, `${ici}, 3 filtres, 100 lignes, tout le territoire`)),
    ...(await lister(terrain, serveur, bruno, `${ici}, 3 filtres, 100 lignes, un département`)),
    ...(await ouvrirUnDossier(terrain, serveur, agnes, ici)),
    ...(await ouvrirUneFiche(terrain, serveur, agnes, ici)),
  ]
  await base.fermer()
  return mesures
}

type Filtres = Record<string, string>
const liste = (f: Filtres, par_page = 100) =>
  `/api/v1/dossiers?${new URLSearchParams({ ...f, par_page: String(par_page) })}`

async function lister(terrain: Terrain, serveur: ServeurDuBanc, agent: Appelant, ou: string): Promise<Mesure[]> {
  const cas = await filtres(serveur)
  const { mesures, lent } = await latences({ nom: 'liste et facettes', sur: ou, barre: 100 }, cas, 3, (f) =>
    agent({ url: liste(f) }),
  )
  terrain.dire(`  la plus lente : ${JSON.stringify(lent.cas)}, ${lent.ms.toFixed(0)} ms`)
  if (terrain.plans) terrain.dire(await plansDe(serveur, () => agent({ url: liste(lent.cas) })))
  const compter = async (f: Filtres, par_page: number) =>
    (await requetesDe(serveur, () => agent({ url: liste(f, par_page) }))).length
  const ecarts: number[] = []
  for (const f of cas) ecarts.push((await compter(f, 100)) - (await compter(f, 1)))
  const requetes = await compter({}, 100)
  return [
    ...mesures,
    {
      mesure: 'requêtes de plus pour 100 lignes',
      sur: `${cas.length} listes, contre une ligne`,
      valeur: Math.max(...ecarts),
      unite: 'requêtes',
      barre: 0,
    },
    { mesure: 'requêtes d’une liste', sur: 'session comprise', valeur: requetes, unite: 'requêtes' },
  ]
}

/** Sixty lists under three filters each, the same at each run. */
export async function filtres({ kit }: ServeurDuBanc): Promise<Filtres[]> {
  const { rows } = await sql<{ uai: string; statut: string; code: string; departement: string; commune: string }>`
    select s.uai, s.statut, t.code, e.code_departement as departement, e.commune
    from instruction.suivi s join teleservices.teleservice t on t.id = s.teleservice_id
    join referentiel.etablissement e on e.uai = s.uai
    where e.code_departement is not null and e.commune is not null order by md5(s.dossier_id::text) limit 500`.execute(
    kit.db,
  )
  const alea = hasard(7)
  const tris = ['-depose_le', 'depose_le', '-depuis', 'echeance', '-montant_demande', 'etablissement']
  const mots = ['chauffage', 'toiture', 'voyage', 'atelier', 'cuisine', 'renovation', 'collège', 'lycée']
  return Array.from({ length: 60 }, (_, i) => {
    const l = tirer(rows, alea)
    const tri = tirer(tris, alea)
    const depuis = `202${4 + Math.floor(alea() * 3)}-0${1 + Math.floor(alea() * 9)}-01`
    const formes: Filtres[] = [
      { statut: l.statut, teleservice: l.code, departement: l.departement, tri },
      { statut: l.statut, teleservice: l.code, depose_depuis: depuis, tri },
      { recherche: tirer(mots, alea), teleservice: l.code, depose_depuis: depuis, tri },
      { en_retard: 'true', teleservice: l.code, qui_agit: 'service', tri },
      { recherche: l.commune, statut: l.statut, thematique: 'travaux', tri },
      { affecte: 'personne', statut: 'depose', depose_depuis: depuis, tri },
    ]
    return formes[i % formes.length] ?? {}
  })
}

/** The doors that the page of a dossier calls at once. */
async function ouvrirUnDossier(
  terrain: Terrain,
  { kit }: ServeurDuBanc,
  agent: Appelant,
  ou: string,
): Promise<Mesure[]> {
  const { rows } = await sql<{ cle: string }>`
    select cle from dossiers.dossier where etat = 'depose' order by md5(cle) limit ${terrain.taille(200)}`.execute(
    kit.db,
  )
  const portes = ['', '/instruction', '/recapitulatif', '/messages']
  const { mesures } = await latences(
    { nom: 'ouvrir un dossier', sur: `${ou}, quatre portes à la fois`, barre: 50 },
    rows,
    3,
    ({ cle }) => Promise.all(portes.map((porte) => agent({ url: `/api/v1/dossiers/${cle}${porte}` }))),
  )
  return mesures
}

/** Identity, dossiers and journal of an établissement, as its fiche 360 asks for them. */
async function ouvrirUneFiche(
  terrain: Terrain,
  { kit }: ServeurDuBanc,
  agent: Appelant,
  ou: string,
): Promise<Mesure[]> {
  const { rows } = await sql<{ uai: string }>`
    select uai from referentiel.etablissement order by md5(uai) limit ${terrain.taille(200)}`.execute(kit.db)
  const { mesures } = await latences(
    { nom: 'ouvrir une fiche 360', sur: `${ou}, trois portes à la fois`, barre: 50 },
    rows,
    3,
    ({ uai }) =>
      Promise.all(
        [`/api/v1/etablissements/${uai}`, `/api/v1/etablissements/${uai}/journal`, liste({ uai }, 10)].map((url) =>
          agent({ url }),
        ),
      ),
  )
  return mesures
}
