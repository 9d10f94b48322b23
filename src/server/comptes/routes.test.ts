import { beforeAll, expect, test } from 'vitest'
import { lireContexte, listerPersonas } from '#domain/comptes/api.ts'
import { TOUS } from '#test/personas.ts'
import { ouvrirServeur, type Portes } from '#test/porte.ts'

let portes: Portes
beforeAll(async () => {
  portes = await ouvrirServeur({ PREAU_COLLECTIVITE: 'Collectivité d’essai' })
})

test.each([...Object.values(TOUS), undefined])('le contexte dit à chacun qui il est : $prenom', async (qui) => {
  const { status, body } = await portes.appeler(qui, lireContexte, {})
  expect(status).toBe(200)
  expect(body).toMatchObject({ collectivite: 'Collectivité d’essai', demonstration: false })
  expect(body.moi?.courriel).toBe(qui?.courriel)
  expect(body.moi?.etablissements.map((e) => e.uai)).toEqual(qui?.habilitations.map((h) => h.uai))
})

test('un agent lit le nom de ses territoires', async () => {
  const { body } = await portes.appeler(TOUS.bruno, lireContexte, {})
  expect(body.moi?.perimetres).toEqual([{ genre: 'departement', code: '31', libelle: 'Haute-Garonne' }])
})

test('hors démonstration, les personnes fictives n’existent pas', async () => {
  for (const qui of [undefined, TOUS.admin]) expect((await portes.appeler(qui, listerPersonas, {})).status).toBe(404)
})
