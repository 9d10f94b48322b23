import { beforeAll, beforeEach, expect, test } from 'vitest'
import { lireDossier } from '#domain/dossiers/api.ts'
import * as api from '#domain/horscompte/api.ts'
import { LYCEE, LYCEE_PRIVE } from '#test/etablissements.ts'
import {
  codeConfirmation,
  demande,
  dernierCourriel,
  oublierLesComptes,
  publierModeles,
  unSansCompte,
} from '#test/horscompte.ts'
import { TOUS } from '#test/personas.ts'
import { ouvrirServeur, type Portes } from '#test/porte.ts'
import { PREFIXE } from '../platform/doors.ts'
import { purger } from './purge.ts'

let portes: Portes
beforeAll(async () => {
  portes = await ouvrirServeur()
  await publierModeles(portes)
})
beforeEach(() => oublierLesComptes(portes))

const { claire, vincent, agnes } = TOUS
let numero = 0
/** A new address for each test. */
const adresse = () => `famille${++numero}@preau.example`
const demander = (champs: object) => portes.appeler(undefined, api.demanderOuverture, demande(champs))
const ouvrir = (courriel: string, code: string) =>
  portes.appeler(undefined, api.ouvrirSuivi, { body: { courriel, code } })
const confirmer = (id: string, code: string) =>
  portes.appeler(undefined, api.confirmerOuverture, { params: { id }, body: { code } })
const lu = (cle: string, cookie: string) =>
  portes.fastify.inject({ url: `${PREFIXE}/dossiers/${cle}`, headers: { cookie } })

test('un téléservice qui n’est pas ouvert sans compte répond comme s’il n’existait pas', async () => {
  const ferme = await demander({ teleservice: 'travaux-urgents', courriel: adresse() })
  const absent = await demander({ teleservice: 'jamais-vu', courriel: adresse() })
  expect([ferme.status, absent.status]).toEqual([404, 404])
  expect(ferme.problem.detail).toBe(absent.problem.detail)
  const chercher = (code: string) =>
    portes.appeler(undefined, api.chercherEtablissementsConcernes, { params: { code }, query: { recherche: 'lycee' } })
  expect((await chercher('travaux-urgents')).status).toBe(404)
  const { body } = await chercher('aide-restauration')
  expect(body.elements.map((e) => e.uai)).toContain(LYCEE)
  expect(Object.keys(body.elements[0] ?? {}).toSorted()).toEqual(['commune', 'nom', 'uai'])
})

test('l’établissement doit exister et être de ceux que le téléservice accepte', async () => {
  expect((await demander({ uai: '0000000X', courriel: adresse() })).status).toBe(422)
  expect((await demander({ uai: LYCEE_PRIVE, courriel: adresse() })).status).toBe(409)
})

test('la réponse est la même pour une adresse inconnue, qui a un compte ou qui a déjà une demande', async () => {
  const connue = (await unSansCompte(portes, { courriel: adresse() })).courriel
  for (const courriel of [adresse(), claire.courriel, connue]) {
    const { status, body } = await demander({ courriel })
    expect(status).toBe(202)
    expect(Object.keys(body).toSorted()).toEqual(['code_de_demonstration', 'demande', 'expire_le'])
    expect(body.code_de_demonstration).toBeNull()
  }
  expect((await dernierCourriel(portes, claire.courriel)).texte).toContain('Cette adresse a un compte')
  expect((await dernierCourriel(portes, connue)).texte).not.toContain('Cette adresse a un compte')
})

test('le code de confirmation n’est ni gardé, ni dans le sujet ; cinq essais, puis même le bon est refusé', async () => {
  const courriel = adresse()
  const { body } = await demander({ courriel })
  const code = await codeConfirmation(portes, courriel)
  expect(code).toMatch(/^\d{6}$/)
  expect((await dernierCourriel(portes, courriel)).sujet).not.toContain(code)
  const ligne = await portes.kit.db
    .selectFrom('horscompte.demande')
    .selectAll()
    .where('id', '=', body.demande)
    .execute()
  expect(JSON.stringify(ligne)).not.toContain(code)
  const faux = code === '111111' ? '222222' : '111111'
  for (let i = 0; i < 5; i++) expect((await confirmer(body.demande, faux)).status).toBe(422)
  const refus = await confirmer(body.demande, code)
  expect(refus.status).toBe(429)
  expect(refus.problem.detail).toMatch(/réessayez dans \d+ minutes?\./)
})

test('deux confirmations à la fois n’ouvrent qu’un dossier', async () => {
  const courriel = adresse()
  const { body } = await demander({ courriel })
  const code = await codeConfirmation(portes, courriel)
  const deux = await Promise.all([confirmer(body.demande, code), confirmer(body.demande, code)])
  expect(deux.map((r) => r.status).toSorted()).toEqual([201, 409])
})

test('le brouillon ne sait que ce que la famille a dit et l’identité publique de l’établissement', async () => {
  const { cle, cookie } = await unSansCompte(portes, { courriel: 'lea@preau.example', prenom: 'Léa', nom: 'Vidal' })
  const { reponses, origines } = await portes.kit.db
    .selectFrom('dossiers.dossier')
    .select(['reponses', 'origines'])
    .where('cle', '=', cle)
    .executeTakeFirstOrThrow()
  expect(reponses).toEqual({ nom: 'Vidal', prenom: 'Léa', courriel: 'lea@preau.example' })
  expect(Object.keys(origines as object).toSorted()).toEqual(['courriel', 'nom', 'prenom'])
  expect(origines).toMatchObject({ nom: { source: 'Votre demande' } })
  const { siret, telephone } = await portes.kit.db
    .selectFrom('referentiel.etablissement')
    .select(['siret', 'telephone'])
    .where('uai', '=', LYCEE)
    .executeTakeFirstOrThrow()
  const texte = (await lu(cle, cookie)).body
  for (const prive of [siret, telephone, claire.courriel]) if (prive) expect(texte).not.toContain(prive)
})

test('le code retrouve la demande quelle que soit sa casse ; faux, inconnu ou effacé, même refus', async () => {
  const { cle, code, courriel } = await unSansCompte(portes, { courriel: adresse() })
  expect(code).toMatch(/^[2-9A-HJKMNP-Z]{10}$/)
  expect((await ouvrir(courriel, ` ${code.slice(0, 4)}-${code.slice(4).toLowerCase()} `)).body).toEqual({ cle })
  const faux = await ouvrir(courriel, 'ZZZZZZZZZZ')
  const inconnu = await ouvrir(adresse(), code)
  expect([faux.status, inconnu.status]).toEqual([401, 401])
  expect(faux.problem.detail).toBe(inconnu.problem.detail)
})

test('dix codes faux pour une adresse : même le bon attend, et on dit combien', async () => {
  const { code, courriel } = await unSansCompte(portes, { courriel: adresse() })
  for (let i = 0; i < 10; i++) expect((await ouvrir(courriel, 'ZZZZZZZZZZ')).status).toBe(401)
  const refus = await ouvrir(courriel, code)
  expect(refus.status).toBe(429)
  expect(refus.problem.detail).toMatch(/réessayez dans (10|9) minutes\./)
})

test('un bon code ne rend pas leurs essais à ceux qui en cherchent d’autres depuis la même adresse', async () => {
  const { code, courriel } = await unSansCompte(portes, { courriel: adresse() })
  for (let i = 0; i < 10; i++) expect((await ouvrir(adresse(), 'ZZZZZZZZZZ')).status).toBe(i < 10 ? 401 : 429)
  expect((await ouvrir(courriel, code)).status).toBe(429)
})

test('un code redemandé ne tue l’ancien qu’à sa première utilisation', async () => {
  const { cle, code, courriel } = await unSansCompte(portes, { courriel: adresse() })
  const redemander = (c: string) => portes.appeler(undefined, api.redemanderCode, { body: { courriel: c } })
  const [connue, inconnue] = [await redemander(courriel), await redemander(adresse())]
  expect([connue.status, inconnue.status, connue.body, inconnue.body]).toEqual([202, 202, {}, {}])
  expect((await ouvrir(courriel, code)).status).toBe(200)
  const [, nouveau = ''] =
    /: ([2-9A-Z]{4} [2-9A-Z]{4} [2-9A-Z]{2})/.exec((await dernierCourriel(portes, courriel)).texte) ?? []
  expect((await ouvrir(courriel, nouveau)).body).toEqual({ cle })
  expect((await ouvrir(courriel, code)).status).toBe(401)
})

test('rattachée à un compte, la demande est à cette personne seule et le code ne sert plus', async () => {
  const { cle, code, courriel, cookie } = await unSansCompte(portes, { courriel: adresse() })
  const rattacher = (qui: typeof claire, c: string) =>
    portes.appeler(qui, api.rattacherSuivi, { body: { courriel, code: c } })
  expect((await rattacher(agnes, code)).status).toBe(403)
  expect((await rattacher(vincent, 'ZZZZZZZZZZ')).status).toBe(401)
  expect((await rattacher(vincent, code)).body).toEqual({ cle })
  expect((await ouvrir(courriel, code)).status).toBe(401)
  expect((await lu(cle, cookie)).statusCode).toBe(401)
  const vu = (qui: typeof claire) => portes.appeler(qui, lireDossier, { params: { cle } })
  expect([(await vu(vincent)).status, (await vu(claire)).status]).toEqual([200, 404])
  const acte = await portes.kit.db
    .selectFrom('journal.acte')
    .select('acteur_id')
    .where('code', '=', 'dossier_rattache')
    .where('objet_cle', '=', cle)
    .execute()
  expect(acte).toEqual([{ acteur_id: vincent.id }])
})

test('un brouillon oublié : annoncé sept jours avant, puis effacé avec ce qu’il disait', async () => {
  const { cle, code, courriel } = await unSansCompte(portes, { courriel: adresse(), nom: 'Oubliée' })
  const dans = (jours: number) => new Date(Date.now() + jours * 86_400_000)
  await purger(portes.kit, dans(22))
  expect((await dernierCourriel(portes, courriel)).sujet).not.toContain('effacée')
  await purger(portes.kit, dans(24))
  expect((await dernierCourriel(portes, courriel)).sujet).toContain('sera effacée')
  await purger(portes.kit, dans(30))
  expect((await ouvrir(courriel, code)).status).toBe(200)
  await purger(portes.kit, dans(31.5))
  expect((await ouvrir(courriel, code)).status).toBe(401)
  const reste = await portes.kit.db
    .selectFrom('dossiers.dossier as d')
    .innerJoin('comptes.personne as p', 'p.id', 'd.demandeur_id')
    .select(['d.etat', 'd.reponses', 'p.nom', 'p.courriel'])
    .where('d.cle', '=', cle)
    .executeTakeFirstOrThrow()
  expect(reste).toEqual({ etat: 'abandonne', reponses: {}, nom: 'effacé', courriel: '' })
  expect((await dernierCourriel(portes, courriel)).texte).not.toContain(code.slice(0, 4))
})
