import { expect, test } from 'vitest'
import {
  avancerJusquaLaDecision,
  continuer,
  decrireLeDesordre,
  dire,
  enregistre,
  OBJET,
  situerEtMontrer,
} from './gestes.ts'
import { adresse, avecNavigateur, capturer, entrer, pdf, sansDefautAxe } from './navigateur.ts'

avecNavigateur()

let cle = ''
let numero = ''

test('Claire trouve un téléservice au catalogue, ouvre sa fiche et commence', async () => {
  const { page, contexte } = await entrer('claire')
  await page.getByRole('heading', { name: 'Bonjour Claire' }).waitFor()
  await page.getByRole('heading', { name: 'Ce qui vous attend' }).waitFor()
  await sansDefautAxe(page)
  await page.getByRole('link', { name: 'Téléservices' }).first().click()
  await page.getByLabel('Rechercher un téléservice').fill('chauffage')
  await page.getByText('1 téléservice', { exact: true }).waitFor()
  await page.getByLabel('Rechercher un téléservice').fill('')
  await page.getByRole('checkbox', { name: /Travaux/ }).check()
  await page.waitForURL(/thematique=travaux/)
  await page.getByRole('link', { name: 'Travaux urgents' }).click()
  await page.getByRole('heading', { name: 'Travaux urgents', level: 1 }).waitFor()
  await sansDefautAxe(page)
  await page.getByRole('button', { name: /^Commencer/ }).click()
  await page.waitForURL(/\/dossiers\/[a-z0-9]{12}\/formulaire/)
  cle = page.url().split('/')[4] ?? ''
  expect(cle).toMatch(/^[a-z0-9]{12}$/)
  await contexte.close()
})

test('Claire remplit : questions conditionnelles, valeurs connues, tout s’enregistre et survit à un onglet fermé', async () => {
  const { page, contexte } = await entrer('claire')
  await page.goto(adresse(`/dossiers/${cle}/formulaire`))
  await page.getByRole('navigation', { name: 'Étapes du formulaire' }).waitFor()
  await dire(page, 'Y a-t-il un danger immédiat', 'Oui')
  await page.getByText('Appelez maintenant le').first().waitFor()
  await dire(page, 'Y a-t-il un danger immédiat', 'Non')
  await expect.poll(() => page.getByText('Appelez maintenant le').count()).toBe(0)
  await decrireLeDesordre(page)
  await enregistre(page)
  await sansDefautAxe(page)
  await capturer(page, 'formulaire-1440')
  await page.close()

  // The tab was closed without a word; another opens at the first step still to fill, and nothing is lost.
  const retour = await contexte.newPage()
  await retour.goto(adresse(`/dossiers/${cle}/formulaire`))
  await retour.getByLabel('Bâtiment').waitFor()
  await retour.goto(adresse(`/dossiers/${cle}/formulaire?etape=situation`))
  await expect.poll(() => retour.getByLabel('Le désordre en quelques mots').inputValue()).toBe(OBJET)
  await continuer(retour)
  await retour.getByText('0310038Y').nth(1).waitFor()
  await retour
    .getByText(/Référentiel/)
    .first()
    .waitFor()
  await sansDefautAxe(retour)
  await continuer(retour)
  await situerEtMontrer(retour)
  await sansDefautAxe(retour)
  await continuer(retour)
  await dire(retour, 'Qui fera réaliser les travaux', 'La collectivité')
  await enregistre(retour)
  await contexte.close()
})

test('Claire relit, apprend ce qui manque, dépose, reçoit un numéro et un accusé en PDF', async () => {
  const { page, contexte } = await entrer('claire')
  await page.goto(adresse(`/dossiers/${cle}/formulaire?etape=recapitulatif`))
  await page.getByRole('heading', { name: 'Vos réponses' }).waitFor()
  await page.getByRole('button', { name: 'Déposer le dossier' }).click()
  await page.getByText('Ce dossier ne peut pas encore être déposé').waitFor()
  await sansDefautAxe(page)
  await page.getByRole('checkbox').last().check()
  await enregistre(page)
  await page.getByRole('button', { name: 'Déposer le dossier' }).click()
  const dit = page.getByText(/2026-\d{6}/).first()
  await dit.waitFor()
  numero = (await dit.innerText()).match(/2026-\d{6}/)?.[0] ?? ''
  await sansDefautAxe(page)
  await capturer(page, 'depose-1440')
  const lien = page.getByRole('link', { name: /accusé/i }).first()
  const [telechargement] = await Promise.all([page.waitForEvent('download'), lien.click()])
  const [debut] = (await (await telechargement.createReadStream()).take(1).toArray()) as Buffer[]
  expect(debut?.subarray(0, 5).toString()).toBe('%PDF-')
  await page.goto(adresse(`/dossiers/${cle}/formulaire`))
  await page.getByText(numero).first().waitFor()
  expect(await page.getByRole('button', { name: 'Déposer le dossier' }).count()).toBe(0)
  await contexte.close()
})

test('Bruno trouve le dossier, le fait avancer, reculer avec un motif, demande une pièce et écrit', async () => {
  const { page, contexte } = await entrer('bruno')
  await page.goto(adresse(`/gestion/dossiers?recherche=${numero}`))
  await page
    .getByRole('link', { name: new RegExp(OBJET.slice(0, 20)) })
    .first()
    .waitFor()
  await capturer(page, 'portefeuille-1440')
  await page.goto(adresse(`/gestion/dossiers/${cle}`))
  await page.getByRole('region', { name: 'Guide d’instruction' }).waitFor()
  await sansDefautAxe(page)
  await page.getByRole('button', { name: /^Avancer : / }).click()
  await page
    .getByText(/Dossier avancé/)
    .first()
    .waitFor()

  await page.getByRole('button', { name: 'Reculer…' }).click()
  const recul = page.getByRole('dialog')
  await recul.getByRole('radio').first().check()
  await recul.getByLabel('Motif').fill('Le chiffrage est à reprendre.')
  await sansDefautAxe(page)
  await recul.getByRole('button', { name: /^Reculer/ }).click()
  await recul.waitFor({ state: 'hidden' })

  await page.getByRole('button', { name: 'Demander une pièce…' }).click()
  const demande = page.getByRole('dialog')
  await demande.getByLabel('Pièce attendue').fill('Plan de l’étage')
  await demande.getByRole('button', { name: /^Demander/ }).click()
  await demande.waitFor({ state: 'hidden' })

  await page.getByLabel('Votre message').fill('Bonjour, un plan suffit, même ancien.')
  await page.getByRole('button', { name: /^Envoyer/ }).click()
  await page.getByText('Bonjour, un plan suffit, même ancien.').first().waitFor()
  await capturer(page, 'instruction-1440')
  await contexte.close()
})

test('Claire est prévenue, envoie la pièce et répond', async () => {
  const { page, contexte } = await entrer('claire')
  await page.getByRole('link', { name: /Alertes/ }).click()
  await page
    .getByText(/Plan de l’étage|pièce/i)
    .first()
    .waitFor()
  await page.goto(adresse(`/dossiers/${cle}`))
  await page.getByText('Plan de l’étage').first().waitFor()
  await page.getByText('Bonjour, un plan suffit, même ancien.').first().waitFor()
  await sansDefautAxe(page)
  await page.locator('input[type=file]').first().setInputFiles(pdf('plan.pdf'))
  await page
    .getByRole('link', { name: /plan\.pdf/ })
    .first()
    .waitFor()
  await page.getByRole('button', { name: /Transmettre/ }).click()
  await page.getByRole('button', { name: /Transmettre/ }).waitFor({ state: 'hidden' })
  await page.getByLabel('Votre message au service').fill('Voici le plan.')
  await page.getByRole('button', { name: /^Envoyer/ }).click()
  await page.getByText('Voici le plan.').first().waitFor()
  await capturer(page, 'suivi-1440')
  await contexte.close()
})

test('Bruno décide et notifie ; Claire télécharge la lettre ; le courriel est dans la boîte d’envoi', async () => {
  const bruno = await entrer('bruno')
  await bruno.page.goto(adresse(`/gestion/dossiers/${cle}`))
  await avancerJusquaLaDecision(bruno.page)
  await bruno.page.getByRole('button', { name: 'Décider…' }).click()
  const fenetre = bruno.page.getByRole('dialog')
  await fenetre.getByText('Accordé', { exact: true }).click()
  await sansDefautAxe(bruno.page)
  await fenetre.getByRole('button', { name: /^(Décider|Enregistrer|Accorder)/ }).click()
  await fenetre.waitFor({ state: 'hidden' })
  await bruno.page.getByRole('button', { name: 'Notifier la décision' }).click()
  await bruno.page
    .getByText(/Décision notifiée/)
    .first()
    .waitFor()
  await bruno.contexte.close()

  const claire = await entrer('claire')
  await claire.page.goto(adresse(`/dossiers/${cle}`))
  const lien = claire.page.getByRole('link', { name: /notification/i }).first()
  const [telechargement] = await Promise.all([claire.page.waitForEvent('download'), lien.click()])
  expect(telechargement.suggestedFilename()).toMatch(/\.pdf$/)
  await claire.contexte.close()

  const admin = await entrer('admin')
  await admin.page.goto(adresse(`/gestion/courriels?recherche=${numero}`))
  await admin.page
    .getByText(/claire@preau\.example/)
    .first()
    .waitFor()
  await capturer(admin.page, 'courriels-1440')
  await admin.contexte.close()
})
