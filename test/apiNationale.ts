import { once } from 'node:events'
import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

export type Panne =
  | { genre: 'lenteur'; ms: number }
  | { genre: 'quota'; apres?: string }
  | { genre: 'statut'; statut: number; corps?: unknown }
  | { genre: 'malforme' }
  | { genre: 'coupure' }
  | { genre: 'goutte' }
  | { genre: 'redirection'; vers: string }

export type Double = {
  /** « http://127.0.0.1:port » */
  adresse: string
  /** For `PREAU_SORTIES_INTERNES`. */
  hote: string
  /** Addresses asked, in order, with their headers. */
  demandes: { chemin: string; entetes: IncomingHttpHeaders }[]
  /** Breakdowns to come, each for one call; then it answers well. */
  pannes: Panne[]
  /** What it answers by path (without query), else 404 « Not Found » as text. */
  reponses: Map<string, unknown>
  fermer(): Promise<void>
}

/** A local server in the place of a national API: recorded answers, and every way there is to answer badly. */
export async function ouvrirDouble(): Promise<Double> {
  const demandes: Double['demandes'] = []
  const pannes: Panne[] = []
  const reponses = new Map<string, unknown>()
  const serveur = createServer((requete, reponse) => {
    const chemin = requete.url ?? '/'
    demandes.push({ chemin, entetes: requete.headers })
    const repondre = () => {
      const [seul = ''] = chemin.split('?')
      if (!reponses.has(seul)) return reponse.writeHead(404, { 'content-type': 'text/plain' }).end('Not Found')
      return json(reponse, 200, reponses.get(seul))
    }
    const panne = pannes.shift()
    if (panne) tomber(panne, reponse, repondre)
    else repondre()
  })
  serveur.listen(0, '127.0.0.1')
  await once(serveur, 'listening')
  const hote = `127.0.0.1:${(serveur.address() as AddressInfo).port}`
  return {
    adresse: `http://${hote}`,
    hote,
    demandes,
    pannes,
    reponses,
    fermer: async () => {
      serveur.closeAllConnections()
      serveur.close()
      await once(serveur, 'close')
    },
  }
}

const json = (reponse: ServerResponse, statut: number, corps: unknown) =>
  reponse.writeHead(statut, { 'content-type': 'application/json' }).end(JSON.stringify(corps))

function tomber(panne: Panne, reponse: ServerResponse, repondre: () => void): void {
  switch (panne.genre) {
    case 'lenteur':
      setTimeout(repondre, panne.ms).unref()
      return
    case 'quota':
      reponse.setHeader('retry-after', panne.apres ?? '0')
      json(reponse, 429, { message: 'Too many requests' })
      return
    case 'statut':
      json(reponse, panne.statut, panne.corps ?? { message: 'error' })
      return
    case 'malforme':
      reponse.writeHead(200, { 'content-type': 'application/json' }).end('{"features": [')
      return
    case 'coupure':
      // Half of what it promised, then nothing.
      reponse.writeHead(200, { 'content-type': 'application/json', 'content-length': '1000' })
      reponse.write('{"features":', () => reponse.destroy())
      return
    case 'goutte':
      reponse.writeHead(200, { 'content-type': 'application/json' })
      goutter(reponse)
      return
    case 'redirection':
      reponse.writeHead(302, { location: panne.vers }).end()
  }
}

/** One byte at a time, for ever. */
function goutter(reponse: ServerResponse): void {
  const robinet = setInterval(() => reponse.write(' '), 50)
  reponse.on('close', () => clearInterval(robinet))
}
