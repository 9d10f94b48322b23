import { expect, test } from 'vitest'
import { adresse, avecNavigateur, capturer, entrer, sansDebordement, sansDefautAxe } from './navigateur.ts'

avecNavigateur()

// Collège Jean Jaurès, Castres, takes in the lycée Le Garros, Auch: no other journey looks at them.
const RESTE = '0810960D'
const ABSORBE = '0320067Z'

test('Agnès prépare une fusion, la fait, retrouve l’établissement par l’ancien UAI, puis l’annule', async () => {
  const { page, contexte } = await entrer('agnes')
  await page.goto(adresse(`/gestion/etablissements/${RESTE}`))
  await page.getByRole('link', { name: 'Fusionner…' }).click()
  await page.getByLabel('Chercher l’établissement à fusionner dans celui-ci').fill(ABSORBE)
  await page.getByRole('button', { name: new RegExp(ABSORBE) }).click()
  await page.getByRole('heading', { name: 'Valeurs gardées' }).waitFor()
  await sansDefautAxe(page)
  await capturer(page, 'fusion-plan-1440')
  const telephone = page.getByRole('group', { name: /Téléphone/ })
  await telephone.getByRole('radio').nth(1).check()
  await page.getByRole('button', { name: 'Fusionner maintenant' }).click()
  await page.getByRole('heading', { name: /^Absorption du/, level: 1 }).waitFor()
  const resultat = page.url()
  await sansDefautAxe(page)
  await page.goto(adresse(`/gestion/etablissements?recherche=${ABSORBE}`))
  await page.getByText(`L’UAI ${ABSORBE} n’a plus cours`).waitFor()
  await expect.poll(() => page.getByRole('table').innerText()).toContain('Jean Jaurès')
  await page.goto(adresse(`/gestion/etablissements/${ABSORBE}`))
  await page.getByText(/^Remplacé depuis le/).waitFor()
  await page.goto(resultat)
  await page.getByRole('button', { name: 'Annuler' }).click()
  await page.getByRole('button', { name: 'Remettre comme avant' }).click()
  await page.getByText('Annulée : tout est remis comme avant.').waitFor()
  await page.goto(adresse(`/gestion/etablissements/${ABSORBE}`))
  await page.getByRole('heading', { name: /Le Garros/, level: 1 }).waitFor()
  expect(await page.getByText(/^Remplacé depuis le/).count()).toBe(0)
  await contexte.close()
})

test('les rapprochements s’expliquent, s’écartent et se reproposent', async () => {
  const { page, contexte } = await entrer('agnes')
  await page.goto(adresse('/gestion/rapprochements'))
  await page.getByRole('button', { name: 'Chercher de nouveau' }).click()
  await expect
    .poll(
      async () => {
        await page.reload()
        await page.waitForLoadState('networkidle')
        return page.getByRole('button', { name: 'Ne pas regrouper' }).count()
      },
      { timeout: 60_000, interval: 2_000 },
    )
    .toBeGreaterThan(0)
  await sansDefautAxe(page)
  await page.getByRole('button', { name: 'Ne pas regrouper' }).first().click()
  await page.getByLabel('Pourquoi ?').fill('Deux établissements voisins')
  await page.getByRole('button', { name: 'Écarter', exact: true }).click()
  await page.getByText('Rapprochement écarté.').waitFor()
  await page.getByRole('tab', { name: 'Écartés' }).click()
  await page.getByText(/Deux établissements voisins/).waitFor()
  await page.getByRole('button', { name: 'Reproposer' }).first().click()
  await page.getByText('Rien n’a été écarté.').waitFor()
  await contexte.close()
})

test('un regroupement se crée et se lit, même sur un petit écran', async () => {
  const { page, contexte } = await entrer('admin', { largeur: 360 })
  await page.goto(adresse(`/gestion/regroupements?nouveau=${RESTE},${ABSORBE}`))
  await page.getByLabel('Nom', { exact: true }).fill('Réseau d’essai')
  await page.getByLabel('Depuis').fill('2025-09-01')
  await sansDefautAxe(page)
  await sansDebordement(page)
  await page.getByRole('button', { name: 'Créer le regroupement' }).click()
  await page.getByRole('heading', { name: 'Réseau d’essai', level: 1 }).waitFor()
  await sansDefautAxe(page)
  await sansDebordement(page)
  await contexte.close()
})

test('Bruno, qui suit un département, n’a ni le menu ni les boutons', async () => {
  const { page, contexte } = await entrer('bruno')
  await page.goto(adresse('/gestion/etablissements/0310038Y'))
  await page.getByRole('heading', { name: 'Lycée polyvalent Bellevue', level: 1 }).waitFor()
  expect(await page.getByRole('link', { name: 'Rapprochements' }).count()).toBe(0)
  expect(await page.getByRole('link', { name: 'Fusionner…' }).count()).toBe(0)
  await page.goto(adresse('/gestion/rapprochements'))
  await page
    .getByText(/réservés aux agents qui suivent tout le territoire/)
    .first()
    .waitFor()
  await contexte.close()
})
