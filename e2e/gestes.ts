import type { Page } from 'playwright-core'
import { pdf } from './navigateur.ts'

/** What hands do, named once: the journeys then read as stories. */

export const OBJET = 'Fenêtres du deuxième étage qui ne ferment plus'

/** Answers a question with choices. */
export const dire = (page: Page, question: string, reponse: string) =>
  page
    .getByRole('group', { name: question })
    .getByRole('radio', { name: new RegExp(`^${reponse}`) })
    .check()

/** Waits until the page says that all is saved. */
export const enregistre = (page: Page) =>
  page
    .getByText(/Enregistré à \d\d:\d\d/)
    .first()
    .waitFor()

export const continuer = (page: Page, suite = 'Continuer') =>
  page.getByRole('button', { name: suite, exact: true }).click()

/** First step of « Travaux urgents », without danger. */
export async function decrireLeDesordre(page: Page): Promise<void> {
  await page.getByLabel('De quoi s’agit-il ?').selectOption({ label: 'Clos et couvert (toiture, façade, fenêtres)' })
  await page.getByLabel('Le désordre en quelques mots').fill(OBJET)
  await page
    .getByLabel('Décrivez le désordre')
    .fill('Six fenêtres de l’aile est restent entrouvertes : il pleut dans les salles 204 à 208.')
  await page.getByLabel('Constaté le').fill('2026-11-20')
  await page.getByLabel('Constaté le').blur()
}

/** Third step: a program disguised as a PDF is refused in words, a real PDF is taken. */
export async function situerEtMontrer(page: Page): Promise<void> {
  await page.getByLabel('Bâtiment').fill('Aile est')
  await dire(page, 'Des locaux sont-ils fermés', 'Non')
  await dire(page, 'Une entreprise peut-elle accéder', 'Oui')
  const fichiers = page.locator('input[type=file]').first()
  await fichiers.setInputFiles({
    name: 'photo.pdf',
    mimeType: 'application/pdf',
    buffer: Buffer.from('MZ\x90\x00 programme déguisé'),
  })
  await page
    .getByText(/son contenu|n’est pas un/)
    .first()
    .waitFor()
  await fichiers.setInputFiles(pdf('fenetres.pdf'))
  await page.getByRole('link', { name: /fenetres\.pdf/ }).waitFor()
}

/** Brings a dossier, from wherever it is, to the step where one decides. */
export async function avancerJusquaLaDecision(page: Page): Promise<void> {
  const decider = page.getByRole('button', { name: 'Décider…' })
  const avancer = page.getByRole('button', { name: /^Avancer : / })
  for (let n = 0; n < 6; n++) {
    await decider.or(avancer).first().waitFor()
    if (await decider.isVisible()) return
    const avant = await avancer.innerText()
    await avancer.click()
    await page.waitForFunction(
      `![...document.querySelectorAll('button')].some((b) => b.innerText === ${JSON.stringify(avant)})`,
    )
  }
}

/** Calls a door as the person of the page. */
export const appeler = (page: Page, method: string, chemin: string, body?: object) =>
  page.evaluate(
    async ([methode, url, corps]) => {
      const entetes = corps ? { 'content-type': 'application/json' } : undefined
      const reponse = await fetch(url, { method: methode, headers: entetes, body: corps || undefined })
      const texte = await reponse.text()
      return (texte ? JSON.parse(texte) : {}) as Record<string, unknown>
    },
    [method, `/api/v1${chemin}`, body ? JSON.stringify(body) : ''] as const,
  )
