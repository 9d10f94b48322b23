import { beforeAll, describe, expect, test } from 'vitest'
import * as api from '#domain/integration/api.ts'
import { texteDe } from '#test/donnees.ts'
import { garder } from '#test/imports.ts'
import { admin, agnes, bruno, claire, gestionnaire, TOUS } from '#test/personas.ts'
import { ouvrirServeur, type Portes } from '#test/porte.ts'
import { contextOf, write } from '../platform/context.ts'
import { paquetDe } from './fichiers.ts'
import { importer } from './importer.ts'
import { ANNUAIRE } from './sources.ts'

let portes: Portes
let id: number

beforeAll(async () => {
  portes = await ouvrirServeur()
  const { code, libelle, editeur, licence, genre, priorite } = ANNUAIRE
  const fichier = garder(texteDe(ANNUAIRE.fichiers[0] ?? ''), (l) => /;032;16;76;/.test(l))
  id = await write(contextOf(portes.kit, { genre: 'systeme', nom: 'Préau' }), async (ctx) => {
    await ctx.db.insertInto('integration.source').values({ code, libelle, editeur, licence, genre, priorite }).execute()
    return importer(ctx, ANNUAIRE, paquetDe('gers.csv', `${fichier}\nligne;coupée`), {})
  })
})

describe('qui lit les imports', () => {
  test.each(Object.entries(TOUS))('%s', async (_nom, qui) => {
    const attendu = qui.role === 'etablissement' ? 403 : 200
    expect((await portes.appeler(qui, api.listerExecutions, {})).status).toBe(attendu)
    expect((await portes.appeler(qui, api.lireExecution, { params: { id } })).status).toBe(attendu)
    expect((await portes.appeler(qui, api.listerRejets, { params: { id } })).status).toBe(attendu)
  })

  test('sans compte, personne', async () => {
    expect((await portes.appeler(undefined, api.listerExecutions, {})).status).toBe(401)
    expect((await portes.appeler(undefined, api.listerRejets, { params: { id } })).status).toBe(401)
  })
})

test('un import dit sa source, sa licence et ses comptes', async () => {
  const { body } = await portes.appeler(admin, api.lireExecution, { params: { id } })
  expect(body).toMatchObject({
    id,
    libelle: 'Annuaire de l’éducation, académie de Toulouse',
    licence: 'Licence Ouverte 2.0 (Etalab)',
    etat: 'appliquee',
    rejetees: 1,
    date_donnees: '2024-11-26',
  })
  expect(body.creees).toBeGreaterThan(40)
})

test('une commune que le découpage ne connaît pas encore ne perd pas l’établissement', async () => {
  // This base has four communes only: nearly all rows of the Gers cannot be placed.
  const { body } = await portes.appeler(bruno, api.lireExecution, { params: { id } })
  expect(body.mal_places).toBeGreaterThan(40)
})

test('les lignes écartées se lisent avec leur raison', async () => {
  const { body } = await portes.appeler(agnes, api.listerRejets, { params: { id }, query: { par_page: 10 } })
  expect(body).toMatchObject({
    total: 1,
    elements: [
      { portee: 'ligne', code: 'colonnes', valeur: 'ligne;coupée', raison: 'La ligne a 2 colonnes au lieu de 72.' },
    ],
  })
})

test.each([999_999, 'abc', -1, 0, '9007199254740993', '1%00'])('l’import %s n’existe pas', async (numero) => {
  const reponse = await portes.injecter(agnes, { method: 'GET', url: `/api/v1/executions/${numero}` })
  expect([400, 404]).toContain(reponse.statusCode)
  expect(reponse.headers['content-type']).toMatch('problem+json')
})

test('les établissements n’apprennent pas si un import existe', async () => {
  for (const qui of [claire, gestionnaire])
    expect((await portes.appeler(qui, api.lireExecution, { params: { id: 999_999 } })).status).toBe(403)
})
