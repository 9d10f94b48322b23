import { MOT_DE_PASSE } from '#server/comptes/demonstration.ts'
import type { Mesure } from './mesures.ts'
import { demarrer, ecransConstruits } from './processus.ts'
import { inventer } from './recherche.ts'
import type { Terrain } from './terrain.ts'

const ENSEMBLE = 16

/** The server of a whole country, in its own process, asked by sixteen people at once. */
export async function memoire(terrain: Terrain): Promise<Mesure[]> {
  await ecransConstruits()
  const base = await terrain.base('pays')
  const recherches = await inventer(await base.ouvrir())
  const serveur = await demarrer({
    DATABASE_URL: base.application,
    DATABASE_URL_MIGRATIONS: base.proprietaire,
    PREAU_DOSSIER: await terrain.dossier(),
    // The files of this base are not those shipped: they must not be loaded again.
    PREAU_DEMONSTRATION: 'non',
    // Calls then carry an address each: the limit of calls by address must not be what is measured.
    PREAU_MANDATAIRE: 'oui',
  })
  const repos = serveur.memoire()
  const appels = terrain.taille(4_000)
  await charger(serveur.adresse, recherches, appels).catch(async (erreur: unknown) => {
    await serveur.arreter()
    throw erreur
  })
  const charge = serveur.memoire()
  await serveur.arreter()
  await base.fermer()
  const sur = `${terrain.tailles.etablissements.toLocaleString('fr-FR')} établissements, ${appels} appels, ${ENSEMBLE} à la fois`
  return [
    { mesure: 'mémoire au plus haut', sur, valeur: charge?.pic ?? Number.NaN, unite: 'Mo', barre: 512 },
    { mesure: 'mémoire après la charge', sur, valeur: charge?.actuelle ?? Number.NaN, unite: 'Mo' },
    { mesure: 'mémoire au démarrage', sur: 'avant tout appel', valeur: repos?.actuelle ?? Number.NaN, unite: 'Mo' },
  ]
}

/** Searches, fiches, catalogue and lists in turn, over the loopback; any answer that is not a success stops the bench. */
async function charger(adresse: string, recherches: Record<string, string>[], appels: number): Promise<void> {
  const entree = await fetch(`${adresse}/api/auth/sign-in/email`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ email: 'agnes@preau.example', password: MOT_DE_PASSE }),
  })
  const cookie = entree.headers
    .getSetCookie()
    .map((c) => c.split(';', 1)[0])
    .join('; ')
  const chemins = recherches.flatMap((r) => [
    `/api/v1/etablissements?${new URLSearchParams(r)}`,
    '/api/v1/dossiers?par_page=100',
    '/api/v1/teleservices',
  ])
  const file = Array.from({ length: appels }, (_, i) => i).values()
  await Promise.all(
    Array.from({ length: ENSEMBLE }, async () => {
      for (const i of file) {
        const chemin = chemins[i % chemins.length] ?? '/'
        const headers = { cookie, 'x-forwarded-for': `10.0.${(i >> 8) & 255}.${i & 255}` }
        const reponse = await fetch(adresse + chemin, { headers })
        if (!reponse.ok) throw new Error(`${chemin} : ${reponse.status} ${await reponse.text()}`)
        await reponse.arrayBuffer()
      }
    }),
  )
}
