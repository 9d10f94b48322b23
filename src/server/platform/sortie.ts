import { lookup as resoudre } from 'node:dns/promises'
import { type IncomingMessage, request as requeteHttp } from 'node:http'
import { request as requeteHttps } from 'node:https'
import { isIP } from 'node:net'
import { setTimeout as patienter } from 'node:timers/promises'
import { estInterne } from './adresses.ts'

/** Where the server may call: hosts of the Internet, and `host:port` of the authority's own network. */
export type Sorties = { publiques: string[]; internes: string[] }

export type GenreDEchec = 'desactivee' | 'interdite' | 'injoignable' | 'delai' | 'quota' | 'refus' | 'reponse'

/** An outgoing call that gave nothing; the message is a French sentence. `reprise`: when the other side says to come back. */
export class EchecDeSortie extends Error {
  readonly genre: GenreDEchec
  readonly status: number | undefined
  readonly reprise: Date | undefined

  constructor(genre: GenreDEchec, message: string, suite: { status?: number; reprise?: Date; cause?: unknown } = {}) {
    super(message, { cause: suite.cause })
    this.genre = genre
    this.status = suite.status
    this.reprise = suite.reprise
  }
}

export type Appel = {
  entetes?: Record<string, string>
  /** Milliseconds until the head of the answer, and between two pieces of its body. */
  delai?: number
}

/** What the tests replace: names, waiting, chance and clock. */
export type Monde = {
  adressesDe(hote: string): Promise<{ address: string; family: number }[]>
  attendre(ms: number): Promise<void>
  hasard(): number
  maintenant(): number
}

const MONDE: Monde = {
  adressesDe: (hote) => resoudre(hote, { all: true }),
  attendre: (ms) => patienter(ms),
  hasard: Math.random,
  maintenant: Date.now,
}

const DELAI = 10_000
const REPRISES = 2
const A_REPRENDRE = [429, 502, 503, 504]
const REDIRECTIONS = [301, 302, 303, 307, 308]
/** A job does not sleep longer than this for the other side: it says when to come back instead. */
const ATTENTE_MAX = 30_000

/**
 * GET of an address that the configuration allows; gives the answer, whatever its status but those worth a retry, its
 * body still to be read. Every redirection is checked as the first address was. Throws `EchecDeSortie`.
 */
export async function demander(
  sorties: Sorties,
  adresse: string,
  appel: Appel = {},
  monde: Monde = MONDE,
): Promise<IncomingMessage> {
  for (let essai = 0; ; essai++) {
    const reponse = await demanderUneFois(sorties, adresse, appel, monde)
    const status = reponse.statusCode ?? 0
    if (!A_REPRENDRE.includes(status)) return reponse
    reponse.destroy()
    const demandee = attenteDemandee(reponse, monde.maintenant())
    if (essai >= REPRISES || (demandee ?? 0) > ATTENTE_MAX) throw saturation(status, demandee, monde.maintenant())
    // Full jitter: many instances that were refused together do not come back together.
    await monde.attendre(demandee ?? Math.round(500 * 2 ** essai * (0.5 + monde.hasard())))
  }
}

function saturation(status: number, attente: number | undefined, maintenant: number): EchecDeSortie {
  const reprise = attente === undefined ? undefined : new Date(maintenant + attente)
  return status === 429
    ? new EchecDeSortie('quota', 'Ce service limite le nombre d’appels : il demande de revenir plus tard.', {
        status,
        reprise,
      })
    : new EchecDeSortie('injoignable', `Ce service est momentanément indisponible (réponse ${status}).`, {
        status,
        reprise,
      })
}

/** Milliseconds that the other side asks to wait; `X-RateLimit-Reset` of Opendatasoft is « 2024-10-08 00:00:00+00:00 ». */
export function attenteDemandee({ headers }: Pick<IncomingMessage, 'headers'>, maintenant: number): number | undefined {
  const apres = headers['retry-after']
  if (apres && /^\d{1,7}$/.test(apres)) return Number(apres) * 1_000
  const dit = apres ?? headers['x-ratelimit-reset']
  if (typeof dit !== 'string') return undefined
  const jour = Date.parse(dit.replace(/^(\d{4}-\d\d-\d\d) (\d\d:\d\d:\d\d)/, '$1T$2'))
  return Number.isNaN(jour) ? undefined : Math.max(0, jour - maintenant)
}

/** The same without any retry, for who decides of them by the body: gives the answer, whatever its status. */
export async function demanderUneFois(
  sorties: Sorties,
  adresse: string,
  appel: Appel = {},
  monde: Monde = MONDE,
): Promise<IncomingMessage> {
  let url = lire(adresse)
  const { origin } = url
  for (let sauts = 0; sauts <= 5; sauts++) {
    const adresses = await verifier(sorties, url, monde)
    // A key is for whom it was given: what is elsewhere does not receive it.
    const reponse = await ouvrir(url, adresses, url.origin === origin ? appel : { ...appel, entetes: {} })
    const vers = reponse.headers.location
    if (!vers || !REDIRECTIONS.includes(reponse.statusCode ?? 0)) return reponse
    reponse.destroy()
    if (!URL.canParse(vers, url.href))
      throw new EchecDeSortie('reponse', 'Ce service renvoie vers une adresse illisible.')
    url = new URL(vers, url)
  }
  throw new EchecDeSortie('reponse', 'Ce service renvoie sans fin d’une adresse à l’autre.')
}

function lire(adresse: string): URL {
  if (!URL.canParse(adresse)) throw new EchecDeSortie('interdite', 'Cette adresse est incorrecte.')
  return new URL(adresse)
}

/**
 * Refuses an address that the configuration does not allow, by name then by where the name leads. Gives the IP addresses
 * to connect to: the name is not asked again, so that it cannot lead elsewhere in between.
 */
async function verifier(
  { publiques, internes }: Sorties,
  url: URL,
  monde: Monde,
): Promise<{ address: string; family: number }[]> {
  if (publiques.length === 0 && internes.length === 0)
    throw new EchecDeSortie(
      'desactivee',
      'Les appels vers l’extérieur sont désactivés : la configuration (PREAU_SORTIES) n’en autorise aucun.',
    )
  if (!['https:', 'http:'].includes(url.protocol) || url.username || url.password)
    throw new EchecDeSortie(
      'interdite',
      'Cette adresse doit commencer par https:// et ne porter ni nom ni mot de passe.',
    )
  const { hote, interne, permise } = situer({ publiques, internes }, url)
  if (!permise)
    throw new EchecDeSortie(
      'interdite',
      `L’adresse ${url.origin} n’est pas autorisée : demandez son ajout à la configuration (PREAU_SORTIES).`,
    )
  const adresses = isIP(hote) ? [{ address: hote, family: isIP(hote) }] : await nommer(hote, monde)
  if (!interne && adresses.some(({ address }) => estInterne(address)))
    throw new EchecDeSortie('interdite', `L’adresse ${url.origin} mène à un réseau privé : elle n’est pas appelée.`)
  return adresses
}

/** Does the configuration allow this address, by its name? Where the name leads is checked at each call. */
export const autorise = (sorties: Sorties, adresse: string): boolean =>
  URL.canParse(adresse) && situer(sorties, new URL(adresse)).permise

function situer({ publiques, internes }: Sorties, url: URL): { hote: string; interne: boolean; permise: boolean } {
  const hote = url.hostname.replace(/^\[|\]$/g, '').replace(/\.$/, '')
  const port = url.port || (url.protocol === 'https:' ? '443' : '80')
  const interne = internes.includes(`${hote}:${port}`)
  const publique = url.protocol === 'https:' && port === '443' && publiques.some((p) => convient(p, hote))
  return { hote, interne, permise: interne || publique }
}

/** `data.example.fr`, `*.example.fr` for all below it, or `*`. */
const convient = (permis: string, hote: string): boolean =>
  permis === '*' || permis === hote || (permis.startsWith('*.') && hote.endsWith(permis.slice(1)))

async function nommer(hote: string, monde: Monde): Promise<{ address: string; family: number }[]> {
  try {
    const adresses = await monde.adressesDe(hote)
    if (adresses.length > 0) return adresses
  } catch (cause) {
    throw new EchecDeSortie(
      'injoignable',
      `Le nom ${hote} ne mène nulle part : le réseau est absent ou le nom est faux.`,
      {
        cause,
      },
    )
  }
  throw new EchecDeSortie('injoignable', `Le nom ${hote} ne mène nulle part.`)
}

function ouvrir(
  url: URL,
  adresses: { address: string; family: number }[],
  { entetes = {}, delai = DELAI }: Appel,
): Promise<IncomingMessage> {
  const requete = url.protocol === 'https:' ? requeteHttps : requeteHttp
  return new Promise((tenir, rompre) => {
    const sortante = requete(url, {
      headers: { 'user-agent': 'Preau', accept: '*/*', ...entetes },
      agent: false,
      timeout: delai,
      lookup: (_hote, options, rendre) => {
        const [premiere] = adresses
        if (options.all || !premiere) rendre(null, adresses)
        else rendre(null, premiere.address, premiere.family)
      },
    })
    // The whole wait for a head: a peer that sends one byte at a time does not hold us.
    const tete = setTimeout(() => sortante.destroy(lent()), delai)
    sortante.on('timeout', () => sortante.destroy(lent()))
    sortante.on('error', (cause) => {
      clearTimeout(tete)
      rompre(
        cause instanceof EchecDeSortie
          ? cause
          : new EchecDeSortie('injoignable', `${url.host} ne répond pas : le réseau ou ce service est absent.`, {
              cause,
            }),
      )
    })
    sortante.on('response', (reponse) => {
      clearTimeout(tete)
      tenir(reponse)
    })
    sortante.end()
  })
}

const lent = () => new EchecDeSortie('delai', 'Ce service met trop de temps à répondre.')
