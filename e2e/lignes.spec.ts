import { expect, test } from 'vitest'
import { appeler } from './gestes.ts'
import { adresse, avecNavigateur, entrer, sansDebordement, sansDefautAxe } from './navigateur.ts'

avecNavigateur()

test('les lignes d’un bloc se déplacent au clavier, gardent leurs réponses, et l’ordre est enregistré', async () => {
  const { page } = await entrer('claire')
  const { cle } = await appeler(page, 'POST', '/dossiers', { teleservice: 'travaux-urgents', uai: '0310038Y' })
  // A mandatory bloc begins with one row: it goes, to know those that stay.
  const { devis: premieres } = (await appeler(page, 'GET', `/dossiers/${cle}`)).reponses as { devis: { id: string }[] }
  const vides = Object.fromEntries(premieres.map((l) => [`devis/${l.id}`, null]))
  const lignes = { 'devis/d1': { entreprise: 'Alpha' }, 'devis/d2': { entreprise: 'Bêta' } }
  const reponses = { porteur: 'etablissement', cout: 20_000_00, ...vides, ...lignes }
  await appeler(page, 'PATCH', `/dossiers/${cle}/reponses`, { reponses })
  await page.goto(adresse(`/dossiers/${cle}/formulaire?etape=travaux`))
  const entreprises = () =>
    page
      .getByLabel('Entreprise', { exact: true })
      .evaluateAll((e) => e.map((i) => (i as unknown as { value: string }).value))
  await expect.poll(entreprises).toEqual(['Alpha', 'Bêta'])
  expect(await page.getByRole('button', { name: 'Monter Devis 1' }).count()).toBe(0)
  await page.getByRole('button', { name: 'Monter Devis 2' }).press('Enter')
  await expect.poll(entreprises).toEqual(['Bêta', 'Alpha'])
  // The row that moved keeps the focus, on the only way left.
  await expect.poll(() => page.evaluate('document.activeElement.getAttribute("aria-label")')).toBe('Descendre Devis 1')
  await sansDefautAxe(page)
  const enregistres = async () => {
    const lu = (await appeler(page, 'GET', `/dossiers/${cle}`)).reponses as { devis: { id: string }[] }
    return lu.devis.map((l) => l.id)
  }
  await expect.poll(enregistres).toEqual(['d2', 'd1'])
  await page.reload()
  await expect.poll(entreprises).toEqual(['Bêta', 'Alpha'])
  await page.setViewportSize({ width: 320, height: 800 })
  await sansDebordement(page)
  await appeler(page, 'DELETE', `/dossiers/${cle}`)
})
