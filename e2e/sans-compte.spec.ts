import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { continuer, enregistre } from './gestes.ts'
import {
  adresse,
  avecNavigateur,
  capturer,
  connecter,
  entrer,
  ouvrir,
  sansDebordement,
  sansDefautAxe,
} from './navigateur.ts'

avecNavigateur()

// A name of its own, so that the journey may be played twice on the same server.
const CODE = `transport-${Date.now().toString(36)}`
const TITRE = `Transport d’un élève ${CODE.slice(-4)}`
const COURRIEL = `${CODE}@famille.example`
let suivi = ''
let cle = ''

const regarder = async (page: Page, nom: string) => {
  await sansDebordement(page)
  await sansDefautAxe(page)
  await capturer(page, `sans-compte-${nom}`)
}

test('Agnès ouvre un téléservice aux familles, sans compte', async () => {
  const { page, contexte } = await entrer('agnes')
  await creerTeleservice(page)
  await page.goto(adresse(`/gestion/formulaires/${CODE}/fiche`))
  await page.getByRole('group', { name: 'Ouvert sans compte' }).getByRole('checkbox', { name: 'Familles' }).check()
  await page.getByRole('button', { name: 'Enregistrer la fiche' }).click()
  await page.getByText('La fiche est enregistrée.').waitFor()
  await regarder(page, 'fiche-gestion')
  await contexte.close()
})

test('une famille part du catalogue, confirme son adresse et reçoit un code de suivi', async () => {
  const { page, contexte } = await ouvrir({ largeur: 360 })
  await page.goto(adresse('/teleservices'))
  await page.getByRole('checkbox', { name: /Sans compte/ }).check()
  await page.waitForURL(/sans_compte=oui/)
  await regarder(page, 'catalogue')
  await page.getByRole('link', { name: TITRE }).click()
  await page.getByRole('link', { name: 'Commencer sans compte' }).click()
  await page.getByRole('heading', { name: 'Commencer sans compte' }).waitFor()
  await page.getByRole('button', { name: 'Recevoir le code de confirmation' }).click()
  await page.getByRole('link', { name: 'Choisissez l’établissement concerné.' }).waitFor()
  await page.getByRole('link', { name: 'Cochez la case', exact: false }).waitFor()
  await regarder(page, 'coordonnees-fautes')
  await page.getByRole('combobox', { name: 'Établissement concerné' }).fill('toulouse')
  await page.getByRole('option').first().waitFor()
  await regarder(page, 'etablissements')
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  await page.getByLabel('Votre prénom').fill('Inès')
  await page.getByLabel('Votre nom').fill('Delmas')
  await page.getByLabel('Votre adresse de courriel').fill(COURRIEL)
  // A reload loses nothing.
  await page.reload()
  await expect.poll(() => page.getByLabel('Votre nom').inputValue()).toBe('Delmas')
  await page.getByRole('checkbox', { name: /J’accepte/ }).check()
  await page.getByRole('button', { name: 'Recevoir le code de confirmation' }).click()
  await page.getByRole('heading', { name: 'Confirmez votre adresse' }).waitFor()
  await page.reload()
  await page.getByLabel('Code de confirmation').fill('12 34')
  await page.getByRole('button', { name: 'Confirmer mon adresse' }).click()
  await page.getByRole('alert').waitFor()
  await regarder(page, 'confirmation')
  const code = await page.getByText('Le code qu’il porte').locator('strong').innerText()
  await page.getByLabel('Code de confirmation').fill(` ${code} `)
  await page.getByRole('button', { name: 'Confirmer mon adresse' }).click()
  await page.getByRole('heading', { name: 'Votre code de suivi' }).waitFor()
  suivi = await page.getByText('Code de suivi', { exact: true }).locator('xpath=following-sibling::strong').innerText()
  expect(suivi.replace(/[^A-Z0-9]/g, '').length).toBeGreaterThanOrEqual(8)
  await regarder(page, 'code')
  await page.getByRole('link', { name: 'Je l’ai noté : remplir ma demande' }).click()
  await page.waitForURL(/\/dossiers\/[a-z0-9]{12}\/formulaire/)
  cle = page.url().split('/')[4] ?? ''

  // What was said to begin is not asked again.
  await page.getByText('Delmas', { exact: true }).or(page.locator('input[value="Delmas"]')).first().waitFor()
  await page.getByLabel('Classe').fill('4e B')
  await page.getByLabel('Classe').blur()
  await enregistre(page)
  await regarder(page, 'formulaire')
  await continuer(page)
  await page.getByLabel('Trajet').fill('De Blagnac au collège')
  await page.getByLabel('Trajet').blur()
  await enregistre(page)
  // The session ends under the person: the code is asked again, and one is back at the same step.
  await contexte.clearCookies()
  await page.getByLabel('Trajet').fill('De Blagnac au collège, matin et soir')
  await page.getByLabel('Trajet').blur()
  await page.waitForURL(/\/suivi\?retour=/)
  await ouvrirLeSuivi(page)
  await page.waitForURL(/etape=trajet/)
  await expect.poll(() => page.getByLabel('Trajet').inputValue()).toBe('De Blagnac au collège, matin et soir')
  await enregistre(page)
  await continuer(page, 'Relire et déposer')
  await page.getByRole('heading', { name: 'Vos réponses' }).waitFor()
  await regarder(page, 'relecture')
  await page.getByRole('button', { name: 'Déposer le dossier' }).click()
  await page.getByRole('heading', { name: 'Votre dossier est déposé' }).waitFor()
  await regarder(page, 'depose')
  await page.getByRole('button', { name: 'Quitter' }).click()
  await page.getByRole('heading', { name: 'Suivre une demande' }).waitFor()
  await expect.poll(() => page.getByRole('link', { name: /Demande de/ }).count()).toBe(0)
  await contexte.close()
})

test('Bruno voit une demande sans compte, avec l’adresse, et écrit ; l’établissement ne la voit pas', async () => {
  const { page, contexte } = await entrer('bruno')
  await page.goto(adresse(`/gestion/dossiers/${cle}`))
  await page.getByText('Sans compte', { exact: true }).waitFor()
  await page.getByRole('link', { name: COURRIEL }).waitFor()
  await page.getByRole('textbox', { name: /message/i }).fill('Quel arrêt de bus prenez-vous ?')
  await page.getByRole('button', { name: /^Envoyer/ }).click()
  await page.getByText('Quel arrêt de bus prenez-vous ?').waitFor()
  await regarder(page, 'instruction')
  await contexte.close()
})

test('sur un autre appareil, le code rouvre la demande ; la famille lit et répond', async () => {
  const { page, contexte } = await ouvrir({ sombre: true })
  await page.goto(adresse('/'))
  await page.getByRole('link', { name: 'Suivre une demande', exact: true }).click()
  await page.getByLabel('Adresse de courriel', { exact: true }).fill(COURRIEL)
  await page.getByLabel('Code de suivi').fill('ABCD2345')
  await page.getByRole('button', { name: 'Ouvrir ma demande' }).click()
  await page.getByRole('alert').waitFor()
  await regarder(page, 'suivi-refus')
  await page.getByRole('button', { name: 'Recevoir un nouveau code' }).click()
  await page.getByText('Si une demande est suivie avec l’adresse').waitFor()
  await ouvrirLeSuivi(page)
  await page.getByRole('link', { name: 'Demande de Inès Delmas' }).waitFor()
  await page.getByText('Quel arrêt de bus prenez-vous ?').waitFor()
  expect(await page.getByRole('link', { name: 'Mes dossiers' }).count()).toBe(0)
  await regarder(page, 'dossier')
  await page.getByLabel('Votre message au service').fill('Celui de la mairie.')
  await page.getByRole('button', { name: 'Envoyer' }).click()
  await page.getByText('Celui de la mairie.').waitFor()
  await contexte.close()
})

test('qui a un compte y rattache sa demande avec le code, puis la trouve dans ses dossiers', async () => {
  const { page, contexte } = await ouvrir()
  await connecter(page, 'claire')
  expect((await page.request.get(adresse(`/api/v1/dossiers/${cle}`))).status()).toBe(404)
  await page.goto(adresse('/dossiers'))
  await page.getByRole('button', { name: 'Rattacher une demande commencée sans compte' }).click()
  await page.getByLabel('Adresse donnée pour cette demande').fill(COURRIEL)
  await page.getByLabel('Code de suivi').fill(suivi)
  await regarder(page, 'rattacher')
  await page.getByRole('button', { name: 'Rattacher à mon compte' }).click()
  await page.waitForURL(new RegExp(`/dossiers/${cle}`))
  await page.getByText('Celui de la mairie.').waitFor()
  await contexte.close()
})

async function ouvrirLeSuivi(page: Page): Promise<void> {
  await page.getByLabel('Adresse de courriel', { exact: true }).fill(COURRIEL)
  await page.getByLabel('Code de suivi').fill(suivi)
  await page.getByRole('button', { name: 'Ouvrir ma demande' }).click()
}

/** A small form, imported and published as an agent would. */
async function creerTeleservice(page: Page): Promise<void> {
  const demander = async (chemin: string, data: object) => {
    const reponse = await page.request.post(adresse(`/api/v1${chemin}`), { data })
    expect(reponse.ok(), await reponse.text()).toBe(true)
  }
  const champ = (id: string, libelle: string, source?: string) => ({
    ...{ id, type: 'texte', libelle, obligatoire: true },
    ...(source ? { source } : {}),
  })
  const document = {
    format: 'preau/formulaire@1',
    titre: TITRE,
    etapes: [
      {
        id: 'eleve',
        titre: 'L’élève',
        champs: [champ('nom', 'Nom de l’élève', 'demandeur.nom'), champ('classe', 'Classe')],
      },
      { id: 'trajet', titre: 'Le trajet', champs: [champ('trajet', 'Trajet')] },
    ],
  }
  const contact = {
    service: 'Service des transports',
    adresse: '1 place du Préau, 31000 Toulouse',
    telephone: '05 36 49 00 90',
    courriel: 'transports@preau.example',
  }
  const resume = 'Demander l’aide au transport pour un collégien ou un lycéen.'
  const nouveau = { code: CODE, titre: TITRE, resume, thematique: 'aides', contact }
  await demander('/formulaires/imports', { document, vers: { nouveau } })
  await demander(`/formulaires/${CODE}/versions`, { revision: 1 })
}
