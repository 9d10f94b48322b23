import { expect, test } from 'vitest'
import { adresse, avecNavigateur, connecter, entrer, ouvrir, sansDefautAxe } from './navigateur.ts'

avecNavigateur()

test('au clavier seul : aller au contenu, se connecter, ouvrir un téléservice', async () => {
  const { page, contexte } = await ouvrir()
  await page.goto(adresse('/connexion'))
  await page.getByRole('heading', { name: 'Se connecter', level: 1 }).waitFor()
  await page.getByLabel('Adresse de courriel').focus()
  await page.keyboard.type('claire@preau.example')
  await page.keyboard.press('Tab')
  await page.keyboard.type('demonstration')
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { name: 'Bonjour Claire' }).waitFor()
  await page.goto(adresse('/teleservices'))
  await page.getByRole('link', { name: 'Travaux urgents' }).waitFor()
  for (let n = 0; n < 40; n++) {
    await page.keyboard.press('Tab')
    if ((await page.evaluate<string>('document.activeElement?.textContent ?? ""')).trim() === 'Travaux urgents') break
  }
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { name: 'Travaux urgents', level: 1 }).waitFor()
  await contexte.close()
})

test('un mauvais mot de passe est dit en français, et la page demandée revient après la connexion', async () => {
  const { page, contexte } = await ouvrir()
  await page.goto(adresse('/gestion/dossiers'))
  await page.waitForURL(/\/connexion\?retour=/)
  await page.getByLabel('Adresse de courriel').fill('bruno@preau.example')
  await page.getByLabel('Mot de passe', { exact: true }).fill('pas le bon mot')
  await page.getByRole('button', { name: 'Se connecter' }).click()
  await page.getByText(/incorrect/).waitFor()
  await sansDefautAxe(page)
  await page.getByLabel('Mot de passe', { exact: true }).fill('demonstration')
  await page.getByRole('button', { name: 'Se connecter' }).click()
  await page.waitForURL(/\/gestion\/dossiers/)
  await contexte.close()
})

test('une connexion fermée à distance ne sert plus', async () => {
  const ici = await entrer('agnes')
  const ailleurs = await entrer('agnes')
  await ici.page.goto(adresse('/compte'))
  await ici.page.getByText('(cette connexion)').waitFor()
  await ici.page.getByRole('button', { name: 'Fermer toutes les autres' }).click()
  await ici.page.getByText('Les autres connexions sont fermées.').waitFor()
  await ailleurs.page.goto(adresse('/gestion/dossiers'))
  await ailleurs.page.waitForURL(/\/connexion/)
  await ici.contexte.close()
  await ailleurs.contexte.close()
})

test('mot de passe oublié : le lien du courriel ouvre un nouveau mot de passe, une seule fois', async () => {
  const { page, contexte } = await ouvrir()
  await page.goto(adresse('/mot-de-passe'))
  await page.getByLabel('Adresse de courriel de votre compte').fill('marc.delpech@preau.example')
  await page.getByRole('button', { name: 'Recevoir le lien' }).click()
  await page.getByText('Regardez votre boîte de réception').waitFor()
  const admin = await entrer('admin')
  await admin.page.goto(adresse('/gestion/courriels?recherche=marc.delpech'))
  await admin.page.getByRole('row').nth(1).getByRole('link').first().click()
  await admin.page
    .getByText(/mot-de-passe\/nouveau/)
    .first()
    .waitFor()
  const texte = await admin.page.locator('main').innerText()
  const lien = texte.match(/https?:\/\/\S+\/mot-de-passe\/nouveau\?token=[\w-]+/)?.[0] ?? ''
  expect(lien).not.toBe('')
  await admin.contexte.close()
  const { pathname, search } = new URL(lien)
  await page.goto(adresse(pathname + search))
  await page.getByLabel('Nouveau mot de passe').fill('une phrase tres longue')
  await page.getByRole('button', { name: 'Changer mon mot de passe' }).click()
  await page.getByText('Votre mot de passe est changé').waitFor()
  await page.goto(adresse(pathname + search))
  await page.getByLabel('Nouveau mot de passe').fill('une autre phrase longue')
  await page.getByRole('button', { name: 'Changer mon mot de passe' }).click()
  await page.getByText(/n’est plus valable/).waitFor()
  await contexte.close()
})

test('un chef d’établissement n’entre pas dans la gestion', async () => {
  const { page, contexte } = await ouvrir()
  await connecter(page, 'claire')
  await page.goto(adresse('/gestion/dossiers'))
  await page.getByText('Cet espace est réservé aux agents de la collectivité.').waitFor()
  await sansDefautAxe(page)
  await contexte.close()
})
