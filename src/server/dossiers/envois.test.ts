import { createHash, randomBytes } from 'node:crypto'
import { beforeAll, describe, expect, test } from 'vitest'
import type { Personne } from '#domain/acteur.ts'
import { SYSTEME } from '#domain/acteur.ts'
import { commencerDossier, lireDossier } from '#domain/dossiers/api.ts'
import { abandonnerEnvoi, commencerEnvoi, type Envoi, finirEnvoi, lireEnvoi } from '#domain/dossiers/api-pieces.ts'
import { enMultipart, PDF, TRAVAUX } from '#test/dossiers.ts'
import { agnes, claire, gestionnaire, ines } from '#test/personas.ts'
import { ouvrirServeur, type Portes } from '#test/porte.ts'
import { contextOf, write } from '../platform/context.ts'
import { installerModeles } from '../teleservices/modeles.ts'
import { purgerEnvois } from './envois-purge.ts'

const GROS = Buffer.concat([PDF, randomBytes(4_500_000)])
const EMPREINTE = createHash('sha256').update(GROS).digest('hex')

let portes: Portes
let cle = ''
beforeAll(async () => {
  portes = await ouvrirServeur()
  await write(contextOf(portes.kit, SYSTEME), installerModeles)
  const uai = claire.habilitations[0]?.uai ?? ''
  cle = (await portes.appeler(claire, commencerDossier, { body: { teleservice: TRAVAUX, uai } })).body.cle
})

const commencer = (qui: Personne, body: { nom: string; taille: number; remplace?: string }, champ = 'photos') =>
  portes.appeler(qui, commencerEnvoi, { params: { cle, champ }, body })
const morceau = (qui: Personne, id: string, debut: number, contenu: Uint8Array) =>
  portes.injecter(qui, {
    method: 'PATCH',
    url: `/api/v1/envois/${id}?debut=${debut}`,
    ...enMultipart(contenu, 'morceau'),
  })
const ou = async (id: string) => (await portes.appeler(claire, lireEnvoi, { params: { id } })).body
const finir = (id: string, qui = claire) => portes.appeler(qui, finirEnvoi, { params: { id } })

/** Sends all from where the server says. */
async function envoyerLeReste(id: string, contenu: Buffer): Promise<void> {
  for (let e = await ou(id); e.recu < e.taille; e = await ou(id))
    expect((await morceau(claire, id, e.recu, contenu.subarray(e.recu, e.recu + e.morceau_max))).statusCode).toBe(200)
}
const fichiersGardes = async (id: string) =>
  (await portes.kit.db.selectFrom('dossiers.morceau').select('fichier').where('envoi_id', '=', id).execute()).map(
    (m) => m.fichier,
  )

describe('un gros fichier envoyé par morceaux', () => {
  let envoi: Envoi
  test('coupé au milieu puis repris, arrive avec la même empreinte', async () => {
    envoi = (await commencer(claire, { nom: 'plan.pdf', taille: GROS.length })).body
    expect(envoi).toMatchObject({ recu: 0, taille: GROS.length })
    await morceau(claire, envoi.id, 0, GROS.subarray(0, envoi.morceau_max))
    // Cut inside the second one: nothing of it counts.
    const { headers, payload } = enMultipart(GROS.subarray(envoi.morceau_max, envoi.morceau_max + 500_000), 'morceau')
    const coupe = { headers, payload: payload.subarray(0, 200_000) }
    const rompu = await portes.injecter(claire, {
      method: 'PATCH',
      url: `/api/v1/envois/${envoi.id}?debut=${envoi.morceau_max}`,
      ...coupe,
    })
    expect(rompu.statusCode).toBeGreaterThanOrEqual(400)
    expect((await ou(envoi.id)).recu).toBe(envoi.morceau_max)
    expect((await finir(envoi.id)).problem).toMatchObject({ status: 409 })

    await envoyerLeReste(envoi.id, GROS)
    const fichiers = await fichiersGardes(envoi.id)
    const { status, body } = await finir(envoi.id)
    expect([status, body.piece]).toMatchObject([
      201,
      { nom: 'plan.pdf', type: 'application/pdf', taille: GROS.length, sha256: EMPREINTE },
    ])
    for (const fichier of fichiers) expect(await portes.kit.files.exists(fichier)).toBe(false)
    const recu = await portes.injecter(claire, {
      method: 'GET',
      url: `/api/v1/dossiers/${cle}/pieces/${body.piece.id}/fichier`,
    })
    expect(createHash('sha256').update(recu.rawPayload).digest('hex')).toBe(EMPREINTE)
  })

  test('fini deux fois, n’est ajouté qu’une', async () => {
    const { body } = await finir(envoi.id)
    const { pieces } = (await portes.appeler(claire, lireDossier, { params: { cle } })).body
    expect(pieces.map((p) => p.id)).toEqual([body.piece.id])
  })

  test('un morceau à la mauvaise place est refusé, et dit où reprendre', async () => {
    const { id } = (await commencer(claire, { nom: 'a.pdf', taille: 1_000 })).body
    expect((await morceau(claire, id, 0, GROS.subarray(0, 400))).statusCode).toBe(200)
    for (const debut of [0, 399, 401]) {
      const refus = await morceau(claire, id, debut, GROS.subarray(0, 10))
      expect([refus.statusCode, refus.json().detail]).toEqual([409, expect.stringContaining('400')])
    }
    // More than was announced does not enter.
    expect((await morceau(claire, id, 400, GROS.subarray(0, 601))).statusCode).toBe(413)
    expect((await ou(id)).recu).toBe(400)
  })

  test('deux morceaux à la même place au même instant : un seul entre', async () => {
    const { id } = (await commencer(claire, { nom: 'a.pdf', taille: 1_000 })).body
    const deux = await Promise.all([0, 1].map(() => morceau(claire, id, 0, GROS.subarray(0, 400))))
    expect(deux.map((r) => r.statusCode).sort()).toEqual([200, 409])
    expect((await ou(id)).recu).toBe(400)
  })

  test('n’est qu’à qui l’envoie', async () => {
    const { id } = (await commencer(claire, { nom: 'a.pdf', taille: 1_000 })).body
    for (const autre of [gestionnaire, ines, agnes]) {
      expect((await portes.appeler(autre, lireEnvoi, { params: { id } })).status).toBe(404)
      expect((await morceau(autre, id, 0, GROS.subarray(0, 400))).statusCode).toBe(404)
      expect((await finir(id, autre)).status).toBe(404)
      expect((await portes.appeler(autre, abandonnerEnvoi, { params: { id } })).status).toBe(404)
    }
    expect((await commencer(agnes, { nom: 'a.pdf', taille: 10 })).status).toBeGreaterThanOrEqual(403)
    expect((await ou(id)).recu).toBe(0)
  })

  test('a les refus de la porte simple : taille, format, champ, type lu dans le contenu', async () => {
    expect((await commencer(claire, { nom: 'a.pdf', taille: 900_000_000 })).status).toBe(413)
    expect((await commencer(claire, { nom: 'a.exe', taille: 10 })).status).toBe(422)
    expect((await commencer(claire, { nom: 'a.pdf', taille: 10 }, 'inconnu')).status).toBe(404)
    const programme = Buffer.concat([Buffer.from('MZ'), Buffer.alloc(510)])
    const { id } = (await commencer(claire, { nom: 'a.pdf', taille: programme.length })).body
    await morceau(claire, id, 0, programme)
    const refus = await finir(id)
    expect([refus.status, refus.problem.detail]).toEqual([415, expect.stringContaining('un programme')])
  })

  test('abandonné, ou vieux d’un jour, s’efface avec ses morceaux', async () => {
    const { id } = (await commencer(claire, { nom: 'a.pdf', taille: 1_000 })).body
    await morceau(claire, id, 0, GROS.subarray(0, 400))
    const [fichier = ''] = await fichiersGardes(id)
    expect(await portes.kit.files.exists(fichier)).toBe(true)
    expect(await purgerEnvois({ kit: portes.kit, now: new Date() })).toBe(0)
    await purgerEnvois({ kit: portes.kit, now: new Date(Date.now() + 25 * 3_600_000) })
    expect(await portes.kit.files.exists(fichier)).toBe(false)
    expect((await portes.appeler(claire, lireEnvoi, { params: { id } })).status).toBe(404)

    const autre = (await commencer(claire, { nom: 'b.pdf', taille: 1_000 })).body
    await portes.appeler(claire, abandonnerEnvoi, { params: { id: autre.id } })
    expect((await portes.appeler(claire, lireEnvoi, { params: { id: autre.id } })).status).toBe(404)
    expect(await purgerEnvois({ kit: portes.kit, now: new Date() })).toBe(1)
  })
})
