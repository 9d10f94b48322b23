import { beforeAll, describe, expect, test } from 'vitest'
import * as api from '#domain/connecteurs/api.ts'
import * as reglages from '#domain/connecteurs/api-reglages.ts'
import { admin, claire, TOUS } from '#test/personas.ts'
import { ouvrirServeur, type Portes } from '#test/porte.ts'
import { contextOf } from '../platform/context.ts'
import { surveillerJetons } from './jetons.ts'
import { purger } from './journal.ts'

let portes: Portes
beforeAll(async () => {
  portes = await ouvrirServeur()
})

const REGLAGE = {
  pilote: 'rejeu',
  adresse: null,
  destinataire: null,
  cache_minutes: null,
  appels_par_minute: null,
} as const
const regler = (code: 'geocodage' | 'sirene' | 'api-entreprise', suite: Partial<reglages.ReglageConnecteur> = {}) =>
  portes.appeler(admin, reglages.reglerConnecteur, { params: { code }, body: { ...REGLAGE, ...suite } })
const jeton = (jours: number) => {
  const exp = Math.floor(Date.now() / 1_000) + jours * 86_400
  return `entete.${Buffer.from(JSON.stringify({ exp })).toString('base64url')}.signature`
}

describe('qui règle et lit le journal : les administrateurs seuls, porte par porte', () => {
  const PORTES = [
    [reglages.listerConnecteurs, {}],
    [reglages.reglerConnecteur, { params: { code: 'sirene' }, body: REGLAGE }],
    [reglages.essayerConnecteur, { params: { code: 'sirene' } }],
    [reglages.listerAppels, {}],
    [reglages.exporterAppels, {}],
  ] as const
  test.each(PORTES)('$path $method', async (porte, appel) => {
    for (const [nom, qui] of Object.entries(TOUS)) {
      // biome-ignore lint/suspicious/noExplicitAny: one table for doors of every shape
      const { status } = await portes.appeler(qui, porte, appel as any).catch(() => ({ status: 200 }))
      expect([nom, status]).toEqual([nom, qui === admin ? 200 : 403])
    }
    const requete = { method: porte.method, url: `/api/v1${porte.path.replace(':code', 'sirene')}`, payload: {} }
    expect(
      (await portes.injecter(undefined, porte.method === 'GET' ? { ...requete, payload: undefined } : requete))
        .statusCode,
    ).toBe(401)
  })
})

test('les recherches sont pour qui est connecté, et chacun en a assez', async () => {
  await regler('geocodage', { appels_par_minute: 3, cache_minutes: 0 })
  const chercher = (qui: typeof claire | undefined) =>
    portes.appeler(qui, api.rechercherAdresses, { query: { q: 'Paris', pour: 'essai' } })
  expect((await chercher(undefined)).status).toBe(401)
  for (const qui of Object.values(TOUS)) expect((await chercher(qui)).status).toBe(200)
  await chercher(claire)
  await chercher(claire)
  const { status, problem } = await chercher(claire)
  expect([status, problem.type]).toEqual([429, expect.stringContaining('trop_de_recherches')])
  expect((await portes.appeler(claire, api.rechercherAdresses, { query: { q: 'ab' } })).status).toBe(400)
})

test('un SIRET cherché compte pour chaque service qui peut le dire', async () => {
  await regler('sirene', { appels_par_minute: 2, cache_minutes: 0 })
  const chercher = () =>
    portes.appeler(claire, api.rechercherEntreprises, { query: { siret: '13002526500013', pour: 'essai' } })
  for (let n = 0; n < 2; n += 1) expect((await chercher()).status).toBe(200)
  const { status, problem } = await chercher()
  expect([status, problem.type]).toEqual([429, expect.stringContaining('trop_de_recherches')])
  await regler('sirene')
})

test('sans réseau, les formulaires trouvent communes, jours fériés et vacances', async () => {
  const { body: communes } = await portes.appeler(claire, api.rechercherCommunes, { query: { q: 'Toulouse' } })
  expect(communes).toMatchObject({ etat: 'trouve', source: expect.stringContaining('livré') })
  const query = { annee: '2027', zone: 'alsace-moselle' as const }
  const { body: feries } = await portes.appeler(claire, api.lireJoursFeries, { query })
  expect(feries.valeur).toHaveLength(13)
  const { body: vacances } = await portes.appeler(claire, api.lireVacances, {
    query: { academie: 'Toulouse', annee_scolaire: '2025-2026' },
  })
  expect(vacances.valeur?.map((v) => v.libelle)).toContain('Vacances de Noël')
  const uai = claire.habilitations[0]?.uai ?? ''
  const { body: ecole } = await portes.appeler(claire, api.rechercherEtablissements, { query: { uai } })
  expect(ecole).toMatchObject({ etat: 'trouve', source: 'Référentiel', valeur: [{ uai }] })
  await regler('sirene', { pilote: 'arret' })
  const { body: adresses } = await portes.appeler(claire, api.rechercherEntreprises, {
    query: { siret: '13002526500013' },
  })
  expect(adresses).toMatchObject({ etat: 'indisponible', message: expect.stringContaining('écrivez vous-même') })
})

test('la clé entre et ne ressort jamais : ni réponse, ni journal, ni table en clair', async () => {
  const cle = 'cle-tres-secrete-0123456789'
  const { body } = await regler('sirene', { pilote: null, cle })
  expect(body.cle).toMatchObject({ posee: true, expire_le: null })
  expect(JSON.stringify(body)).not.toContain(cle)
  const ligne = await portes.kit.db
    .selectFrom('connecteurs.reglage')
    .select('secret')
    .where('connecteur', '=', 'sirene')
    .executeTakeFirstOrThrow()
  expect(ligne.secret).toMatch(/^v1:/)
  expect(ligne.secret).not.toContain(cle)
  const actes = await portes.kit.db
    .selectFrom('journal.acte')
    .select('donnees')
    .where('objet_cle', '=', 'sirene')
    .execute()
  expect(actes.at(-1)?.donnees).toMatchObject({ cle: 'remplacée' })
  expect(JSON.stringify(actes)).not.toContain(cle)
  // Another setting leaves it there; null takes it away.
  expect((await regler('sirene', { pilote: null })).body.cle.posee).toBe(true)
  expect((await regler('sirene', { pilote: null, cle: null })).body.cle.posee).toBe(false)
})

test.each([
  [{ adresse: 'ftp://x.fr' }, 'adresse'],
  [{ adresse: 'https://moi:secret@x.fr' }, 'adresse'],
  [{ destinataire: '12345678901234' }, 'destinataire'],
  [{ cle: 'é€ àààààààààà' }, 'cle'],
  [{ cle: 'ligne\r\nx-autre: 1234' }, 'cle'],
  [{ cache_minutes: -1 }, 'cache_minutes'],
])('%o est refusé, au bon endroit', async (suite, champ) => {
  const { status, problem } = await regler('sirene', suite as never)
  expect([status, problem.erreurs?.[0]?.champ]).toEqual([400, champ])
})

test('« Tester » appelle vraiment et le dit ; arrêté, il le dit aussi', async () => {
  await regler('geocodage')
  const essayer = async (code: 'geocodage' | 'jours-feries' | 'api-entreprise') =>
    (await portes.appeler(admin, reglages.essayerConnecteur, { params: { code } })).body
  expect(await essayer('geocodage')).toMatchObject({
    etat: 'trouve',
    message: expect.stringMatching(/Le service répond, en \d+ ms : \d lignes?\./),
    apercu: expect.arrayContaining(['Paris']),
  })
  // What the try read is not what forms read: it keeps nothing.
  const { body } = await portes.appeler(TOUS.nathalie, api.rechercherAdresses, { query: { q: 'Paris' } })
  expect(body.valeur?.[1]).toMatchObject({ id: '77001_b064' })
  expect(await essayer('jours-feries')).toMatchObject({
    etat: 'indisponible',
    message: expect.stringContaining('arrêté'),
  })
  await regler('api-entreprise')
  expect(await essayer('api-entreprise')).toMatchObject({ etat: 'refuse', message: expect.stringContaining('SIRET') })
  await regler('api-entreprise', { destinataire: '130 025 265 00013' })
  expect(await essayer('api-entreprise')).toMatchObject({ etat: 'trouve' })
})

test('un jeton qui finit est annoncé une fois à chaque seuil, et partout visible', async () => {
  const { body } = await regler('api-entreprise', { destinataire: '13002526500013', cle: jeton(29) })
  expect(body.cle.alerte).toContain('expire dans 29 jours')
  const annonces = async () =>
    (await portes.kit.db.selectFrom('journal.acte').select('id').where('code', '=', 'jeton_a_remplacer').execute())
      .length
  const aller = (jours: number) =>
    surveillerJetons(contextOf(portes.kit, admin, new Date(Date.now() + jours * 86_400_000)))
  await aller(0)
  await aller(1)
  expect(await annonces()).toBe(1)
  await aller(23)
  await aller(30)
  expect(await annonces()).toBe(3)
})

test('le journal se filtre, s’exporte, et s’oublie après 36 mois', async () => {
  const lister = async (query: object) => (await portes.appeler(admin, reglages.listerAppels, { query })).body
  const tous = await lister({})
  expect(tous.total).toBeGreaterThan(5)
  expect(
    (await lister({ connecteur: 'geocodage', demandeur: 'claire' })).elements.every((a) =>
      a.demandeur.startsWith('Claire'),
    ),
  ).toBe(true)
  expect((await lister({ du: '2020-01-01', au: '2020-01-02' })).total).toBe(0)
  const csv = await portes.injecter(admin, { url: '/api/v1/connecteurs-appels/export?connecteur=geocodage' })
  expect(csv.headers['content-disposition']).toContain('appels-aux-api-')
  expect(csv.body.split('\r\n').length).toBe((await lister({ connecteur: 'geocodage' })).total + 2)
  const vieux = new Date()
  vieux.setMonth(vieux.getMonth() - 37)
  const { id } = await portes.kit.db
    .insertInto('connecteurs.appel')
    .values({
      le: vieux.toISOString(),
      connecteur: 'sirene',
      pilote: 'reel',
      demandeur: 'x',
      motif: 'x',
      donnees: [],
      issue: 'trouve',
      duree_ms: 1,
      requete: 'x',
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  await purger({ db: portes.kit.db, now: new Date() })
  expect(await portes.kit.db.selectFrom('connecteurs.appel').select('id').where('id', '=', id).execute()).toEqual([])
  expect((await lister({})).total).toBe(tous.total)
})
