import { sql } from 'kysely'
import { beforeAll, expect, test } from 'vitest'
import type { Personne } from '#domain/acteur.ts'
import * as api from '#domain/comptes/api-services.ts'
import type { Endpoint } from '#domain/endpoint.ts'
import { TOUS } from '#test/personas.ts'
import { ouvrirServeur, type Portes } from '#test/porte.ts'

const { admin, agnes, bruno, claire } = TOUS
let portes: Portes
beforeAll(async () => {
  portes = await ouvrirServeur()
})

const creer = async (nom: string) => (await portes.appeler(admin, api.creerService, { body: { nom } })).body

const PORTES: [Endpoint, object, number[]][] = [
  // personne, claire, bruno, agnès, l’administratrice
  [api.listerServices, {}, [401, 404, 200, 200, 200]],
  [api.creerService, { body: { nom: 'Essai' } }, [401, 403, 403, 403, 201]],
  [api.modifierService, { params: { id: 999 }, body: { ferme: true } }, [401, 403, 403, 403, 404]],
  [api.poserMembres, { params: { id: 999 }, body: { personnes: [] } }, [401, 403, 403, 403, 404]],
]
const QUI: (Personne | undefined)[] = [undefined, claire, bruno, agnes, admin]

test.each(PORTES)('$summary : à chacun selon son rôle', async (porte, appel, attendus) => {
  const lus = []
  for (const qui of QUI) lus.push((await portes.appeler(qui, porte, appel as never)).status)
  expect(lus).toEqual(attendus)
})

test('chaque porte est dans la table', () => {
  const vues = new Set(PORTES.map(([p]) => p))
  expect(Object.values(api).filter((p) => 'path' in p && !vues.has(p as Endpoint))).toEqual([])
})

test('un service renommé reste connu sous son ancien nom, fermé il ne l’est plus', async () => {
  const { id } = await creer('Bâtiments')
  const nommer = async (nom: string) => {
    const { rows } = await sql<{ id: number | null }>`select comptes.service_nomme(${nom}) as id`.execute(portes.kit.db)
    return rows[0]?.id
  }
  const modifier = (body: object) => portes.appeler(admin, api.modifierService, { params: { id }, body })
  expect(await nommer(' BÂTIMENTS ')).toBe(id)
  expect((await modifier({ nom: 'Patrimoine bâti' })).body).toMatchObject({ anciens_noms: ['bâtiments'] })
  expect([await nommer('Bâtiments'), await nommer('Patrimoine bâti')]).toEqual([id, id])
  expect((await modifier({ ferme: true })).body.ferme).toBe(true)
  expect([await nommer('Bâtiments'), await nommer('Patrimoine bâti')]).toEqual([null, null])
  const repris = await creer('Bâtiments')
  expect(await nommer('bâtiments')).toBe(repris.id)
  await modifier({ ferme: false })
  expect(await nommer('bâtiments')).toBe(repris.id)
})

test('deux services ouverts ne portent pas le même nom, même à la fois', async () => {
  const essais = await Promise.all(
    [1, 2].map(() => portes.appeler(admin, api.creerService, { body: { nom: 'Sports' } })),
  )
  expect(essais.map((e) => e.status).toSorted()).toEqual([201, 422])
  expect(essais.find((e) => e.status === 422)?.problem.erreurs).toMatchObject([{ champ: 'nom' }])
})

test('un service réunit des agents, et chacun sait dans lesquels il est', async () => {
  const { id } = await creer('Transports')
  const poser = (personnes: number[]) =>
    portes.appeler(admin, api.poserMembres, { params: { id }, body: { personnes } })
  expect((await poser([claire.id])).status).toBe(422)
  expect((await poser([bruno.id, agnes.id, bruno.id])).body.membres.map((m) => m.id).toSorted()).toEqual(
    [bruno.id, agnes.id].toSorted(),
  )
  const contexte = await portes.injecter(bruno, { url: '/api/v1/contexte' })
  expect(contexte.json().moi.services).toEqual([{ id, nom: 'Transports' }])
  expect((await poser([])).body.membres).toEqual([])
})
