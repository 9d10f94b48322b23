import { beforeAll, describe, expect, test } from 'vitest'
import { creerService, poserMembres } from '#domain/comptes/api-services.ts'
import { commencerDossier, lireDossier } from '#domain/dossiers/api.ts'
import * as api from '#domain/instruction/api.ts'
import { enregistrerFiche, lireFicheDessinee } from '#domain/teleservices/api-fiche.ts'
import { contextOf, write } from '#server/platform/context.ts'
import { TRAVAUX, unBrouillon, unDossierDepose } from '#test/dossiers.ts'
import { LYCEE } from '#test/etablissements.ts'
import { TOUS } from '#test/personas.ts'
import { ouvrirServeur, type Portes } from '#test/porte.ts'

const { admin, agnes, bruno, claire } = TOUS
let portes: Portes
let cle: string
let numero: string
beforeAll(async () => {
  portes = await ouvrirServeur()
  const depose = await write(contextOf(portes.kit, claire), (ctx) => unDossierDepose(ctx))
  cle = depose.cle
  numero = depose.numero
  await portes.executerTravaux()
})
const cles = async (query: object, qui = bruno) => {
  const { status, body } = await portes.appeler(qui, api.listerDossiers, { query })
  expect(status).toBe(200)
  return body.elements.map((e) => e.cle)
}

test('cas 39 : retiré d’un service, un agent perd sa liste ; un autre membre garde la sienne, et le dossier reste', async () => {
  const { body: service } = await portes.appeler(admin, creerService, { body: { nom: 'Chauffage' } })
  const poser = (personnes: number[]) =>
    portes.appeler(admin, poserMembres, { params: { id: service.id }, body: { personnes } })
  await poser([bruno.id, agnes.id])
  const body = { de: null, vers: service.id, motif: 'C’est une chaudière.' }
  await portes.appeler(bruno, api.reorienter, { params: { cle }, body })
  expect(await cles({ service: 'miens' })).toContain(cle)
  await poser([agnes.id])
  expect(await cles({ service: 'miens' })).toEqual([])
  expect(await cles({ service: 'miens' }, agnes)).toContain(cle)
  expect(await cles({})).toContain(cle)
})

test('cas 48 : un téléservice retiré du catalogue garde ses dossiers lisibles et instruits', async () => {
  const brouillon = await write(contextOf(portes.kit, claire), (ctx) => unBrouillon(ctx))
  const params = { code: TRAVAUX }
  const { body } = await portes.appeler(agnes, lireFicheDessinee, { params })
  const { publiable: _, ...avant } = body
  await portes.appeler(agnes, enregistrerFiche, { params, body: { avant, apres: { ...avant, publie: false } } })
  const depart = await portes.appeler(claire, commencerDossier, { body: { teleservice: TRAVAUX, uai: LYCEE } })
  expect(depart.status).toBe(404)
  for (const [qui, laquelle] of [
    [claire, cle],
    [claire, brouillon],
    [bruno, cle],
  ] as const)
    expect((await portes.appeler(qui, lireDossier, { params: { cle: laquelle } })).status).toBe(200)
  const { body: instruction } = await portes.appeler(bruno, api.lireInstruction, { params: { cle } })
  expect(instruction.actions.avancer.length).toBeGreaterThan(0)
  await portes.appeler(agnes, enregistrerFiche, {
    params,
    body: { avant: { ...avant, publie: false }, apres: avant },
  })
})

describe('cas 50 : une recherche ne se trompe jamais', () => {
  test.each(['chaudière', 'CHAUDIERE', 'chaud', 'intern', LYCEE, LYCEE.toLowerCase()])(
    '« %s » trouve',
    async (mots) => {
      expect(await cles({ recherche: mots })).toContain(cle)
    },
  )
  test('le numéro trouve, entier ou son rang seul', async () => {
    expect(await cles({ recherche: numero })).toEqual([cle])
    expect(await cles({ recherche: String(Number(numero.slice(5))) })).toContain(cle)
  })
  test.each(['19310038700019', '193 100 387 00019', '%', "'); drop", '!&|:*', '\\', '🙂', 'a'.repeat(200), '-', '""'])(
    '« %s » répond sans erreur',
    async (mots) => {
      expect(Array.isArray(await cles({ recherche: mots }))).toBe(true)
    },
  )
})
