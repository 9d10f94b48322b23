import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import * as api from '#domain/dossiers/api.ts'
import { interrogerDossier } from '#domain/dossiers/api-interrogation.ts'
import type { Champ } from '#domain/formulaire/definition.ts'
import { type Double, ouvrirDouble } from '#test/apiNationale.ts'
import { agnes, claire, gestionnaire, vincent } from '#test/personas.ts'
import { ouvrirServeur, type Portes } from '#test/porte.ts'
import { redessiner, unTeleserviceDessine } from '#test/teleservices.ts'
import { contextOf, write } from '../platform/context.ts'
import { ouvrirBrouillon } from '../teleservices/brouillons.ts'

const SIRET = '13002526500013'
const CHAMPS: Champ[] = [
  { id: 'siret', type: 'siret', libelle: 'SIRET du partenaire', obligatoire: true },
  {
    id: 'nom',
    type: 'texte',
    libelle: 'Nom du partenaire',
    obligatoire: true,
    alimente_par: { champ: 'siret', donnee: 'nom' },
  },
  {
    id: 'adresse',
    type: 'adresse',
    libelle: 'Adresse du partenaire',
    alimente_par: { champ: 'siret', donnee: 'adresse' },
  },
  {
    id: 'categorie',
    type: 'texte',
    libelle: 'Catégorie juridique',
    alimente_par: { champ: 'siret', donnee: 'categorie_juridique' },
  },
]
const DECISIF: Champ[] = [
  ...CHAMPS,
  {
    id: 'convention',
    type: 'texte',
    libelle: 'Numéro de convention',
    condition: { champ: 'categorie', op: 'egal', valeur: '7331' },
  },
]

let double: Double
let portes: Portes
beforeAll(async () => {
  double = await ouvrirDouble()
  const [, dinum] = JSON.parse(readFileSync('donnees/reponses-api/recherche-entreprises.json', 'utf8'))
  double.reponses.set('/search', dinum.corps)
  portes = await ouvrirServeur({ PREAU_SORTIES_INTERNES: double.hote })
  await write(contextOf(portes.kit, agnes), async (ctx) => {
    await unTeleserviceDessine(ctx, CHAMPS, 'partenaire')
    await unTeleserviceDessine(ctx, DECISIF, 'decisif')
    const code = await unTeleserviceDessine(ctx, CHAMPS, 'oriente')
    await ouvrirBrouillon(ctx, { params: { code }, query: undefined, body: {} })
    const etapes = [{ id: 'unique', titre: 'Étape', champs: CHAMPS }]
    const routage = [{ si: { champ: 'categorie', op: 'rempli' as const }, service: 'Partenariats' }]
    await redessiner(ctx, code, { format: 'preau/formulaire@1', titre: 'Essai', etapes, routage })
  })
  await portes.kit.db
    .insertInto('connecteurs.reglage')
    .values({
      connecteur: 'recherche-entreprises',
      adresse: double.adresse,
      cache_minutes: 0,
      modifie_le: new Date().toISOString(),
      modifie_par: 'essai',
    })
    .execute()
})
afterAll(() => double.fermer())
beforeEach(async () => {
  double.pannes.length = 0
  double.demandes.length = 0
  await portes.kit.db.updateTable('connecteurs.etat').set({ echecs: 0, ouvertures: 0, ouvert_jusque: null }).execute()
})

const commencer = async (teleservice: string): Promise<string> => {
  const uai = claire.habilitations[0]?.uai ?? ''
  return (await portes.appeler(claire, api.commencerDossier, { body: { teleservice, uai } })).body.cle
}
const interroger = (cle: string, valeur = SIRET, qui = claire) =>
  portes.appeler(qui, interrogerDossier, { params: { cle }, body: { champ: 'siret', valeur } })
const remplir = (cle: string, reponses: Record<string, unknown>) =>
  portes.appeler(claire, api.enregistrerReponses, { params: { cle }, body: { reponses } })
const lire = async (cle: string) => (await portes.appeler(claire, api.lireDossier, { params: { cle } })).body
const deposer = (cle: string) => portes.appeler(claire, api.deposerDossier, { params: { cle } })
const enPanne = () => double.pannes.push({ genre: 'statut', statut: 500 })
const SAISIE = { siret: SIRET, nom: 'Dinum', categorie: '7120' }

describe('le service répond', () => {
  test('ses valeurs sont proposées avec leur origine ; la réponse reste à la personne', async () => {
    const cle = await commencer('partenaire')
    const { body } = await interroger(cle, '130 025 265 00013')
    expect(body.propositions).toMatchObject({
      nom: 'DIRECTION INTERMINISTERIELLE DU NUMERIQUE',
      adresse: { code_postal: '75007' },
      categorie: '7120',
    })
    const lu = await lire(cle)
    expect(lu.reponses).toEqual({})
    expect(lu.origines.nom).toMatchObject({ source: 'Annuaire des entreprises', modifie: true })
    expect(lu.verifications.siret).toMatchObject({ etat: 'trouve', valeur: SIRET })
  })
  test('acceptée, corrigée : l’origine reste, la valeur est dite modifiée', async () => {
    const cle = await commencer('partenaire')
    const { propositions } = (await interroger(cle)).body
    await remplir(cle, { siret: SIRET, ...propositions })
    expect((await lire(cle)).origines.nom).toMatchObject({ modifie: false })
    await remplir(cle, { nom: 'La DINUM' })
    expect((await lire(cle)).origines.nom).toMatchObject({
      modifie: true,
      valeur: 'DIRECTION INTERMINISTERIELLE DU NUMERIQUE',
    })
    expect((await deposer(cle)).status).toBe(201)
    expect((await lire(cle)).non_verifies).toEqual([])
  })
  test('la trace dit le dossier, l’établissement et la personne', async () => {
    const cle = await commencer('partenaire')
    await interroger(cle, SIRET, gestionnaire)
    const trace = await portes.kit.db
      .selectFrom('connecteurs.appel')
      .selectAll()
      .where('dossier', '=', cle)
      .executeTakeFirstOrThrow()
    expect(trace).toMatchObject({
      uai: claire.habilitations[0]?.uai,
      demandeur_id: gestionnaire.id,
      issue: 'trouve',
      donnees: ['nom, adresse et état de la structure'],
    })
  })
  test('un autre établissement ne voit rien ; une autre question n’interroge personne', async () => {
    const cle = await commencer('partenaire')
    expect((await interroger(cle, SIRET, vincent)).status).toBe(404)
    const autre = await portes.appeler(claire, interrogerDossier, {
      params: { cle },
      body: { champ: 'nom', valeur: SIRET },
    })
    expect(autre.status).toBe(404)
    expect(double.demandes).toHaveLength(0)
  })
})

describe('le service est en panne', () => {
  test('la saisie continue et le dépôt passe, « déclaré, non vérifié »', async () => {
    const cle = await commencer('partenaire')
    enPanne()
    const { status, body } = await interroger(cle)
    expect(status).toBe(200)
    expect(body).toMatchObject({ verification: { etat: 'indisponible' }, structure: null, propositions: {} })
    await remplir(cle, SAISIE)
    expect((await deposer(cle)).status).toBe(201)
    expect((await lire(cle)).non_verifies).toEqual(['nom', 'categorie'])
  })
  test.each([
    ['une condition', 'decisif'],
    ['le service destinataire', 'oriente'],
  ])('%s dépend de la réponse : le dépôt attend, avec la raison, puis passe une fois vérifiée', async (_, code) => {
    const cle = await commencer(code)
    enPanne()
    await interroger(cle)
    await remplir(cle, SAISIE)
    const refus = await deposer(cle)
    expect(refus.status).toBe(422)
    expect(refus.problem.erreurs).toEqual([
      { champ: 'categorie', message: expect.stringMatching(/décide de la suite.*indisponible/) },
    ])
    await interroger(cle)
    expect((await deposer(cle)).status).toBe(201)
  })
  test('vérifié puis changé de SIRET : ce n’est plus vérifié', async () => {
    const cle = await commencer('decisif')
    await interroger(cle)
    await remplir(cle, { ...SAISIE, siret: '19750664500013' })
    expect((await deposer(cle)).status).toBe(422)
  })
})

test('à la publication, ce qui alimente doit être un SIRET demandé avant', async () => {
  const faux = [CHAMPS[1], CHAMPS[0]].filter((c) => c !== undefined)
  const essai = write(contextOf(portes.kit, agnes), (ctx) => unTeleserviceDessine(ctx, faux, 'a-l-envers'))
  await expect(essai).rejects.toMatchObject({
    erreurs: [
      expect.objectContaining({
        message: expect.stringContaining('Ce qui alimente une question se demande avant elle.'),
      }),
    ],
  })
})
