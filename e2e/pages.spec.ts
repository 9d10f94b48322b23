import { expect, test } from 'vitest'
import {
  adresse,
  avecNavigateur,
  capturer,
  entrer,
  ouvrir,
  type Qui,
  sansDebordement,
  sansDefautAxe,
} from './navigateur.ts'

avecNavigateur()

/** Every page that stands by itself, and who looks at it. */
const PAGES: [Qui | 'visiteur', string, string][] = [
  ['visiteur', 'accueil', '/'],
  ['visiteur', 'catalogue', '/teleservices'],
  ['visiteur', 'fiche', '/teleservices/equipement-pedagogique'],
  ['visiteur', 'connexion', '/connexion'],
  ['visiteur', 'oubli', '/mot-de-passe'],
  ['visiteur', 'accessibilite', '/accessibilite'],
  ['visiteur', 'introuvable', '/nulle-part'],
  ['visiteur', 'api', '/api/docs'],
  ['claire', 'accueil', '/'],
  ['claire', 'dossiers', '/dossiers'],
  ['claire', 'alertes', '/notifications'],
  ['claire', 'compte', '/compte'],
  ['claire', 'etablissement', '/etablissements/0310038Y'],
  ['bruno', 'tableau', '/gestion'],
  ['bruno', 'portefeuille', '/gestion/dossiers'],
  ['bruno', 'etablissements', '/gestion/etablissements'],
  ['bruno', 'fiche360', '/gestion/etablissements/0310038Y'],
  ['bruno', 'propositions', '/gestion/propositions'],
  ['admin', 'courriels', '/gestion/courriels'],
  ['admin', 'integrations', '/gestion/integrations'],
  ['admin', 'services', '/gestion/parametrage/services'],
  ['admin', 'placements', '/gestion/integrations?onglet=placements'],
]

const QUI = [...new Set(PAGES.map(([qui]) => qui))]

for (const qui of QUI)
  for (const [largeur, sombre] of [
    [1440, false],
    [320, true],
  ] as const)
    test(`les pages de ${qui} à ${largeur} px${sombre ? ', thème sombre' : ''}`, async () => {
      const { page, contexte } =
        qui === 'visiteur' ? await ouvrir({ largeur, sombre }) : await entrer(qui, { largeur, sombre })
      for (const [, nom, chemin] of PAGES.filter(([q]) => q === qui)) {
        await page.goto(adresse(chemin))
        await page.locator('h1').first().waitFor()
        await page.waitForLoadState('networkidle')
        await sansDebordement(page)
        await sansDefautAxe(page)
        expect(await page.locator('body').innerText(), chemin).not.toMatch(/undefined|\[object|NaN/)
        await capturer(page, `${qui}-${nom}-${largeur}`)
      }
      await contexte.close()
    })
