import { beforeAll, expect, test } from 'vitest'
import { SYSTEME } from '#domain/acteur.ts'
import * as dossiers from '#domain/dossiers/api.ts'
import type { Champ } from '#domain/formulaire/definition.ts'
import * as instruction from '#domain/instruction/api.ts'
import * as api from '#domain/instruction/api-annotations.ts'
import { listerNotifications } from '#domain/messagerie/api.ts'
import { contextOf, write } from '#server/platform/context.ts'
import { PDF } from '#test/dossiers.ts'
import { faireAvancer } from '#test/instruction.ts'
import { agnes, bruno, claire, ines } from '#test/personas.ts'
import { ouvrirServeur, type Portes } from '#test/porte.ts'
import { unTeleserviceDessine } from '#test/teleservices.ts'
import { journaliser } from '../journal/journaliser.ts'

const fichier = (id: string, libelle: string, suite: { face?: 'agents'; obligatoire?: boolean } = {}): Champ => ({
  ...{ id, libelle, type: 'piece', formats: ['pdf'], taille_max: 1_000_000 },
  ...suite,
})
const CHAMPS: Champ[] = [
  { id: 'objet', type: 'texte', libelle: 'Objet' },
  fichier('devis', 'Devis'),
  fichier('rapport', 'Rapport de visite', { face: 'agents', obligatoire: true }),
]

let portes: Portes
beforeAll(async () => {
  portes = await ouvrirServeur()
  await write(contextOf(portes.kit, agnes), (ctx) => unTeleserviceDessine(ctx, CHAMPS, 'visites'))
})

async function deposer(): Promise<string> {
  const uai = claire.habilitations[0]?.uai ?? ''
  const { cle } = (await portes.appeler(claire, dossiers.commencerDossier, { body: { teleservice: 'visites', uai } }))
    .body
  await portes.appeler(claire, dossiers.enregistrerReponses, { params: { cle }, body: { reponses: { objet: 'Toit' } } })
  await portes.appeler(claire, dossiers.deposerDossier, { params: { cle } })
  await portes.executerTravaux()
  return cle
}
async function joindre(
  cle: string,
  { qui = bruno, champ = 'rapport', nom = 'secret.pdf', suite = '', contenu = PDF as Uint8Array } = {},
) {
  const corps = new FormData()
  corps.append('fichier', new Blob([new Uint8Array(contenu)]), nom)
  const envoi = new Response(corps)
  return portes.injecter(qui, {
    method: 'POST',
    url: `/api/v1/dossiers/${cle}/annotations/pieces/${champ}${suite}`,
    headers: { 'content-type': envoi.headers.get('content-type') ?? '' },
    payload: Buffer.from(await envoi.arrayBuffer()),
  })
}
const lire = async (cle: string) =>
  (await portes.appeler(bruno, api.lireAnnotations, { params: { cle } })).body.annotations

test('un agent joint, remplace et retire sa pièce ; l’histoire le dit', async () => {
  const cle = await deposer()
  const ajoutee = await joindre(cle)
  expect(ajoutee.statusCode).toBe(201)
  const { id } = ajoutee.json()
  expect((await joindre(cle)).statusCode).toBe(409)
  expect((await joindre(cle, { nom: 'suite.pdf', suite: `?remplace=${id}` })).statusCode).toBe(201)
  const lues = await lire(cle)
  expect(lues?.pieces.map((p) => [p.champ, p.nom])).toEqual([['rapport', 'suite.pdf']])
  expect(lues?.revision).toBe(2)
  const retirer = (piece: string) => portes.appeler(bruno, api.retirerPieceDesAgents, { params: { cle, id: piece } })
  expect((await retirer(lues?.pieces[0]?.id ?? '')).status).toBe(204)
  expect((await retirer(id)).status).toBe(404)
  expect((await lire(cle))?.pieces).toEqual([])
  const { elements } = (await portes.appeler(bruno, api.listerHistoireAnnotations, { params: { cle }, query: {} })).body
  expect(elements[0]).toMatchObject({ libelle: 'Rapport de visite', auteur: expect.stringContaining(bruno.nom) })
})

test('l’établissement ne la voit par aucune porte, et n’y joint rien', async () => {
  const cle = await deposer()
  const { id } = (await joindre(cle)).json()
  const params = { cle, id }
  const remplacee = (await joindre(cle, { nom: 'secret2.pdf', suite: `?remplace=${id}` })).json()
  for (const porte of ['', '/recapitulatif', '/pieces-anciennes', '/instruction']) {
    const { statusCode, body } = await portes.injecter(claire, {
      method: 'GET',
      url: `/api/v1/dossiers/${cle}${porte}`,
    })
    expect([porte, statusCode]).toEqual([porte, 200])
    expect(body).not.toContain('secret')
  }
  const adresses = ['fichier', 'apercu'].map((f) => `/api/v1/dossiers/${cle}/pieces/${remplacee.id}/${f}`)
  adresses.push(`/api/v1/dossiers/${cle}/pieces.zip`, `/api/v1/dossiers/${cle}/pieces`)
  for (const url of adresses) {
    const { statusCode, body } = await portes.injecter(claire, { method: 'GET', url })
    expect([url, statusCode]).toEqual([url, 404])
    expect(body).not.toContain('secret')
  }
  const sien = { method: 'GET', url: `/api/v1/dossiers/${cle}/pieces/${remplacee.id}/fichier` } as const
  expect((await portes.injecter(bruno, sien)).statusCode).toBe(200)
  expect((await portes.injecter(ines, sien)).statusCode).toBe(404)
  expect((await joindre(cle, { qui: claire })).statusCode).toBe(404)
  expect((await portes.appeler(claire, api.retirerPieceDesAgents, { params })).status).toBe(404)
})

test('elle ne va qu’à la partie des agents, dans ses formats', async () => {
  const cle = await deposer()
  expect((await joindre(cle, { champ: 'devis' })).statusCode).toBe(404)
  expect((await joindre(cle, { champ: 'objet' })).statusCode).toBe(404)
  expect((await joindre(cle, { contenu: Buffer.from('bonjour') })).statusCode).toBe(415)
  const fausse = { reponses: { rapport: [{ id: '1', nom: 'a.pdf', taille: 1, format: 'pdf' }] } }
  expect((await portes.appeler(bruno, api.enregistrerAnnotations, { params: { cle }, body: fausse })).status).toBe(422)
})

test('obligatoire, son absence empêche d’accorder ; dangereuse, elle n’est pas donnée', async () => {
  const cle = await deposer()
  await write(contextOf(portes.kit, bruno), (ctx) => faireAvancer(ctx, cle, 'instruit'))
  const accorder = async () => {
    const { revision } = (await portes.appeler(bruno, instruction.lireInstruction, { params: { cle } })).body
    return portes.appeler(bruno, instruction.decider, {
      params: { cle },
      body: { sens: 'accorde', motif: 'Ces travaux sont utiles à l’établissement.', revision } as never,
    })
  }
  const refus = await accorder()
  expect([refus.status, refus.problem.detail]).toEqual([409, expect.stringContaining('« Rapport de visite »')])
  const { id } = (await joindre(cle)).json()
  const poser = (antivirus: string) =>
    portes.kit.db.updateTable('dossiers.piece').set({ antivirus }).where('id', '=', Number(id)).execute()
  await poser('infectee')
  expect((await accorder()).status).toBe(409)
  await poser('saine')
  expect((await accorder()).status).toBeLessThan(300)
})

test('dangereuse, elle est dite aux agents, jamais à l’établissement', async () => {
  const cle = await deposer()
  await joindre(cle)
  const objet = { genre: 'dossier', cle, uai: claire.habilitations[0]?.uai }
  await write(contextOf(portes.kit, SYSTEME), (ctx) =>
    journaliser(ctx, 'piece_infectee', objet, { nom: 'secret.pdf', champ: 'agents:rapport', ajoutee_par: bruno.id }),
  )
  await portes.executerTravaux()
  const recues = async (qui: typeof bruno) =>
    (await portes.appeler(qui, listerNotifications, { query: { par_page: '100' } })).body.elements.filter(
      (n) => n.genre === 'piece_infectee' && n.dossier?.cle === cle,
    )
  expect(await recues(claire)).toEqual([])
  expect(await recues(bruno)).toMatchObject([{ lien: `/gestion/dossiers/${cle}` }])
})
