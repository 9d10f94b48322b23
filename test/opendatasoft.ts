import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

/** One row by technical name of field, as a portal gives it. */
export type Ligne = Record<string, string>

/** What the double does instead of answering well: for the `n`th call (from 1) whose path holds `chemin`. */
export type Panne = {
  chemin: string
  n: number
  genre: 'quota' | 'quota_du_jour' | 'indisponible' | 'erreur' | 'tronquee' | 'html' | 'erreur_en_200' | 'lente'
}

export type Opendatasoft = {
  /** « http://127.0.0.1:port » */
  adresse: string
  /** For `PREAU_SORTIES_INTERNES`. */
  hote: string
  /** Addresses asked, in order. */
  demandes: string[]
  /** Breakdowns to come; each serves once. */
  pannes: Panne[]
  /** Replaces the rows of a data set. */
  poser(jeu: string, lignes: Ligne[]): void
  fermer(): Promise<void>
}

/**
 * A local server that answers as Opendatasoft Explore v2.1 does: records by pages of 100 within 10 000 rows, exports
 * without limit, errors 400, 404 and 429 with their headers. Of ODSQL it knows `champ="valeur"` joined by AND.
 */
export async function ouvrirOpendatasoft(jeux: Record<string, Ligne[]>): Promise<Opendatasoft> {
  const donnees = new Map(Object.entries(jeux))
  const demandes: string[] = []
  const pannes: Panne[] = []
  const vus = new Map<Panne, number>()
  const serveur = createServer((requete, reponse) => {
    const chemin = requete.url ?? '/'
    demandes.push(chemin)
    reponse.setHeader('x-ratelimit-limit', '1000000')
    reponse.setHeader('cache-control', 'no-store')
    const panne = pannes.find((p) => {
      if (!chemin.includes(p.chemin)) return false
      vus.set(p, (vus.get(p) ?? 0) + 1)
      return vus.get(p) === p.n
    })
    if (panne) {
      pannes.splice(pannes.indexOf(panne), 1)
      tomber(panne, reponse)
    } else repondre(donnees, requete, reponse)
  })
  serveur.listen(0, '127.0.0.1')
  await once(serveur, 'listening')
  const hote = `127.0.0.1:${(serveur.address() as AddressInfo).port}`
  return {
    adresse: `http://${hote}`,
    hote,
    demandes,
    pannes,
    poser: (jeu, lignes) => void donnees.set(jeu, lignes),
    fermer: async () => {
      serveur.closeAllConnections()
      serveur.close()
      await once(serveur, 'close')
    },
  }
}

function repondre(
  donnees: Map<string, Ligne[]>,
  { method, url = '/' }: IncomingMessage,
  reponse: ServerResponse,
): ServerResponse {
  const { pathname, searchParams: q } = new URL(url, 'http://double')
  const route = /^\/api\/explore\/v2\.1\/catalog\/datasets\/([^/]+)\/(records|exports\/(\w+))$/.exec(pathname)
  if (method !== 'GET') return refuser(reponse, 405, 'MethodNotAllowed', 'Only GET is allowed.')
  const toutes = route?.[1] === undefined ? undefined : donnees.get(decodeURIComponent(route[1]))
  if (!route || !toutes) return refuser(reponse, 404, 'NotFound', `Unknown dataset: ${route?.[1] ?? pathname}`)
  const lignes = filtrer(toutes, q.get('where') ?? '')
  if (!lignes) return refuser(reponse, 400, 'ODSQLError', 'ODSQL query is malformed: unexpected token')
  if (route[2] === 'records') return servirPage(lignes, q, reponse)
  if (route[3] === 'json') return envoyer(reponse, 'application/json', JSON.stringify(lignes))
  if (route[3] === 'csv') return envoyer(reponse, 'text/csv; charset=utf-8', enCsv(lignes, q.get('delimiter') ?? ';'))
  return refuser(reponse, 400, 'InvalidExportFormat', `Unknown export format: ${route[3]}`)
}

function servirPage(lignes: Ligne[], q: URLSearchParams, reponse: ServerResponse): ServerResponse {
  const limit = Number(q.get('limit') ?? 10)
  const offset = Number(q.get('offset') ?? 0)
  if (!(limit >= -1 && limit <= 100))
    return refuser(
      reponse,
      400,
      'InvalidRESTParameterError',
      'Invalid value for limit API parameter: -1 <= limit <= 100',
    )
  if (limit + offset > 10_000)
    return refuser(reponse, 400, 'InvalidRESTParameterError', 'Invalid value for offset + limit: must be <= 10000')
  const results = lignes.slice(offset, offset + (limit === -1 ? 100 : limit))
  return envoyer(reponse, 'application/json; charset=utf-8', JSON.stringify({ total_count: lignes.length, results }))
}

function filtrer(lignes: Ligne[], where: string): Ligne[] | undefined {
  if (!where) return lignes
  const conditions = where.split(/\s+and\s+/i).map((c) => /^\s*(\w+)\s*=\s*"([^"]*)"\s*$/.exec(c))
  if (conditions.some((c) => !c)) return undefined
  return lignes.filter((l) => conditions.every((c) => c?.[1] !== undefined && l[c[1]] === c[2]))
}

/** With its byte order mark, as the real one. */
function enCsv(lignes: Ligne[], separateur: string): string {
  const noms = Object.keys(lignes[0] ?? {})
  const cellule = (v: string) => (/["\n\r]/.test(v) || v.includes(separateur) ? `"${v.replaceAll('"', '""')}"` : v)
  const rangs = [noms, ...lignes.map((l) => noms.map((n) => l[n] ?? ''))]
  return `\uFEFF${rangs.map((r) => r.map(cellule).join(separateur)).join('\r\n')}\r\n`
}

function tomber({ genre }: Panne, reponse: ServerResponse): void {
  if (genre === 'quota') refuser(reponse.setHeader('retry-after', '0'), 429, 'TooManyRequests', 'Too many requests')
  else if (genre === 'quota_du_jour') {
    reponse.setHeader('x-ratelimit-remaining', '0')
    reponse.setHeader('x-ratelimit-reset', '2099-01-01 00:00:00+00:00')
    refuser(reponse, 429, 'TooManyRequests', 'You have exceeded the requests limit for anonymous users.')
  } else if (genre === 'indisponible') reponse.writeHead(503, { 'retry-after': '0' }).end()
  else if (genre === 'erreur') refuser(reponse, 500, 'InternalError', 'Something went wrong')
  else if (genre === 'html') envoyer(reponse, 'text/html', '<html><body>Maintenance</body></html>')
  else if (genre === 'erreur_en_200')
    envoyer(reponse, 'application/json', '{"error_code":"Unavailable","message":"Dataset is being rebuilt"}')
  else if (genre === 'tronquee') {
    reponse.writeHead(200, { 'content-type': 'application/json' }).write('{"total_count": 250, "results": [{"a"')
    setTimeout(() => reponse.destroy(), 20)
  }
  // Slow: says nothing, ever.
}

const envoyer = (reponse: ServerResponse, type: string, corps: string): ServerResponse =>
  reponse.writeHead(200, { 'content-type': type }).end(corps)

const refuser = (reponse: ServerResponse, status: number, error_code: string, message: string): ServerResponse =>
  reponse
    .writeHead(status, { 'content-type': 'application/json; charset=utf-8' })
    .end(JSON.stringify({ error_code, message }))
