import { beforeAll, describe, expect, test } from 'vitest'
import * as api from '#domain/referentiel/api.ts'
import { COLLEGE, LYCEE, LYCEE_AUCH, LYCEE_PRIVE } from '#test/etablissements.ts'
import { admin, agnes, bruno, claire, gestionnaire, ines, nathalie, vincent } from '#test/personas.ts'
import { ouvrirServeur, type Portes } from '#test/porte.ts'

let portes: Portes
beforeAll(async () => {
  portes = await ouvrirServeur()
})

const TOUT = 6
const HAUTE_GARONNE = [LYCEE, COLLEGE, LYCEE_PRIVE].toSorted()

describe('ce que chacun voit', () => {
  test.each([
    ['claire', claire, [LYCEE]],
    ['gestionnaire', gestionnaire, [LYCEE]],
    ['nathalie', nathalie, [COLLEGE]],
    ['vincent', vincent, [LYCEE_AUCH]],
    ['bruno', bruno, HAUTE_GARONNE],
    ['ines', ines, [LYCEE_AUCH]],
  ])('%s', async (_nom, qui, attendus) => {
    const { body } = await portes.appeler(qui, api.chercherEtablissements, { query: { tri: 'uai' } })
    expect(body.elements.map((e) => e.uai)).toEqual(attendus)
    expect(body.total).toBe(attendus.length)
    for (const uai of [LYCEE, COLLEGE, LYCEE_PRIVE, LYCEE_AUCH]) {
      const fiche = await portes.appeler(qui, api.lireEtablissement, { params: { uai } })
      expect([uai, fiche.status]).toEqual([uai, attendus.includes(uai) ? 200 : 404])
    }
  })

  test.each([
    ['agnes', agnes],
    ['admin', admin],
  ])('%s voit tout', async (_nom, qui) => {
    const { body } = await portes.appeler(qui, api.chercherEtablissements, {})
    expect(body.total).toBe(TOUT)
  })

  test('sans compte, aucune porte ne répond', async () => {
    for (const [door, params] of [
      [api.chercherEtablissements, {}],
      [api.lireEtablissement, { uai: LYCEE }],
      [api.lireNomenclatures, {}],
      [api.listerPlacements, {}],
    ] as const) {
      const reponse = await portes.appeler(undefined, door as typeof api.lireEtablissement, {
        params: params as { uai: string },
      })
      expect(reponse.status).toBe(401)
    }
  })

  test('les filtres ne comptent que ce qui est visible', async () => {
    const { body } = await portes.appeler(bruno, api.lireNomenclatures, {})
    expect(body.departements).toEqual([{ code: '31', libelle: 'Haute-Garonne', total: 3 }])
    expect(body.secteurs).toEqual([
      { code: 'prive', libelle: 'Privé', total: 1 },
      { code: 'public', libelle: 'Public', total: 2 },
    ])
  })

  test('la liste des placements douteux est refusée aux établissements', async () => {
    expect((await portes.appeler(claire, api.listerPlacements, {})).status).toBe(403)
    expect((await portes.appeler(bruno, api.listerPlacements, {})).body).toMatchObject({ total: 0, elements: [] })
  })
})

describe('recherche', () => {
  test.each([
    ['BELLEVUE', [LYCEE]],
    ['lycée bellvue', [LYCEE]],
    ['st joseph', [LYCEE_PRIVE]],
    [LYCEE_AUCH, [LYCEE_AUCH]],
    ['031003', [LYCEE]],
    ['31004', [COLLEGE]],
    ['lycee auch', [LYCEE_AUCH]],
    ['collège', [COLLEGE, '0810960D']],
    ['introuvable', []],
    ["'; drop table referentiel.etablissement; --", []],
    ['😀', [COLLEGE, '0810960D', '0121178R', LYCEE_PRIVE, LYCEE, LYCEE_AUCH]],
  ])('« %s »', async (recherche, attendus) => {
    const { status, body } = await portes.appeler(agnes, api.chercherEtablissements, { query: { recherche } })
    expect(status).toBe(200)
    expect(body.elements.map((e) => e.uai).toSorted()).toEqual(attendus.toSorted())
  })

  test('10 000 caractères, un NUL, une page impossible : un refus en français, jamais une erreur', async () => {
    const essais: [Record<string, unknown>, RegExp][] = [
      [{ recherche: 'é'.repeat(10_000) }, /Raccourcissez/],
      [{ page: 0 }, /./],
      [{ page: 'x' }, /./],
      [{ par_page: 5_000 }, /./],
      [{ type: 'prison' }, /./],
      [{ departement: "31'" }, /incorrect/],
    ]
    for (const [query, message] of essais) {
      const { status, problem } = await portes.appeler(agnes, api.chercherEtablissements, { query: query as never })
      expect([query, status]).toEqual([query, 400])
      expect(problem.erreurs?.[0]?.message).toMatch(message)
    }
    const nul = await portes.injecter(agnes, { method: 'GET', url: '/api/v1/etablissements?recherche=a%00b' })
    expect(nul.statusCode).toBe(400)
    const uai = await portes.injecter(agnes, { method: 'GET', url: '/api/v1/etablissements/%F0%9F%98%80' })
    expect(uai.statusCode).toBe(400)
  })

  test('un filtre vide n’est pas un filtre, une page au-delà de la fin est vide', async () => {
    const vide = await portes.injecter(agnes, {
      method: 'GET',
      url: '/api/v1/etablissements?type=&departement=&recherche=',
    })
    expect(vide.json().total).toBe(TOUT)
    const loin = await portes.appeler(agnes, api.chercherEtablissements, { query: { page: 9 } })
    expect(loin.body).toMatchObject({ total: TOUT, page: 9, elements: [] })
  })
})

test('la fiche dit le territoire, et d’où vient chaque champ', async () => {
  const { body } = await portes.appeler(claire, api.lireEtablissement, { params: { uai: LYCEE } })
  expect(body).toMatchObject({
    uai: LYCEE,
    nature_libelle: 'Lycée polyvalent',
    territoire: {
      commune: { code: '31555', nom: 'Toulouse' },
      departement: { nom: 'Haute-Garonne' },
      region: { nom: 'Occitanie' },
    },
    placement: null,
  })
  expect(body.champs.find((c) => c.champ === 'telephone')).toMatchObject({
    libelle: 'Téléphone',
    valeur: '05 62 17 30 00',
  })
})
