import Fastify from 'fastify'
import { beforeAll, expect, test } from 'vitest'
import type { Acteur } from '#domain/acteur.ts'
import { openDatabase, openPool } from '#server/platform/db.ts'
import { LYCEE, LYCEE_AUCH } from '#test/etablissements.ts'
import { bruno, claire, gestionnaire, MOT_DE_PASSE, vincent } from '#test/personas.ts'
import { ouvrirServeur, type Portes, seConnecter } from '#test/porte.ts'
import { reconnaitre } from './acteur.ts'
import { ouvrirConnexion } from './connexion.ts'

let portes: Portes
beforeAll(async () => {
  portes = await ouvrirServeur()
})

/** Asks an address with this cookie, and gives who was recognised and the queries that it took. */
async function demander(url: string, cookie?: string): Promise<{ acteur: Acteur; requetes: string[] }> {
  const requetes: string[] = []
  const pool = openPool(portes.base.application)
  const db = openDatabase(pool, { log: (e) => requetes.push(e.query.sql) })
  const fastify = Fastify()
  const connexion = ouvrirConnexion(portes.kit, fastify.log)
  fastify.addHook('onRequest', reconnaitre({ ...portes.kit, db }, connexion))
  fastify.get('/*', async (request) => request.acteur)
  try {
    const reponse = await fastify.inject({ url, headers: cookie ? { cookie } : {} })
    return { acteur: reponse.json(), requetes }
  } finally {
    await fastify.close()
    await db.destroy()
  }
}

const session = (depuis: number) => new Date(Date.now() - depuis).toISOString()

test('une personne est reconnue en une requête SQL, avec ses habilitations', async () => {
  const { acteur, requetes } = await demander('/api/v1/contexte', await portes.cookieDe(claire))
  expect(acteur).toMatchObject({ genre: 'personne', id: claire.id, habilitations: [{ uai: LYCEE, fonction: 'chef' }] })
  expect(requetes).toHaveLength(1)
  const agent = await demander('/api/v1/contexte', await portes.cookieDe(bruno))
  expect(agent.acteur).toMatchObject({ perimetres: [{ genre: 'departement', code: '31' }] })
})

test('ni une page, ni un fichier, ni un visiteur ne coûtent de requête', async () => {
  const cookie = await portes.cookieDe(claire)
  for (const [url, avec] of [
    ['/assets/index.js', cookie],
    ['/', cookie],
    ['/api/v1/contexte', undefined],
  ] as const) {
    expect(await demander(url, avec)).toEqual({ acteur: { genre: 'anonyme' }, requetes: [] })
  }
})

test('l’activité est notée au plus une fois par minute, par une seconde requête', async () => {
  const cookie = await portes.cookieDe(gestionnaire)
  await portes.kit.db
    .updateTable('comptes.session')
    .set({ modifie_le: session(120_000) })
    .execute()
  expect((await demander('/api/v1/x', cookie)).requetes).toHaveLength(2)
  expect((await demander('/api/v1/x', cookie)).requetes).toHaveLength(1)
})

test('une session sans activité depuis une heure est fermée, aussi pour les portes de connexion', async () => {
  const reponse = await seConnecter(portes, vincent.courriel, MOT_DE_PASSE)
  const cookie = `preau.session_token=${encodeURIComponent(reponse.cookies[0]?.value ?? '')}`
  const { token } = reponse.json()
  const jeton = portes.kit.db.updateTable('comptes.session').where('jeton', '=', token)
  await jeton.set({ modifie_le: session(59 * 60_000) }).execute()
  expect((await demander('/api/v1/x', cookie)).acteur).toMatchObject({ id: vincent.id })
  await jeton.set({ modifie_le: session(61 * 60_000) }).execute()
  const sessions = await portes.fastify.inject({ url: '/api/auth/list-sessions', headers: { cookie } })
  expect([sessions.statusCode, sessions.json().type]).toEqual([401, '/erreurs/connexion_necessaire'])
  expect((await demander('/api/v1/x', cookie)).acteur).toEqual({ genre: 'anonyme' })
})

test('une session expirée n’ouvre plus rien', async () => {
  const reponse = await seConnecter(portes, vincent.courriel, MOT_DE_PASSE)
  const cookie = `preau.session_token=${encodeURIComponent(reponse.cookies[0]?.value ?? '')}`
  const { token } = reponse.json()
  await portes.kit.db
    .updateTable('comptes.session')
    .set({ expire_le: session(1) })
    .where('jeton', '=', token)
    .execute()
  expect((await demander('/api/v1/x', cookie)).acteur).toEqual({ genre: 'anonyme' })
})

test('une habilitation finie ou à venir ne compte pas', async () => {
  const jour = (decalage: number) => new Date(Date.now() + decalage * 86_400_000).toISOString().slice(0, 10)
  const cookie = await portes.cookieDe(vincent)
  const uais = async () =>
    ((await demander('/api/v1/x', cookie)).acteur as typeof vincent).habilitations.map((h) => h.uai)
  const changer = (v: { depuis?: string; jusque?: string | null }) =>
    portes.kit.db.updateTable('comptes.habilitation').set(v).where('personne_id', '=', vincent.id).execute()
  expect(await uais()).toEqual([LYCEE_AUCH])
  await changer({ jusque: jour(-2) })
  expect(await uais()).toEqual([])
  await changer({ jusque: jour(2) })
  expect(await uais()).toEqual([LYCEE_AUCH])
  await changer({ depuis: jour(2), jusque: null })
  expect(await uais()).toEqual([])
})

test('une personne désactivée n’est plus reconnue, et ne peut plus se connecter', async () => {
  const cookie = await portes.cookieDe(bruno)
  await portes.kit.db.updateTable('comptes.personne').set({ active: false }).where('id', '=', bruno.id).execute()
  expect((await demander('/api/v1/x', cookie)).acteur).toEqual({ genre: 'anonyme' })
  const refus = await seConnecter(portes, bruno.courriel, MOT_DE_PASSE)
  expect([refus.statusCode, refus.json().type]).toEqual([403, '/erreurs/compte_inactif'])
})
