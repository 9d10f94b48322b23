import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import * as integration from '#domain/integration/api.ts'
import * as applications from '#domain/integration/api-applications.ts'
import * as api from '#domain/integration/api-connecteurs.ts'
import { lireCsv } from '#domain/integration/csv.ts'
import { type Reglage, reglageLivre } from '#domain/integration/reglages.ts'
import { texteDe } from '#test/donnees.ts'
import { type Ligne, type Opendatasoft, ouvrirOpendatasoft } from '#test/opendatasoft.ts'
import { admin, agnes } from '#test/personas.ts'
import { ouvrirServeur, type Portes } from '#test/porte.ts'
import { ANNUAIRE } from '../sources.ts'
import { lancerLesPrises } from './prises.ts'

let portes: Portes
let double: Opendatasoft
/** The real annuaire, the Gers and what is around, as the portal gives it. */
let lignes: Ligne[]

beforeAll(async () => {
  const [entetes, ...rangs] = [...lireCsv(texteDe(ANNUAIRE.fichiers[0] ?? ''), ';')].map((l) => l.valeurs)
  lignes = rangs
    .filter((r) => r.includes('032'))
    .map((r) => Object.fromEntries((entetes ?? []).map((e, i) => [e, r[i] ?? ''])))
  double = await ouvrirOpendatasoft({ 'fr-en-annuaire-education': lignes })
  portes = await ouvrirServeur({ PREAU_SORTIES_INTERNES: double.hote })
}, 60_000)
afterAll(() => double.fermer())
beforeEach(() => {
  double.pannes.length = 0
  double.demandes.length = 0
})

const params = { source: 'annuaire' }
const reglage = (suite: Partial<Reglage> = {}, ou: object = {}): Reglage => {
  const livre = reglageLivre('annuaire')
  return { ...livre, active: true, ...suite, ou: { ...livre.ou, adresse: double.adresse, ...ou } as Reglage['ou'] }
}
const regler = (body: Reglage) => portes.appeler(admin, api.reglerSource, { params, body })
const etat = async () =>
  (await portes.appeler(admin, api.listerReglages, {})).body.elements.find((r) => r.source === 'annuaire')
const derniere = async () =>
  (await portes.appeler(admin, integration.listerExecutions, { query: { source: 'annuaire' } })).body.elements[0]
const prendre = async () => {
  expect((await portes.appeler(admin, api.prendreSource, { params, body: {} })).status).toBe(202)
  await portes.executerTravaux()
}

describe('du portail au référentiel', () => {
  test('livrée, la source n’appelle personne ; mal réglée, elle le dit', async () => {
    expect(await etat()).toMatchObject({ livre: true, reglage: { active: false } })
    const { body } = await portes.appeler(admin, api.testerSource, {
      params,
      body: { ou: reglageLivre('annuaire').ou },
    })
    expect(body).toMatchObject({ reussi: false, statut: null, message: expect.stringMatching(/PREAU_SORTIES/) })
    const faux = await regler(reglage({ horaire: 'chaque nuit' }))
    expect(faux.problem.erreurs?.[0]).toMatchObject({ champ: 'horaire' })
  })

  test('« Tester » montre la réponse et les premières lignes, sans rien importer', async () => {
    const { body } = await portes.appeler(admin, api.testerSource, { params, body: { ou: reglage().ou } })
    expect(body).toMatchObject({ reussi: true, statut: 200, total: lignes.length })
    expect(body.lignes).toHaveLength(5)
    expect(body.colonnes).toContain('Nom_etablissement')
    expect(await derniere()).toBeUndefined()
  })

  test('prise : l’export devient un import appliqué, et l’échange est consigné', async () => {
    expect((await regler(reglage())).status).toBe(200)
    await prendre()
    expect(await etat()).toMatchObject({
      livre: false,
      essai_etat: 'pris',
      modifie_par: `${admin.prenom} ${admin.nom}`,
    })
    const execution = await derniere()
    expect(execution).toMatchObject({ etat: 'appliquee', lues: lignes.length, rejetees: 0 })
    expect(execution?.creees).toBeGreaterThan(40)
    const { body } = await portes.appeler(agnes, applications.listerEchanges, {
      query: { sens: 'sortant', source: 'annuaire' },
    })
    expect(body.elements[0]).toMatchObject({ reponse: 200, erreur: null, tache: expect.stringMatching(/exports\/csv/) })
  }, 60_000)

  test('reprise la nuit suivante, sans changement : rien n’est écrit', async () => {
    await prendre()
    expect(await derniere()).toMatchObject({ creees: 0, modifiees: 0 })
  }, 60_000)

  test('page par page, coupée à la troisième : partielle, puis reprise où elle en était', async () => {
    await regler(reglage({}, { mode: 'pages', filtre: 'Code_departement="032"' }))
    double.pannes.push({ chemin: '/records', n: 3, genre: 'tronquee' })
    const avant = await derniere()
    await prendre()
    expect(await etat()).toMatchObject({
      essai_etat: 'partiel',
      essai_message: expect.stringMatching(/reprendra à la page 3/),
    })
    expect((await derniere())?.id).toBe(avant?.id)
    double.demandes.length = 0
    await prendre()
    expect(double.demandes[0]).toMatch(/offset=200/)
    expect(await etat()).toMatchObject({ essai_etat: 'pris' })
    expect(await derniere()).toMatchObject({ creees: 0, lues: expect.any(Number) })
  }, 60_000)

  test('le portail refuse : l’état le dit, aucun import n’est créé', async () => {
    await regler(reglage({}, { jeu: 'disparu' }))
    const avant = await derniere()
    await prendre()
    expect(await etat()).toMatchObject({ essai_etat: 'echec', essai_message: expect.stringMatching(/n’existe pas/) })
    expect((await derniere())?.id).toBe(avant?.id)
  })
})

describe('l’horaire', () => {
  const lancer = async (instant: string) => {
    double.demandes.length = 0
    await lancerLesPrises(portes.kit, new Date(instant))
    await portes.executerTravaux()
    return double.demandes.length
  }

  test('à 3 h 15 de Paris, ni avant, ni deux fois, ni quand la source est arrêtée', async () => {
    await regler(reglage())
    const demain = new Date(Date.now() + 86_400_000).toISOString().slice(0, 10)
    const sansEssai = (le: string) =>
      portes.kit.db.updateTable('integration.reglage').set({ modifie_le: le, essaye_le: le, reprise: null }).execute()
    await sansEssai(`${demain}T00:00:00Z`)
    // Winter or summer, 3:15 in Paris is 1:15 or 2:15 UTC.
    expect(await lancer(`${demain}T01:10:00Z`)).toBe(0)
    expect(await lancer(`${demain}T02:15:00Z`)).toBe(1)
    await sansEssai(`${demain}T02:16:00Z`)
    expect(await lancer(`${demain}T02:20:00Z`)).toBe(0)
    await sansEssai(`${demain}T00:00:00Z`)
    // The server was stopped at the hour: it catches up.
    expect(await lancer(`${demain}T05:00:00Z`)).toBe(1)
    await regler(reglage({ active: false }))
    await sansEssai(`${demain}T00:00:00Z`)
    expect(await lancer(`${demain}T02:15:00Z`)).toBe(0)
  }, 60_000)
})

describe('les alertes', () => {
  const alertes = async () => (await etat())?.alertes ?? []

  test('le fichier perd la moitié de ses lignes : dérive, acquittée avec sa raison, close au retour', async () => {
    await regler(reglage({ seuil_volume: 30 }))
    double.poser('fr-en-annuaire-education', lignes.slice(0, Math.floor(lignes.length * 0.6)))
    await prendre()
    const execution = await derniere()
    if (execution?.etat === 'comparee') {
      const { id } = execution
      await portes.appeler(admin, integration.appliquerExecution, { params: { id } })
      await portes.executerTravaux()
    }
    const [alerte] = await alertes()
    expect(alerte).toMatchObject({ genre: 'volume', message: expect.stringMatching(/− 40 %/) })
    const id = alerte?.id ?? 0
    const acquitter = (raison: string, qui = admin) =>
      portes.appeler(qui, api.acquitterAlerte, { params: { id }, body: { raison } })
    expect((await acquitter('Fermetures')).status).toBe(200)
    expect((await acquitter('Encore')).status).toBe(409)
    expect((await acquitter('Moi', agnes)).status).toBe(403)
    expect((await alertes())[0]).toMatchObject({ raison: 'Fermetures', acquittee_par: `${admin.prenom} ${admin.nom}` })
    // The volume of reference is now the small one: the next full file drifts the other way, under a wide threshold not.
    await regler(reglage({ seuil_volume: 100 }))
    double.poser('fr-en-annuaire-education', lignes)
    await prendre()
    expect(await alertes()).toEqual([])
  }, 90_000)
})
