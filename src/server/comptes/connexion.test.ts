import { beforeAll, expect, test } from 'vitest'
import { admin, bruno, claire, MOT_DE_PASSE, nathalie, vincent } from '#test/personas.ts'
import { cookieDeSession, ouvrirServeur, type Portes, seConnecter } from '#test/porte.ts'

let portes: Portes
beforeAll(async () => {
  portes = await ouvrirServeur({ PREAU_ESSAIS_PAR_COMPTE: '5' })
})

const poster = (url: string, payload: object, cookie?: string) =>
  portes.fastify.inject({
    method: 'POST',
    url,
    payload,
    // As a browser does: the Origin of the page, which is that of the site.
    headers: { host: 'localhost:3000', origin: 'http://localhost:3000', ...(cookie ? { cookie } : {}) },
  })
const lire = (url: string, cookie: string) => portes.fastify.inject({ url, headers: { cookie } })
const moi = async (cookie: string) => (await lire('/api/v1/contexte', cookie)).json().moi

test('le bon mot de passe ouvre une session, gardée dans un cookie que la page ne peut pas lire', async () => {
  const reponse = await seConnecter(portes, 'Claire@Preau.example', MOT_DE_PASSE)
  expect(reponse.statusCode).toBe(200)
  const [cookie] = reponse.cookies
  expect(cookie).toMatchObject({
    name: 'preau.session_token',
    httpOnly: true,
    sameSite: 'Lax',
    path: '/',
    maxAge: 12 * 3600,
  })
  expect(await moi(cookieDeSession(reponse))).toMatchObject({
    prenom: 'Claire',
    role: 'etablissement',
    etablissements: [{ uai: '0310038Y', nom: 'Lycée polyvalent Bellevue', commune: 'Toulouse', fonction: 'chef' }],
  })
})

test('un mauvais mot de passe et une adresse inconnue reçoivent la même réponse, en français', async () => {
  const mauvais = await seConnecter(portes, claire.courriel, 'pas le bon mot de passe')
  const inconnue = await seConnecter(portes, 'personne@preau.example', 'pas le bon mot de passe')
  expect([mauvais.statusCode, inconnue.statusCode]).toEqual([401, 401])
  expect(mauvais.json()).toMatchObject({ type: '/erreurs/identifiants_incorrects', status: 401 })
  expect(mauvais.json().detail).toBe(inconnue.json().detail)
  expect(mauvais.headers['content-type']).toContain('application/problem+json')
  expect(mauvais.cookies).toEqual([])
})

test('après trop d’essais, même le bon mot de passe est refusé, sans fermer la porte aux autres', async () => {
  for (let i = 0; i < 5; i++)
    expect((await seConnecter(portes, bruno.courriel, 'essai au hasard')).statusCode).toBe(401)
  const bloque = await seConnecter(portes, bruno.courriel, MOT_DE_PASSE)
  expect(bloque.statusCode).toBe(429)
  expect(bloque.json()).toMatchObject({ type: '/erreurs/trop_d_essais' })
  expect((await seConnecter(portes, vincent.courriel, MOT_DE_PASSE)).statusCode).toBe(200)
})

test('cinquante essais lancés ensemble comptent pour cinquante', async () => {
  const essais = Array.from({ length: 50 }, () => seConnecter(portes, nathalie.courriel, 'essai au hasard'))
  const statuts = (await Promise.all(essais)).map((r) => r.statusCode)
  expect(statuts.filter((s) => s === 401)).toHaveLength(5)
  expect(statuts.filter((s) => s === 429)).toHaveLength(45)
})

test('chacun voit ses sessions et ferme celle d’un autre appareil', async () => {
  const ici = cookieDeSession(await seConnecter(portes, vincent.courriel, MOT_DE_PASSE))
  const ailleurs = cookieDeSession(await seConnecter(portes, vincent.courriel, MOT_DE_PASSE))
  const sessions = (await lire('/api/auth/list-sessions', ici)).json() as { token: string }[]
  const jeton = decodeURIComponent(ailleurs.split('=')[1] ?? '').split('.')[0]
  expect(sessions.map((s) => s.token)).toContain(jeton)
  expect((await poster('/api/auth/revoke-session', { token: jeton }, ici)).statusCode).toBe(200)
  expect(await moi(ailleurs)).toBeNull()
  expect(await moi(ici)).toMatchObject({ prenom: 'Vincent' })
  const actes = await portes.kit.db
    .selectFrom('journal.acte')
    .select('code')
    .where('acteur_id', '=', vincent.id)
    .execute()
  expect(actes.map((a) => a.code)).toEqual(expect.arrayContaining(['connexion_reussie', 'session_revoquee']))
})

test('le jeton d’une session, sans la signature du cookie, n’ouvre rien', async () => {
  const cookie = cookieDeSession(await seConnecter(portes, admin.courriel, MOT_DE_PASSE))
  const [nom, valeur = ''] = cookie.split('=')
  const jeton = decodeURIComponent(valeur).split('.')[0]
  for (const faux of [jeton, `${jeton}.`, `${jeton}.${Buffer.from('x'.repeat(32)).toString('base64')}`])
    expect(await moi(`${nom}=${encodeURIComponent(faux ?? '')}`)).toBeNull()
})

test('changer de mot de passe demande l’ancien et ferme les autres sessions', async () => {
  const ici = cookieDeSession(await seConnecter(portes, admin.courriel, MOT_DE_PASSE))
  const ailleurs = cookieDeSession(await seConnecter(portes, admin.courriel, MOT_DE_PASSE))
  const nouveau = 'un mot de passe tout neuf'
  const faux = await poster('/api/auth/change-password', { currentPassword: 'faux', newPassword: nouveau }, ici)
  expect([faux.statusCode, faux.json().type]).toEqual([400, '/erreurs/mot_de_passe_incorrect'])
  const court = await poster('/api/auth/change-password', { currentPassword: MOT_DE_PASSE, newPassword: 'court' }, ici)
  expect(court.json()).toMatchObject({ type: '/erreurs/mot_de_passe_trop_court' })

  const fait = await poster('/api/auth/change-password', { currentPassword: MOT_DE_PASSE, newPassword: nouveau }, ici)
  expect(fait.statusCode).toBe(200)
  expect(await moi(ailleurs)).toBeNull()
  expect(await moi(cookieDeSession(fait))).toMatchObject({ prenom: 'Camille' })
  expect((await seConnecter(portes, admin.courriel, MOT_DE_PASSE)).statusCode).toBe(401)
  expect((await seConnecter(portes, admin.courriel, nouveau)).statusCode).toBe(200)
})

test('se déconnecter ferme la session elle-même, pas seulement le cookie', async () => {
  const cookie = cookieDeSession(await seConnecter(portes, vincent.courriel, MOT_DE_PASSE))
  expect((await poster('/api/auth/sign-out', {}, cookie)).statusCode).toBe(200)
  expect(await moi(cookie)).toBeNull()
})

test('un programme qui garde son cookie et n’envoie pas d’Origin n’est pas pris pour un autre site', async () => {
  const cookie = cookieDeSession(await seConnecter(portes, vincent.courriel, MOT_DE_PASSE))
  const sortie = await portes.fastify.inject({ method: 'POST', url: '/api/auth/sign-out', headers: { cookie } })
  expect(sortie.statusCode).toBe(200)
  expect(await moi(cookie)).toBeNull()
})

test('personne ne s’inscrit seul, et les portes que nous n’ouvrons pas n’existent pas', async () => {
  const inscription = await poster('/api/auth/sign-up/email', { email: 'x@y.fr', password: MOT_DE_PASSE, name: 'X' })
  expect([inscription.statusCode, inscription.json().type]).toEqual([400, '/erreurs/inscription_fermee'])
  for (const chemin of ['delete-user', 'update-user', 'change-email', 'sign-in/social', 'link-social'])
    expect((await poster(`/api/auth/${chemin}`, {})).statusCode).toBe(404)
})

test('la page d’un autre site ne connecte ni ne déconnecte personne', async () => {
  const cookie = cookieDeSession(await seConnecter(portes, vincent.courriel, MOT_DE_PASSE))
  const headers = { origin: 'https://pirate.example', cookie }
  for (const url of ['/api/auth/sign-out', '/api/auth/sign-in/email', '/api/auth/revoke-sessions']) {
    const reponse = await portes.fastify.inject({ method: 'POST', url, payload: {}, headers })
    expect([reponse.statusCode, reponse.json().type]).toEqual([403, '/erreurs/autre_site'])
  }
  expect(await moi(cookie)).not.toBeNull()
})

test.each([
  ['127.0.0.1:3000', 'http://127.0.0.1:3000'],
  ['localhost:3000', 'http://localhost:3000'],
  ['preau.interne', 'http://preau.interne'],
])('on se connecte par %s, quelle que soit l’adresse publique', async (host, origin) => {
  const reponse = await portes.fastify.inject({
    method: 'POST',
    url: '/api/auth/sign-in/email',
    headers: { host, origin, 'sec-fetch-site': 'same-origin', cookie: 'theme=sombre' },
    payload: { email: vincent.courriel, password: MOT_DE_PASSE },
  })
  expect(reponse.statusCode).toBe(200)
})

test.each([
  [{ email: 'a'.repeat(10_000), password: 'x' }],
  [{ email: "' or 1=1 --@x.fr", password: '<script>' }],
  [{ email: claire.courriel, password: 'x'.repeat(10_000) }],
  [{ email: ['claire@preau.example'], password: { $ne: '' } }],
  [{}],
])('une saisie hostile est refusée clairement : %#', async (payload) => {
  const reponse = await poster('/api/auth/sign-in/email', payload)
  expect([400, 401]).toContain(reponse.statusCode)
  expect(reponse.json().detail).toMatch(/[.?]$/)
})
