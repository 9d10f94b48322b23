import { randomBytes } from 'node:crypto'
import { beforeAll, expect, test } from 'vitest'
import { SYSTEME } from '#domain/acteur.ts'
import { finirEnvoi, listerAnciennesPieces } from '#domain/dossiers/api-pieces.ts'
import { commencerEnvoiDemande, finirEnvoiDemande, renvoyerPieces } from '#domain/instruction/api.ts'
import { enMultipart, PDF } from '#test/dossiers.ts'
import { unDossierInstruit } from '#test/instruction.ts'
import { bruno, claire, ines } from '#test/personas.ts'
import { ouvrirServeur, type Portes } from '#test/porte.ts'
import { contextOf, write } from '../platform/context.ts'
import { installerModeles } from '../teleservices/modeles.ts'
import { demanderPiece } from './demandes.ts'

const GROS = Buffer.concat([PDF, randomBytes(3_000_000)])
let portes: Portes
let cle = ''
let id = 0

beforeAll(async () => {
  portes = await ouvrirServeur()
  await write(contextOf(portes.kit, SYSTEME), installerModeles)
  cle = await write(contextOf(portes.kit, claire), (ctx) => unDossierInstruit(ctx, 'recevable'))
  const body = { libelle: 'Devis', commentaire: '', avant_le: null }
  const { demandes_de_pieces } = await write(contextOf(portes.kit, bruno), (ctx) =>
    demanderPiece(ctx, { params: { cle }, query: undefined, body }),
  )
  id = demandes_de_pieces[0]?.id ?? 0
})

const commencer = (qui = claire) =>
  portes.appeler(qui, commencerEnvoiDemande, { params: { cle, id }, body: { nom: 'devis.pdf', taille: GROS.length } })
const finir = (envoi: string) => portes.appeler(claire, finirEnvoiDemande, { params: { cle, id, envoi } })

async function envoyer(): Promise<string> {
  const { id: envoi, morceau_max } = (await commencer()).body
  for (let debut = 0; debut < GROS.length; debut += morceau_max)
    await portes.injecter(claire, {
      method: 'PATCH',
      url: `/api/v1/envois/${envoi}?debut=${debut}`,
      ...enMultipart(GROS.subarray(debut, debut + morceau_max), 'morceau'),
    })
  return envoi
}

test('une grosse pièce demandée arrive par morceaux, et une seule fois', async () => {
  expect((await commencer(ines)).status).toBe(404)
  expect((await commencer(bruno)).status).toBe(403)
  const envoi = await envoyer()
  // It answers a demande: the form's own door does not take it.
  expect((await portes.appeler(claire, finirEnvoi, { params: { id: envoi } })).status).toBeGreaterThanOrEqual(400)
  for (const fois of [1, 2]) {
    const { status, body } = await finir(envoi)
    expect([fois, status, body.demandes_de_pieces[0]?.pieces]).toMatchObject([
      fois,
      201,
      [{ nom: 'devis.pdf', taille: GROS.length, antivirus: 'non_analysee' }],
    ])
  }
})

test('remplacée, l’ancienne se lit dans l’histoire, chez les agents aussi', async () => {
  await finir(await envoyer())
  for (const qui of [claire, bruno]) {
    const { elements } = (await portes.appeler(qui, listerAnciennesPieces, { params: { cle } })).body
    expect(elements.filter((p) => p.champ === `demande:${id}`)).toMatchObject([{ remplacee_par: { nom: 'devis.pdf' } }])
  }
})

test('dangereuse, elle ne se transmet pas', async () => {
  const marquer = (antivirus: string) =>
    portes.kit.db.updateTable('dossiers.piece').set({ antivirus }).where('champ', '=', `demande:${id}`).execute()
  await marquer('infectee')
  const refus = await portes.appeler(claire, renvoyerPieces, { params: { cle } })
  expect([refus.status, refus.problem.detail]).toEqual([409, expect.stringContaining('programme dangereux')])
  await marquer('saine')
  expect((await portes.appeler(claire, renvoyerPieces, { params: { cle } })).status).toBe(200)
})
