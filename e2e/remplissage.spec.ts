import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { appeler } from './gestes.ts'
import { adresse, avecNavigateur, entrer, pdf, sansDebordement, sansDefautAxe } from './navigateur.ts'

avecNavigateur()

async function unBrouillon(page: Page): Promise<string> {
  const { cle } = await appeler(page, 'POST', '/dossiers', { teleservice: 'travaux-urgents', uai: '0310038Y' })
  return String(cle)
}

/** Leaves no draft behind: the fiche would offer to resume it in another journey. */
const jeter = (page: Page, cle: string) => appeler(page, 'DELETE', `/dossiers/${cle}`)

const ouvrirEtape = async (page: Page, cle: string, etape: string) => {
  await page.goto(adresse(`/dossiers/${cle}/formulaire?etape=${etape}`))
  await page.getByRole('navigation', { name: 'Étapes du formulaire' }).waitFor()
}

const objet = (page: Page) => page.getByLabel('Le désordre en quelques mots')
const etat = (page: Page, phrase: RegExp) => page.getByText(phrase).first().waitFor()
const objetEnregistre = async (page: Page, cle: string) => {
  const { reponses } = await appeler(page, 'GET', `/dossiers/${cle}`)
  return (reponses as Record<string, unknown>).objet
}

test('hors ligne, rien n’est perdu : l’état le dit, on est retenu de partir, et tout part au retour du réseau', async () => {
  const { page, contexte } = await entrer('claire')
  const cle = await unBrouillon(page)
  await ouvrirEtape(page, cle, 'situation')
  await contexte.setOffline(true)
  await objet(page).fill('Saisi dans le tunnel')
  await etat(page, /Hors ligne : vos réponses sont gardées sur cet appareil/)
  await page.getByRole('link', { name: 'Mes dossiers' }).first().click()
  await page.getByRole('dialog', { name: 'Quitter maintenant ?' }).waitFor()
  await sansDefautAxe(page)
  await page.getByRole('button', { name: 'Rester' }).click()
  await contexte.setOffline(false)
  await etat(page, /Enregistré à/)
  await expect.poll(() => objetEnregistre(page, cle)).toBe('Saisi dans le tunnel')
  await jeter(page, cle)
  await contexte.close()
})

test('un onglet fermé hors ligne : ce qui n’était pas parti part à la réouverture', async () => {
  const { page, contexte } = await entrer('claire')
  const cle = await unBrouillon(page)
  await ouvrirEtape(page, cle, 'situation')
  await contexte.setOffline(true)
  await objet(page).fill('Gardé sur cet appareil')
  await etat(page, /Hors ligne/)
  await page.close()
  await contexte.setOffline(false)
  const retour = await contexte.newPage()
  await ouvrirEtape(retour, cle, 'situation')
  await expect.poll(() => objet(retour).inputValue()).toBe('Gardé sur cet appareil')
  await expect.poll(() => objetEnregistre(retour, cle)).toBe('Gardé sur cet appareil')
  await jeter(retour, cle)
  await contexte.close()
})

test('session expirée : on se reconnecte, on revient à la même étape, le texte est intact', async () => {
  const { page, contexte } = await entrer('claire')
  const cle = await unBrouillon(page)
  await ouvrirEtape(page, cle, 'situation')
  await contexte.clearCookies()
  await objet(page).fill('Saisi après la fin de la session')
  await page.waitForURL(/\/connexion\?retour=/)
  await page.getByLabel('Adresse de courriel').fill('claire@preau.example')
  await page.getByLabel('Mot de passe', { exact: true }).fill('demonstration')
  await page.getByRole('button', { name: 'Se connecter', exact: true }).click()
  await page.waitForURL((url) => url.pathname.endsWith('/formulaire') && url.searchParams.get('etape') === 'situation')
  await expect.poll(() => objet(page).inputValue()).toBe('Saisi après la fin de la session')
  await expect.poll(() => objetEnregistre(page, cle)).toBe('Saisi après la fin de la session')
  await jeter(page, cle)
  await contexte.close()
})

test('le gestionnaire prépare, un collègue voit ses réponses, mais seul le chef dépose ; le second onglet le dit', async () => {
  const karim = await entrer('gestionnaire')
  const cle = await unBrouillon(karim.page)
  const claire = await entrer('claire')
  await ouvrirEtape(claire.page, cle, 'situation')
  await appeler(karim.page, 'PATCH', `/dossiers/${cle}/reponses`, {
    reponses: {
      danger: false,
      categorie: 'chauffage',
      description: 'La chaudière ne démarre plus depuis lundi matin.',
      constate_le: '2026-11-20',
      batiment: 'B',
      locaux_fermes: false,
      acces_libre: true,
      porteur: 'collectivite',
    },
  })
  await objet(claire.page).fill('Chaudière en panne')
  await claire.page.getByText('Ce brouillon a été modifié ailleurs').waitFor()
  expect(await claire.page.getByLabel('Décrivez le désordre').inputValue()).toMatch(/^La chaudière/)

  await ouvrirEtape(karim.page, cle, 'recapitulatif')
  await karim.page.getByLabel('Un mot pour le chef d’établissement').fill('La photo manque encore.')
  expect(await karim.page.getByRole('button', { name: 'Déposer le dossier' }).count()).toBe(0)
  await karim.page.getByText('Claire Vidal a aussi ce brouillon ouvert').waitFor()
  await sansDefautAxe(karim.page)
  await karim.page.getByRole('button', { name: 'Soumettre au chef d’établissement' }).click()
  await karim.page.getByRole('button', { name: 'Reprendre pour modifier' }).waitFor()
  await sansDefautAxe(karim.page)
  await ouvrirEtape(karim.page, cle, 'situation')
  expect(await objet(karim.page).isDisabled()).toBe(true)

  await ouvrirEtape(claire.page, cle, 'lieu')
  await claire.page.getByText('« La photo manque encore. »').waitFor()
  await claire.page
    .getByRole('group', { name: /^Photos/ })
    .locator('input[type=file]')
    .setInputFiles(pdf('photo.pdf'))
  await claire.page.getByRole('link', { name: 'photo.pdf' }).waitFor()
  const second = await claire.contexte.newPage()
  await ouvrirEtape(second, cle, 'recapitulatif')
  await ouvrirEtape(claire.page, cle, 'recapitulatif')
  await claire.page.getByRole('checkbox').check()
  await claire.page.getByRole('button', { name: 'Déposer le dossier' }).click()
  await claire.page.getByRole('heading', { name: 'Votre dossier est déposé' }).waitFor()
  await sansDefautAxe(claire.page)
  await second.bringToFront()
  await second.reload()
  await second.getByRole('heading', { name: 'Ce dossier est déjà déposé' }).waitFor()
  await claire.contexte.close()
  await karim.contexte.close()
})

test('au clavier seul : répondre, passer d’étape en étape, apprendre ce qui manque et y aller', async () => {
  const { page, contexte } = await entrer('claire')
  const cle = await unBrouillon(page)
  await ouvrirEtape(page, cle, 'situation')
  const clavier = page.keyboard
  const actif = () =>
    page.evaluate<string>('document.activeElement.labels?.[0]?.innerText ?? document.activeElement.innerText')
  const tabulerVers = async (nom: RegExp) => {
    for (let n = 0; n < 80; n++) {
      await clavier.press('Tab')
      if (nom.test(await actif())) return
    }
    throw new Error(`Le clavier n’atteint pas ${nom}.`)
  }
  await tabulerVers(/^Oui/)
  await clavier.press('ArrowDown')
  expect(await actif()).toMatch(/^Non/)
  await tabulerVers(/quelques mots/)
  await clavier.type('Au clavier')
  await tabulerVers(/^Continuer/)
  await clavier.press('Enter')
  await expect.poll(actif).toBe('Votre établissement')
  await tabulerVers(/^Corriger/)
  await ouvrirEtape(page, cle, 'recapitulatif')
  await tabulerVers(/^Déposer le dossier/)
  await clavier.press('Enter')
  await expect.poll(actif).toMatch(/^Ce dossier ne peut pas encore être déposé/)
  await clavier.press('Tab')
  await clavier.press('Enter')
  await page.waitForURL(/etape=situation/)
  await expect.poll(actif).toMatch(/^De quoi s’agit-il/)
  await jeter(page, cle)
  await contexte.close()
})

for (const [largeur, sombre] of [
  [768, true],
  [320, false],
] as const)
  test(`chaque étape tient à ${largeur} px${sombre ? ', thème sombre' : ''}, sans défaut d’accessibilité`, async () => {
    const { page, contexte } = await entrer('claire', { largeur, sombre })
    const cle = await unBrouillon(page)
    for (const etape of ['situation', 'etablissement', 'lieu', 'travaux', 'engagement', 'recapitulatif']) {
      await ouvrirEtape(page, cle, etape)
      await sansDebordement(page)
      await sansDefautAxe(page)
      expect(await page.textContent('main')).not.toMatch(/undefined|\[object|NaN/)
    }
    await jeter(page, cle)
    await contexte.close()
  })
