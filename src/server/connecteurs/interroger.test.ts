import { readFile } from 'node:fs/promises'
import pg from 'pg'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { CodeConnecteur } from '#domain/connecteurs/liste.ts'
import { type Double, ouvrirDouble } from '#test/apiNationale.ts'
import { claire } from '#test/personas.ts'
import { ouvrirServeur, type Portes } from '#test/porte.ts'
import { contextOf, type Read } from '../platform/context.ts'
import { chercherAdresses } from './adresses.ts'
import { chiffrer } from './coffre.ts'
import { chercherCommunes } from './communes.ts'
import { chercherStructure } from './structures.ts'

let double: Double
let portes: Portes
let proprietaire: pg.Client
let maintenant: number
/** As the owner of the tables: the application may not empty them. */
let sql: (texte: string) => Promise<unknown>
const MOTIF = { motif: 'essai', dossier: 'abc123', uai: '0310024W', contexte: 'Travaux urgents' }

beforeAll(async () => {
  double = await ouvrirDouble()
  portes = await ouvrirServeur({ PREAU_SORTIES_INTERNES: double.hote })
  proprietaire = new pg.Client({ connectionString: portes.base.proprietaire })
  await proprietaire.connect()
  sql = (texte) => proprietaire.query(texte)
})
afterAll(async () => {
  await proprietaire.end()
  await double.fermer()
})
beforeEach(async () => {
  maintenant = Date.parse('2026-11-24T10:00:00Z')
  double.demandes.length = 0
  double.pannes.length = 0
  double.reponses.clear()
  double.reponses.set('/search', await enregistree('geocodage', '/search'))
  for (const table of ['reglage', 'etat', 'reponse', 'appel'] as const) await sql(`truncate connecteurs.${table}`)
  await regler('geocodage')
})

const ctx = (): Read => contextOf(portes.kit, claire, new Date(maintenant), 'essai')
const chercher = (q = 'Paris') => chercherAdresses(ctx(), q, MOTIF)

async function regler(connecteur: CodeConnecteur, suite: Record<string, unknown> = {}): Promise<void> {
  await portes.kit.db
    .insertInto('connecteurs.reglage')
    .values({
      connecteur,
      adresse: double.adresse,
      modifie_le: new Date(maintenant).toISOString(),
      modifie_par: 'essai',
      ...suite,
    })
    .execute()
}
async function enregistree(connecteur: CodeConnecteur, chemin: string): Promise<unknown> {
  const toutes = JSON.parse(await readFile(`donnees/reponses-api/${connecteur}.json`, 'utf8'))
  return toutes.find((e: { chemin: string }) => e.chemin === chemin).corps
}
const traces = () => portes.kit.db.selectFrom('connecteurs.appel').selectAll().orderBy('id').execute()

describe('une réponse', () => {
  test('trouvée, elle porte sa source et sa date ; la trace dit qui, pourquoi et quoi, jamais le contenu', async () => {
    const trouve = await chercher()
    expect(trouve).toMatchObject({ etat: 'trouve', source: 'Base Adresse Nationale', date: '2026-11-24', message: '' })
    expect(trouve.valeur?.[1]).toMatchObject({
      id: '77001_b064',
      voie: 'Paris Foret',
      code_commune: '77001',
      score: 0.8608,
    })
    const [trace] = await traces()
    expect(trace).toMatchObject({
      connecteur: 'geocodage',
      pilote: 'reel',
      demandeur: `${claire.prenom} ${claire.nom}`,
      dossier: 'abc123',
      uai: '0310024W',
      donnees: ['adresses'],
      issue: 'trouve',
      reponse: 200,
      essais: 1,
    })
    expect(JSON.stringify(trace)).not.toContain('q=')
  })
  test('redemandée, elle vient de ce qui est gardé jusqu’à sa fin, puis du service', async () => {
    await chercher()
    maintenant += 29 * 86_400_000
    await chercher()
    expect(double.demandes).toHaveLength(1)
    maintenant += 2 * 86_400_000
    expect(await chercher()).toMatchObject({ date: '2026-12-25' })
    expect(double.demandes).toHaveLength(2)
  })
  test('demandée deux fois au même instant, elle n’est demandée qu’une fois', async () => {
    double.pannes.push({ genre: 'lenteur', ms: 100 })
    const [a, b] = await Promise.all([chercher(), chercher()])
    expect(a).toEqual(b)
    expect(double.demandes).toHaveLength(1)
  })
  test('404 en texte : introuvable, et l’oubli vient plus vite', async () => {
    double.reponses.clear()
    expect(await chercher('Nulle part')).toMatchObject({ etat: 'introuvable' })
    maintenant += 61 * 60_000
    await chercher('Nulle part')
    expect(double.demandes).toHaveLength(2)
  })
})

describe('un service qui répond mal', () => {
  test.each([
    ['du JSON coupé', { genre: 'malforme' }, /illisible/],
    ['une coupure', { genre: 'coupure' }, /coupée/],
    ['une erreur 500', { genre: 'statut', statut: 500 }, /réponse 500/],
    ['une redirection vers un réseau privé', { genre: 'redirection', vers: 'http://10.0.0.1/' }, /pas autorisée/],
    ['une redirection vers la machine', { genre: 'redirection', vers: 'http://localhost:22/' }, /pas autorisée/],
    ['une page d’erreur en 200', { genre: 'statut', statut: 200, corps: { error_code: 'x' } }, /illisible/],
  ] as const)('%s : indisponible, sans second essai ni exception', async (_, panne, message) => {
    double.pannes.push(panne)
    expect(await chercher()).toMatchObject({ etat: 'indisponible', message: expect.stringMatching(message) })
    expect(double.demandes).toHaveLength(1)
  })
  test.each([429, 502, 503, 504])('un %i est retenté deux fois, la troisième est la bonne', async (statut) => {
    double.pannes.push({ genre: 'quota' }, statut === 429 ? { genre: 'quota' } : { genre: 'statut', statut })
    expect(await chercher()).toMatchObject({ etat: 'trouve' })
    expect(double.demandes).toHaveLength(3)
    expect((await traces())[0]).toMatchObject({ essais: 3 })
  })
  test('quatre 503 : trois essais, puis indisponible', async () => {
    for (let i = 0; i < 4; i++) double.pannes.push({ genre: 'statut', statut: 503 })
    expect(await chercher()).toMatchObject({ etat: 'indisponible' })
    expect(double.demandes).toHaveLength(3)
  })
  test('429 qui demande d’attendre longtemps : le formulaire n’attend pas, et personne ne rappelle avant', async () => {
    double.pannes.push({ genre: 'quota', apres: '120' })
    expect(await chercher()).toMatchObject({
      etat: 'indisponible',
      message: expect.stringContaining('trop de demandes'),
    })
    maintenant += 119_000
    expect(await chercher()).toMatchObject({ etat: 'indisponible', message: expect.stringContaining('pas appelé') })
    expect(double.demandes).toHaveLength(1)
    maintenant += 2_000
    expect(await chercher()).toMatchObject({ etat: 'trouve' })
  })
  test('ce qui est gardé, même périmé, sert encore et dit son jour', async () => {
    await chercher()
    maintenant += 31 * 86_400_000
    double.pannes.push({ genre: 'statut', statut: 500 })
    expect(await chercher()).toMatchObject({ etat: 'trouve', date: '2026-11-24' })
  })
  test('une clé refusée n’est jamais insistée', async () => {
    double.pannes.push({ genre: 'statut', statut: 401 })
    expect(await chercher()).toMatchObject({ etat: 'refuse', message: expect.stringContaining('administrateur') })
    await chercher()
    expect(double.demandes).toHaveLength(1)
  })
})

describe('le coupe-circuit', () => {
  const echouer = async () => {
    double.pannes.push({ genre: 'statut', statut: 500 })
    return chercher()
  }
  test('s’ouvre au cinquième échec, laisse passer un seul appel une minute après, se referme s’il réussit', async () => {
    for (let i = 0; i < 5; i++) await echouer()
    await chercher()
    expect(double.demandes).toHaveLength(5)
    maintenant += 61_000
    double.pannes.push({ genre: 'lenteur', ms: 150 })
    const [un, deux] = await Promise.all([chercher(), chercher('Lyon')])
    expect([un.etat, deux.etat].toSorted()).toEqual(['indisponible', 'trouve'])
    expect(double.demandes).toHaveLength(6)
    expect(await chercher('Auch')).toMatchObject({ etat: 'trouve' })
  })
  test('rouvert, il attend deux fois plus', async () => {
    for (let i = 0; i < 5; i++) await echouer()
    maintenant += 61_000
    await echouer()
    maintenant += 100_000
    await chercher()
    expect(double.demandes).toHaveLength(6)
    maintenant += 21_000
    expect(await chercher()).toMatchObject({ etat: 'trouve' })
  })
})

describe('sans service', () => {
  test('arrêté : rien n’est appelé, rien n’est tracé', async () => {
    await sql(`update connecteurs.reglage set pilote = 'arret'`)
    expect(await chercher()).toMatchObject({ etat: 'indisponible' })
    expect(double.demandes).toHaveLength(0)
    expect(await traces()).toHaveLength(0)
  })
  test('les communes sont celles livrées', async () => {
    expect(await chercherCommunes(ctx(), 'Toulouse', MOTIF)).toMatchObject({
      etat: 'trouve',
      source: expect.stringContaining('livré'),
    })
  })
  test('un SIRET du référentiel s’y trouve ; un autre se déclare', async () => {
    await sql(`update referentiel.etablissement set siret = '19310044200010' where uai = '0310044T'`)
    const lycee = await portes.kit.db.selectFrom('referentiel.etablissement').select(['uai']).executeTakeFirstOrThrow()
    await sql(`update referentiel.etablissement set siret = '19750664500013' where uai = '${lycee.uai}'`)
    expect(await chercherStructure(ctx(), '197 506 645 00013', MOTIF)).toMatchObject({
      etat: 'trouve',
      source: 'Référentiel',
      valeur: { uai: lycee.uai },
    })
    expect(await chercherStructure(ctx(), '13002526500013', MOTIF)).toMatchObject({ etat: 'indisponible' })
    expect(await chercherStructure(ctx(), '13002526500014', MOTIF)).toMatchObject({ etat: 'refuse' })
  })
})

describe('un service fermé', () => {
  const JETON = 'jeton-des-essais'
  const ROUTE = '/v4/insee/sirene/etablissements/77567227221138'
  const ouvrir = async (suite: Record<string, unknown> = {}) => {
    double.reponses.set(ROUTE, await enregistree('api-entreprise', ROUTE))
    const secret = chiffrer(portes.config.secret, 'api-entreprise', JETON)
    await regler('api-entreprise', { secret, destinataire: '13002526500013', ...suite })
  }
  test('chaque appel dit son destinataire, son cadre et son objet, et porte le jeton', async () => {
    await ouvrir()
    expect(await chercherStructure(ctx(), '77567227221138', MOTIF)).toMatchObject({
      etat: 'trouve',
      source: 'API Entreprise',
    })
    const { chemin, entetes } = double.demandes[0] ?? { chemin: '', entetes: {} }
    const q = new URL(chemin, double.adresse).searchParams
    expect(Object.fromEntries(q)).toEqual({ recipient: '13002526500013', context: 'Travaux urgents', object: 'abc123' })
    expect(entetes.authorization).toBe(`Bearer ${JETON}`)
  })
  test('sans destinataire, ou sans dossier, il n’est pas appelé', async () => {
    await ouvrir({ destinataire: null })
    expect(await chercherStructure(ctx(), '77567227221138', MOTIF)).toMatchObject({ etat: 'refuse' })
    await sql(`update connecteurs.reglage set destinataire = '13002526500013'`)
    expect(await chercherStructure(ctx(), '77567227221138', { motif: 'x' })).toMatchObject({ etat: 'refuse' })
    expect(double.demandes).toHaveLength(0)
  })
  test('meta.retry_in trop long : le suivant est demandé', async () => {
    await ouvrir()
    const errors = [{ code: '01001', title: 'x', detail: 'x', meta: { provider: 'INSEE', retry_in: 300 } }]
    double.pannes.push({ genre: 'statut', statut: 502, corps: { errors } })
    double.reponses.set('/search', { results: [] })
    await regler('recherche-entreprises')
    expect(await chercherStructure(ctx(), '77567227221138', MOTIF)).toMatchObject({
      etat: 'introuvable',
      source: 'Annuaire des entreprises',
    })
    expect(double.demandes).toHaveLength(2)
  })
  test('le jeton ne suit pas une redirection vers ailleurs', async () => {
    await ouvrir()
    const autre = await ouvrirDouble()
    double.pannes.push({ genre: 'redirection', vers: `${autre.adresse}/vol` })
    portes.config.sorties.internes.push(autre.hote)
    await chercherStructure(ctx(), '77567227221138', MOTIF)
    expect(autre.demandes.map((d) => d.entetes.authorization)).toEqual([undefined])
    await autre.fermer()
  })
  test('une restriction légale se dit telle quelle', async () => {
    await ouvrir()
    const errors = [{ code: 'x', title: 'x', detail: 'Donnée soumise à restriction.', meta: {} }]
    double.pannes.push({ genre: 'statut', statut: 451, corps: { errors } })
    expect(await chercherStructure(ctx(), '77567227221138', MOTIF)).toMatchObject({
      etat: 'refuse',
      message: 'Donnée soumise à restriction.',
    })
  })
})
