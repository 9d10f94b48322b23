import { beforeAll, describe, expect, test } from 'vitest'
import type { Personne } from '#domain/acteur.ts'
import type { Endpoint } from '#domain/endpoint.ts'
import * as api from '#domain/validation/api.ts'
import { LYCEE, LYCEE_AUCH } from '#test/etablissements.ts'
import { admin, agnes, bruno, claire, gestionnaire, ines, nathalie, TOUS } from '#test/personas.ts'
import { ouvrirServeur, type Portes } from '#test/porte.ts'
import { PREFIXE } from '../platform/doors.ts'

let portes: Portes
/** Made by Claire, and decided by nobody: each refusal below leaves it as it is. */
let id: number

const proposer = async (qui: Personne, champs: Record<string, string | number>, uai = LYCEE) =>
  portes.appeler(qui, api.proposer, { params: { uai }, body: { champs } })

beforeAll(async () => {
  portes = await ouvrirServeur()
  id = (await proposer(claire, { adresse: '1 rue Neuve' })).body.id
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

/** A body that the rule refuses (422, 409) still passes the door; each persona in the order of `QUI`. */
const PORTES: [string, Endpoint, object, number[]][] = [
  ['proposer', api.proposer, { champs: { telephone: '12' } }, [401, 422, 422, 404, 422, 404, 422, 422]],
  ['listerPropositionsDe', api.listerPropositionsDe, {}, [401, 200, 200, 404, 200, 404, 200, 200]],
  ['listerPropositions', api.listerPropositions, {}, [401, 403, 403, 403, 200, 200, 200, 200]],
  ['exporterPropositions', api.exporterPropositions, {}, [401, 403, 403, 403, 200, 200, 200, 200]],
  ['compterPropositions', api.compterPropositions, {}, [401, 403, 403, 403, 200, 200, 200, 200]],
  ['lireProposition', api.lireProposition, {}, [401, 200, 200, 404, 200, 404, 200, 200]],
  [
    'accepterProposition',
    api.accepterProposition,
    { champs: { telephone: '12' } },
    [401, 403, 403, 404, 422, 404, 422, 422],
  ],
  ['refuserProposition', api.refuserProposition, { motif: '' }, [401, 400, 400, 400, 400, 400, 400, 400]],
  [
    'deciderPropositions',
    api.deciderPropositions,
    { sens: 'accepter', ids: [999_999] },
    [401, 403, 403, 403, 200, 200, 200, 200],
  ],
  // Last: it is Claire's to withdraw.
  ['retirerProposition', api.retirerProposition, {}, [401, 200, 403, 404, 403, 404, 403, 403]],
]

const demander = async (qui: Personne | undefined, porte: Endpoint, corps: object) =>
  portes.injecter(qui, {
    method: porte.method,
    url: PREFIXE + porte.path.replace(':uai', LYCEE).replace(':id', String(id)),
    ...(porte.body ? { payload: JSON.stringify(corps), headers: { 'content-type': 'application/json' } } : {}),
  })

describe.each(PORTES)('%s', (_, porte, corps, attendus) => {
  test.each(QUI)('%s', async (nom, qui) => {
    const rang = QUI.findIndex(([n]) => n === nom)
    expect((await demander(qui, porte, corps)).statusCode).toBe(attendus[rang])
  })
})

test('chaque porte du module est dans la table', () => {
  const vues = new Set(PORTES.map(([, porte]) => porte))
  const portesDuModule = Object.values(api).filter((p) => typeof p === 'object' && 'path' in p && 'method' in p)
  expect(portesDuModule.filter((p) => !vues.has(p as Endpoint))).toEqual([])
})

test('refuser : 403 pour qui ne décide pas, 404 hors du périmètre', async () => {
  const autre = (await proposer(claire, { adresse: '2 rue Neuve' })).body.id
  const refuser = async (qui: Personne) =>
    (await portes.appeler(qui, api.refuserProposition, { params: { id: autre }, body: { motif: 'Non' } })).status
  expect(await refuser(claire)).toBe(403)
  expect(await refuser(nathalie)).toBe(404)
  expect(await refuser(ines)).toBe(404)
  expect(await refuser(bruno)).toBe(200)
})

test('un champ d’un groupe que l’on ne lit pas n’existe pas : ni à proposer, ni à lire', async () => {
  const cachee = await proposer(agnes, { nombre_batiments: 12 })
  expect(cachee.status).toBe(201)
  expect((await proposer(claire, { nombre_batiments: 13 })).status).toBe(404)
  const siens = await portes.appeler(claire, api.listerPropositionsDe, { params: { uai: LYCEE } })
  expect(siens.body.elements.map((e) => e.id)).not.toContain(cachee.body.id)
  expect(JSON.stringify(siens.body)).not.toContain('batiments')
  const lue = await portes.appeler(claire, api.lireProposition, { params: { id: cachee.body.id } })
  expect(lue.status).toBe(404)
})

test('cas 27 : accepter et refuser au même instant : un seul l’emporte, l’autre reçoit 409', async () => {
  const { id: disputee } = (await proposer(claire, { complement_adresse: 'Bâtiment B' })).body
  const params = { id: disputee }
  const [a, b] = await Promise.all([
    portes.appeler(bruno, api.accepterProposition, { params, body: {} }),
    portes.appeler(agnes, api.refuserProposition, { params, body: { motif: 'Non' } }),
  ])
  expect([a.status, b.status].toSorted()).toEqual([200, 409])
  const perdant = a.status === 409 ? a : b
  expect(perdant.problem).toMatchObject({ type: '/erreurs/deja_decidee', detail: expect.stringContaining('déjà') })
})

test('le tableur dit ce que dit la liste, sans formule qui s’exécute', async () => {
  await portes.appeler(bruno, api.proposer, {
    params: { uai: LYCEE },
    body: { champs: { complement_adresse: '=1+1' }, motif: 'Essai' },
  })
  const fichier = await portes.injecter(agnes, { url: `${PREFIXE}/propositions/export` })
  expect(fichier.headers['content-type']).toContain('text/csv')
  expect(fichier.body).toContain("'=1+1")
  const hors = await portes.injecter(ines, { url: `${PREFIXE}/propositions/export` })
  expect(hors.body).not.toContain('Bellevue')
})

test('le compte de la navigation ne dit que ce que l’on peut décider', async () => {
  await proposer(TOUS.vincent, { adresse: '1 rue Darwin' }, LYCEE_AUCH)
  const compte = async (qui: Personne) => (await portes.appeler(qui, api.compterPropositions, {})).body.a_decider
  expect(await compte(ines)).toBe(1)
  expect(await compte(agnes)).toBeGreaterThan(await compte(ines))
})
