import { readFileSync } from 'node:fs'
import { beforeAll, expect, test } from 'vitest'
import * as api from '#domain/integration/api.ts'
import * as calendrier from '#domain/referentiel/api-calendrier.ts'
import { importer } from '#test/depots.ts'
import { texteDe } from '#test/donnees.ts'
import { agnes, claire } from '#test/personas.ts'
import { ouvrirServeur, type Portes } from '#test/porte.ts'
import { chargerDonnees } from './chargement.ts'
import { DECOUPAGE } from './sources.ts'

const FICHIER = 'calendrier/calendrier-scolaire.csv.gz'
const octets = readFileSync(new URL(`../../../donnees/${FICHIER}`, import.meta.url))
const texte = texteDe(FICHIER)
let portes: Portes

beforeAll(async () => {
  portes = await ouvrirServeur()
  await chargerDonnees(portes.kit, { sources: [DECOUPAGE] })
}, 60_000)

const lire = async (query: Record<string, string>, qui = claire) =>
  (await portes.appeler(qui, calendrier.lireCalendrier, { query })).body
const compter = async () => (await lire({})).total

test('le vrai fichier : à blanc, appliqué, de nouveau, changé, annulé', async () => {
  const essai = await importer(portes, agnes, 'calendrier-scolaire', octets, {
    nom: 'calendrier-scolaire.csv.gz',
    champs: { a_blanc: 'true' },
  })
  expect(essai).toMatchObject({ etat: 'a_blanc', genre: 'calendrier', lues: 2_306, creees: 2_306, rejetees: 0 })
  expect(await compter()).toBe(0)

  const x = await importer(portes, agnes, 'calendrier-scolaire', octets, { nom: 'calendrier-scolaire.csv.gz' })
  expect(x).toMatchObject({ etat: 'appliquee', creees: 2_306, identiques: 0, absentes: 0, identique_a: null })
  expect(await compter()).toBe(2_306)

  const encore = await importer(portes, agnes, 'calendrier-scolaire', octets)
  expect(encore).toMatchObject({ etat: 'appliquee', identique_a: x.id, creees: 0, modifiees: 0, identiques: 2_306 })

  // One end moved, one row gone, one place unknown, one day that does not exist.
  const lignes = texte.trimEnd().split('\n')
  const i = lignes.findIndex((l) => l.includes('Noël') && l.includes('Toulouse') && l.includes('2026-2027'))
  const j = lignes.findIndex((l) => l.includes('Ascension') && l.includes('Rennes') && l.includes('2026-2027'))
  lignes[i] = (lignes[i] ?? '').replace('2027-01-03T23', '2027-01-04T23')
  lignes.splice(j, 1)
  lignes.push('Pont;-;2027-05-06T22:00:00+00:00;2027-05-06T22:00:00+00:00;Atlantide;Zone Z;2026-2027')
  lignes.push('Pont;-;2027-02-30;2027-03-01;Lyon;Zone A;2026-2027')
  const change = await importer(portes, agnes, 'calendrier-scolaire', lignes.join('\n'))
  expect(change).toMatchObject({ etat: 'appliquee', creees: 0, modifiees: 1, absentes: 1, rejetees: 2 })
  const rejets = await portes.appeler(agnes, api.listerRejets, { params: { id: change.id } })
  expect(rejets.body.elements.map((r) => r.code)).toEqual(['academie_inconnue', 'date_incorrecte'])
  const differences = await portes.appeler(agnes, api.listerDifferences, { params: { id: change.id } })
  expect(differences.body.elements.map((d) => [d.genre, d.nom])).toEqual(
    expect.arrayContaining([
      ['modification', 'Vacances de Noël'],
      ['absence', 'Pont de l’Ascension'],
    ]),
  )
  expect((await lire({ date: '2027-01-04', academie: '16' })).vacances).toBe(true)
  expect(await compter()).toBe(2_305)

  await portes.appeler(agnes, api.annulerExecution, { params: { id: change.id } })
  expect((await lire({ date: '2027-01-04', academie: '16' })).vacances).toBe(false)
  expect(await compter()).toBe(2_306)
}, 120_000)

test.each([
  ['2026-12-24', '16', true],
  ['2027-01-03', '16', true],
  ['2027-01-04', '16', false],
  ['2026-11-24', '16', false],
  ['2027-02-10', '16', true],
  ['2027-02-10', '14', false],
  ['2027-07-20', '16', true],
  ['1999-07-20', '16', null],
])('le %s, académie %s : en vacances ? %s', async (date, academie, vacances) => {
  expect((await lire({ date, academie })).vacances).toBe(vacances)
})

test('les périodes d’un jour, d’une académie ; à qui est connecté', async () => {
  const { elements } = await lire({ date: '2026-12-24', academie: '16' })
  expect(elements).toMatchObject([
    {
      description: 'Vacances de Noël',
      zone: 'Zone C',
      debut: '2026-12-19',
      dernier_jour: '2027-01-03',
      reprise: '2027-01-04',
    },
  ])
  const ete = await lire({ date: '2027-08-20', academie: '16' })
  expect(ete.elements).toMatchObject([{ description: 'Début des Vacances d’Été', dernier_jour: '2027-08-31' }])
  // The end of an open summer is 31 August, in the list as in the answer.
  expect((await lire({ date: '2027-10-20', academie: '16' })).elements).toEqual([])
  const anonyme = await portes.appeler(undefined, calendrier.lireCalendrier, { query: {} })
  expect(anonyme.status).toBe(401)
})
