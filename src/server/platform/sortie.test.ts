import { createServer, type RequestListener, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, describe, expect, test } from 'vitest'
import { estInterne } from './adresses.ts'
import { attenteDemandee, demander, type EchecDeSortie, type Monde, type Sorties } from './sortie.ts'

const ouverts: Server[] = []
afterEach(async () => {
  for (const serveur of ouverts.splice(0)) {
    serveur.closeAllConnections()
    await new Promise((fini) => serveur.close(fini))
  }
})

async function pair(reponse: RequestListener): Promise<{ hote: string; adresse: string; sorties: Sorties }> {
  const serveur = createServer(reponse)
  ouverts.push(serveur)
  await new Promise<void>((pret) => serveur.listen(0, '127.0.0.1', pret))
  const hote = `127.0.0.1:${(serveur.address() as AddressInfo).port}`
  return { hote, adresse: `http://${hote}/`, sorties: { publiques: [], internes: [hote] } }
}

const attentes: number[] = []
const monde: Monde = {
  adressesDe: async () => [{ address: '93.184.216.34', family: 4 }],
  attendre: async (ms) => void attentes.push(ms),
  hasard: () => 0.5,
  maintenant: () => Date.parse('2026-11-24T10:00:00Z'),
}
const vers = (...adresses: string[]): Monde => ({
  ...monde,
  adressesDe: async () => adresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 })),
})
const echec = (promesse: Promise<unknown>): Promise<EchecDeSortie> =>
  promesse.then(
    () => Promise.reject(new Error('L’appel devait échouer.')),
    (erreur: EchecDeSortie) => erreur,
  )

describe('où le serveur n’appelle jamais', () => {
  test.each([
    '127.0.0.1',
    '10.1.2.3',
    '172.31.0.1',
    '192.168.1.1',
    '169.254.169.254',
    '100.64.0.1',
    '0.0.0.0',
    '224.0.0.1',
    '255.255.255.255',
    '::1',
    '::',
    '::ffff:127.0.0.1',
    '::ffff:7f00:1',
    '::ffff:169.254.169.254',
    '::10.0.0.1',
    'fe80::1',
    'fe80::1%eth0',
    'fc00::1',
    'fd12::1',
    'ff02::1',
    '64:ff9b::a00:1',
    '2002:7f00:1::',
    'pas une adresse',
  ])('%s est interne', (adresse) => expect(estInterne(adresse)).toBe(true))

  test.each(['93.184.216.34', '172.32.0.1', '192.167.0.1', '2a01:e0a::1', '::ffff:93.184.216.34'])(
    '%s est public',
    (adresse) => expect(estInterne(adresse)).toBe(false),
  )

  test.each([
    'https://2130706433/',
    'https://0x7f000001/',
    'https://0177.0.0.1/',
    'https://127.1/',
    'https://[::1]/',
    'https://[::ffff:127.0.0.1]/',
    'https://[::ffff:a9fe:a9fe]/latest/meta-data/',
    'https://169.254.169.254/',
    'https://[fe80::1]/',
    'https://0/',
    'https://①②⑦.⓪.⓪.①/',
  ])('%s, écriture détournée d’une adresse privée, même si tout nom est admis', async (adresse) => {
    const erreur = await echec(demander({ publiques: ['*'], internes: [] }, adresse, {}, monde))
    expect(erreur.genre).toBe('interdite')
    expect(erreur.message).toMatch(/réseau privé/)
  })

  test.each([
    ['http://data.example.fr/'],
    ['https://data.example.fr:8443/'],
    ['https://moi:secret@data.example.fr/'],
    ['file:///etc/passwd'],
    ['https://autre.fr/'],
    ['https://data.example.fr.autre.fr/'],
    ['n’importe quoi'],
  ])('%s n’est pas dans la liste', async (adresse) =>
    expect((await echec(demander({ publiques: ['data.example.fr'], internes: [] }, adresse, {}, monde))).genre).toBe(
      'interdite',
    ),
  )

  test('un nom admis qui mène à une adresse privée, même une seule parmi d’autres', async () => {
    const sorties = { publiques: ['*.example.fr'], internes: [] }
    for (const m of [vers('127.0.0.1'), vers('93.184.216.34', '::ffff:10.0.0.8')])
      expect((await echec(demander(sorties, 'https://data.example.fr/', {}, m))).message).toMatch(/réseau privé/)
  })

  test('une redirection vers une adresse privée est refusée comme la première', async () => {
    const { adresse, sorties } = await pair((_q, r) =>
      r.writeHead(302, { location: 'http://127.0.0.1:1/secret' }).end(),
    )
    expect((await echec(demander(sorties, adresse, {}, monde))).genre).toBe('interdite')
  })

  test('sans configuration, rien ne sort et la raison est dite', async () => {
    const erreur = await echec(demander({ publiques: [], internes: [] }, 'https://data.example.fr/', {}, monde))
    expect(erreur.genre).toBe('desactivee')
    expect(erreur.message).toMatch(/PREAU_SORTIES/)
  })
})

describe('un service qui va mal', () => {
  test('429 puis 503 puis 200 : deux reprises, la première à l’heure demandée', async () => {
    attentes.length = 0
    const reponses: [number, Record<string, string>][] = [
      [429, { 'retry-after': '3' }],
      [503, {}],
      [200, {}],
    ]
    const { adresse, sorties } = await pair((_q, r) => r.writeHead(...(reponses.shift() ?? [500, {}])).end('bien'))
    expect((await demander(sorties, adresse, {}, monde)).statusCode).toBe(200)
    expect(attentes).toEqual([3_000, 1_000])
  })

  test('503 sans fin : trois appels, puis l’échec', async () => {
    let appels = 0
    const { adresse, sorties } = await pair((_q, r) => {
      appels++
      r.writeHead(503).end()
    })
    expect(await echec(demander(sorties, adresse, {}, monde))).toMatchObject({ genre: 'injoignable', status: 503 })
    expect(appels).toBe(3)
  })

  test('le quota du jour est épuisé : pas d’attente, mais l’heure de la reprise', async () => {
    attentes.length = 0
    const { adresse, sorties } = await pair((_q, r) =>
      r.writeHead(429, { 'x-ratelimit-reset': '2026-11-25 00:00:00+00:00' }).end(),
    )
    const erreur = await echec(demander(sorties, adresse, {}, monde))
    expect(erreur).toMatchObject({ genre: 'quota', status: 429, reprise: new Date('2026-11-25T00:00:00Z') })
    expect(attentes).toEqual([])
  })

  test('404 et 400 sont des réponses : elles ne sont pas reprises', async () => {
    const { adresse, sorties } = await pair((_q, r) => r.writeHead(404).end())
    expect((await demander(sorties, adresse, {}, monde)).statusCode).toBe(404)
  })

  test('trop lent, absent, ou qui tourne en rond', async () => {
    const muet = await pair(() => {})
    expect((await echec(demander(muet.sorties, muet.adresse, { delai: 100 }, monde))).genre).toBe('delai')
    const absent = { publiques: [], internes: ['127.0.0.1:1'] }
    expect((await echec(demander(absent, 'http://127.0.0.1:1/', {}, monde))).genre).toBe('injoignable')
    const rond = await pair((_q, r) => r.writeHead(302, { location: '/' }).end())
    expect((await echec(demander(rond.sorties, rond.adresse, {}, monde))).message).toMatch(/sans fin/)
  })

  test.each([
    [{ 'retry-after': '120' }, 120_000],
    [{ 'retry-after': 'Tue, 24 Nov 2026 10:01:00 GMT' }, 60_000],
    [{ 'x-ratelimit-reset': '2026-11-24 11:00:00+00:00' }, 3_600_000],
    [{ 'x-ratelimit-reset': '2026-11-24 09:00:00+00:00' }, 0],
    [{ 'retry-after': 'bientôt' }, undefined],
    [{}, undefined],
  ])('%j : attendre %s ms', (headers, ms) => expect(attenteDemandee({ headers }, monde.maintenant())).toBe(ms))
})
