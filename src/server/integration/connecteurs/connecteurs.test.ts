import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, readdir, rm, symlink, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Ou } from '#domain/integration/reglages.ts'
import { type Ligne, type Opendatasoft, ouvrirOpendatasoft, type Panne } from '#test/opendatasoft.ts'
import { openFiles } from '../../platform/files.ts'
import { dossier } from './dossier.ts'
import { https } from './https.ts'
import { opendatasoft } from './opendatasoft.ts'
import type { AppelFait, Prenant, Prise } from './prise.ts'

let double: Opendatasoft
let racine: string
let prenant: Prenant
let appels: AppelFait[]
const LIGNES: Ligne[] = Array.from({ length: 250 }, (_, i) => ({
  uai: `U${i}`,
  nom: i === 0 ? 'Collège « A; "b" »' : `Collège ${i}`,
  departement: i % 2 ? '031' : '032',
}))

beforeAll(async () => {
  racine = await mkdtemp(join(tmpdir(), 'connecteurs-'))
  double = await ouvrirOpendatasoft({ colleges: LIGNES })
})
afterAll(async () => {
  await double.fermer()
  await rm(racine, { recursive: true })
})
beforeEach(() => {
  appels = []
  double.demandes.length = 0
  double.pannes.length = 0
  prenant = {
    source: 'essai',
    files: openFiles(join(racine, 'fichiers')),
    sorties: { publiques: [], internes: [double.hote] },
    dossier: racine,
    reprise: null,
    noter: (appel) => appels.push(appel),
  }
})

const ou = (suite: Partial<Extract<Ou, { genre: 'opendatasoft' }>> = {}): Extract<Ou, { genre: 'opendatasoft' }> => ({
  genre: 'opendatasoft',
  adresse: double.adresse,
  jeu: 'colleges',
  filtre: '',
  mode: 'export',
  format: 'csv',
  ...suite,
})
const contenu = async (prise: Prise): Promise<string> => {
  if (prise.etat !== 'pris' || !prise.fichiers[0]) throw new Error(`Rien n’est pris : ${prise.etat}`)
  return text(await prenant.files.stream(prise.fichiers[0].cle))
}
const panne = (genre: Panne['genre'], chemin = '/records', n = 1) => double.pannes.push({ genre, chemin, n })

describe('un export Opendatasoft', () => {
  test('vient entier, avec les noms techniques et le filtre', async () => {
    const csv = await contenu(await opendatasoft.prendre(prenant, ou({ filtre: 'departement="031"' })))
    expect(csv.trimEnd().split('\r\n')).toHaveLength(126)
    expect(double.demandes[0]).toMatch(/exports\/csv\?use_labels=false.*delimiter=%3B.*where=/)
    expect(appels).toMatchObject([{ reponse: 200, erreur: null }])
  })

  test('en JSON aussi', async () =>
    expect(JSON.parse(await contenu(await opendatasoft.prendre(prenant, ou({ format: 'json' }))))).toEqual(LIGNES))

  test.each([
    ['html', /autre chose que des données/],
    ['erreur_en_200', /Dataset is being rebuilt/],
    ['tronquee', /n’est pas complet/],
    ['erreur', /réponse 500.*Something went wrong/],
    ['quota_du_jour', /limite le nombre d’appels/],
  ] as const)('une réponse « %s » n’est pas prise pour des données', async (genre, message) => {
    panne(genre, '/exports')
    await expect(opendatasoft.prendre(prenant, ou())).rejects.toThrow(message)
  })

  test('un jeu inconnu ou un filtre faux : la raison du portail est dite et notée', async () => {
    await expect(opendatasoft.prendre(prenant, ou({ jeu: 'inconnu' }))).rejects.toThrow(/n’existe pas.*Unknown dataset/)
    await expect(opendatasoft.prendre(prenant, ou({ filtre: 'departement=' }))).rejects.toThrow(
      /ODSQL query is malformed/,
    )
    expect(appels.map((a) => a.reponse)).toEqual([404, 400])
  })
})

describe('un jeu lu page par page', () => {
  test('trois pages de cent, assemblées dans l’ordre ; les pages ne restent pas', async () => {
    const prise = await opendatasoft.prendre(prenant, ou({ mode: 'pages' }))
    expect(JSON.parse(await contenu(prise))).toEqual(LIGNES)
    expect(double.demandes).toHaveLength(3)
    expect(await prenant.files.exists('prises/essai/000.json')).toBe(false)
  })

  test.each(['tronquee', 'html', 'erreur_en_200', 'quota_du_jour', 'erreur'] as const)(
    'une panne « %s » à la page 2 : partiel, puis reprise à la page 2',
    async (genre) => {
      panne(genre, '/records', 2)
      const partielle = await opendatasoft.prendre(prenant, ou({ mode: 'pages' }))
      expect(partielle).toMatchObject({ etat: 'partiel', reprise: { pages: 1 } })
      double.demandes.length = 0
      const { reprise } = partielle as Extract<Prise, { etat: 'partiel' }>
      const prise = await opendatasoft.prendre({ ...prenant, reprise }, ou({ mode: 'pages' }))
      expect(JSON.parse(await contenu(prise))).toEqual(LIGNES)
      expect(double.demandes.map((d) => /offset=(\d+)/.exec(d)?.[1])).toEqual(['100', '200'])
    },
  )

  test('une reprise d’un autre réglage ne compte pas', async () => {
    const reprise = { signature: 'autre', pages: 2 }
    const prise = await opendatasoft.prendre({ ...prenant, reprise }, ou({ mode: 'pages' }))
    expect(JSON.parse(await contenu(prise))).toHaveLength(250)
  })

  test('429 et 503 de passage : la page est redemandée', async () => {
    panne('quota')
    panne('indisponible', 'offset=100')
    expect(JSON.parse(await contenu(await opendatasoft.prendre(prenant, ou({ mode: 'pages' }))))).toHaveLength(250)
    expect(double.demandes).toHaveLength(5)
  })

  test('plus de 10 000 lignes : l’export est conseillé', async () => {
    double.poser(
      'grand',
      Array.from({ length: 10_001 }, (_, i) => ({ uai: `U${i}` })),
    )
    await expect(opendatasoft.prendre(prenant, ou({ mode: 'pages', jeu: 'grand' }))).rejects.toThrow(
      /Choisissez l’export/,
    )
  })

  test('un jeu vide est une liste vide, pas une erreur', async () => {
    double.poser('vide', [])
    expect(await contenu(await opendatasoft.prendre(prenant, ou({ mode: 'pages', jeu: 'vide' })))).toBe('[]')
  })
})

test('goûter : dix lignes et le total, sans rien garder', async () => {
  const gout = await opendatasoft.gouter(prenant, ou())
  expect(gout).toMatchObject({ status: 200, total: 250 })
  expect(JSON.parse(gout.debut)).toEqual(LIGNES.slice(0, 10))
})

test('un fichier derrière une adresse, sous son nom', async () => {
  const adresse = `${double.adresse}/api/explore/v2.1/catalog/datasets/colleges/exports/csv`
  const prise = await https.prendre(prenant, { genre: 'https', adresse })
  expect(prise).toMatchObject({ etat: 'pris', fichiers: [{ nom: 'csv', type: 'text/plain' }] })
  const dehors = https.prendre(prenant, { genre: 'https', adresse: 'https://169.254.169.254/' })
  await expect(dehors).rejects.toThrow(/n’est pas autorisée/)
  expect(appels[1]).toMatchObject({ reponse: null, erreur: expect.stringMatching(/pas autorisée/) })
})

test('le dossier de dépôt : fichiers reposés, du plus ancien au plus récent, déplacés une fois pris', async () => {
  const ici = join(racine, 'depot', 'essai')
  await mkdir(ici, { recursive: true })
  for (const [nom, age] of [
    ['b.csv', 60],
    ['a.csv', 30],
    ['frais.csv', 0],
    ['.cache', 60],
    ['c.csv.part', 60],
  ] as const) {
    await writeFile(join(ici, nom), nom)
    const le = new Date(Date.now() - age * 1_000)
    await utimes(join(ici, nom), le, le)
  }
  await symlink('/etc/hostname', join(ici, 'lien.csv'))
  const prise = await dossier.prendre(prenant, { genre: 'dossier' })
  if (prise.etat !== 'pris') throw new Error('Les fichiers devaient être pris.')
  expect(prise.fichiers.map((f) => f.nom)).toEqual(['b.csv', 'a.csv'])
  expect(existsSync(join(ici, 'a.csv'))).toBe(true)
  await prise.confirmer?.()
  expect((await readdir(ici)).sort()).toEqual(['.cache', 'c.csv.part', 'frais.csv', 'lien.csv', 'pris'])
  expect((await readdir(join(ici, 'pris'))).length).toBe(2)
  expect(await dossier.prendre(prenant, { genre: 'dossier' })).toEqual({ etat: 'rien' })
})
