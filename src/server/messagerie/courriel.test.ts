import { text } from 'node:stream/consumers'
import { SMTPServer } from 'smtp-server'
import { afterEach, beforeAll, expect, test } from 'vitest'
import { SYSTEME } from '#domain/acteur.ts'
import type { Config } from '#server/platform/config.ts'
import { contextOf, type Kit, write } from '#server/platform/context.ts'
import { admin, claire } from '#test/personas.ts'
import { ouvrirServeur, type Portes } from '#test/porte.ts'
import { type CourrielADeposer, deposerCourriels, envoi } from './courriel.ts'

let portes: Portes
beforeAll(async () => {
  portes = await ouvrirServeur()
})

type Boite = { kit: Kit; recus: string[]; refuser: (oui: boolean) => void; fermer: () => Promise<void> }
const ouvertes: Boite[] = []
afterEach(async () => {
  for (const boite of ouvertes.splice(0)) await boite.fermer()
})

/** A real SMTP server on loopback, and the kit that knows it. */
async function ouvrirBoite(): Promise<Boite> {
  const recus: string[] = []
  let refuse = false
  const serveur = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onMailFrom: (_, __, suite) =>
      suite(refuse ? Object.assign(new Error('Revenez plus tard'), { responseCode: 451 }) : undefined),
    onData: (flux, _, suite) => {
      text(flux).then((message) => {
        recus.push(message)
        suite()
      }, suite)
    },
  })
  await new Promise<void>((pret) => serveur.listen(0, '127.0.0.1', pret))
  const adresse = serveur.server.address()
  if (adresse === null || typeof adresse === 'string') throw new Error('Le serveur SMTP doit écouter sur un port.')
  const smtp = { url: `smtp://127.0.0.1:${adresse.port}`, expediteur: 'Préau <ne-pas-repondre@preau.example>' }
  const config: Config = { ...portes.kit.config, smtp }
  const boite = {
    kit: { ...portes.kit, config },
    recus,
    refuser: (oui: boolean) => {
      refuse = oui
    },
    fermer: () => new Promise<void>((fini) => serveur.close(() => fini())),
  }
  ouvertes.push(boite)
  return boite
}

let suivant = 0
const courriel = (autres: Partial<CourrielADeposer> = {}): CourrielADeposer => ({
  destinataire: claire.courriel,
  personne_id: claire.id,
  dossier_id: null,
  genre: 'message_recu',
  sujet: 'Dossier 2026-000001 : un message du service',
  texte: 'Bonjour Claire,\n\nLe service vous a écrit : « été ».\n',
  cle_unique: `essai:${++suivant}`,
  ...autres,
})

async function deposer(kit: Kit, ...courriels: CourrielADeposer[]) {
  await write(contextOf(kit, SYSTEME), (ctx) => deposerCourriels(ctx, courriels))
  return kit.db
    .selectFrom('messagerie.courriel')
    .selectAll()
    .where('cle_unique', '=', courriels[0]?.cle_unique ?? '')
    .executeTakeFirstOrThrow()
}
const relire = (kit: Kit, id: number) =>
  kit.db.selectFrom('messagerie.courriel').selectAll().where('id', '=', id).executeTakeFirstOrThrow()

test('sans serveur SMTP, le courriel est gardé dans la boîte d’envoi', async () => {
  expect(await deposer(portes.kit, courriel())).toMatchObject({ etat: 'garde', envoye_le: null })
})

test('un courriel part une fois, en français lisible, même si son travail est joué deux fois ou deux à la fois', async () => {
  const { kit, recus } = await ouvrirBoite()
  const { id, etat } = await deposer(kit, courriel())
  expect(etat).toBe('a_envoyer')
  await Promise.all([envoi.run(kit, { courriel: id }), envoi.run(kit, { courriel: id })])
  await envoi.run(kit, { courriel: id })
  expect(await relire(kit, id)).toMatchObject({ etat: 'envoye', essais: 1, erreur: null })
  expect(recus).toHaveLength(1)
  expect(recus[0]).toContain('To: claire@preau.example')
  expect(recus[0]).toContain('Subject: Dossier 2026-000001 : un message du service')
})

test('le même acte pour la même personne ne dépose qu’un courriel', async () => {
  const { kit } = await ouvrirBoite()
  const unique = courriel()
  await deposer(kit, unique)
  await deposer(kit, unique)
  const { length } = await kit.db
    .selectFrom('messagerie.courriel')
    .select('id')
    .where('cle_unique', '=', unique.cle_unique)
    .execute()
  expect(length).toBe(1)
})

test('un serveur qui refuse puis accepte : l’erreur est gardée, le travail échoue pour être rejoué, puis le courriel part', async () => {
  const { kit, recus, refuser } = await ouvrirBoite()
  const { id } = await deposer(kit, courriel())
  refuser(true)
  await expect(envoi.run(kit, { courriel: id })).rejects.toThrow('essai 1')
  expect(await relire(kit, id)).toMatchObject({
    etat: 'a_envoyer',
    essais: 1,
    erreur: expect.stringContaining('Revenez plus tard'),
  })
  refuser(false)
  await envoi.run(kit, { courriel: id })
  expect(await relire(kit, id)).toMatchObject({ etat: 'envoye', essais: 2, erreur: null })
  expect(recus).toHaveLength(1)
})

test('après le dernier essai, le courriel reste en erreur et se lit', async () => {
  const { kit, refuser } = await ouvrirBoite()
  const { id } = await deposer(kit, courriel())
  refuser(true)
  for (let i = 0; i < 6; i++) await expect(envoi.run(kit, { courriel: id })).rejects.toThrow('refuse')
  expect(await relire(kit, id)).toMatchObject({ etat: 'en_erreur', essais: 6 })
})

test('un lien de compte ne reste pas dans la boîte une fois parti', async () => {
  const { kit, recus } = await ouvrirBoite()
  const { id } = await deposer(kit, courriel({ genre: 'compte', texte: 'https://preau.example/lien?token=secret' }))
  await envoi.run(kit, { courriel: id })
  expect(recus[0]).toContain('secret')
  expect((await relire(kit, id)).texte).not.toContain('secret')
})

test('le mot de passe oublié écrit à la personne par la même boîte', async () => {
  const reponse = await portes.injecter(undefined, {
    method: 'POST',
    url: '/api/auth/request-password-reset',
    payload: { email: admin.courriel, redirectTo: '/mot-de-passe/nouveau' },
  })
  expect(reponse.statusCode).toBe(200)
  await portes.executerTravaux()
  const recu = await portes.kit.db
    .selectFrom('messagerie.courriel')
    .selectAll()
    .where('personne_id', '=', admin.id)
    .where('genre', '=', 'compte')
    .executeTakeFirstOrThrow()
  expect(recu).toMatchObject({ destinataire: admin.courriel, dossier_id: null, etat: 'garde' })
  expect(recu.texte).toMatch(/\/mot-de-passe\/nouveau\?token=\w+/)
})
