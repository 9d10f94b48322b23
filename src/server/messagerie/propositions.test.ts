import { beforeAll, expect, test } from 'vitest'
import type { Personne } from '#domain/acteur.ts'
import { listerNotifications } from '#domain/messagerie/api.ts'
import * as fusion from '#domain/referentiel/fusion-api.ts'
import * as api from '#domain/validation/api.ts'
import { COLLEGE_CASTRES, LYCEE, LYCEE_AUCH } from '#test/etablissements.ts'
import { admin, agnes, bruno, claire, gestionnaire, ines, vincent } from '#test/personas.ts'
import { ouvrirServeur, type Portes } from '#test/porte.ts'
import { abonnements } from '../validation/abonnements.ts'

let portes: Portes
beforeAll(async () => {
  portes = await ouvrirServeur()
})

const proposer = async (qui: Personne, telephone: string) =>
  (await portes.appeler(qui, api.proposer, { params: { uai: LYCEE }, body: { champs: { telephone } } })).body.id
const alertes = async (qui: Personne) =>
  (await portes.appeler(qui, listerNotifications, { query: {} })).body.elements.map((e) => e.texte)
const courriels = async () =>
  await portes.kit.db
    .selectFrom('messagerie.courriel')
    .select(['destinataire', 'sujet', 'texte'])
    .orderBy('id')
    .execute()

test('les agents du territoire l’apprennent, l’auteur apprend la décision par une alerte et un courriel, une fois', async () => {
  const [deClaire, deLautre] = [
    await proposer(claire, '05 61 00 00 01'),
    await proposer(gestionnaire, '05 61 00 00 02'),
  ]
  await portes.executerTravaux()
  expect(await alertes(bruno)).toContain(
    `${claire.prenom} ${claire.nom} propose de corriger « Téléphone » de l’établissement Lycée polyvalent Bellevue.`,
  )
  expect(await alertes(ines)).toEqual([])
  expect(await courriels()).toEqual([])
  await portes.appeler(agnes, api.accepterProposition, {
    params: { id: deClaire },
    body: { champs: { telephone: '05 61 00 00 03' } },
  })
  await portes.executerTravaux()
  expect(await alertes(claire)).toEqual([
    'Votre proposition sur « Téléphone » de l’établissement Lycée polyvalent Bellevue est acceptée après modification.',
  ])
  expect(await alertes(gestionnaire)).toEqual([
    'Votre proposition sur « Téléphone » de l’établissement Lycée polyvalent Bellevue est remplacée.',
  ])
  const ecrits = await courriels()
  expect(ecrits.map((c) => c.destinataire)).toEqual([claire.courriel, gestionnaire.courriel])
  // A mailbox is often shared: neither value is in it.
  expect(JSON.stringify(ecrits)).not.toContain('05 61')
  expect(ecrits[0]?.texte).toContain(`/etablissements/${LYCEE}?onglet=general`)
  expect(deLautre).toBeGreaterThan(deClaire)
})

test('qui remplace sa propre proposition n’en est pas prévenu', async () => {
  const avant = (await alertes(claire)).length
  await proposer(claire, '05 61 00 00 04')
  await proposer(claire, '05 61 00 00 05')
  await portes.executerTravaux()
  expect(await alertes(claire)).toHaveLength(avant)
})

test('cas 1 : après une fusion, l’auteur apprend une fois que sa proposition a suivi', async () => {
  const params = { uai: COLLEGE_CASTRES }
  await portes.appeler(vincent, api.proposer, {
    params: { uai: LYCEE_AUCH },
    body: { champs: { telephone: '05 62 00 00 01' } },
  })
  const query = { avec: LYCEE_AUCH, date_effet: '2026-09-01' }
  const { jeton } = (await portes.appeler(agnes, fusion.lirePlanDeFusion, { params, query })).body
  const body = { genre: 'absorption' as const, absorbes: [LYCEE_AUCH], date_effet: '2026-09-01', jeton }
  expect((await portes.appeler(agnes, fusion.fusionner, { params, body })).status).toBe(201)
  await portes.executerTravaux()
  const { donnees, ...acte } = await portes.kit.db
    .selectFrom('journal.acte')
    .select(['id as acte', 'objet_cle', 'donnees'])
    .where('code', '=', 'etablissements_fusionnes')
    .executeTakeFirstOrThrow()
  // A job may run twice.
  const suite = abonnements.find((s) => s.code === 'etablissements_fusionnes')
  await suite?.job.run(portes.kit, {
    acte: acte.acte,
    code: 'etablissements_fusionnes',
    objet: { genre: 'fusion', cle: acte.objet_cle, uai: COLLEGE_CASTRES },
    donnees: donnees as Record<string, unknown>,
  })
  await portes.executerTravaux()
  expect(await alertes(vincent)).toEqual([
    'Après une fusion, votre proposition sur « Téléphone » porte sur l’établissement Collège Jean Jaurès.',
  ])
})

test('cas 32 : sans agent sur le territoire, les administrateurs l’apprennent par une alerte et un courriel', async () => {
  await portes.kit.db.updateTable('comptes.personne').set({ active: false }).where('role', '=', 'agent').execute()
  await portes.appeler(claire, api.proposer, { params: { uai: LYCEE }, body: { champs: { adresse: '1 rue Neuve' } } })
  await portes.executerTravaux()
  expect(await alertes(admin)).toEqual([expect.stringContaining('Aucun agent du territoire')])
  expect((await courriels()).at(-1)?.destinataire).toBe(admin.courriel)
})
