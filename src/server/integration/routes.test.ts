import { beforeAll, describe, expect, test } from 'vitest'
import * as api from '#domain/integration/api.ts'
import { texteDe } from '#test/donnees.ts'
import { garder } from '#test/imports.ts'
import { admin, agnes, TOUS } from '#test/personas.ts'
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

const PORTES_LUES = [
  [api.listerSources, {}],
  [api.lireSource, { params: { source: 'annuaire' } }],
  [api.listerExecutions, {}],
  [api.lireExecution, () => ({ params: { id } })],
  [api.listerDifferences, () => ({ params: { id } })],
  [api.listerRejets, () => ({ params: { id } })],
] as const
const SEULS_ACTES = [
  [api.appliquerExecution, () => ({ params: { id } })],
  [api.annulerExecution, () => ({ params: { id } })],
  [api.rejouerRejets, () => ({ params: { id } })],
  [api.corrigerRejet, () => ({ params: { id, rejet: 1 }, body: { ligne: {} } })],
] as const

describe('qui lit les imports : qui voit tout le territoire, porte par porte', () => {
  test.each(Object.entries(TOUS))('%s', async (nom, qui) => {
    const voit = nom === 'agnes' || nom === 'admin'
    for (const [porte, appel] of PORTES_LUES) {
      const { status } = await portes.appeler(
        qui,
        porte as never,
        (typeof appel === 'function' ? appel() : appel) as never,
      )
      expect([nom, porte.path, status]).toEqual([nom, porte.path, voit ? 200 : 403])
    }
    const csv = await portes.injecter(qui, { method: 'GET', url: `/api/v1/executions/${id}/rejets.csv` })
    expect([nom, csv.statusCode]).toEqual([nom, voit ? 200 : 403])
    if (voit) return
    for (const [porte, appel] of SEULS_ACTES)
      expect([nom, porte.path, (await portes.appeler(qui, porte as never, appel() as never)).status]).toEqual([
        nom,
        porte.path,
        403,
      ])
    // Whether a run or a source exists is not to be learned either.
    expect((await portes.appeler(qui, api.lireExecution, { params: { id: 999_999 } })).status).toBe(403)
    expect((await portes.appeler(qui, api.lireSource, { params: { source: 'inconnue' } })).status).toBe(403)
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
  const { body } = await portes.appeler(agnes, api.lireExecution, { params: { id } })
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
