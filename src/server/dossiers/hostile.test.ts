import { request } from 'node:http'
import { beforeAll, describe, expect, test } from 'vitest'
import * as api from '#domain/dossiers/api.ts'
import { enMultipart, PDF, PNG, TRAVAUX, unBrouillon, unBrouillonComplet } from '#test/dossiers.ts'
import { LYCEE } from '#test/etablissements.ts'
import { claire, gestionnaire } from '#test/personas.ts'
import { ouvrirServeur, type Portes } from '#test/porte.ts'
import { contextOf, type Write, write } from '../platform/context.ts'

let portes: Portes
let cle: string
const enVrai = <T>(fn: (ctx: Write) => Promise<T>) => write(contextOf(portes.kit, claire), fn)

beforeAll(async () => {
  portes = await ouvrirServeur()
  cle = await enVrai((ctx) => unBrouillon(ctx))
})

const deposerFichier = (champ: string, contenu: Uint8Array, nom: string) =>
  portes.injecter(claire, {
    method: 'POST',
    url: `/api/v1/dossiers/${cle}/pieces/${encodeURIComponent(champ)}`,
    ...enMultipart(contenu, nom),
  })

describe('les fichiers hostiles', () => {
  test('un programme nommé .pdf est refusé avec ses mots, et rien n’est gardé', async () => {
    const reponse = await deposerFichier('rapport', Buffer.concat([Buffer.from('MZ'), Buffer.alloc(900)]), 'acte.pdf')
    expect(reponse.statusCode).toBe(415)
    expect(reponse.json()).toMatchObject({
      type: '/erreurs/format_non_accepte',
      erreurs: [
        { champ: 'rapport', message: expect.stringMatching(/se nomme \.pdf mais son contenu est un programme/) },
      ],
    })
    const { body } = await portes.appeler(claire, api.lireDossier, { params: { cle } })
    expect(body.pieces).toEqual([])
  })

  test('un fichier vide est refusé', async () => {
    const reponse = await deposerFichier('photos', Buffer.alloc(0), 'vide.pdf')
    expect(reponse.statusCode).toBe(422)
    expect(reponse.json().type).toBe('/erreurs/fichier_vide')
  })

  test.each([
    ['../../../etc/passwd.pdf', 'passwd.pdf'],
    ['C:\\Windows\\system32\\acte.pdf', 'acte.pdf'],
    [`${'é'.repeat(10_000)}.pdf`, `${'é'.repeat(146)}.pdf`],
    [`${'😀'.repeat(5_000)}.pdf`, /^😀{70,}\.pdf$/u],
    ['<script>alert(1)</script>.pdf', /^[^<>]+\.pdf$/],
    ['acte\u202Efdp.pdf', 'actefdp.pdf'],
  ])('un nom hostile est nettoyé (%#)', async (nom, attendu) => {
    const reponse = await deposerFichier('photos', PDF, nom)
    expect(reponse.statusCode).toBe(201)
    const { piece } = reponse.json()
    expect(piece.nom).toEqual(typeof attendu === 'string' ? attendu : expect.stringMatching(attendu))
    const fichier = await portes.injecter(claire, {
      method: 'GET',
      url: `/api/v1/dossiers/${cle}/pieces/${piece.id}/fichier`,
    })
    expect(fichier.statusCode).toBe(200)
    expect(fichier.headers['content-disposition']).toMatch(/^attachment; filename\*=UTF-8''[\w.%!'()*~-]+$/)
    expect(fichier.rawPayload.equals(PDF)).toBe(true)
    await portes.injecter(claire, { method: 'DELETE', url: `/api/v1/dossiers/${cle}/pieces/${piece.id}` })
  })

  test('autre chose qu’un fichier est refusé', async () => {
    const url = `/api/v1/dossiers/${cle}/pieces/photos`
    expect((await portes.injecter(claire, { method: 'POST', url, payload: { fichier: 'x' } })).statusCode).toBe(415)
    const sansFichier = { headers: { 'content-type': 'multipart/form-data; boundary=x' }, payload: '--x--\r\n' }
    expect((await portes.injecter(claire, { method: 'POST', url, ...sansFichier })).statusCode).toBe(400)
  })

  test('deux gigaoctets annoncés sont refusés avant d’être lus, envoyés en flux ils sont coupés à la limite', async () => {
    await portes.fastify.listen({ port: 0, host: '127.0.0.1' })
    const cookie = await portes.cookieDe(claire)
    const annonces = await envoyer(cookie, { 'content-length': String(2 * 1024 ** 3) })
    expect(annonces).toMatchObject({ status: 413, octets: expect.any(Number) })
    expect(annonces.octets).toBeLessThan(5_000_000)
    const flux = await envoyer(cookie, { 'transfer-encoding': 'chunked' })
    expect(flux.status).toBe(413)
    expect(flux.corps).toMatch(/dépasse 15 Mo/)
    expect(flux.octets).toBeLessThan(40_000_000)
    const { body } = await portes.appeler(claire, api.lireDossier, { params: { cle } })
    expect(body.pieces).toEqual([])
  })
})

/** Sends a file that never ends, until the server answers; says how much left. */
function envoyer(cookie: string, headers: Record<string, string>) {
  const { headers: type, payload } = enMultipart(PDF, 'enorme.pdf')
  const adresse = portes.fastify.server.address()
  const port = typeof adresse === 'object' && adresse ? adresse.port : 0
  return new Promise<{ status: number; corps: string; octets: number }>((resoudre, rejeter) => {
    let octets = 0
    let fini = false
    const r = request({
      port,
      host: '127.0.0.1',
      method: 'POST',
      path: `/api/v1/dossiers/${cle}/pieces/photos`,
      headers: { ...type, cookie, ...headers },
    })
    r.on('response', (reponse) => {
      fini = true
      let corps = ''
      reponse.on('data', (morceau) => (corps += morceau))
      reponse.on('end', () => {
        r.destroy()
        resoudre({ status: reponse.statusCode ?? 0, corps, octets })
      })
    })
    r.on('error', (erreur) => (fini ? undefined : rejeter(erreur)))
    const morceau = Buffer.alloc(256 * 1024, 'a')
    const pousser = () => {
      if (fini || octets > 100_000_000) return
      octets += morceau.length
      if (r.write(morceau)) setImmediate(pousser)
      else r.once('drain', pousser)
    }
    r.write(payload.subarray(0, payload.length - 30))
    pousser()
  })
}

describe('les saisies hostiles', () => {
  test.each([
    ['un octet nul', '{"reponses":{"objet":"a\\u0000b"}}', 400],
    ['un corps qui n’est pas du JSON', '{"reponses":', 400],
    ['aucune réponse', '{"reponses":{}}', 400],
    ['une autre forme', '{"reponses":[1]}', 400],
    ['plus d’un mégaoctet', JSON.stringify({ reponses: { objet: 'a'.repeat(1_100_000) } }), 413],
    ['dix mille caractères dans une ligne', JSON.stringify({ reponses: { objet: 'é'.repeat(10_000) } }), 422],
    ['une clé démesurée', JSON.stringify({ reponses: { ['c'.repeat(10_000)]: 'x' } }), 400],
  ])('%s reçoit une réponse claire', async (_, payload, attendu) => {
    const reponse = await portes.injecter(claire, {
      ...{ method: 'PATCH' as const, url: `/api/v1/dossiers/${cle}/reponses`, payload },
      headers: { 'content-type': 'application/json' },
    })
    expect(reponse.statusCode).toBe(attendu)
    expect(reponse.headers['content-type']).toContain('application/problem+json')
  })

  test.each(["' or 1=1 --", 'a'.repeat(300), '😀', '..%2f..%2fetc', '2026-999999'])(
    'la clé « %s » ne désigne rien',
    async (fausse) => {
      const reponse = await portes.injecter(claire, {
        method: 'GET',
        url: `/api/v1/dossiers/${encodeURIComponent(fausse)}`,
      })
      expect([400, 404, 414]).toContain(reponse.statusCode)
    },
  )

  test('un établissement inexistant ou mal écrit est refusé', async () => {
    const commencer = (uai: string) =>
      portes.appeler(claire, api.commencerDossier, { body: { teleservice: TRAVAUX, uai } })
    expect((await commencer('0310038Z')).status).toBe(400)
    expect((await commencer(`${LYCEE} `)).status).toBe(201)
  })
})

describe('au même instant', () => {
  test('deux dépôts du même dossier : un seul effet, l’autre apprend le numéro', async () => {
    const complet = await enVrai((ctx) => unBrouillonComplet(ctx))
    const deposer = () =>
      portes.appeler(claire, api.deposerDossier, { params: { cle: complet }, body: undefined as never })
    const reponses = await Promise.all([deposer(), deposer(), deposer(), deposer()])
    expect(reponses.map((r) => r.status).sort()).toEqual([201, 409, 409, 409])
    const numero = reponses.find((r) => r.status === 201)?.body.numero ?? ''
    for (const refus of reponses.filter((r) => r.status === 409))
      expect(refus.problem).toMatchObject({ type: '/erreurs/deja_depose', detail: expect.stringContaining(numero) })
    const accuses = await portes.kit.db
      .selectFrom('journal.acte')
      .select('id')
      .where('objet_cle', '=', complet)
      .where('code', '=', 'dossier_depose')
      .execute()
    expect(accuses).toHaveLength(1)
  })

  test('vingt dépôts de vingt dossiers : vingt numéros qui se suivent, sans trou ni doublon', async () => {
    const cles: string[] = []
    for (let i = 0; i < 20; i += 1) cles.push(await enVrai((ctx) => unBrouillonComplet(ctx)))
    const reponses = await Promise.all(
      cles.map((c) => portes.appeler(claire, api.deposerDossier, { params: { cle: c }, body: undefined as never })),
    )
    expect(reponses.map((r) => r.status)).toEqual(cles.map(() => 201))
    const rangs = reponses.map((r) => Number(r.body.numero.slice(5))).sort((a, b) => a - b)
    expect(rangs).toEqual(Array.from({ length: 20 }, (_, i) => (rangs[0] ?? 0) + i))
  })

  test('deux personnes remplissent des champs différents : rien ne se perd', async () => {
    const commun = await enVrai((ctx) => unBrouillon(ctx))
    const enregistrer = (qui: typeof claire, reponses: Record<string, unknown>) =>
      portes.appeler(qui, api.enregistrerReponses, { params: { cle: commun }, body: { reponses } })
    const lignes = Array.from({ length: 10 }, (_, i) => i)
    await Promise.all([
      ...lignes.map((i) => enregistrer(claire, { [`devis/c${i}`]: { entreprise: `c${i}` } })),
      ...lignes.map((i) => enregistrer(gestionnaire, { [`devis/g${i}`]: { entreprise: `g${i}` } })),
      enregistrer(claire, { objet: 'Toiture' }),
      enregistrer(gestionnaire, { batiment: 'B' }),
    ])
    const { body } = await portes.appeler(claire, api.lireDossier, { params: { cle: commun } })
    expect(body.reponses).toMatchObject({ objet: 'Toiture', batiment: 'B' })
    const ids = (body.reponses.devis as { id: string }[]).map((l) => l.id).sort()
    expect(ids).toEqual(['l1', ...lignes.map((i) => `c${i}`), ...lignes.map((i) => `g${i}`)].sort())
    expect(body.revision).toBe(22)
  })

  test('deux fichiers pour une place : un seul reste', async () => {
    const seul = await enVrai((ctx) => unBrouillon(ctx))
    const url = `/api/v1/dossiers/${seul}/pieces/rapport`
    const joindre = () => portes.injecter(claire, { method: 'POST', url, ...enMultipart(PDF, 'a.pdf') })
    const reponses = await Promise.all([joindre(), joindre()])
    expect(reponses.map((r) => r.statusCode).sort()).toEqual([201, 409])
  })
})

test('le fichier d’un refus ne reste pas dans le magasin', async () => {
  const avant = await portes.kit.db.selectFrom('dossiers.piece').select('fichier').execute()
  const recu = await deposerFichier('rapport', PNG, 'image.pdf')
  expect(recu.statusCode).toBe(415)
  expect(await portes.kit.db.selectFrom('dossiers.piece').select('fichier').execute()).toEqual(avant)
})
