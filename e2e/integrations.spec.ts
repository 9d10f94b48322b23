import { readFileSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { adresse, avecNavigateur, capturer, entrer, sansDebordement, sansDefautAxe } from './navigateur.ts'

avecNavigateur()

/** The real IPS of collèges, rentrée 2022: its first rows, of which one UAI has a wrong letter. */
function fichierReel(): { buffer: Buffer; faux: string; juste: string } {
  const texte = gunzipSync(readFileSync(new URL('../donnees/ips/ips-colleges-2022.csv.gz', import.meta.url))).toString()
  const lignes = texte.split(/\r?\n/).slice(0, 120)
  const juste = /\b\d{7}[A-Z]\b/.exec(lignes[5] ?? '')?.[0] ?? ''
  const faux = juste.slice(0, 7) + (juste.endsWith('X') ? 'Y' : 'X')
  lignes[5] = (lignes[5] ?? '').replace(juste, faux)
  return { buffer: Buffer.from(`${lignes.join('\n')}\n`), faux, juste }
}

const aller = async (page: Page) => {
  await page.goto(adresse('/gestion/integrations'))
  await page.getByRole('heading', { name: 'Intégrations', level: 1 }).waitFor()
}

test('Agnès importe un fichier réel : à blanc, le diff, l’application, un rejet corrigé et rejoué, l’annulation', async () => {
  const { buffer, faux, juste } = fichierReel()
  const { page, contexte } = await entrer('agnes')
  await aller(page)
  await page.getByRole('button', { name: 'Importer un fichier' }).click()
  await page.getByLabel('Source', { exact: true }).selectOption('ips-colleges')
  await sansDefautAxe(page)
  await page.locator('input[type=file]').setInputFiles({ name: 'ips-2022.csv', mimeType: 'text/csv', buffer })

  await page.waitForURL(/\/gestion\/integrations\/\d+/)
  await page.getByText('À blanc, terminé').first().waitFor({ timeout: 60_000 })
  await page.getByRole('tab', { name: 'Ce qui changerait' }).waitFor()
  await page.getByRole('row').nth(10).waitFor()
  await sansDefautAxe(page)
  await sansDebordement(page)
  await capturer(page, 'import-a-blanc-1440')

  await page.getByRole('button', { name: /^Appliquer/ }).click()
  await page.getByText('Appliqué', { exact: true }).first().waitFor({ timeout: 60_000 })
  const applique = new URL(page.url()).pathname

  await page.getByRole('tab', { name: /^Écartées/ }).click()
  const rangee = page.getByRole('row').filter({ hasText: faux })
  await rangee.getByRole('button', { name: /^Corriger/ }).click()
  await sansDefautAxe(page)
  const champ = page.getByRole('dialog').getByLabel(/uai/i).first()
  await champ.fill(juste)
  await page.getByRole('button', { name: 'Garder la correction' }).click()
  await page.getByRole('button', { name: 'Rejouer les lignes corrigées' }).click()
  await page.waitForURL((url) => url.pathname !== applique)
  await page.getByText('Cet import rejoue les lignes corrigées').waitFor()
  await page.getByText('Appliqué', { exact: true }).first().waitFor({ timeout: 60_000 })

  for (const chemin of [new URL(page.url()).pathname, applique]) {
    await page.goto(adresse(chemin))
    await page.getByRole('button', { name: 'Annuler cet import' }).click()
    await page.getByRole('button', { name: 'Défaire les changements' }).click()
    await page.getByText(/l’état d’avant/).waitFor({ timeout: 60_000 })
    await page.getByRole('button', { name: 'Fermer', exact: true }).click()
    await page.getByText('Annulé', { exact: true }).first().waitFor()
  }
  await contexte.close()
}, 240_000)

test('un fichier étranger est refusé avec les bons mots', async () => {
  const { page, contexte } = await entrer('agnes')
  await aller(page)
  await page.getByRole('button', { name: 'Importer un fichier' }).click()
  await page.getByLabel('Source', { exact: true }).selectOption('ips-colleges')
  const etranger = { name: 'autre.csv', mimeType: 'text/csv', buffer: Buffer.from('nom;ville\nDupont;Albi\n') }
  await page.locator('input[type=file]').setInputFiles(etranger)
  await page.getByText('Ce fichier est refusé').waitFor({ timeout: 60_000 })
  await page.getByText(/colonnes attendues/).waitFor()
  await contexte.close()
})

test('l’administrateur règle une source, l’essaie, et autorise une application', async () => {
  const { page, contexte } = await entrer('admin')
  await page.goto(adresse('/gestion/integrations/sources/annuaire'))
  await page.getByRole('button', { name: 'Tester' }).click()
  await page.getByText(/Les appels vers l’extérieur sont désactivés/).waitFor()
  await page.getByRole('textbox', { name: /^Horaire/ }).fill('chaque nuit')
  await page.getByRole('button', { name: 'Enregistrer' }).click()
  await page
    .getByText(/Un horaire s’écrit/)
    .first()
    .waitFor()
  await sansDefautAxe(page)
  await page.goto(adresse('/gestion/integrations?onglet=applications'))
  await page.getByRole('button', { name: 'Autoriser une application' }).click()
  await page.getByLabel('Nom de l’application').fill(`Parc ${Date.now()}`)
  await page.getByRole('dialog').getByRole('checkbox').first().check()
  await page.getByRole('button', { name: 'Autoriser et donner la clé' }).click()
  await page.getByText(/^preau_/).waitFor()
  await sansDefautAxe(page)
  await contexte.close()
}, 60_000)

test('la correspondance : un fichier aux colonnes inconnues est deviné, essayé, puis lisible', async () => {
  const { page, contexte } = await entrer('admin')
  await page.goto(adresse('/gestion/integrations/sources/ips-colleges/correspondance'))
  const buffer = Buffer.from('annee;etab;indice\n2022-2023;0310054R;100,5\n')
  await page.locator('input[type=file]').setInputFiles({ name: 'ips.csv', mimeType: 'text/csv', buffer })
  await page.getByText('Ce que Préau lit').waitFor()
  await page.getByText(/séparateur : point-virgule/).waitFor()
  await page.getByLabel('Lire « annee » comme').fill('rentree_scolaire')
  await page.getByLabel('Lire « etab » comme').fill('uai')
  await page.getByLabel('Lire « indice » comme').fill('ips')
  await page.getByRole('button', { name: 'Essayer cette correspondance' }).click()
  await page.getByText('1 ligne retenue sur 1 vue').waitFor()
  await sansDefautAxe(page)
  await sansDebordement(page)
  await contexte.close()
}, 60_000)

test('un tableau d’agent : une colonne reliée et transformée, un mot traduit, puis essai à blanc, différences, application, annulation', async () => {
  const { page, contexte } = await entrer('admin')
  await page.goto(adresse('/gestion/integrations/sources/fiche/correspondance'))
  const surface = 10_000 + (Date.now() % 5_000)
  const texte = `Site;Mode de chauffage;Surface chauffée;Remarque\n0310036W;Chaudière fioul/gaz;${surface},5 m2;vu\n`
  const fichier = { name: 'chauffage.csv', mimeType: 'text/csv', buffer: Buffer.from(texte) }
  await page.locator('input[type=file]').setInputFiles(fichier)
  await page.getByText('Ce que Préau lit').waitFor()

  await page.getByLabel('Lire « Surface chauffée » comme').fill('Surface de plancher')
  await page.getByRole('button', { name: 'Régler la colonne « Surface chauffée »' }).click()
  await page.getByText('Ce n’est pas un nombre.').waitFor()
  await page.getByLabel('Ajouter une étape').selectOption('separer')
  await page.getByText('Ce n’est pas un nombre.').waitFor({ state: 'detached' })
  await page.getByRole('button', { name: 'Régler la colonne « Surface chauffée »' }).click()

  await page.getByLabel('Lire « Mode de chauffage » comme').fill('Énergie de chauffage')
  await page.getByRole('button', { name: 'Régler la colonne « Mode de chauffage »' }).click()
  await page.getByLabel('Ajouter une étape').selectOption('majuscules')
  await page.getByLabel('« CHAUDIÈRE FIOUL/GAZ » veut dire').selectOption({ label: 'Fioul' })
  await page.getByText('Tous les mots ont un sens').waitFor()
  await sansDefautAxe(page)
  await sansDebordement(page)

  await page.getByRole('button', { name: 'Essayer cette correspondance' }).click()
  await page.getByText('1 ligne retenue sur 1 vue').waitFor()
  await page.getByRole('button', { name: 'Enregistrer comme nouvelle version' }).click()
  await page.getByText(/Correspondance enregistrée : version/).waitFor()
  await page.getByRole('button', { name: 'Importer ce fichier à blanc' }).click()
  await page.waitForURL(/\/gestion\/integrations\/\d+/)
  await page.getByText('À blanc, terminé').first().waitFor({ timeout: 60_000 })
  await page.getByRole('row').filter({ hasText: 'Fioul' }).first().waitFor()
  await page.getByRole('button', { name: /^Appliquer/ }).click()
  await page.getByText('Appliqué', { exact: true }).first().waitFor({ timeout: 60_000 })
  await page.getByRole('button', { name: 'Annuler cet import' }).click()
  await page.getByRole('button', { name: 'Défaire les changements' }).click()
  await page.getByText(/l’état d’avant/).waitFor({ timeout: 60_000 })
  await page.getByRole('button', { name: 'Fermer', exact: true }).click()

  await page.goto(adresse('/gestion/integrations/sources/fiche?onglet=versions'))
  await page.getByRole('heading', { name: 'Comparer deux versions' }).waitFor()
  await page.getByRole('row').filter({ hasText: 'surface_plancher' }).first().waitFor()
  await sansDefautAxe(page)
  await contexte.close()
}, 180_000)

test('Bruno, qui ne suit qu’un département, ne voit pas les intégrations', async () => {
  const { page, contexte } = await entrer('bruno')
  await page.goto(adresse('/gestion'))
  await page.getByRole('link', { name: 'Dossiers' }).first().waitFor()
  expect(await page.getByRole('link', { name: 'Intégrations' }).count()).toBe(0)
  await contexte.close()
})
