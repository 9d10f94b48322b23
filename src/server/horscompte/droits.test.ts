import { beforeAll, beforeEach, expect, test } from 'vitest'
import { lireDossier } from '#domain/dossiers/api.ts'
import type { Endpoint } from '#domain/endpoint.ts'
import * as api from '#domain/horscompte/api.ts'
import { listerDossiers } from '#domain/instruction/api.ts'
import { type Ouvert, oublierLesComptes, publierModeles, unSansCompte, VISITEUR } from '#test/horscompte.ts'
import { TOUS } from '#test/personas.ts'
import { ouvrirServeur, type Portes } from '#test/porte.ts'
import { PREFIXE } from '../platform/doors.ts'

let portes: Portes
let lina: Ouvert
let autre: Ouvert
beforeAll(async () => {
  portes = await ouvrirServeur()
  await publierModeles(portes)
  lina = await unSansCompte(portes)
  autre = await unSansCompte(portes, { courriel: 'hugo.petit@preau.example', prenom: 'Hugo', nom: 'Petit' })
})
beforeEach(() => oublierLesComptes(portes))

const chemin = ({ path }: Endpoint, cle: string) =>
  PREFIXE +
  path
    .replace(':cle', cle)
    .replace(/:(id|piece|envoi|numero)\b/g, '1')
    .replace(/:\w+/g, 'x')

const frapper = (porte: Endpoint, cle: string, cookie: string) =>
  portes.fastify.inject({
    ...{ method: porte.method, url: chemin(porte, cle), headers: { cookie, 'content-type': 'application/json' } },
    ...(porte.method === 'GET' || porte.method === 'DELETE' ? { headers: { cookie } } : { payload: '{}' }),
  })

test('chaque porte refuse qui suit une demande sans compte, sauf celles qui disent le contraire', async () => {
  const fermees = portes.app.doors.filter((d) => !d.demandeur && !d.anonymous)
  expect(fermees.length).toBeGreaterThan(200)
  const ouvertes: string[] = []
  for (const porte of fermees) {
    const reponse = await frapper(porte, lina.cle, lina.cookie)
    if (reponse.statusCode !== 403 || reponse.json().type !== '/erreurs/compte_necessaire')
      ouvertes.push(`${porte.method} ${porte.path} → ${reponse.statusCode}`)
  }
  expect(ouvertes).toEqual([])
})

test('chaque porte d’un dossier, avec la session d’un autre demandeur, répond comme s’il n’existait pas', async () => {
  const portesDuDossier = portes.app.doors.filter((d) => d.demandeur && d.path.includes(':cle'))
  expect(portesDuDossier.length).toBeGreaterThan(10)
  const ouvertes: string[] = []
  for (const porte of portesDuDossier) {
    const reponse = await frapper(porte, lina.cle, autre.cookie)
    // 400 is the schema, read before anything; never an answer, nor « this is not yours ».
    if (![404, 400, 415].includes(reponse.statusCode))
      ouvertes.push(`${porte.method} ${porte.path} → ${reponse.statusCode}`)
  }
  expect(ouvertes).toEqual([])
})

const lire = (cookie?: string) =>
  portes.fastify.inject({ url: `${PREFIXE}/dossiers/${lina.cle}`, headers: cookie ? { cookie } : {} })

test('son demandeur seul lit le brouillon : ni l’établissement concerné, ni un agent, ni un visiteur', async () => {
  expect((await lire(lina.cookie)).json()).toMatchObject({ cle: lina.cle, sans_compte: true })
  expect((await lire(autre.cookie)).statusCode).toBe(404)
  expect((await lire()).statusCode).toBe(401)
  expect((await lire('preau.suivi=invente')).statusCode).toBe(401)
  for (const qui of Object.values(TOUS))
    expect((await portes.appeler(qui, lireDossier, { params: { cle: lina.cle } })).status).toBe(404)
})

test('déposé, les agents du territoire le voient avec son demandeur ; l’établissement concerné jamais', async () => {
  await portes.kit.db
    .updateTable('dossiers.dossier')
    .set({ etat: 'depose', numero: '2026-900001', depose_le: new Date().toISOString() })
    .where('cle', '=', autre.cle)
    .execute()
  const { claire, gestionnaire, bruno, agnes, admin, vincent, ines } = TOUS
  const vu = (qui: typeof claire) => portes.appeler(qui, lireDossier, { params: { cle: autre.cle } })
  for (const qui of [bruno, agnes, admin]) {
    const { status, body } = await vu(qui)
    expect(status).toBe(200)
    expect(body.demandeur).toMatchObject({ nom: 'Hugo Petit', courriel: autre.courriel })
  }
  for (const qui of [claire, gestionnaire, vincent, ines]) expect((await vu(qui)).status).toBe(404)
  const siens = await portes.appeler(claire, listerDossiers, {})
  expect(JSON.stringify(siens.problem ?? siens.body)).not.toContain('2026-900001')
})

test('une session ouverte avec un compte l’emporte sur celle du suivi', async () => {
  const compte = await portes.cookieDe(TOUS.claire)
  const reponse = await lire(`${compte}; ${lina.cookie}`)
  expect(reponse.statusCode).toBe(404)
})

test('la session du suivi : cookie fermé aux scripts, refusée à un autre site, finie quand on la quitte', async () => {
  const { headers } = await portes.appeler(undefined, api.ouvrirSuivi, {
    body: { courriel: VISITEUR.courriel, code: lina.code },
  })
  expect(String(headers['set-cookie'])).toMatch(
    /^preau\.suivi=[\w-]{40,}; Path=\/api; HttpOnly; SameSite=Lax; Max-Age=43200/,
  )
  const cookie = String(headers['set-cookie']).split(';')[0] ?? ''
  const quitter = (site: string) =>
    portes.fastify.inject({
      ...{ method: 'DELETE', url: `${PREFIXE}/hors-compte/session`, headers: { cookie, 'sec-fetch-site': site } },
    })
  expect((await quitter('cross-site')).statusCode).toBe(403)
  expect((await lire(cookie)).statusCode).toBe(200)
  expect((await quitter('same-origin')).statusCode).toBe(204)
  expect((await lire(cookie)).statusCode).toBe(401)
})
