import { beforeAll, expect, test } from 'vitest'
import * as rubriques from '#domain/referentiel/api-rubriques.ts'
import * as api from '#domain/validation/api.ts'
import { importer } from '#test/depots.ts'
import { ANNUAIRE, texteDe } from '#test/donnees.ts'
import { LYCEE_AUCH } from '#test/etablissements.ts'
import { garder } from '#test/imports.ts'
import { agnes, bruno, TOUS } from '#test/personas.ts'
import { ouvrirServeur, type Portes } from '#test/porte.ts'

let portes: Portes
beforeAll(async () => {
  portes = await ouvrirServeur()
})
const { vincent, ines } = TOUS
const params = { uai: LYCEE_AUCH }
const proposer = async (champs: Record<string, string>, motif = '') =>
  (await portes.appeler(vincent, api.proposer, { params, body: { champs, motif } })).body
const lire = async (id: number) =>
  (await portes.appeler(ines, api.lireProposition, { params: { id } })).body.proposition

test('un import qui apporte la valeur proposée la clôt : « confirmée par la source » ; les autres attendent', async () => {
  const annuaire = garder(texteDe(ANNUAIRE), (l) => l.startsWith(LYCEE_AUCH))
  expect(annuaire.split('\n')).toHaveLength(2)
  const { body: avant } = await portes.appeler(vincent, api.listerPropositionsDe, { params })
  expect(avant.peut_proposer).toBe(true)
  const venue = await proposer({ telephone: '05 62 99 99 99' })
  const autre = await proposer({ adresse: '3 rue Darwin' })
  const connu = venue.champs[0]?.avant
  expect(annuaire).toContain(String(connu))
  await importer(
    portes,
    agnes,
    'annuaire',
    annuaire.replace(String(connu), '05 62 99 99 99').replaceAll(';2024-11-26;', ';2025-11-26;'),
  )
  await portes.executerTravaux()
  expect(await lire(venue.id)).toMatchObject({ etat: 'confirmee', decision: null, change_depuis: false })
  expect(await lire(autre.id)).toMatchObject({ etat: 'en_attente' })
})

test('cas 55 et 56 : une personne effacée : la proposition qui donne son adresse est annulée, et ne la garde pas', async () => {
  const ajout = await portes.appeler(agnes, rubriques.ajouterEnregistrement, {
    params: { ...params, rubrique: 'contact' },
    body: {
      valeurs: { nom: 'Fictif', prenom: 'Luc', role: 'chef', depuis: '2024-09-01', courriel: 'luc.fictif@exemple.fr' },
    },
  })
  expect(ajout.status).toBe(201)
  const visee = await proposer({ courriel: 'luc.fictif@exemple.fr' }, 'Écrire à Luc Fictif')
  const autre = await proposer({ web: 'https://garros.example' })
  const { id } = await portes.kit.db
    .selectFrom('referentiel.contact')
    .select('id')
    .where('nom', '=', 'Fictif')
    .executeTakeFirstOrThrow()
  expect((await portes.appeler(agnes, rubriques.effacerContact, { params: { id } })).status).toBe(200)
  await portes.executerTravaux()
  const lue = await lire(visee.id)
  expect(lue).toMatchObject({ etat: 'annulee' })
  expect(await lire(autre.id)).toMatchObject({ etat: 'en_attente' })
  expect(JSON.stringify(lue)).not.toMatch(/luc|fictif/i)
  expect((await portes.appeler(bruno, api.lireProposition, { params: { id: visee.id } })).status).toBe(404)
})
