import { readFileSync } from 'node:fs'
import { beforeAll, describe, expect, test } from 'vitest'
import { SYSTEME } from '#domain/acteur.ts'
import * as fiches from '#domain/teleservices/api.ts'
import * as formulaires from '#domain/teleservices/api-formulaires.ts'
import * as api from '#domain/teleservices/api-import.ts'
import { lireModele, nomsDesModeles } from '#test/modeles.ts'
import { agnes, claire, TOUS } from '#test/personas.ts'
import { ouvrirServeur, type Portes } from '#test/porte.ts'
import { contextOf, write } from '../platform/context.ts'
import { installerModeles } from './modeles.ts'

const DEMARCHE = JSON.parse(readFileSync(new URL('../../../test/demarche-simplifiee.json', import.meta.url), 'utf8'))
const contact = {
  service: 'Service des essais',
  adresse: '1 place du Préau, 31000 Toulouse',
  telephone: '05 36 49 00 01',
  courriel: 'essais@preau.example',
}
const nouveau = (code: string) => ({
  code,
  titre: `Essai ${code}`,
  resume: 'Essayer.',
  thematique: 'aides' as const,
  contact,
})

let portes: Portes
beforeAll(async () => {
  portes = await ouvrirServeur()
  await write(contextOf(portes.kit, SYSTEME), installerModeles)
})
const compter = async () => {
  const { body } = await portes.appeler(agnes, formulaires.listerFormulaires, { query: { par_page: 1 } })
  return body.total
}
const importer = (document: unknown, vers: object) =>
  portes.appeler(agnes, api.importerDocument, { body: { document, vers } } as never)

test.each(Object.entries(TOUS))('pour %s, les portes de l’import et des modèles', async (nom, qui) => {
  const attendu = ['agnes', 'admin'].includes(nom)
  const statuts = [
    await portes.appeler(qui, api.listerModeles, {}),
    await portes.appeler(qui, api.lireModele, { params: { code: 'numerique' } }),
    await portes.appeler(qui, api.examinerDocument, { body: { document: {} } }),
  ].map((r) => r.status)
  expect(statuts).toEqual(attendu ? [200, 200, 200] : [404, 404, 404])
  if (attendu) return
  const vers = { nouveau: nouveau(`par-${nom}`) }
  expect((await portes.appeler(qui, api.importerDocument, { body: { document: {}, vers } })).status).toBe(404)
  const body = { ...nouveau('x-y'), parametres: {} }
  expect((await portes.appeler(qui, api.creerDepuisModele, { params: { code: 'numerique' }, body })).status).toBe(404)
})

describe('les modèles livrés', () => {
  test('sont quatorze, chacun avec son plan, ses statuts et l’origine de ses montants', async () => {
    const { body } = await portes.appeler(agnes, api.listerModeles, {})
    expect(body.total).toBe(nomsDesModeles.length)
    expect(body.elements.find((m) => m.code === 'travaux-urgents')?.pris).toBe(true)
    expect(body.elements.find((m) => m.code === 'aides-individuelles')?.pris).toBe(false)
    const { body: un } = await portes.appeler(agnes, api.lireModele, { params: { code: 'aide-restauration' } })
    expect(un.regime).toBe('public')
    for (const p of un.parametres_livres) expect(p.origine.libelle).not.toBe('')
  })

  test('deviennent des téléservices avec ses propres montants, publiés comme les autres', async () => {
    const body = { ...nouveau('secours'), parametres: { seuil_delegation: 99_000_00, taux_viabilisation: 0.75 } }
    const params = { code: 'dotation-complementaire' }
    expect((await portes.appeler(agnes, api.creerDepuisModele, { params, body })).status).toBe(201)
    const siens = { params: { code: 'secours' } }
    const { body: atelier } = await portes.appeler(agnes, formulaires.lireAtelier, siens)
    expect(JSON.stringify(atelier.brouillon?.definition)).toContain('0.75')
    expect((await portes.appeler(claire, fiches.lireTeleservice, siens)).status).toBe(404)
    const publiee = await portes.appeler(agnes, formulaires.publierBrouillon, { ...siens, body: { revision: 1 } })
    expect(publiee.body).toMatchObject({ numero: 1 })
    const { body: fiche } = await portes.appeler(claire, fiches.lireTeleservice, siens)
    expect(JSON.stringify(fiche.fiche)).toMatch(/99.000.€/)
    expect(fiche.fiche.titre).toBe('Essai secours')
  })

  test.each([
    [{ plafond: -1 }, 'parametres.plafond'],
    [{ inconnu: 1 }, 'parametres.inconnu'],
    [{ astreinte: '' }, 'parametres.astreinte'],
  ])('refusent %j, sans rien créer', async (parametres, champ) => {
    const avant = await compter()
    const body = { ...nouveau('refuse'), parametres: parametres as Record<string, number | string> }
    const reponse = await portes.appeler(agnes, api.creerDepuisModele, { params: { code: 'travaux-urgents' }, body })
    expect(reponse.status).toBe(422)
    expect(reponse.body).toMatchObject({ erreurs: [{ champ }] })
    expect(await compter()).toBe(avant)
  })
})

describe('importer', () => {
  test('un formulaire exporté devient un nouveau téléservice, le même', async () => {
    const document = lireModele('numerique.json').formulaire
    expect((await importer(document, { nouveau: nouveau('copie') })).body).toMatchObject({ code: 'copie' })
    const { body } = await portes.appeler(agnes, formulaires.lireAtelier, { params: { code: 'copie' } })
    expect(body.brouillon?.definition).toEqual({ ...document, titre: 'Essai copie' })
  })

  test('un téléservice entier exporté puis importé garde fiche, guide et régime', async () => {
    const reponse = await portes.injecter(agnes, {
      method: 'GET',
      url: '/api/v1/teleservices/moyens-humains/teleservice.json',
    })
    expect(reponse.statusCode).toBe(200)
    const document = reponse.json()
    expect(document).toEqual(lireModele('moyens-humains.json'))
    expect((await importer(document, { nouveau: nouveau('postes') })).status).toBe(201)
    await portes.appeler(agnes, formulaires.publierBrouillon, { params: { code: 'postes' }, body: { revision: 1 } })
    const encore = (
      await portes.injecter(agnes, { method: 'GET', url: '/api/v1/teleservices/postes/teleservice.json' })
    ).json()
    expect(encore).toMatchObject({ guide: document.guide, plusieurs_dossiers: document.plusieurs_dossiers })
    expect(encore.formulaire).toEqual({ ...document.formulaire, titre: 'Essai postes' })
    const refus = await portes.injecter(claire, {
      method: 'GET',
      url: '/api/v1/teleservices/moyens-humains/teleservice.json',
    })
    expect(refus.statusCode).toBe(403)
  })

  test('un document devient le brouillon d’un formulaire qui existe, s’il n’en a pas', async () => {
    const document = lireModele('travaux-urgents.json').formulaire
    const vers = { existant: 'travaux-urgents' }
    expect((await importer({ ...document, titre: 'Revu ailleurs' }, vers)).status).toBe(201)
    const { body } = await portes.appeler(agnes, formulaires.lireAtelier, { params: { code: 'travaux-urgents' } })
    expect(body.brouillon).toMatchObject({ base: 1, definition: { titre: 'Revu ailleurs' } })
    const encore = await importer(document, vers)
    expect([encore.status, encore.body]).toMatchObject([409, { type: '/erreurs/brouillon_ouvert' }])
    expect((await importer(document, { existant: 'nulle-part' })).status).toBe(404)
  })

  test('une démarche de demarches-simplifiees dit d’abord ce qu’elle perd, puis se publie', async () => {
    const { body } = await portes.appeler(agnes, api.examinerDocument, { body: { document: DEMARCHE } })
    expect(body).toMatchObject({ genre: 'demarche', defauts: [] })
    expect(body.approches.length).toBeGreaterThan(0)
    const importee = await importer(DEMARCHE, { nouveau: nouveau('demarche') })
    expect(importee.body).toMatchObject({ code: 'demarche', rapport: body })
    const publiee = await portes.appeler(agnes, formulaires.publierBrouillon, {
      params: { code: 'demarche' },
      body: { revision: 1 },
    })
    expect(publiee.body).toMatchObject({ numero: 1 })
  })

  test('un mauvais document est refusé avec ses chemins, en français, et rien n’est créé', async () => {
    const avant = await compter()
    const modele = structuredClone(lireModele('numerique.json').formulaire) as unknown as Record<string, unknown[]>
    const etape = modele.etapes?.[1] as { champs: { type: string; options?: unknown[] }[] }
    const [premier, second] = etape.champs
    if (!premier || !second) throw new Error('the template has lost its questions')
    premier.type = 'inconnu'
    second.options = []
    const { status, body } = await importer(modele, { nouveau: nouveau('mauvais') })
    expect(status).toBe(422)
    const erreurs = (body as unknown as { erreurs: { champ: string; message: string }[] }).erreurs
    expect(erreurs.map((e) => e.champ)).toEqual(['etapes[1].champs[0].type', 'etapes[1].champs[1].options'])
    for (const e of erreurs) expect(e.message).not.toMatch(/invalid|expected|too small|input/i)
    expect(await compter()).toBe(avant)
    expect((await importer({}, { nouveau: { ...nouveau('x'), code: 'X Y' } })).status).toBe(400)
  })

  test('un document trop lourd est refusé avant d’être lu', async () => {
    const payload = { document: { format: 'preau/formulaire@1', titre: 'x'.repeat(6_000_001) }, vers: {} }
    const reponse = await portes.injecter(agnes, { method: 'POST', url: '/api/v1/formulaires/imports', payload })
    expect(reponse.statusCode).toBe(413)
    expect(reponse.json().detail).toMatch(/taille/)
  })
})
