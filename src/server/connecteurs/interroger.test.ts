import { describe, expect, test } from 'vitest'
import { MOTIF, preparerConnecteurs } from '#test/connecteurs.ts'
import { claire } from '#test/personas.ts'
import { chercherAdresses } from './adresses.ts'
import { chercherCommunes } from './communes.ts'
import { chercherStructure } from './structures.ts'

const essai = preparerConnecteurs()
const { double, traces, sql, attendre } = essai
const chercher = (q = 'Paris') => chercherAdresses(essai.ctx(), q, MOTIF)

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
    attendre(29 * 86_400_000)
    await chercher()
    expect(double.demandes).toHaveLength(1)
    attendre(2 * 86_400_000)
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
    attendre(61 * 60_000)
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
    attendre(119_000)
    expect(await chercher()).toMatchObject({ etat: 'indisponible', message: expect.stringContaining('pas appelé') })
    expect(double.demandes).toHaveLength(1)
    attendre(2_000)
    expect(await chercher()).toMatchObject({ etat: 'trouve' })
  })
  test('ce qui est gardé, même périmé, sert encore et dit son jour', async () => {
    await chercher()
    attendre(31 * 86_400_000)
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
    attendre(61_000)
    double.pannes.push({ genre: 'lenteur', ms: 150 })
    const [un, deux] = await Promise.all([chercher(), chercher('Lyon')])
    expect([un.etat, deux.etat].toSorted()).toEqual(['indisponible', 'trouve'])
    expect(double.demandes).toHaveLength(6)
    expect(await chercher('Auch')).toMatchObject({ etat: 'trouve' })
  })
  test('rouvert, il attend deux fois plus', async () => {
    for (let i = 0; i < 5; i++) await echouer()
    attendre(61_000)
    await echouer()
    attendre(100_000)
    await chercher()
    expect(double.demandes).toHaveLength(6)
    attendre(21_000)
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
    expect(await chercherCommunes(essai.ctx(), 'Toulouse', MOTIF)).toMatchObject({
      etat: 'trouve',
      source: expect.stringContaining('livré'),
    })
  })
  test('un SIRET du référentiel s’y trouve ; un autre se déclare', async () => {
    await sql(`update referentiel.etablissement set siret = '19310044200010' where uai = '0310044T'`)
    const lycee = await essai.kit().db.selectFrom('referentiel.etablissement').select(['uai']).executeTakeFirstOrThrow()
    await sql(`update referentiel.etablissement set siret = '19750664500013' where uai = '${lycee.uai}'`)
    expect(await chercherStructure(essai.ctx(), '197 506 645 00013', MOTIF)).toMatchObject({
      etat: 'trouve',
      source: 'Référentiel',
      valeur: { uai: lycee.uai },
    })
    expect(await chercherStructure(essai.ctx(), '13002526500013', MOTIF)).toMatchObject({ etat: 'indisponible' })
    expect(await chercherStructure(essai.ctx(), '13002526500014', MOTIF)).toMatchObject({ etat: 'refuse' })
  })
})
