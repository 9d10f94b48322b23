import { beforeAll, expect, test } from 'vitest'
import * as integration from '#domain/integration/api.ts'
import * as api from '#domain/integration/api-correspondances.ts'
import { contenuDeNoms } from '#domain/integration/liens.ts'
import { LYCEE } from '#test/etablissements.ts'
import { admin, agnes, TOUS } from '#test/personas.ts'
import { ouvrirServeur, type Portes } from '#test/porte.ts'

let portes: Portes
beforeAll(async () => {
  portes = await ouvrirServeur()
})

const params = { source: 'ips-lycees' }
/** A file of IPS whose columns bear other names. */
const FICHIER = `annee;etab;ensemble;remarque\n2022-2023;${LYCEE};112,3;bien\n`

const champ = (nom: string, valeur: string) =>
  `--XX\r\ncontent-disposition: form-data; name="${nom}"\r\n\r\n${valeur}\r\n`
const envoyer = (url: string, contenu = FICHIER, qui = admin, dit?: string) =>
  portes.injecter(qui, {
    method: 'POST',
    url: `/api/v1/sources/ips-lycees${url}`,
    headers: { 'content-type': 'multipart/form-data; boundary=XX' },
    payload: `${dit === undefined ? '' : champ('contenu', dit)}--XX\r\ncontent-disposition: form-data; name="fichier"; filename="ips.csv"\r\n\r\n${contenu}\r\n--XX--\r\n`,
  })
const essayer = (noms?: Record<string, string>) =>
  envoyer('/essais-de-fichier', FICHIER, admin, noms && JSON.stringify(contenuDeNoms(noms)))
const BONNE = { annee: 'rentree_scolaire', etab: 'uai', ensemble: 'ips_voie_gt' }

test('le fichier est reniflé : séparateur, types, exemples ; ses colonnes inconnues sont dites', async () => {
  const lu = api.essayerFichier.reply?.parse((await essayer({})).json())
  expect(lu).toMatchObject({ version: 0, tableaux: [{ separateur: ';', vues: 1, refus: expect.any(String) }] })
  expect(lu?.tableaux[0]?.colonnes.map((c) => [c.entete, c.type, c.exemples[0]])).toEqual([
    ['annee', 'texte', '2022-2023'],
    ['etab', 'uai', LYCEE],
    ['ensemble', 'nombre', '112,3'],
    ['remarque', 'texte', 'bien'],
  ])
  expect((await essayer()).json().contenu.liens).toContainEqual(
    expect.objectContaining({ colonnes: ['etab'], vers: expect.stringMatching(/uai/i) }),
  )
})

test('essayée puis enregistrée, la correspondance sert à l’import suivant, qui en garde la version', async () => {
  expect((await essayer(BONNE)).json().tableaux[0]).toMatchObject({ refus: null, retenues: 1 })
  const sert = (await essayer(BONNE)).json().tableaux[0].colonnes
  expect(sert.filter((c: { utilisee: boolean }) => c.utilisee).map((c: { entete: string }) => c.entete)).toEqual([
    'annee',
    'etab',
    'ensemble',
  ])
  const { body } = await portes.appeler(admin, api.enregistrerCorrespondance, {
    params,
    body: { contenu: contenuDeNoms(BONNE) },
  })
  expect(body).toEqual({ version: 1 })
  const { id } = (await envoyer('/executions')).json()
  await portes.executerTravaux()
  const execution = (await portes.appeler(admin, integration.lireExecution, { params: { id } })).body
  expect(execution).toMatchObject({ etat: 'appliquee', rejetees: 0 })
  expect(execution.creees).toBeGreaterThan(0)
  const versions = (await portes.appeler(agnes, api.listerCorrespondances, { params })).body.elements
  expect(versions).toMatchObject([
    { version: 1, contenu: contenuDeNoms(BONNE), auteur: `${admin.prenom} ${admin.nom}` },
  ])
})

test('un essai n’importe rien et ne garde pas le fichier ; un fichier illisible est refusé avec des mots', async () => {
  const avant = (await portes.appeler(admin, integration.listerExecutions, {})).body.total
  await essayer()
  expect((await portes.appeler(admin, integration.listerExecutions, {})).body.total).toBe(avant)
  expect((await envoyer('/essais-de-fichier', '\u0000\u0001\u0002')).statusCode).toBeGreaterThanOrEqual(415)
  expect((await envoyer('/essais-de-fichier', FICHIER, admin, '{')).statusCode).toBe(400)
})

test('les administrateurs règlent, les agents qui voient tout lisent', async () => {
  for (const [nom, qui] of Object.entries(TOUS)) {
    const lit = qui.role === 'administrateur' || qui.perimetres.some((p) => p.genre === 'tout')
    const lu = await portes.appeler(qui, api.listerCorrespondances, { params })
    const ecrit = await portes.appeler(qui, api.enregistrerCorrespondance, {
      params,
      body: { contenu: {} },
    })
    const essai = await envoyer('/essais-de-fichier', FICHIER, qui)
    const regle = qui.role === 'administrateur'
    expect([nom, lu.status, ecrit.status, essai.statusCode]).toEqual([
      nom,
      lit ? 200 : 403,
      regle ? 201 : 403,
      regle ? 200 : 403,
    ])
  }
})
