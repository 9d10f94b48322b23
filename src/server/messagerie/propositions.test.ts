import { beforeAll, expect, test } from 'vitest'
import type { Personne } from '#domain/acteur.ts'
import { listerNotifications } from '#domain/messagerie/api.ts'
import * as api from '#domain/validation/api.ts'
import { LYCEE } from '#test/etablissements.ts'
import { agnes, bruno, claire, gestionnaire, ines } from '#test/personas.ts'
import { ouvrirServeur, type Portes } from '#test/porte.ts'

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
