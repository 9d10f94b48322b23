import { createHash, randomBytes } from 'node:crypto'
import { expect, test } from 'vitest'
import { adresse, avecNavigateur, entrer, pdf, sansDebordement, sansDefautAxe } from './navigateur.ts'

avecNavigateur()

test('un gros fichier coupé par le réseau reprend seul, pendant qu’on lit une autre étape, puis se regarde', async () => {
  const { page, contexte } = await entrer('claire')
  const debut = await page.request.post(adresse('/api/v1/dossiers'), {
    data: { teleservice: 'travaux-urgents', uai: '0310038Y' },
  })
  const { cle } = (await debut.json()) as { cle: string }
  await page.goto(adresse(`/dossiers/${cle}/formulaire?etape=lieu`))

  const gros = Buffer.concat([pdf('plans.pdf').buffer, randomBytes(7_000_000)])
  let morceaux = 0
  await page.route('**/api/v1/envois/**', async (route) => {
    // The second morceau goes into the dark.
    if (route.request().method() === 'PATCH' && ++morceaux === 2) await contexte.setOffline(true)
    await route.continue().catch(() => undefined)
  })
  await page
    .locator('input[type=file]')
    .first()
    .setInputFiles([{ name: 'plans.pdf', mimeType: 'application/pdf', buffer: gros }])
  await page.getByText('en attente du réseau, l’envoi reprendra tout seul').waitFor()
  await sansDefautAxe(page)
  const etapes = page.getByRole('navigation', { name: 'Étapes du formulaire' })
  await etapes.getByText('La situation').click()
  await contexte.setOffline(false)
  await etapes.getByText('Le lieu').click()
  await page.getByRole('link', { name: 'plans.pdf' }).waitFor()
  const lu = await page.request.get(adresse(`/api/v1/dossiers/${cle}`))
  const { pieces } = (await lu.json()) as { pieces: { sha256: string }[] }
  expect(pieces.map((p) => p.sha256)).toEqual([createHash('sha256').update(gros).digest('hex')])

  await page.getByRole('button', { name: 'Voir plans.pdf' }).click()
  await page.getByRole('dialog', { name: 'plans.pdf' }).getByRole('link', { name: 'Télécharger' }).waitFor()
  await page.keyboard.press('Escape')
  await page.setViewportSize({ width: 360, height: 800 })
  await sansDebordement(page)
  await page.request.delete(adresse(`/api/v1/dossiers/${cle}`))
  await contexte.close()
})
