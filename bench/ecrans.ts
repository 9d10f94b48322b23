import { gzipSync } from 'node:zlib'
import { type Browser, chromium } from 'playwright-core'
import { type Mesure, mediane } from './mesures.ts'
import { demarrer, ecransConstruits } from './processus.ts'
import type { Terrain } from './terrain.ts'

const VISITES = 7
/** A telephone of the middle range, or an old machine, against the one that measures. */
const RALENTI = 4

/** What a browser that comes for the first time downloads and waits for, on the public catalogue. */
export async function ecrans(terrain: Terrain): Promise<Mesure[]> {
  await ecransConstruits()
  const base = await terrain.base('demonstration')
  const serveur = await demarrer({
    DATABASE_URL: base.application,
    DATABASE_URL_MIGRATIONS: base.proprietaire,
    PREAU_DOSSIER: await terrain.dossier(),
  })
  const navigateur = await chromium.launch({
    executablePath: process.env.PREAU_CHROMIUM ?? '/usr/bin/chromium',
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
    ],
  })
  const libres: Visite[] = []
  const ralenties: Visite[] = []
  try {
    const catalogue = `${serveur.adresse}/teleservices`
    // The first visit warms the server: it does not count.
    await visiter(navigateur, catalogue, 1)
    for (let i = 0; i < VISITES; i++) {
      libres.push(await visiter(navigateur, catalogue, 1))
      ralenties.push(await visiter(navigateur, catalogue, RALENTI))
    }
  } finally {
    await navigateur.close()
    await serveur.arreter()
  }
  await base.fermer()
  const sur = 'catalogue public, première visite'
  const ralenti = `${sur}, processeur ralenti ${RALENTI} fois, médiane de ${VISITES}`
  return [
    {
      mesure: 'JavaScript compressé (gzip)',
      sur,
      valeur: mediane(libres.map((v) => v.scripts)) / 1_000,
      unite: 'Ko',
      barre: 170,
    },
    {
      mesure: 'plus grand affichage (LCP)',
      sur: ralenti,
      valeur: mediane(ralenties.map((v) => v.lcp)),
      unite: 'ms',
      barre: 1_500,
    },
    {
      mesure: 'plus grand affichage, sans ralentir',
      sur,
      valeur: mediane(libres.map((v) => v.lcp)),
      unite: 'ms',
    },
    { mesure: 'tout ce qui est reçu', sur, valeur: mediane(libres.map((v) => v.recu)) / 1_000, unite: 'Ko' },
  ]
}

/** `scripts`: bytes of JavaScript once gzipped; `recu`: bytes on the line, all resources; `lcp`: milliseconds. */
type Visite = { scripts: number; recu: number; lcp: number }

async function visiter(navigateur: Browser, adresse: string, ralenti: number): Promise<Visite> {
  const contexte = await navigateur.newContext({ viewport: { width: 1440, height: 900 }, locale: 'fr-FR' })
  const page = await contexte.newPage()
  const session = await contexte.newCDPSession(page)
  await session.send('Emulation.setCPUThrottlingRate', { rate: ralenti })
  await session.send('Network.enable')
  let recu = 0
  session.on('Network.loadingFinished', (e) => {
    recu += e.encodedDataLength
  })
  const scripts: Promise<number>[] = []
  page.on('response', (r) => {
    if (/javascript/.test(r.headers()['content-type'] ?? ''))
      scripts.push(r.body().then((octets) => gzipSync(octets).length))
  })
  await page.addInitScript(`
    new PerformanceObserver((liste) => { for (const e of liste.getEntries()) window.lcp = e.startTime })
      .observe({ type: 'largest-contentful-paint', buffered: true })`)
  await page.goto(adresse, { waitUntil: 'networkidle' })
  await page.getByRole('heading', { level: 1 }).waitFor()
  // The browser tells it after the image is on the screen, later than the network is quiet on a busy machine.
  await page.waitForFunction('window.lcp > 0')
  const lcp = await page.evaluate<number>('window.lcp')
  const tailles = await Promise.all(scripts)
  await contexte.close()
  return { scripts: tailles.reduce((a, b) => a + b, 0), recu, lcp }
}
