import { beforeAll, expect, test } from 'vitest'
import type { Personne } from '#domain/acteur.ts'
import { proposerDepuisLeDossier } from '#domain/dossiers/api-corrections.ts'
import { listerPropositionsDe } from '#domain/validation/api.ts'
import { remplir, unBrouillon, unDossierDepose } from '#test/dossiers.ts'
import { LYCEE } from '#test/etablissements.ts'
import { agnes, bruno, claire, gestionnaire, ines, nathalie } from '#test/personas.ts'
import { ouvrirServeur, type Portes } from '#test/porte.ts'
import { contextOf, type Write, write } from '../platform/context.ts'

let portes: Portes
beforeAll(async () => {
  portes = await ouvrirServeur()
})

const enVrai = <T>(fn: (ctx: Write) => Promise<T>) => write(contextOf(portes.kit, claire), fn)
const proposer = (qui: Personne | undefined, cle: string, champ = 'contact_telephone') =>
  portes.appeler(qui, proposerDepuisLeDossier, { params: { cle }, body: { champ } })
const brouillonCorrige = (reponses: Record<string, unknown> = { contact_telephone: '05 61 00 00 01' }) =>
  enVrai(async (ctx) => {
    const cle = await unBrouillon(ctx)
    if (Object.keys(reponses).length > 0) await remplir(ctx, cle, reponses)
    return cle
  })

test('la réponse qui corrige la fiche devient la valeur proposée, liée au dossier ; la fiche ne change pas', async () => {
  const cle = await brouillonCorrige()
  const faite = await proposer(claire, cle)
  expect(faite).toMatchObject({
    status: 201,
    body: {
      champ: 'telephone',
      dossier: cle,
      etat: 'en_attente',
      champs: [{ actuelle: '05 62 17 30 00', proposee: '05 61 00 00 01' }],
    },
  })
  expect((await proposer(claire, cle)).body.id).toBe(faite.body.id)
  const lues = await portes.appeler(bruno, listerPropositionsDe, { params: { uai: LYCEE } })
  expect(lues.body.elements).toMatchObject([{ id: faite.body.id, dossier: cle, peut: { accepter: true } }])
})

test('changée encore, elle remplace la précédente ; un collègue en fait une rivale', async () => {
  const cle = await brouillonCorrige()
  const une = (await proposer(claire, cle)).body
  await enVrai((ctx) => remplir(ctx, cle, { contact_telephone: '05 61 00 00 02' }))
  const deux = (await proposer(claire, cle)).body
  expect(deux.id).not.toBe(une.id)
  expect((await proposer(gestionnaire, cle)).body).toMatchObject({ rivales: 1 })
})

test.each([
  ['une réponse que l’on n’a pas changée', {}, 'contact_telephone'],
  ['une question que la fiche ne remplit pas', { objet: 'Fuite' }, 'objet'],
  ['une question qui n’existe pas', {}, 'lune'],
  ['ce que le compte a rempli', { contact_nom: 'Autre' }, 'contact_nom'],
])('%s ne propose rien', async (_nom, reponses, champ) => {
  const cle = await brouillonCorrige(reponses)
  expect(await proposer(claire, cle, champ)).toMatchObject({ status: 422, problem: { erreurs: [{ champ }] } })
})

test('seuls ceux qui remplissent le brouillon proposent, et seulement un brouillon', async () => {
  const cle = await brouillonCorrige()
  expect((await proposer(undefined, cle)).status).toBe(401)
  for (const qui of [nathalie, ines, bruno, agnes]) expect((await proposer(qui, cle)).status).toBe(404)
  // Nothing tells the key of another from one that does not exist.
  const dit = async (c: string) => (await proposer(nathalie, c)).problem?.detail
  expect(await dit(cle)).toBe(await dit('inconnue'))
  expect((await proposer(gestionnaire, cle)).status).toBe(201)
  const depose = await enVrai((ctx) => unDossierDepose(ctx))
  expect((await proposer(claire, depose.cle)).status).toBe(409)
})
