import { beforeAll, expect, test } from 'vitest'
import type { Personne } from '#domain/acteur.ts'
import * as instruction from '#domain/instruction/api.ts'
import * as api from '#domain/messagerie/api.ts'
import { contextOf, write } from '#server/platform/context.ts'
import { runSql } from '#server/platform/db.ts'
import { unDossierDepose } from '#test/dossiers.ts'
import { bruno, claire, gestionnaire, ines, nathalie, vincent } from '#test/personas.ts'
import { ouvrirServeur, type Portes } from '#test/porte.ts'
import { abonnements } from './abonnements.ts'

let portes: Portes
beforeAll(async () => {
  portes = await ouvrirServeur({ PREAU_ADRESSE: 'https://preau.example' })
})

/** Deposited by Claire, with all that follows. */
async function deposer(): Promise<{ cle: string; numero: string }> {
  const depot = await write(contextOf(portes.kit, claire), (ctx) => unDossierDepose(ctx))
  await portes.executerTravaux()
  return depot
}

const alertes = async (qui: Personne, cle: string) => {
  const { body } = await portes.appeler(qui, api.listerNotifications, { query: { par_page: '100' } })
  return body.elements.filter((n) => n.dossier?.cle === cle)
}
const courriels = async (cle: string) =>
  portes.kit.db
    .selectFrom('messagerie.courriel as c')
    .innerJoin('dossiers.dossier as d', 'd.id', 'c.dossier_id')
    .where('d.cle', '=', cle)
    .select(['c.destinataire', 'c.genre', 'c.sujet', 'c.texte'])
    .orderBy('c.id')
    .execute()
const agir = async (
  qui: Personne,
  porte: typeof instruction.avancer | typeof instruction.decider,
  cle: string,
  corps: object,
) => {
  const { body } = await portes.appeler(qui, instruction.lireInstruction, { params: { cle } })
  const r = await portes.appeler(qui, porte, { params: { cle }, body: { ...corps, revision: body.revision } as never })
  await portes.executerTravaux()
  return r
}

test('un dépôt : courriel au chef, alerte aux agents du territoire, rien aux autres', async () => {
  const { cle, numero } = await deposer()
  const envoyes = await courriels(cle)
  expect(envoyes).toMatchObject([
    { destinataire: claire.courriel, genre: 'dossier_depose', sujet: `Dossier ${numero} déposé` },
  ])
  expect(envoyes[0]?.texte).toContain('Bonjour Claire,')
  expect(envoyes[0]?.texte).toContain(`https://preau.example/dossiers/${cle}\n`)
  expect(await alertes(claire, cle)).toMatchObject([
    { genre: 'dossier_depose', lien: `/dossiers/${cle}`, lue_le: null },
  ])
  expect(await alertes(bruno, cle)).toMatchObject([{ lien: `/gestion/dossiers/${cle}` }])
  for (const qui of [ines, vincent, nathalie, gestionnaire]) expect(await alertes(qui, cle)).toEqual([])
})

test('chaque abonnement joué deux fois n’alerte qu’une fois', async () => {
  const { cle } = await deposer()
  await portes.appeler(bruno, api.envoyerMessage, { params: { cle }, body: { texte: 'Bonjour, une précision ?' } })
  await portes.appeler(claire, api.envoyerMessage, { params: { cle }, body: { texte: 'Voici.' } })
  await agir(bruno, instruction.avancer, cle, { vers: 'recevable' })
  await portes.appeler(bruno, instruction.demanderPiece, { params: { cle }, body: { libelle: 'Devis' } })
  await portes.executerTravaux()
  const compter = async () => [
    (await runSql(portes.kit.db, 'select count(*) as n from messagerie.notification'))[0]?.n,
    (await runSql(portes.kit.db, 'select count(*) as n from messagerie.courriel'))[0]?.n,
  ]
  const avant = await compter()
  const actes = await runSql(
    portes.kit.db,
    `select id, code, objet_genre, objet_cle, uai, donnees from journal.acte where objet_cle = $1`,
    [cle],
  )
  let rejoues = 0
  for (const a of actes)
    for (const { code, job } of abonnements)
      if (code === a.code) {
        const objet = { genre: String(a.objet_genre), cle: String(a.objet_cle), uai: String(a.uai) }
        await job.run(portes.kit, { acte: Number(a.id), code, objet, donnees: a.donnees as Record<string, unknown> })
        rejoues += 1
      }
  expect(rejoues).toBeGreaterThanOrEqual(5)
  expect(await compter()).toEqual(avant)
})

test('avancer n’écrit à l’établissement que si ses mots changent', async () => {
  const { cle } = await deposer()
  await agir(bruno, instruction.avancer, cle, { vers: 'avis_demande' })
  await agir(bruno, instruction.avancer, cle, { vers: 'instruit' })
  const avances = (await courriels(cle)).filter((c) => c.genre === 'dossier_avance')
  expect(avances.map((c) => c.sujet)).toEqual([expect.stringContaining(': En instruction')])
})

test('la décision ne se sait qu’à sa notification, et le courriel n’en dit pas le sens', async () => {
  const { cle } = await deposer()
  await agir(bruno, instruction.avancer, cle, { vers: 'instruit' })
  await agir(bruno, instruction.decider, cle, { sens: 'refuse', motif: 'Relève de l’entretien courant.' })
  const avant = await courriels(cle)
  expect(avant.map((c) => c.genre)).toEqual(['dossier_depose', 'dossier_avance'])
  await portes.appeler(bruno, instruction.notifier, { params: { cle } })
  await portes.executerTravaux()
  const [, , derniere] = await courriels(cle)
  expect(derniere).toMatchObject({ genre: 'decision_notifiee', destinataire: claire.courriel })
  expect(derniere?.texte).not.toMatch(/refus|entretien/i)
  const { body } = await portes.appeler(claire, instruction.lireAccueil, {})
  expect(body.a_faire).toContainEqual(expect.objectContaining({ cle, genre: 'decision_recue' }))
})

test('un message va à l’autre côté : aux agents qui suivent le dossier, ou à tous quand personne ne le suit', async () => {
  const { cle } = await deposer()
  await portes.appeler(gestionnaire, api.envoyerMessage, { params: { cle }, body: { texte: 'Avez-vous bien tout ?' } })
  await portes.executerTravaux()
  expect((await courriels(cle)).map((c) => c.destinataire)).toContain('agnes@preau.example')
  await agir(bruno, instruction.avancer, cle, { vers: 'recevable' })
  const avant = (await courriels(cle)).length
  await portes.appeler(claire, api.envoyerMessage, { params: { cle }, body: { texte: 'Une autre question.' } })
  await portes.executerTravaux()
  expect((await courriels(cle)).slice(avant).map((c) => c.destinataire)).toEqual([bruno.courriel])
})

test('chacun lit ses alertes et elles seules', async () => {
  const { cle } = await deposer()
  const [alerte] = await alertes(claire, cle)
  const { body } = await portes.appeler(claire, api.compterNotifications, {})
  await portes.appeler(bruno, api.lireNotifications, { body: { ids: [alerte?.id ?? 0] } })
  expect((await portes.appeler(claire, api.compterNotifications, {})).body).toEqual(body)
  const lue = await portes.appeler(claire, api.lireNotifications, { body: { ids: [alerte?.id ?? 0] } })
  expect(lue.body.a_lire).toBe(body.a_lire - 1)
  expect((await portes.appeler(claire, api.lireNotifications, { body: { tout: true } })).body.a_lire).toBe(0)
  expect((await portes.appeler(claire, api.lireNotifications, { body: {} })).status).toBe(400)
})
