import { beforeAll, expect, test } from 'vitest'
import { reglerConnecteur } from '#domain/connecteurs/api-reglages.ts'
import { listerNotifications } from '#domain/messagerie/api.ts'
import { admin, agnes, claire } from '#test/personas.ts'
import { ouvrirServeur, type Portes } from '#test/porte.ts'
import { surveillerJetons } from '../connecteurs/jetons.ts'
import { contextOf } from '../platform/context.ts'

const JOUR = 86_400_000

let portes: Portes
beforeAll(async () => {
  portes = await ouvrirServeur({ PREAU_ADRESSE: 'https://preau.example' })
  const exp = Math.floor(Date.now() / 1_000) + 100 * 86_400
  const cle = `entete.${Buffer.from(JSON.stringify({ exp })).toString('base64url')}.signature`
  const body = { pilote: 'rejeu', adresse: null, destinataire: null, cache_minutes: null, appels_par_minute: null, cle }
  await portes.appeler(admin, reglerConnecteur, { params: { code: 'api-particulier' }, body: body as never })
})

/** The night of the day when so many days are left. */
async function nuit(reste: number): Promise<void> {
  await surveillerJetons(contextOf(portes.kit, admin, new Date(Date.now() + (100 - reste) * JOUR)))
  await portes.executerTravaux()
}
const alertes = async (qui: typeof admin) =>
  (await portes.appeler(qui, listerNotifications, { query: { par_page: '100' } })).body.elements.filter(
    (n) => n.genre === 'jeton_a_remplacer',
  )
const courriels = () =>
  portes.kit.db
    .selectFrom('messagerie.courriel')
    .select(['destinataire', 'sujet', 'texte'])
    .where('genre', '=', 'jeton_a_remplacer')
    .orderBy('id')
    .execute()

test('les administrateurs sont alertés à 90 jours, puis par courriel à 30, 7 et 1, une fois chacun', async () => {
  await nuit(95)
  expect(await alertes(admin)).toEqual([])
  await nuit(90)
  expect([(await alertes(admin)).length, (await courriels()).length]).toEqual([1, 0])
  for (const reste of [30, 29, 8, 7, 6, 2, 1, 1]) await nuit(reste)
  const recues = await alertes(admin)
  expect(recues.map((n) => n.texte)).toEqual([
    expect.stringContaining('expire dans 1 jour :'),
    expect.stringContaining('expire dans 7 jours'),
    expect.stringContaining('expire dans 30 jours'),
    expect.stringContaining('expire dans 90 jours'),
  ])
  expect(recues[0]?.lien).toBe('/gestion/parametrage/connecteurs/api-particulier')
  const envoyes = await courriels()
  expect(envoyes.map((c) => c.sujet)).toEqual(Array(3).fill('Jeton à remplacer : API Particulier'))
  expect(envoyes[0]?.texte).toContain('https://preau.example/gestion/parametrage/connecteurs/api-particulier')
  // Never the token itself.
  expect(JSON.stringify([envoyes, recues])).not.toContain('entete.')
  for (const qui of [agnes, claire]) expect(await alertes(qui)).toEqual([])
})
