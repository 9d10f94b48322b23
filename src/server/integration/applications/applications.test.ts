import { beforeAll, describe, expect, test } from 'vitest'
import type { Personne } from '#domain/acteur.ts'
import * as integration from '#domain/integration/api.ts'
import * as applications from '#domain/integration/api-applications.ts'
import * as api from '#domain/integration/api-connecteurs.ts'
import { LYCEE } from '#test/etablissements.ts'
import { admin, agnes, bruno, TOUS } from '#test/personas.ts'
import { ouvrirServeur, type Portes } from '#test/porte.ts'
import { contextOf } from '../../platform/context.ts'
import { consigner, purger } from './echanges.ts'

let portes: Portes
let id: number
let cle: string

beforeAll(async () => {
  portes = await ouvrirServeur()
  const creee = await portes.appeler(admin, applications.creerApplication, {
    body: { nom: 'Parc', sources: ['annuaire'] },
  })
  expect(creee.status).toBe(201)
  ;({ id, cle } = creee.body)
})

const formulaire = (contenu: string, nom = 'essai.csv') => ({
  headers: { 'content-type': 'multipart/form-data; boundary=XX' },
  payload: `--XX\r\ncontent-disposition: form-data; name="fichier"; filename="${nom}"\r\n\r\n${contenu}\r\n--XX--\r\n`,
})
const envoyer = (bearer: string, source = 'annuaire') => {
  const { headers, payload } = formulaire('a;b\n1;2\n')
  const url = `/api/v1/sources/${source}/executions`
  return portes.fastify.inject({
    method: 'POST',
    url,
    payload,
    headers: { ...headers, authorization: `Bearer ${bearer}` },
  })
}
const lire = (bearer: string, url: string) =>
  portes.fastify.inject({ url, headers: { authorization: `Bearer ${bearer}` } })
const echanges = async () =>
  (await portes.appeler(admin, applications.listerEchanges, { query: { application: id } })).body

describe('chaque porte, pour chaque personne', () => {
  const lectures: [string, (qui: Personne) => Promise<{ status: number }>][] = [
    ['réglages', (qui) => portes.appeler(qui, api.listerReglages, {})],
    ['applications', (qui) => portes.appeler(qui, applications.listerApplications, {})],
    ['échanges', (qui) => portes.appeler(qui, applications.listerEchanges, {})],
    ['appairages', (qui) => portes.appeler(qui, applications.listerAppairages, { params: { id } })],
  ]
  test.each(lectures)('lire les %s : administrateurs et agents qui voient tout', async (_nom, appeler) => {
    for (const [nom, qui] of Object.entries(TOUS)) {
      const voit = qui.role === 'administrateur' || qui.perimetres.some((p) => p.genre === 'tout')
      expect([nom, (await appeler(qui)).status]).toEqual([nom, voit ? 200 : 403])
    }
  })

  const actes: [string, (qui: Personne) => Promise<{ status: number }>][] = [
    [
      'autoriser',
      (qui) =>
        portes.appeler(qui, applications.creerApplication, { body: { nom: `De ${qui.id}`, sources: ['annuaire'] } }),
    ],
    [
      'modifier',
      (qui) => portes.appeler(qui, applications.modifierApplication, { params: { id }, body: { active: true } }),
    ],
    [
      'relier',
      (qui) =>
        portes.appeler(qui, applications.poserAppairage, { params: { id, identifiant: 'A1' }, body: { uai: LYCEE } }),
    ],
    [
      'tester',
      (qui) =>
        portes.appeler(qui, api.testerSource, { params: { source: 'annuaire' }, body: { ou: { genre: 'dossier' } } }),
    ],
  ]
  test.each(actes)('%s : administrateurs seuls', async (_nom, appeler) => {
    for (const [nom, qui] of Object.entries(TOUS)) {
      const { status } = await appeler(qui)
      expect([nom, status < 300 ? 'fait' : status]).toEqual([nom, qui.role === 'administrateur' ? 'fait' : 403])
    }
  })

  test('sans compte, rien', async () => {
    for (const porte of [api.listerReglages, applications.listerApplications, applications.listerEchanges])
      expect((await portes.appeler(undefined, porte, {})).status).toBe(401)
  })
})

describe('une application et sa clé', () => {
  test('elle envoie sa source et suit son import et ses rejets ; chaque appel est consigné', async () => {
    const envoi = await envoyer(cle)
    expect(envoi.statusCode).toBe(202)
    const execution = envoi.json().id
    expect((await lire(cle, `/api/v1/executions/${execution}`)).statusCode).toBe(200)
    expect((await lire(cle, `/api/v1/executions/${execution}/rejets`)).statusCode).toBe(200)
    expect((await lire(cle, `/api/v1/executions/${execution}/differences`)).statusCode).toBe(403)
    const { elements } = await echanges()
    expect(elements[3]).toMatchObject({
      sens: 'entrant',
      application: 'Parc',
      source: 'annuaire',
      reponse: 202,
      erreur: null,
      execution,
      tache: 'POST /api/v1/sources/annuaire/executions',
    })
    expect(JSON.stringify(elements)).not.toContain(cle)
  })

  test('ni une autre source, ni une autre porte, ni un import d’une autre source', async () => {
    expect((await envoyer(cle, 'liste-nationale')).statusCode).toBe(403)
    expect((await lire(cle, '/api/v1/etablissements')).statusCode).toBe(403)
    expect((await lire(cle, '/api/v1/applications-metier')).statusCode).toBe(403)
    expect((await lire(cle, '/api/v1/executions/999999')).statusCode).toBe(404)
    const { elements } = await echanges()
    expect(elements.slice(0, 4).map((e) => [e.reponse, e.erreur !== null])).toEqual([
      [404, true],
      [403, true],
      [403, true],
      [403, true],
    ])
  })

  test('une clé inconnue, ou un cookie avec une mauvaise clé : 401', async () => {
    expect((await envoyer('preau_inventee')).statusCode).toBe(401)
    const cookie = await portes.cookieDe(admin)
    const headers = { cookie, authorization: 'Bearer preau_inventee' }
    expect((await portes.fastify.inject({ url: '/api/v1/sources', headers })).statusCode).toBe(401)
  })

  test('renouveler laisse une semaine à l’ancienne clé ; révoquer la coupe sur-le-champ', async () => {
    const { body } = await portes.appeler(admin, applications.renouvelerCle, { params: { id }, body: {} })
    expect((await envoyer(cle)).statusCode).toBe(202)
    expect((await envoyer(body.cle)).statusCode).toBe(202)
    const application = (await portes.appeler(admin, applications.listerApplications, {})).body.elements.find(
      (a) => a.id === id,
    )
    const ancienne = application?.cles.find((c) => cle.startsWith(c.debut))
    expect(ancienne?.expire_le).not.toBeNull()
    await portes.appeler(admin, applications.revoquerCle, { params: { id, cle: ancienne?.id ?? 0 } })
    expect((await envoyer(cle)).json()).toMatchObject({
      status: 401,
      detail: 'Cette clé d’application a été révoquée.',
    })
    cle = body.cle
  })

  test('suspendue, elle n’entre plus ; rouverte, si', async () => {
    await portes.appeler(admin, applications.modifierApplication, { params: { id }, body: { active: false } })
    expect((await envoyer(cle)).statusCode).toBe(401)
    await portes.appeler(admin, applications.modifierApplication, { params: { id }, body: { active: true } })
    expect((await envoyer(cle)).statusCode).toBe(202)
  })

  test('une clé expirée est refusée', async () => {
    const avant = new Date(Date.now() - 1_000).toISOString()
    const expirer = (expire_le: string | null) =>
      portes.kit.db
        .updateTable('integration.cle')
        .set({ expire_le })
        .where('application', '=', id)
        .where('revoquee_le', 'is', null)
        .execute()
    await expirer(avant)
    expect((await envoyer(cle)).json().detail).toMatch(/expiré/)
    await expirer(null)
  })

  test('deux applications ne portent pas le même nom ; une source inconnue est refusée', async () => {
    const meme = await portes.appeler(admin, applications.creerApplication, {
      body: { nom: 'Parc', sources: ['annuaire'] },
    })
    expect(meme.status).toBe(409)
    const inconnue = await portes.appeler(admin, applications.creerApplication, {
      body: { nom: 'Autre', sources: ['inventee'] },
    })
    expect(inconnue.problem.erreurs?.[0]?.champ).toBe('sources')
  })
})

describe('le journal des échanges', () => {
  test('se filtre et s’exporte', async () => {
    const { body: echecs } = await portes.appeler(agnes, applications.listerEchanges, { query: { resultat: 'echec' } })
    expect(echecs.total).toBeGreaterThan(3)
    expect(echecs.elements.every((e) => e.erreur !== null)).toBe(true)
    const { body: hier } = await portes.appeler(agnes, applications.listerEchanges, { query: { au: '2020-01-01' } })
    expect(hier.total).toBe(0)
    const csv = await portes.injecter(agnes, { url: `/api/v1/echanges.csv?resultat=echec` })
    expect(csv.statusCode).toBe(200)
    expect(csv.body.trimEnd().split('\r\n')).toHaveLength(echecs.total + 1)
    expect((await portes.injecter(bruno, { url: '/api/v1/echanges.csv' })).statusCode).toBe(403)
  })

  test('une formule glissée dans une erreur ne s’exécute pas dans le tableur', async () => {
    await consigner(portes.kit.db, new Date(), [
      {
        sens: 'sortant',
        application: null,
        source: 'annuaire',
        tache: '=1+1',
        reponse: null,
        erreur: 'a;"b"',
        ordre: 'x',
        execution: null,
        duree_ms: 1,
      },
    ])
    const csv = await portes.injecter(agnes, { url: '/api/v1/echanges.csv?sens=sortant' })
    expect(csv.body).toContain(`;'=1+1;;"a;""b""";`)
  })

  test('après 36 mois, il s’efface', async () => {
    const vieux = {
      sens: 'entrant' as const,
      application: id,
      source: null,
      tache: 'vieux',
      reponse: 200,
      erreur: null,
      ordre: 'x',
      execution: null,
      duree_ms: 1,
    }
    await consigner(portes.kit.db, new Date('2023-10-01T00:00:00Z'), [vieux])
    await consigner(portes.kit.db, new Date('2023-12-01T00:00:00Z'), [{ ...vieux, tache: 'moins vieux' }])
    await purger(contextOf(portes.kit, { genre: 'systeme', nom: 'essai' }, new Date('2026-11-24T00:00:00Z')))
    const restes = (await portes.appeler(admin, applications.listerEchanges, { query: { au: '2024-01-01' } })).body
      .elements
    expect(restes.map((e) => e.tache)).toEqual(['moins vieux'])
  })
})

test('l’envoi par la porte suit le même chemin que l’écran', async () => {
  const { body } = await portes.appeler(admin, integration.listerExecutions, { query: { source: 'annuaire' } })
  expect(body.total).toBeGreaterThan(3)
})
