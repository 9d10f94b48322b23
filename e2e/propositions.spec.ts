import { expect, test } from 'vitest'
import { adresse, avecNavigateur, entrer, sansDebordement, sansDefautAxe } from './navigateur.ts'

avecNavigateur()

const FICHE = '/etablissements/0310038Y'

test('Claire propose depuis la fiche, Bruno accepte après modification, Claire lit la nouvelle valeur et son alerte', async () => {
  const claire = await entrer('claire')
  await claire.page.goto(adresse(FICHE))
  await claire.page.getByRole('button', { name: 'Corriger : Site internet' }).click()
  const fenetre = claire.page.getByRole('dialog', { name: 'Proposer une correction : Site internet' })
  await sansDefautAxe(claire.page)
  await fenetre.getByLabel('Site internet').fill('pas une adresse')
  await fenetre.getByRole('button', { name: 'Proposer' }).click()
  await claire.page.getByRole('link', { name: 'Cette adresse de site est incorrecte.' }).waitFor()
  await fenetre.getByLabel('Site internet').fill('https://bellevue.exemple.fr')
  await fenetre.getByLabel('Motif').fill('Le site a déménagé')
  await fenetre.getByRole('button', { name: 'Proposer' }).click()
  await claire.page.getByText('votre proposition est transmise').waitFor()
  // Read again: the message of a moment would hide a button from the check.
  await claire.page.reload()
  await claire.page.getByText('https://bellevue.exemple.fr proposé par vous').waitFor()
  await sansDefautAxe(claire.page)

  const bruno = await entrer('bruno')
  await bruno.page.getByRole('link', { name: /^Propositions/ }).click()
  await bruno.page.getByRole('heading', { name: 'Propositions', level: 1 }).waitFor()
  await sansDefautAxe(bruno.page)
  await bruno.page.getByRole('link', { name: 'Site internet' }).click()
  await bruno.page.getByText('Le site a déménagé').waitFor()
  await sansDefautAxe(bruno.page)
  await bruno.page.getByRole('button', { name: 'Amender puis accepter' }).click()
  const amender = bruno.page.getByRole('dialog')
  await sansDefautAxe(bruno.page)
  await amender.getByLabel('Site internet').fill('https://bellevue.exemple.fr/accueil')
  await amender.getByLabel('Mot pour l’auteur').fill('La page d’accueil suffit')
  await amender.getByRole('button', { name: 'Accepter' }).click()
  await bruno.page.getByText('c’est accepté, la fiche est corrigée').waitFor()
  await bruno.page.getByText('Acceptée', { exact: true }).first().waitFor()

  await expect
    .poll(async () => {
      await claire.page.goto(adresse('/notifications'))
      return claire.page.getByText(/Votre proposition sur « Site internet ».*acceptée après modification/).count()
    })
    .toBe(1)
  await claire.page.getByText(/Votre proposition sur « Site internet »/).click()
  await claire.page.getByText('https://bellevue.exemple.fr/accueil').first().waitFor()
  await claire.page.getByText('La page d’accueil suffit').waitFor()
  await claire.page.getByText(/Saisie à la main.*Bruno/).waitFor()
  await sansDefautAxe(claire.page)
  await Promise.all([claire.contexte.close(), bruno.contexte.close()])
})

test('dans un formulaire, une réponse qui corrige la fiche se propose ; une valeur verrouillée se corrige à la source', async () => {
  const { page, contexte } = await entrer('gestionnaire', { largeur: 360 })
  const cle = await page.evaluate(async () => {
    const corps = JSON.stringify({ teleservice: 'travaux-urgents', uai: '0310038Y' })
    const entetes = { 'content-type': 'application/json' }
    const reponse = await fetch('/api/v1/dossiers', { method: 'POST', headers: entetes, body: corps })
    return ((await reponse.json()) as { cle: string }).cle
  })
  await page.goto(adresse(`/dossiers/${cle}/formulaire?etape=etablissement`))
  await page.getByRole('button', { name: 'Proposer une correction : Nom de l’établissement' }).waitFor()
  await page.getByRole('button', { name: 'Corriger : Téléphone' }).click()
  await page.getByLabel('Téléphone').fill('05 61 00 00 42')
  await page.getByRole('button', { name: 'Corriger aussi la fiche de l’établissement : Téléphone' }).click()
  await page.getByText('« 05 61 00 00 42 » est proposé pour la fiche').waitFor()
  await sansDebordement(page)
  await sansDefautAxe(page)
  await page.getByRole('button', { name: 'Proposer une correction : Nom de l’établissement' }).click()
  await page.getByRole('dialog', { name: 'Proposer une correction : Nom' }).waitFor()
  await sansDefautAxe(page)
  await page.getByRole('button', { name: 'Annuler' }).click()
  await page.goto(adresse(FICHE))
  await page.getByRole('button', { name: 'Retirer ma proposition : Téléphone' }).first().click()
  await page.getByText('Votre proposition est retirée').waitFor()
  await page.evaluate((c) => fetch(`/api/v1/dossiers/${c}`, { method: 'DELETE' }), cle)
  await contexte.close()
})
