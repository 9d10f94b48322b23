import { beforeAll, expect, test } from 'vitest'
import { claire, gestionnaire, MOT_DE_PASSE } from '#test/personas.ts'
import { cookieDeSession, ouvrirServeur, type Portes, seConnecter } from '#test/porte.ts'
import { courrielMotDePasseOublie } from './motDePasseOublie.ts'

let portes: Portes
beforeAll(async () => {
  portes = await ouvrirServeur({ PREAU_ADRESSE: 'http://preau.example' })
})

const poster = (chemin: string, payload: object) =>
  portes.fastify.inject({ method: 'POST', url: `/api/auth/${chemin}`, payload })
const actes = (code: string) =>
  portes.kit.db.selectFrom('journal.acte').selectAll().where('code', '=', code).orderBy('id', 'desc').execute()

test('mot de passe oublié : de la demande au nouveau mot de passe, par le lien du courriel', async () => {
  const session = cookieDeSession(await seConnecter(portes, claire.courriel, MOT_DE_PASSE))
  expect((await poster('request-password-reset', { email: claire.courriel })).statusCode).toBe(200)

  const [demande] = await actes('mot_de_passe_oublie')
  expect(demande).toMatchObject({ acteur_genre: 'anonyme', objet_genre: 'personne', objet_cle: String(claire.id) })
  const courriel = await courrielMotDePasseOublie(portes.kit, claire.id)
  expect(courriel).toMatchObject({ destinataire: claire.courriel, personne_id: claire.id })
  const jeton = /http:\/\/preau\.example\/mot-de-passe\/nouveau\?token=(\S+)/.exec(courriel?.texte ?? '')?.[1] ?? ''
  expect(jeton.length).toBeGreaterThanOrEqual(24)
  await portes.executerTravaux()
  const sortis = await portes.kit.db.selectFrom('messagerie.courriel').select(['destinataire', 'texte']).execute()
  expect(sortis).toEqual([{ destinataire: claire.courriel, texte: courriel?.texte }])
  expect(JSON.stringify(demande)).not.toContain(jeton)

  const court = await poster('reset-password', { token: jeton, newPassword: 'trop court' })
  expect(court.json()).toMatchObject({ status: 400, type: '/erreurs/mot_de_passe_trop_court' })
  expect((await poster('reset-password', { token: jeton, newPassword: 'une phrase bien à moi' })).statusCode).toBe(200)
  const encore = await poster('reset-password', { token: jeton, newPassword: 'une autre phrase à moi' })
  expect(encore.json()).toMatchObject({ status: 400, type: '/erreurs/lien_perime' })
  expect(await courrielMotDePasseOublie(portes.kit, claire.id)).toBeUndefined()

  const contexte = await portes.fastify.inject({ url: '/api/v1/contexte', headers: { cookie: session } })
  expect(contexte.json().moi).toBeNull()
  expect((await seConnecter(portes, claire.courriel, MOT_DE_PASSE)).statusCode).toBe(401)
  expect((await seConnecter(portes, claire.courriel, 'une phrase bien à moi')).statusCode).toBe(200)
  expect(await actes('mot_de_passe_change')).toMatchObject([{ acteur_id: claire.id }])
})

test('la réponse ne dit pas si l’adresse a un compte', async () => {
  const avant = (await actes('mot_de_passe_oublie')).length
  const connue = await poster('request-password-reset', { email: claire.courriel })
  const inconnue = await poster('request-password-reset', { email: 'personne@preau.example' })
  expect([inconnue.statusCode, inconnue.body]).toEqual([connue.statusCode, connue.body])
  expect(await actes('mot_de_passe_oublie')).toHaveLength(avant + 1)
})

test('un lien de plus d’une heure ne sert plus', async () => {
  await poster('request-password-reset', { email: claire.courriel })
  const courriel = await courrielMotDePasseOublie(portes.kit, claire.id)
  const jeton = /token=(\S+)/.exec(courriel?.texte ?? '')?.[1] ?? ''
  const hier = new Date(Date.now() - 1000).toISOString()
  await portes.kit.db.updateTable('comptes.verification').set({ expire_le: hier }).execute()
  const refus = await poster('reset-password', { token: jeton, newPassword: 'une phrase bien à moi' })
  expect(refus.json()).toMatchObject({ status: 400, type: '/erreurs/lien_perime' })
  expect(await courrielMotDePasseOublie(portes.kit, claire.id)).toBeUndefined()
})

test('une adresse reçoit au plus cinq liens par heure, connue ou non', async () => {
  for (const email of [gestionnaire.courriel, 'inconnue@preau.example']) {
    const reponses = []
    for (let i = 0; i < 6; i++) reponses.push(await poster('request-password-reset', { email }))
    expect(reponses.map((r) => r.statusCode)).toEqual([200, 200, 200, 200, 200, 429])
    expect(reponses.at(-1)?.json()).toMatchObject({ type: '/erreurs/trop_de_liens' })
  }
})
