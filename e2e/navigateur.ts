import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { AxeBuilder } from '@axe-core/playwright'
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core'
import { afterAll, beforeAll, expect, inject } from 'vitest'

export type Qui = 'claire' | 'gestionnaire' | 'bruno' | 'agnes' | 'admin'

let navigateur: Browser

/** Opens one browser for the file; to be called at its top. */
export function avecNavigateur(): void {
  beforeAll(async () => {
    navigateur = await chromium.launch({
      executablePath: process.env.PREAU_CHROMIUM ?? '/usr/bin/chromium',
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ],
    })
  })
  afterAll(() => navigateur?.close())
}

export const adresse = (chemin: string): string => inject('adresse') + chemin

type Options = { largeur?: number; sombre?: boolean }

/** A fresh person in front of a fresh browser; every error of the page's script fails the journey. */
export async function ouvrir({
  largeur = 1440,
  sombre = false,
}: Options = {}): Promise<{ page: Page; contexte: BrowserContext }> {
  const contexte = await navigateur.newContext({
    viewport: { width: largeur, height: 900 },
    colorScheme: sombre ? 'dark' : 'light',
    locale: 'fr-FR',
    timezoneId: 'Europe/Paris',
    acceptDownloads: true,
    reducedMotion: 'reduce',
  })
  const page = await contexte.newPage()
  page.setDefaultTimeout(20_000)
  page.on('pageerror', (erreur) => {
    throw erreur
  })
  return { page, contexte }
}

/** Signs in with the form, as a person does. */
export async function connecter(page: Page, qui: Qui): Promise<void> {
  await page.goto(adresse('/connexion'))
  await page.getByLabel('Adresse de courriel').fill(`${qui}@preau.example`)
  await page.getByLabel('Mot de passe', { exact: true }).fill('demonstration')
  await page.getByRole('button', { name: 'Se connecter' }).click()
  await page.waitForURL((url) => !url.pathname.startsWith('/connexion'))
}

/** A person signed in, ready. */
export async function entrer(qui: Qui, options: Options = {}) {
  const ouvert = await ouvrir(options)
  await connecter(ouvert.page, qui)
  return ouvert
}

const REGLES_AXE = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']

/** No violation of the rules that can be checked by a program, on the page as it is shown now. */
export async function sansDefautAxe(page: Page): Promise<void> {
  await page.waitForLoadState('networkidle')
  // Collected in the page itself, and only what is wrong: three times quicker than the default. No page has foreign frames.
  const { violations } = await new AxeBuilder({ page })
    .setLegacyMode(true)
    .options({ runOnly: REGLES_AXE, resultTypes: ['violations'] })
    .analyze()
  const lisibles = violations.map(
    (v) =>
      `${v.id} : ${v.nodes
        .map((n) => n.target.join(' '))
        .slice(0, 5)
        .join(' | ')} (${v.help})`,
  )
  expect(lisibles, `axe sur ${page.url()}`).toEqual([])
}

/** Nothing is cut or scrolls sideways. */
export async function sansDebordement(page: Page): Promise<void> {
  const exces = await page.evaluate<number>(
    'document.documentElement.scrollWidth - document.documentElement.clientWidth',
  )
  expect(exces, `débordement horizontal sur ${page.url()}`).toBeLessThanOrEqual(0)
}

/** Keeps a picture when PREAU_CAPTURES names a folder. */
export async function capturer(page: Page, nom: string): Promise<void> {
  const dossier = process.env.PREAU_CAPTURES
  if (!dossier) return
  mkdirSync(dossier, { recursive: true })
  await page.screenshot({ path: join(dossier, `${nom}.png`), fullPage: true })
}

/** A small real PDF, as a person would attach. */
export const pdf = (nom: string) => ({
  name: nom,
  mimeType: 'application/pdf',
  buffer: Buffer.from(
    '%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj 2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF',
  ),
})
