import { beforeAll, expect, test } from 'vitest'
import { reglerConnecteur } from '#domain/connecteurs/api-reglages.ts'
import * as api from '#domain/dossiers/api.ts'
import { interrogerDossier } from '#domain/dossiers/api-interrogation.ts'
import type { Champ } from '#domain/formulaire/definition.ts'
import { joindre, PDF } from '#test/dossiers.ts'
import { admin, agnes, claire, vincent } from '#test/personas.ts'
import { ouvrirServeur, type Portes } from '#test/porte.ts'
import { unTeleserviceDessine } from '#test/teleservices.ts'
import { contextOf, write } from '../platform/context.ts'

/** One of the fictional families of the recorded answers. */
const SOPHIE = {
  nom: 'DUPONT',
  prenoms: 'SOPHIE',
  naissance: '1982-09-03',
  sexe: 'F',
  commune: { code: '13001', nom: 'Aix-en-Provence' },
}
const CHAMPS: Champ[] = [
  { id: 'famille', type: 'particulier', libelle: 'Le parent', demande: 'quotient_familial', justificatif: 'avis' },
  {
    id: 'quotient',
    type: 'nombre',
    libelle: 'Quotient familial',
    alimente_par: { champ: 'famille', donnee: 'quotient' },
  },
  { id: 'avis', type: 'piece', libelle: 'Attestation de la CAF', formats: ['pdf'], taille_max: 1_000_000 },
  {
    id: 'suite',
    type: 'texte',
    libelle: 'Pourquoi cette aide ?',
    condition: { champ: 'quotient', op: 'inferieur', valeur: 1000 },
  },
]
const HABILITATION = {
  habilitation: 'DataPass 48213',
  fondement: 'Règlement départemental de l’aide à la demi-pension',
}
const REGLAGE = {
  pilote: 'rejeu',
  adresse: null,
  destinataire: '13002526500013',
  cache_minutes: null,
  appels_par_minute: null,
} as const

let portes: Portes
beforeAll(async () => {
  portes = await ouvrirServeur()
  await write(contextOf(portes.kit, agnes), (ctx) => unTeleserviceDessine(ctx, CHAMPS, 'familles'))
  await regler(HABILITATION)
})
const regler = (suite: object) =>
  portes.appeler(admin, reglerConnecteur, { params: { code: 'api-particulier' }, body: { ...REGLAGE, ...suite } })
const commencer = async (): Promise<string> => {
  const uai = claire.habilitations[0]?.uai ?? ''
  return (await portes.appeler(claire, api.commencerDossier, { body: { teleservice: 'familles', uai } })).body.cle
}
const interroger = (cle: string, valeur: object, qui = claire) =>
  portes.appeler(qui, interrogerDossier, { params: { cle }, body: { champ: 'famille', valeur } as never })
const remplir = (cle: string, reponses: Record<string, unknown>) =>
  portes.appeler(claire, api.enregistrerReponses, { params: { cle }, body: { reponses } })
const lire = async (cle: string) => (await portes.appeler(claire, api.lireDossier, { params: { cle } })).body
const deposer = (cle: string) => portes.appeler(claire, api.deposerDossier, { params: { cle } })
const traces = (cle: string) =>
  portes.kit.db.selectFrom('connecteurs.appel').selectAll().where('dossier', '=', cle).execute()

test('avec l’accord, la valeur est proposée avec sa source ; rien d’autre de la famille n’est gardé', async () => {
  const cle = await commencer()
  const valeur = { ...SOPHIE, accord: true }
  const { body } = await interroger(cle, valeur)
  expect(body).toMatchObject({ propositions: { quotient: 900 }, structure: null })
  await remplir(cle, { famille: valeur, ...body.propositions })
  const lu = await lire(cle)
  expect(lu.origines).toEqual({ quotient: expect.objectContaining({ source: 'API Particulier', modifie: false }) })
  expect(lu.non_verifies).toEqual([])
  const ligne = await portes.kit.db
    .selectFrom('dossiers.dossier')
    .select(['verifications', 'origines'])
    .where('cle', '=', cle)
    .executeTakeFirstOrThrow()
  // Neither who was asked about, nor the children and the address that the service says.
  expect(JSON.stringify(ligne)).not.toMatch(/DUPONT|LOUISE|SOPHIE/)
  expect((await deposer(cle)).status).toBe(201)
})

test('la trace dit le motif, l’habilitation et la donnée demandée, jamais la personne', async () => {
  const cle = await commencer()
  await interroger(cle, { ...SOPHIE, accord: true })
  const [trace] = await traces(cle)
  expect(trace).toMatchObject({
    connecteur: 'api-particulier',
    pilote: 'rejeu',
    demandeur_id: claire.id,
    donnees: ['quotient familial'],
    motif: expect.stringContaining('habilitation DataPass 48213'),
  })
  expect(JSON.stringify(trace)).not.toContain('DUPONT')
})

test('sans accord, ou l’identité incomplète, rien n’est demandé', async () => {
  const cle = await commencer()
  for (const valeur of [SOPHIE, { ...SOPHIE, accord: false }, { ...SOPHIE, accord: true, naissance: '2030-01-01' }])
    expect((await interroger(cle, valeur)).status).toBe(422)
  expect((await interroger(cle, { ...SOPHIE, accord: true }, vincent)).status).toBe(404)
  expect(await traces(cle)).toEqual([])
})

test('sans habilitation déclarée, rien n’est demandé ; la valeur déclarée attend son justificatif', async () => {
  await regler({ habilitation: null, fondement: null })
  const cle = await commencer()
  const valeur = { ...SOPHIE, accord: true }
  const { body } = await interroger(cle, valeur)
  expect(body).toMatchObject({ verification: { etat: 'refuse' }, propositions: {} })
  expect(body.verification.message).toContain('habilitation')
  expect(await traces(cle)).toEqual([])
  await remplir(cle, { famille: valeur, quotient: 850 })
  expect((await lire(cle)).non_verifies).toEqual(['quotient'])
  const refus = await deposer(cle)
  expect([refus.status, refus.problem.erreurs?.[0]?.champ]).toEqual([422, 'avis'])
  expect(refus.problem.erreurs?.[0]?.message).toContain('déclaré, non vérifié')
  await write(contextOf(portes.kit, claire), (ctx) => joindre(ctx, cle, 'avis', { contenu: PDF, nom: 'avis.pdf' }))
  expect((await deposer(cle)).status).toBe(201)
  await regler(HABILITATION)
})

test('la personne changée, ou l’accord retiré, la valeur n’est plus vérifiée', async () => {
  const cle = await commencer()
  const valeur = { ...SOPHIE, accord: true }
  await interroger(cle, valeur)
  await remplir(cle, { famille: { ...valeur, prenoms: 'ANNE' }, quotient: 900 })
  expect((await lire(cle)).non_verifies).toEqual(['quotient'])
  await remplir(cle, { famille: SOPHIE })
  expect((await lire(cle)).non_verifies).toEqual(['quotient'])
  await remplir(cle, { famille: valeur })
  expect((await lire(cle)).non_verifies).toEqual([])
})

test('une personne que le service ne connaît pas ne prouve rien', async () => {
  const cle = await commencer()
  const valeur = { ...SOPHIE, accord: true, nom: 'INCONNU' }
  expect((await interroger(cle, valeur)).body.verification.etat).toBe('introuvable')
  await remplir(cle, { famille: valeur, quotient: 900 })
  expect((await lire(cle)).non_verifies).toEqual(['quotient'])
})
