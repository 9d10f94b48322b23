import { beforeAll, describe, expect, test } from 'vitest'
import type { Personne } from '#domain/acteur.ts'
import type { Endpoint } from '#domain/endpoint.ts'
import * as api from '#domain/messagerie/api.ts'
import { contextOf, write } from '#server/platform/context.ts'
import { PREFIXE } from '#server/platform/doors.ts'
import { unBrouillon, unDossierDepose } from '#test/dossiers.ts'
import { admin, agnes, bruno, claire, gestionnaire, ines, nathalie } from '#test/personas.ts'
import { ouvrirServeur, type Portes } from '#test/porte.ts'

let portes: Portes
let depose: string
let brouillon: string
/** One mail of the deposit, and one of an account. */
let courriels: { dossier: number; compte: number }

beforeAll(async () => {
  portes = await ouvrirServeur()
  const cles = await write(contextOf(portes.kit, claire), async (ctx) => [
    (await unDossierDepose(ctx)).cle,
    await unBrouillon(ctx),
  ])
  depose = cles[0] ?? ''
  brouillon = cles[1] ?? ''
  await portes.injecter(undefined, {
    method: 'POST',
    url: '/api/auth/request-password-reset',
    payload: { email: claire.courriel, redirectTo: '/mot-de-passe/nouveau' },
  })
  await portes.executerTravaux()
  const lignes = await portes.kit.db.selectFrom('messagerie.courriel').select(['id', 'dossier_id']).execute()
  const trouver = (sansDossier: boolean) => lignes.find((l) => (l.dossier_id === null) === sansDossier)?.id ?? 0
  courriels = { dossier: trouver(false), compte: trouver(true) }
})

const QUI: [string, Personne | undefined][] = [
  ['anonyme', undefined],
  ['claire, chef', claire],
  ['gestionnaire', gestionnaire],
  ['nathalie, autre établissement', nathalie],
  ['bruno, agent 31', bruno],
  ['ines, agent 32', ines],
  ['agnes, agent partout', agnes],
  ['admin', admin],
]

const PORTES: [string, Endpoint, object, number[]][] = [
  ['lireFil', api.lireFil, {}, [401, 200, 200, 404, 200, 404, 200, 200]],
  ['envoyerMessage', api.envoyerMessage, { texte: 'Bonjour' }, [401, 201, 201, 404, 201, 404, 201, 201]],
  ['marquerLu', api.marquerLu, {}, [401, 200, 200, 404, 200, 404, 200, 200]],
  ['listerNotifications', api.listerNotifications, {}, [401, 200, 200, 200, 200, 200, 200, 200]],
  ['compterNotifications', api.compterNotifications, {}, [401, 200, 200, 200, 200, 200, 200, 200]],
  ['lireNotifications', api.lireNotifications, { tout: true }, [401, 200, 200, 200, 200, 200, 200, 200]],
  ['listerCourriels', api.listerCourriels, {}, [401, 403, 403, 403, 200, 200, 200, 200]],
  ['lireCourriel', api.lireCourriel, {}, [401, 403, 403, 403, 200, 404, 200, 200]],
]

const demander = async (qui: Personne | undefined, porte: Endpoint, cle: string, id: number, corps: object) => {
  const reponse = await portes.injecter(qui, {
    method: porte.method,
    url: PREFIXE + porte.path.replace(':cle', cle).replace(':id', String(id)),
    ...(porte.body ? { payload: JSON.stringify(corps), headers: { 'content-type': 'application/json' } } : {}),
  })
  return reponse.statusCode
}

describe.each(PORTES)('%s', (_, porte, corps, attendus) => {
  test.each(QUI)('%s', async (nom, qui) => {
    const rang = QUI.findIndex(([n]) => n === nom)
    expect(await demander(qui, porte, depose, courriels.dossier, corps)).toBe(attendus[rang])
  })
})

test('chaque porte du module est dans la table', () => {
  const vues = new Set(PORTES.map(([, porte]) => porte))
  const portesDuModule = Object.values(api).filter((p) => typeof p === 'object' && 'path' in p && 'method' in p)
  expect(portesDuModule.filter((p) => !vues.has(p as Endpoint))).toEqual([])
})

test('le courriel d’un compte ne se lit que par l’administration, et ne compte que pour elle', async () => {
  const lire = (qui: Personne) => demander(qui, api.lireCourriel, depose, courriels.compte, {})
  expect(await Promise.all([bruno, agnes, admin].map(lire))).toEqual([404, 404, 200])
  const totaux = [bruno, ines, agnes, admin].map((qui) =>
    portes.appeler(qui, api.listerCourriels, { query: { recherche: 'claire@' } }),
  )
  const [deBruno, dInes, dAgnes, dAdmin] = (await Promise.all(totaux)).map((r) => r.body.total)
  expect([deBruno, dInes, dAgnes]).toEqual([1, 0, 1])
  expect(dAdmin).toBe(2)
})

test('le fil d’un brouillon est fermé, et n’existe que pour son établissement', async () => {
  const { body } = await portes.appeler(claire, api.lireFil, { params: { cle: brouillon } })
  expect(body).toMatchObject({
    total: 0,
    peut_ecrire: false,
    pourquoi: 'Les échanges s’ouvrent quand le dossier est déposé.',
  })
  expect(await demander(claire, api.envoyerMessage, brouillon, 0, { texte: 'Bonjour' })).toBe(409)
  expect(await demander(bruno, api.envoyerMessage, brouillon, 0, { texte: 'Bonjour' })).toBe(404)
})

test('un message a de 1 à 5 000 caractères, et rien n’en est interprété', async () => {
  const ecrire = (texte: string) => demander(claire, api.envoyerMessage, depose, 0, { texte })
  expect(await ecrire('   ')).toBe(400)
  expect(await ecrire('é'.repeat(5_001))).toBe(400)
  expect(await ecrire('\u0000')).toBe(400)
  const piege = "<script>alert(1)</script> '; drop table messagerie.message; -- 🏫"
  expect(await ecrire(piege)).toBe(201)
  const { body } = await portes.appeler(bruno, api.lireFil, { params: { cle: depose } })
  expect(body.elements.at(-1)?.texte).toBe(piege)
})

test('lire ne marque que pour soi', async () => {
  const nonLus = async (qui: Personne) =>
    (await portes.appeler(qui, api.lireFil, { params: { cle: depose } })).body.non_lus
  await portes.appeler(claire, api.envoyerMessage, { params: { cle: depose }, body: { texte: 'Êtes-vous là ?' } })
  const avant = [await nonLus(bruno), await nonLus(agnes)]
  expect(avant.every((n) => n > 0)).toBe(true)
  expect(await nonLus(claire)).toBe(0)
  await portes.appeler(bruno, api.marquerLu, { params: { cle: depose } })
  expect([await nonLus(bruno), await nonLus(agnes)]).toEqual([0, avant[1]])
})

test('un long fil se lit par pages, le plus récent d’abord', async () => {
  const params = { cle: depose }
  const { body } = await portes.appeler(claire, api.lireFil, { params, query: { par_page: '2' } })
  expect(body).toMatchObject({ precedents: true })
  expect(body.elements).toHaveLength(2)
  const avant = String(body.elements[0]?.id)
  const precedents = await portes.appeler(claire, api.lireFil, { params, query: { par_page: '2', avant } })
  expect(Math.max(...precedents.body.elements.map((m) => m.id))).toBeLessThan(Number(avant))
})
