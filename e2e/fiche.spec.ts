import { expect, test } from 'vitest'
import { adresse, avecNavigateur, capturer, entrer, pdf, sansDebordement, sansDefautAxe } from './navigateur.ts'

avecNavigateur()

const FICHE = '/gestion/etablissements/0310038Y'

test('Agnès lit la fiche 360 : chiffres, onglets, enregistrements liés, chronologie', async () => {
  const { page, contexte } = await entrer('agnes')
  await page.goto(adresse(FICHE))
  await page.getByRole('heading', { name: 'Lycée polyvalent Bellevue', level: 1 }).waitFor()
  await page.getByText('Opérations votées', { exact: true }).waitFor()
  await page.getByRole('heading', { name: 'Contacts' }).waitFor()
  await page.locator('.leaflet-interactive').last().waitFor()
  await sansDefautAxe(page)
  await capturer(page, 'fiche-general-1440')
  for (const [onglet, attendu] of [
    ['Compléments', 'Capacité d’accueil'],
    ['Spécifiques', 'Nombre de bâtiments'],
    ['Moyens humains', 'Entretien général'],
    ['Numérique', 'Débit internet'],
    ['Annexes', 'Journée portes ouvertes'],
    ['Dossiers', 'Infiltrations dans la salle B204'],
    ['Chronologie', 'Entrée dans le référentiel'],
  ] as const) {
    await page.getByRole('tab', { name: onglet }).click()
    await page.getByRole('tabpanel').getByText(attendu).first().waitFor()
    await sansDefautAxe(page)
  }
  expect(page.url()).toContain('onglet=chronologie')
  await contexte.close()
})

test('Bruno corrige un champ, lit pourquoi il ne peut pas, puis défait', async () => {
  const { page, contexte } = await entrer('bruno')
  await page.goto(adresse(`${FICHE}?onglet=numerique`))
  await page.getByRole('button', { name: 'Corriger : Débit internet' }).click()
  await page.getByRole('dialog').getByLabel('Débit internet').fill('beaucoup')
  await page.getByRole('button', { name: 'Enregistrer' }).click()
  await page.getByRole('link', { name: 'Écrivez un nombre.' }).waitFor()
  await sansDefautAxe(page)
  await page.getByRole('dialog').getByLabel('Débit internet').fill('750')
  await page.getByLabel('Motif').fill('Bascule sur la fibre')
  await page.getByRole('button', { name: 'Enregistrer' }).click()
  await page
    .getByRole('tabpanel')
    .getByText(/^750\sMbit\/s/)
    .waitFor()
  await page.getByText(/Saisie à la main.*Bruno.*Bascule sur la fibre/).waitFor()
  await page.getByRole('button', { name: 'Annuler' }).click()
  await page.getByText('C’est défait.').waitFor()
  await expect.poll(() => page.getByRole('tabpanel').innerText()).not.toContain('750')
  await contexte.close()
})

test('Bruno tient les enregistrements liés : il ajoute, modifie, retire, remet ; un document se dépose', async () => {
  const { page, contexte } = await entrer('bruno')
  await page.goto(adresse(`${FICHE}?onglet=annexes`))
  await page.getByRole('button', { name: 'Ajouter une note' }).click()
  await page.getByRole('button', { name: 'Ajouter', exact: true }).click()
  await page.getByText('Renseignez « Note ».').first().waitFor()
  await page.getByRole('textbox', { name: 'Note' }).fill('Rappeler après la visite')
  await page.getByRole('button', { name: 'Ajouter', exact: true }).click()
  await page.getByRole('rowheader', { name: 'Rappeler après la visite' }).waitFor()
  await page.getByRole('button', { name: 'Retirer : Rappeler après la visite' }).click()
  await page.getByText('c’est retiré').waitFor()
  await page.getByRole('button', { name: 'Annuler' }).click()
  await page.getByRole('rowheader', { name: 'Rappeler après la visite' }).waitFor()
  await page.getByRole('button', { name: 'Ajouter un document' }).click()
  await page.locator('input[type=file]').setInputFiles(pdf('plan-masse.pdf'))
  await page.getByRole('rowheader', { name: 'plan-masse.pdf' }).waitFor()
  await sansDefautAxe(page)
  await contexte.close()
})

test('la fiche à une autre date se dit clairement et ne se corrige pas', async () => {
  const { page, contexte } = await entrer('agnes')
  await page.goto(adresse(`${FICHE}?onglet=specifiques`))
  await page.getByText('Voir la fiche à une autre date').click()
  await page.getByLabel('La fiche au').fill('2023-09-01')
  await page.getByRole('button', { name: 'Voir cette date' }).click()
  await page.getByText('Vous lisez la fiche au 1er sept. 2023').waitFor()
  expect(await page.getByRole('button', { name: /^Corriger/ }).count()).toBe(0)
  await sansDefautAxe(page)
  await capturer(page, 'fiche-passee-1440')
  await page.getByRole('button', { name: 'Revenir à aujourd’hui' }).click()
  await page
    .getByRole('button', { name: /^Corriger/ })
    .first()
    .waitFor()
  await contexte.close()
})

test('l’administrateur ajoute un onglet, une nomenclature et un champ : il est aussitôt dans la fiche', async () => {
  const { page, contexte } = await entrer('admin')
  await page.goto(adresse('/gestion/parametrage/champs'))
  await page.getByRole('heading', { name: 'Champs de la fiche', level: 1 }).waitFor()
  await sansDefautAxe(page)
  await page.getByRole('button', { name: 'Ajouter une nomenclature' }).click()
  await page.getByLabel('Libellé').fill('Labels E3D')
  await page.getByLabel('Valeurs').fill('Engagement\nExpertise')
  await page.getByRole('button', { name: 'Ajouter', exact: true }).click()
  await page.getByRole('rowheader', { name: 'Expertise' }).waitFor()
  await page.getByRole('button', { name: 'Ajouter un onglet' }).click()
  await page.getByLabel('Libellé').fill('Développement durable')
  await page.getByRole('button', { name: 'Ajouter', exact: true }).click()
  await page.getByText('Cet onglet n’a pas encore de champ.').waitFor()
  await page.getByRole('button', { name: 'Ajouter un champ' }).click()
  await page.getByLabel('Libellé').fill('Label E3D')
  await page.getByLabel('Type').selectOption('choix')
  await page.getByRole('dialog').getByLabel('Nomenclature').selectOption({ label: 'Labels E3D' })
  await sansDefautAxe(page)
  await page.getByRole('button', { name: 'Ajouter', exact: true }).click()
  await page.getByRole('rowheader', { name: 'Label E3D' }).waitFor()
  await page.goto(adresse(FICHE))
  await page.getByRole('tab', { name: 'Développement durable' }).click()
  await page.getByText('1 champ à renseigner').click()
  await page.getByRole('button', { name: 'Corriger : Label E3D' }).click()
  await page.getByRole('dialog').getByLabel('Label E3D').selectOption({ label: 'Expertise' })
  await page.getByRole('button', { name: 'Enregistrer' }).click()
  await page.getByRole('tabpanel').locator('dl').getByText('Expertise').waitFor()
  await contexte.close()
})

test('Claire lit sa fiche sans notes ni tâches ; elle n’y écrit rien : « Corriger » propose', async () => {
  const { page, contexte } = await entrer('claire', { largeur: 360 })
  await page.goto(adresse('/etablissements/0310038Y'))
  await page.getByRole('tab', { name: 'Compléments' }).waitFor()
  await page.getByRole('heading', { name: 'Contacts' }).waitFor()
  expect(await page.getByRole('button', { name: /^(Ajouter|Modifier|Effacer)/ }).count()).toBe(0)
  await page.getByRole('button', { name: 'Corriger : Téléphone' }).click()
  await page.getByRole('dialog', { name: 'Proposer une correction : Téléphone' }).waitFor()
  await sansDebordement(page)
  await sansDefautAxe(page)
  await page.getByRole('button', { name: 'Annuler' }).click()
  await page.getByRole('tab', { name: 'Annexes' }).click()
  await page.getByRole('heading', { name: 'Actualités' }).waitFor()
  expect(await page.getByRole('heading', { name: /Notes|Tâches/ }).count()).toBe(0)
  await sansDebordement(page)
  await sansDefautAxe(page)
  await contexte.close()
})

test('à 360 px, la fiche de gestion tient dans l’écran', async () => {
  const { page, contexte } = await entrer('agnes', { largeur: 360 })
  await page.goto(adresse(`${FICHE}?onglet=specifiques`))
  await page.getByRole('heading', { name: 'Opérations' }).waitFor()
  await sansDebordement(page)
  await sansDefautAxe(page)
  await capturer(page, 'fiche-specifiques-360')
  await contexte.close()
})
