import { beforeAll, expect, test } from 'vitest'
import { SYSTEME } from '#domain/acteur.ts'
import * as api from '#domain/teleservices/api.ts'
import { claire, TOUS } from '#test/personas.ts'
import { ouvrirServeur, type Portes } from '#test/porte.ts'
import { contextOf, write } from '../platform/context.ts'
import { openDatabase, openPool } from '../platform/db.ts'
import { listerTeleservices } from './catalogue.ts'
import { installerModeles } from './modeles.ts'

let portes: Portes
beforeAll(async () => {
  portes = await ouvrirServeur()
  await write(contextOf(portes.kit, SYSTEME), installerModeles)
})

test('le catalogue est public : total, pages, tuiles et facettes', async () => {
  const { status, body } = await portes.appeler(undefined, api.listerTeleservices, { query: { par_page: 2 } })
  expect(status).toBe(200)
  expect(body.total).toBeGreaterThanOrEqual(3)
  expect(body.elements).toHaveLength(2)
  const travaux = await portes.appeler(undefined, api.listerTeleservices, { query: { thematique: 'travaux' } })
  expect(travaux.body.elements).toContainEqual(
    expect.objectContaining({
      code: 'travaux-urgents',
      etat: 'ouvert',
      ouvre_le: null,
      audience: expect.stringContaining('publics'),
    }),
  )
})

test('la fiche est publique ; un code inconnu est introuvable', async () => {
  const { status, body } = await portes.appeler(undefined, api.lireTeleservice, { params: { code: 'travaux-urgents' } })
  expect(status).toBe(200)
  expect(body).toMatchObject({
    thematique: 'travaux',
    libelle_thematique: 'Travaux',
    dispositif: { regime: 'administration' },
  })
  expect(body.fiche.contact.service).toBe('Direction du patrimoine scolaire')
  const absent = await portes.appeler(undefined, api.lireTeleservice, { params: { code: 'inconnu' } })
  expect(absent.status).toBe(404)
})

test('le formulaire demande un compte', async () => {
  const appel = { params: { code: 'travaux-urgents' } }
  expect((await portes.appeler(undefined, api.lireFormulaire, appel)).status).toBe(401)
  const { status, body } = await portes.appeler(claire, api.lireFormulaire, appel)
  expect(status).toBe(200)
  expect(body.numero).toBe(1)
  expect(body.definition.etapes.length).toBeGreaterThanOrEqual(3)
})

test.each(Object.entries(TOUS))(
  'chaque porte, pour %s : le catalogue, la fiche et le formulaire se lisent',
  async (_, qui) => {
    const appel = { params: { code: 'travaux-urgents' } }
    expect((await portes.appeler(qui, api.listerTeleservices, {})).status).toBe(200)
    expect((await portes.appeler(qui, api.lireTeleservice, appel)).status).toBe(200)
    expect((await portes.appeler(qui, api.lireFormulaire, appel)).status).toBe(200)
  },
)

test.each([
  ['recherche', "'; drop table teleservices.version; --", 200],
  ['recherche', '<script>alert(1)</script>', 200],
  ['recherche', '😀 %_\\', 200],
  ['recherche', 'é'.repeat(10_000), 400],
  ['page', '-1', 400],
  ['page', 'NaN', 400],
  ['par_page', '1000000', 400],
  ['thematique', 'travaux,inconnue', 400],
  ['ouvert', 'peut-être', 400],
])('une entrée hostile (%s=%s…) reçoit une réponse claire', async (cle, valeur, attendu) => {
  const reponse = await portes.injecter(undefined, {
    method: 'GET',
    url: '/api/v1/teleservices',
    query: { [cle]: valeur },
  })
  expect(reponse.statusCode).toBe(attendu)
  if (attendu === 400) expect(reponse.headers['content-type']).toContain('application/problem+json')
})

test('un octet nul dans l’adresse est refusé', async () => {
  const reponse = await portes.injecter(undefined, { method: 'GET', url: '/api/v1/teleservices/travaux%00urgents' })
  expect(reponse.statusCode).toBe(400)
})

test('le catalogue se lit en une requête, quel que soit leur nombre', async () => {
  let requetes = 0
  const db = openDatabase(openPool(portes.base.application), { log: () => (requetes += 1) })
  try {
    const query = api.RechercheCatalogue.parse({})
    const page = await listerTeleservices(
      { ...contextOf(portes.kit, claire), db },
      { params: undefined, query, body: undefined },
    )
    expect(page.total).toBeGreaterThanOrEqual(3)
    expect(requetes).toBe(1)
  } finally {
    await db.destroy()
  }
})
