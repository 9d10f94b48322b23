import { expect, test } from 'vitest'
import { adresse, avecNavigateur, capturer, entrer, sansDebordement, sansDefautAxe } from './navigateur.ts'

avecNavigateur()

test('choisir un modèle, régler un montant, en faire un brouillon', async () => {
  const { page, contexte } = await entrer('agnes')
  await page.goto(adresse('/gestion/formulaires/modeles'))
  await page.getByText('14 modèles').waitFor()
  await sansDefautAxe(page)
  await capturer(page, 'modeles')
  await page.getByLabel('Thématique').selectOption({ label: 'Aides et projets' })
  await page.getByRole('link', { name: 'Aide à la cantine' }).click()
  await page.getByRole('heading', { name: 'Aide à la cantine', level: 1 }).waitFor()
  await page.getByLabel('Quotient familial, tranche 1 jusqu’à').fill('quatre cents')
  await page.getByLabel('Code').fill('cantine-essai')
  await page.getByRole('button', { name: 'Créer le téléservice, en brouillon' }).click()
  await page.getByRole('alert').getByText('Saisissez un montant, en euros.').waitFor()
  await page.getByLabel('Quotient familial, tranche 1 jusqu’à').fill('400')
  await sansDefautAxe(page)
  await page.getByRole('button', { name: 'Créer le téléservice, en brouillon' }).click()
  await page.getByText('Jamais publié').waitFor()
  expect(page.url()).toContain('/gestion/formulaires/cantine-essai')
  await contexte.close()
})

test('importer une démarche : ce qu’elle donne, ce qu’elle perd, puis le brouillon ; un mauvais document dit où', async () => {
  const { page, contexte } = await entrer('agnes', { largeur: 360 })
  await page.goto(adresse('/gestion/formulaires/import'))
  const fichier = page.locator('input[type=file]')
  const mauvais = {
    format: 'preau/formulaire@1',
    titre: 'T',
    etapes: [{ id: 'a', titre: 'A', champs: [{ type: 'x' }] }],
  }
  await fichier.setInputFiles({
    name: 'mauvais.json',
    mimeType: 'application/json',
    buffer: Buffer.from(JSON.stringify(mauvais)),
  })
  await page.getByText('Ce document ne peut pas être importé').waitFor()
  await page.getByText('Ce type de champ est inconnu.').waitFor()
  expect(await page.getByRole('button', { name: 'Importer', exact: true }).count()).toBe(0)
  await fichier.setInputFiles('test/demarche-simplifiee.json')
  await page.getByRole('heading', { name: /Repris autrement/ }).waitFor()
  await page.getByRole('heading', { name: /Non repris/ }).waitFor()
  await sansDebordement(page)
  await sansDefautAxe(page)
  await capturer(page, 'import-demarche')
  await page.getByLabel('Code').fill('demarche-essai')
  await page.getByLabel('À quoi sert-il').fill('Demander des travaux.')
  await page.getByLabel('Service').fill('Service des travaux')
  await page.getByLabel('Adresse postale').fill('1 place du Préau, 31000 Toulouse')
  await page.getByLabel('Téléphone').fill('05 36 49 00 20')
  await page.getByLabel('Courriel').fill('travaux@preau.example')
  await page.getByRole('button', { name: 'Importer', exact: true }).click()
  await page.getByText('Jamais publié').waitFor()
  await contexte.close()
})
