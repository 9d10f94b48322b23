import { readFileSync } from 'node:fs'
import { beforeAll, describe, expect, test } from 'vitest'
import * as api from '#domain/integration/api.ts'
import * as connecteurs from '#domain/integration/api-connecteurs.ts'
import * as fiches from '#domain/referentiel/api.ts'
import { importer } from '#test/depots.ts'
import { texteDe } from '#test/donnees.ts'
import { garder } from '#test/imports.ts'
import { admin, agnes, bruno } from '#test/personas.ts'
import { ouvrirServeur, type Portes } from '#test/porte.ts'
import { contextOf } from '../platform/context.ts'
import { visibles } from '../referentiel/visibles.ts'
import { chargerDonnees } from './chargement.ts'
import { ANNUAIRE, DECOUPAGE, NOMENCLATURES } from './sources.ts'

let portes: Portes
const livre = (chemin: string) => readFileSync(new URL(`../../../donnees/${chemin}`, import.meta.url))
/** A file of one département: it says nothing of the others. */
const communes = garder(texteDe('decoupage/cog-2025-communes.csv.gz'), (l) => l.startsWith('32'))
const natures = texteDe('nomenclatures/natures-uai-observees.csv')
/** The Gers, some fifty établissements. */
const gers = garder(texteDe(ANNUAIRE.fichiers[0] ?? ''), (l) => /;032;16;76;/.test(l))

beforeAll(async () => {
  portes = await ouvrirServeur()
  await chargerDonnees(portes.kit, { sources: [NOMENCLATURES, DECOUPAGE] })
  await importer(portes, agnes, 'annuaire', gers, { champs: { date_donnees: '2024-11-26' } })
}, 120_000)

const differences = async (id: number) =>
  (await portes.appeler(agnes, api.listerDifferences, { params: { id } })).body.elements
const de = (uai: string) => portes.appeler(agnes, fiches.lireEtablissement, { params: { uai }, query: {} })
const compter = async () =>
  (
    await portes.kit.db
      .selectFrom('journal.acte')
      .select(({ fn }) => fn.countAll<string>().as('n'))
      .executeTakeFirst()
  )?.n

describe('42. le même fichier, code officiel géographique et nomenclatures', () => {
  test.each([
    ['cog', 'decoupage/cog-2025-regions.csv', 18],
    ['decoupage', 'decoupage/cog-2025-departements.csv', 101],
    ['decoupage', 'decoupage/cog-2025-cantons.csv.gz', 2_293],
    ['decoupage', 'decoupage/cog-2025-communes.csv.gz', 37_548],
    ['nomenclatures', 'nomenclatures/natures-uai-observees.csv', 31],
    ['nomenclatures', 'nomenclatures/academies-departements-regions-observes.csv', 107],
    ['nomenclatures', 'nomenclatures/types-contrat-prive-observes.csv', 10],
  ])('%s : %s, que le démarrage avait lu, est identique : zéro écriture, zéro acte', async (source, chemin, lues) => {
    const avant = await compter()
    const x = await importer(portes, agnes, source, livre(chemin), { nom: chemin.split('/').at(-1) })
    expect(x).toMatchObject({ etat: 'appliquee', lues, creees: 0, modifiees: 0, absentes: 0, rejetees: 0 })
    expect(x.identique_a).toBeGreaterThan(0)
    expect(await compter()).toBe(avant)
  })
})

test('48. une nature retirée de la nomenclature et encore portée : gardée « obsolète », avec son libellé et une alerte', async () => {
  const sans = garder(natures, (l) => !l.startsWith('340;'))
  const x = await importer(portes, agnes, 'nomenclatures', sans, { nom: 'natures.csv' })
  expect(x).toMatchObject({ etat: 'appliquee', absentes: 1, modifiees: 0 })
  expect(await differences(x.id)).toMatchObject([
    { genre: 'absence', champ: 'nature', enregistrement: '340', nom: 'Collège' },
  ])

  const { uai } = await portes.kit.db
    .selectFrom('referentiel.etablissement')
    .select('uai')
    .where('nature', '=', '340')
    .where('uai', 'like', '032%')
    .limit(1)
    .executeTakeFirstOrThrow()
  expect((await de(uai)).body.nature_libelle).toBe('Collège (obsolète)')
  const { body } = await portes.appeler(admin, connecteurs.listerReglages, {})
  const alerte = body.elements.find((r) => r.source === 'nomenclatures')?.alertes.find((a) => a.genre === 'obsoletes')
  expect(alerte?.message).toMatch(/^Un code retiré sert encore : 340 « Collège » \(\d+ établissements\)/)

  const annulee = await portes.appeler(agnes, api.annulerExecution, { params: { id: x.id } })
  expect(annulee.body).toEqual({ restaurees: 1, modifiees_depuis: [] })
  expect((await de(uai)).body.nature_libelle).toBe('Collège')
})

test('17. une commune change de canton à une date : la fiche et les droits suivent ce jour-là, son passé garde l’ancien', async () => {
  const { uai, code_commune, code_canton } = await portes.kit.db
    .selectFrom('referentiel.etablissement as e')
    .innerJoin('referentiel.canton as c', 'c.code', 'e.code_canton')
    .select(['e.uai', 'e.code_commune', 'e.code_canton'])
    .where('e.uai', 'like', '032%')
    .where('c.communes_entieres', '=', true)
    .orderBy('e.uai')
    .executeTakeFirstOrThrow()
  const nouveau = code_canton === '3201' ? '3202' : '3201'
  const change = communes
    .split('\n')
    .map((l) => (l.startsWith(`${code_commune}/COM`) ? l.replace(`,${code_canton},`, `,${nouveau},`) : l))
    .join('\n')
  const suitLeCanton = async (code: string | null) => {
    const agent = { ...bruno, perimetres: [{ genre: 'canton' as const, code: code ?? '' }] }
    const vu = await visibles(contextOf(portes.kit, agent)).select('e.uai').where('e.uai', '=', uai).executeTakeFirst()
    return vu !== undefined
  }
  expect([await suitLeCanton(code_canton), await suitLeCanton(nouveau)]).toEqual([true, false])
  const options = { nom: 'communes.csv', champs: { date_donnees: '2026-03-01' } }
  const essai = await importer(portes, agnes, 'cog', change, {
    ...options,
    champs: { ...options.champs, a_blanc: 'true' },
  })
  expect(essai).toMatchObject({ etat: 'a_blanc', modifiees: 1, creees: 0, absentes: 0 })
  expect(await canton(uai)).toBe(code_canton)

  const x = await importer(portes, agnes, 'cog', change, options)
  expect(x).toMatchObject({ etat: 'appliquee', source: 'decoupage', modifiees: 1, creees: 0, absentes: 0, rejetees: 0 })
  expect(await canton(uai)).toBe(nouveau)
  expect([await suitLeCanton(code_canton), await suitLeCanton(nouveau)]).toEqual([false, true])
  expect(await cantonAu(uai, '2026-03-01')).toBe(nouveau)
  expect(await cantonAu(uai, '2026-02-28')).toBe(code_canton)
  const passe = await portes.kit.db.selectFrom('referentiel.rattachement_passe').selectAll().execute()
  expect(passe).toMatchObject([{ code_commune, code_canton, jusque: '2026-03-01' }])

  // 43. An older vintage does not bring the former canton back.
  const ancien = await importer(portes, agnes, 'cog', communes.replace(',Auch,', ',Auch d’avant,'), {
    nom: 'cog-2025-communes.csv',
  })
  expect(ancien).toMatchObject({ etat: 'appliquee', modifiees: 0, date_donnees: '2025-01-01' })
  expect(ancien.anciennes).toBeGreaterThan(0)
  expect(await canton(uai)).toBe(nouveau)

  await portes.appeler(agnes, api.annulerExecution, { params: { id: x.id } })
  expect(await canton(uai)).toBe(code_canton)
  expect(await portes.kit.db.selectFrom('referentiel.rattachement_passe').selectAll().execute()).toEqual([])
}, 120_000)

describe('lignes et fichiers refusés avec les mots justes', () => {
  test('un canton inconnu met la commune en quarantaine, et dit quoi importer d’abord', async () => {
    const faux = garder(communes, (l) => l.startsWith('32001/COM'))
      .replace(',3201,', ',3299,')
      .replace(/,32\d\d,/, ',3298,')
    const x = await importer(portes, agnes, 'cog', faux, { champs: { a_blanc: 'true' } })
    expect(x).toMatchObject({ lues: 1, rejetees: 1 })
    const rejets = await portes.appeler(agnes, api.listerRejets, { params: { id: x.id } })
    expect(rejets.body.elements[0]).toMatchObject({ numero: 2, code: 'code_inconnu' })
    expect(rejets.body.elements[0]?.raison).toMatch(
      /^Le canton 32\d\d n’est pas dans le référentiel : importez d’abord/,
    )
  })

  test('des données à venir attendent leur jour', async () => {
    const x = await importer(portes, agnes, 'cog', livre('decoupage/cog-2025-regions.csv'), {
      champs: { date_donnees: '2099-01-01' },
    })
    expect(x).toMatchObject({ etat: 'refusee', erreur: expect.stringContaining('01/01/2099') })
  })

  test('un fichier étranger est refusé entier', async () => {
    const x = await importer(portes, agnes, 'cog', 'a;b\n1;2\n')
    expect(x).toMatchObject({ etat: 'refusee', lues: 0 })
    expect(x.erreur).toMatch(/Colonnes trouvées : a, b/)
  })

  test('un fichier qui perd plus d’un cinquième de ses codes attend une confirmation', async () => {
    const x = await importer(
      portes,
      agnes,
      'nomenclatures',
      garder(natures, (l) => l.startsWith('3')),
    )
    expect(x.a_confirmer).toMatch(/^Le fichier perd \d+ lignes sur 30/)
  })
})

test('EPCI et population : les fichiers livrés ne changent rien aux communes connues', async () => {
  const epci = await importer(portes, agnes, 'cog', livre('decoupage/etalab-2026-epci.json.gz'), {
    nom: 'epci.json.gz',
  })
  expect(epci).toMatchObject({ etat: 'appliquee', lues: 1_255, creees: 0, modifiees: 0, absentes: 0 })
  const population = await importer(portes, agnes, 'cog', livre('decoupage/etalab-2026-communes.json.gz'), {
    nom: 'communes.json.gz',
  })
  expect(population).toMatchObject({ etat: 'appliquee', creees: 0, modifiees: 0 })
}, 60_000)

async function canton(uai: string) {
  const { code_canton } = await portes.kit.db
    .selectFrom('referentiel.etablissement')
    .select('code_canton')
    .where('uai', '=', uai)
    .executeTakeFirstOrThrow()
  return code_canton
}

async function cantonAu(uai: string, le: string) {
  const { body } = await portes.appeler(agnes, fiches.lireEtablissement, { params: { uai }, query: { valable: le } })
  return body.territoire.canton?.code
}
