import { type Mesure, mediane } from './mesures.ts'
import { demarrer, ecransConstruits } from './processus.ts'
import type { Terrain } from './terrain.ts'

const ENCORE = 5

/** The first start in an empty folder, database, real data and demonstration included, then starts that find all there. */
export async function demarrage(terrain: Terrain): Promise<Mesure[]> {
  await ecransConstruits()
  const PREAU_DOSSIER = await terrain.dossier()
  const premier = await unDemarrage(PREAU_DOSSIER)
  const suivants = []
  for (let i = 0; i < ENCORE; i++) suivants.push(await unDemarrage(PREAU_DOSSIER))
  const sur = 'dépendances installées, écrans construits'
  const encore = `même dossier, médiane de ${ENCORE}`
  return [
    { mesure: 'premier démarrage', sur, valeur: premier.ms / 1_000, unite: 's', barre: 120 },
    {
      mesure: 'démarrages suivants',
      sur: encore,
      valeur: mediane(suivants.map((s) => s.ms)) / 1_000,
      unite: 's',
      barre: 5,
    },
    { mesure: 'mémoire au plus haut, premier', sur, valeur: premier.pic, unite: 'Mo', barre: 512 },
    { mesure: 'mémoire au plus haut, suivants', sur: encore, valeur: mediane(suivants.map((s) => s.pic)), unite: 'Mo' },
  ]
}

async function unDemarrage(PREAU_DOSSIER: string): Promise<{ ms: number; pic: number }> {
  const serveur = await demarrer({ PREAU_DOSSIER })
  const pic = serveur.memoire()?.pic ?? Number.NaN
  await serveur.arreter()
  return { ms: serveur.ms, pic }
}
