import { expect, test } from 'vitest'
import { adresse, avecNavigateur, capturer, entrer, sansDebordement, sansDefautAxe } from './navigateur.ts'

avecNavigateur()

test.each([
  ['sans accent', 'deodat de severac', 'Déodat de Séverac'],
  ['avec une faute de frappe', 'lycée belevue toulouse', 'Bellevue'],
  ['par son UAI', '0310038Y', 'Bellevue'],
  ['par sa commune', 'figeac', 'Figeac'],
])('Agnès trouve un établissement %s', async (_cas, recherche, attendu) => {
  const { page, contexte } = await entrer('agnes')
  await page.goto(adresse('/gestion/etablissements'))
  await page.getByLabel('Rechercher un établissement').fill(recherche)
  await expect.poll(() => page.getByRole('table').innerText(), { timeout: 15_000 }).toContain(attendu)
  await contexte.close()
})

test('Agnès filtre par nature et département, trie, et l’adresse garde tout', async () => {
  const { page, contexte } = await entrer('agnes')
  await page.goto(adresse('/gestion/etablissements'))
  await page.getByLabel('Type').selectOption('erea')
  await page.getByLabel('Département').selectOption('31')
  await page.waitForURL(/type=erea.*departement=31|departement=31.*type=erea/)
  await expect.poll(() => page.getByRole('row').count()).toBeGreaterThan(1)
  await sansDefautAxe(page)
  await page.reload()
  await expect.poll(() => page.getByLabel('Département').inputValue()).toBe('31')
  await contexte.close()
})

test('Agnès ouvre une fiche 360 : identité, point sur la carte, source de chaque donnée', async () => {
  const { page, contexte } = await entrer('agnes')
  await page.goto(adresse('/gestion/etablissements/0310038Y'))
  await page.getByRole('heading', { name: 'Lycée polyvalent Bellevue', level: 1 }).waitFor()
  await page.getByText('19310038500015').first().waitFor()
  await page.locator('.leaflet-interactive').last().waitFor()
  await page
    .getByText(/Annuaire de l’éducation/)
    .first()
    .waitFor()
  await sansDefautAxe(page)
  await capturer(page, 'fiche-360-1440')
  await page.getByRole('tab', { name: 'Chronologie' }).click()
  await page
    .getByText(/Dossier déposé/)
    .first()
    .waitFor()
  await sansDebordement(page)
  await contexte.close()
})

test('ce qui est hors du périmètre de Bruno n’existe pas pour lui', async () => {
  const { page, contexte } = await entrer('bruno')
  await page.goto(adresse('/gestion/etablissements?recherche=0320067Z'))
  await page.getByText('Aucun établissement ne correspond.').waitFor()
  await page.goto(adresse('/gestion/etablissements/0320067Z'))
  await page.getByText('Cette page n’existe pas, ou ne vous est pas ouverte.').waitFor()
  await contexte.close()
})
