import { expect, test } from 'vitest'
import * as api from '#domain/referentiel/api-listes.ts'
import { admin, agnes, bruno, claire, type ines } from '#test/personas.ts'
import { ouvrirServeur } from '#test/porte.ts'

const portes = await ouvrirServeur()
type Qui = typeof ines
const vues = async (qui: Qui) => (await portes.appeler(qui, api.listerVues, {})).body.elements
const enregistrer = async (
  qui: Qui,
  body: Partial<{ libelle: string; filtre: string; partagee: boolean; colonnes: string[]; tri: string }>,
) =>
  portes.appeler(qui, api.enregistrerVue, {
    body: { libelle: 'Publics', filtre: '["secteur","parmi","public"]', ...body },
  })

test('une vue est à soi, ou à tous les agents ; chacun y compte ce qu’il voit', async () => {
  await enregistrer(agnes, { libelle: 'À moi' })
  await enregistrer(agnes, { libelle: 'Partagée', partagee: true, colonnes: ['siret'], tri: 'nom:desc' })
  expect((await vues(agnes)).map((v) => [v.libelle, v.total, v.a_moi])).toEqual([
    ['À moi', 5, true],
    ['Partagée', 5, true],
  ])
  expect(await vues(bruno)).toMatchObject(
    [{ libelle: 'Partagée', total: 2, a_moi: false, proprietaire: 'Agnès Vidal', tri: 'nom:desc' }].map(
      ({ proprietaire: _, ...v }) => v,
    ),
  )
})

test('seule sa propriétaire, ou un administrateur, la change ; les autres ne savent rien d’une vue personnelle', async () => {
  const [mienne, partagee] = await vues(agnes)
  const renommer = (qui: Qui, id = 0) =>
    portes.appeler(qui, api.changerVue, { params: { id }, body: { libelle: 'Autre nom' } })
  expect((await renommer(bruno, mienne?.id)).status).toBe(404)
  expect((await renommer(bruno, partagee?.id)).status).toBe(403)
  expect((await renommer(admin, partagee?.id)).status).toBe(200)
  expect((await renommer(agnes, mienne?.id)).status).toBe(200)
})

test('retirée, elle revient si l’on change d’avis', async () => {
  const [vue] = await vues(agnes)
  const params = { id: vue?.id ?? 0 }
  expect((await portes.appeler(agnes, api.retirerVue, { params })).status).toBe(200)
  expect((await vues(agnes)).map((v) => v.id)).not.toContain(params.id)
  expect((await portes.appeler(agnes, api.changerVue, { params, body: { retiree: false } })).status).toBe(200)
  expect((await vues(agnes)).map((v) => v.id)).toContain(params.id)
})

test('on choisit sa vue d’arrivée, puis on y renonce', async () => {
  const [vue] = await vues(agnes)
  const preferees = async () => (await vues(agnes)).filter((v) => v.preferee).map((v) => v.id)
  await portes.appeler(agnes, api.prefererVue, { body: { id: vue?.id ?? 0 } })
  expect(await preferees()).toEqual([vue?.id])
  await portes.appeler(agnes, api.prefererVue, { body: { id: null } })
  expect(await preferees()).toEqual([])
  expect((await portes.appeler(bruno, api.prefererVue, { body: { id: 9_999 } })).status).toBe(404)
})

test('une vue qui ne se relirait pas est refusée, un usager n’en a pas', async () => {
  expect((await enregistrer(agnes, { filtre: '["jamais_vu","vide"]' })).status).toBe(422)
  expect((await enregistrer(agnes, { libelle: ' ' })).status).toBe(400)
  expect((await enregistrer(claire, {})).status).toBe(403)
})
