import { beforeAll, expect, test } from 'vitest'
import { SYSTEME } from '#domain/acteur.ts'
import * as api from '#domain/instruction/api.ts'
import { contextOf, write } from '#server/platform/context.ts'
import { runSql } from '#server/platform/db.ts'
import { unDossierDepose } from '#test/dossiers.ts'
import { unDossierInstruit } from '#test/instruction.ts'
import { agnes, bruno, claire } from '#test/personas.ts'
import { ouvrirServeur, type Portes } from '#test/porte.ts'
import { ouvrirInstruction } from './ouverture.ts'
import { trouverDepose } from './suivi.ts'

let portes: Portes
beforeAll(async () => {
  portes = await ouvrirServeur()
})

const preparer = (vers = 'instruit') => write(contextOf(portes.kit, claire), (ctx) => unDossierInstruit(ctx, vers))

test('deux agents décident au même instant : une décision, et le second apprend qui et quand', async () => {
  const cle = await preparer()
  await portes.executerTravaux()
  const { body } = await portes.appeler(bruno, api.lireInstruction, { params: { cle } })
  const avant = await compter()
  const reponses = await Promise.all(
    [bruno, agnes].map((qui) =>
      portes.appeler(qui, api.decider, { params: { cle }, body: { sens: 'accorde', revision: body.revision } }),
    ),
  )
  expect(reponses.map((r) => r.status).toSorted()).toEqual([201, 409])
  const refusee = reponses.find((r) => r.status === 409)
  expect(refusee?.problem).toMatchObject({
    type: '/erreurs/deja_fait',
    detail: expect.stringMatching(
      /^La décision a déjà été prise par (Bruno Castéra|Agnès Roumieu) à \d+\u00a0h\u00a0\d\d\./,
    ),
  })
  await portes.executerTravaux()
  const apres = await compter()
  expect(apres).toMatchObject({
    decisions: avant.decisions + 1,
    documents: avant.documents,
    courriels: avant.courriels,
  })
})

test('deux notifications au même instant : une lettre, un courriel par personne', async () => {
  const cle = await preparer()
  const { body } = await portes.appeler(bruno, api.lireInstruction, { params: { cle } })
  await portes.appeler(bruno, api.decider, { params: { cle }, body: { sens: 'accorde', revision: body.revision } })
  await portes.executerTravaux()
  const avant = await compter()
  const reponses = await Promise.all(
    [bruno, agnes].map((qui) => portes.appeler(qui, api.notifier, { params: { cle } })),
  )
  expect(reponses.map((r) => r.status).toSorted()).toEqual([200, 409])
  await portes.executerTravaux()
  const apres = await compter()
  expect(apres).toMatchObject({ documents: avant.documents + 1, courriels: avant.courriels + 1 })
})

test('un travail d’ouverture joué deux fois, ou deux à la fois, n’ouvre qu’une instruction', async () => {
  const { cle } = await write(contextOf(portes.kit, claire), (ctx) => unDossierDepose(ctx))
  const ouvrir = () =>
    write(contextOf(portes.kit, SYSTEME), async (ctx) => ouvrirInstruction(ctx, await trouverDepose(ctx, cle)))
  await Promise.all([ouvrir(), ouvrir()])
  await ouvrir()
  await portes.executerTravaux()
  const [lignes] = await runSql(
    portes.kit.db,
    `select (select count(*) from instruction.passage p join dossiers.dossier d on d.id = p.dossier_id where d.cle = $1) as passages,
      (select count(*) from journal.acte where objet_cle = $1 and code = 'instruction_ouverte') as actes`,
    [cle],
  )
  expect(lignes).toEqual({ passages: 1, actes: 1 })
})

test('chaque acte écrit sa ligne de journal, que le rôle de l’application ne peut ni changer ni effacer', async () => {
  const cle = await preparer('recevable')
  const { body } = await portes.appeler(bruno, api.lireJournalDossier, { params: { cle }, query: { par_page: '50' } })
  expect(body.elements.map((l) => [l.acteur, l.phrase]).slice(0, 3)).toEqual([
    ['Bruno Castéra', 'Dossier avancé : Recevable'],
    ['Préau', 'Instruction ouverte : À recevoir'],
    ['Claire Vidal', expect.stringContaining('Dossier déposé')],
  ])
  for (const ordre of [
    `update journal.acte set acteur_nom = 'personne'`,
    'delete from journal.acte',
    'truncate journal.acte',
    `update instruction.passage set motif = ''`,
    'delete from instruction.decision',
  ])
    await expect(runSql(portes.kit.db, ordre)).rejects.toMatchObject({ code: '42501' })
})

async function compter() {
  const [ligne] = await runSql(
    portes.kit.db,
    `select (select count(*) from instruction.decision) as decisions,
      (select count(fichier) from instruction.decision) as documents,
      (select count(*) from messagerie.courriel) as courriels`,
  )
  return ligne as { decisions: number; documents: number; courriels: number }
}
