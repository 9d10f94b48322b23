import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { SYSTEME } from '#domain/acteur.ts'
import {
  commencerDossier,
  deposerDossier,
  enregistrerReponses,
  lireDossier,
  retirerPiece,
} from '#domain/dossiers/api.ts'
import { listerNotifications } from '#domain/messagerie/api.ts'
import { type ClamdDEssai, EICAR, unClamd } from '#test/clamd.ts'
import { enMultipart, PANNE, PDF, TRAVAUX } from '#test/dossiers.ts'
import { agnes, claire } from '#test/personas.ts'
import { ouvrirServeur, type Portes } from '#test/porte.ts'
import { contextOf, write } from '../platform/context.ts'
import { installerModeles } from '../teleservices/modeles.ts'
import { passageDeLAntivirus, reprendreAnalyses } from './analyse.ts'
import { copierDossier } from './copie.ts'

let clamd: ClamdDEssai
let portes: Portes
let uai = ''
const DANGEREUX = Buffer.concat([PDF, Buffer.from(EICAR)])

beforeAll(async () => {
  clamd = await unClamd()
  portes = await ouvrirServeur({ PREAU_CLAMD: clamd.adresse })
  await write(contextOf(portes.kit, SYSTEME), installerModeles)
  uai = claire.habilitations[0]?.uai ?? ''
})
beforeEach(() => {
  clamd.humeur = 'repond'
})
afterAll(() => clamd.fermer())

async function unBrouillonAvec(contenu: Uint8Array, nom = 'devis.pdf') {
  const { body } = await portes.appeler(claire, commencerDossier, { body: { teleservice: TRAVAUX, uai } })
  const { cle } = body
  await portes.appeler(claire, enregistrerReponses, { params: { cle }, body: { reponses: PANNE } })
  const envoi = { method: 'POST' as const, url: `/api/v1/dossiers/${cle}/pieces/photos`, ...enMultipart(contenu, nom) }
  const reponse = await portes.injecter(claire, envoi)
  return { cle, piece: reponse.json().piece as { id: string; antivirus: string } }
}
const pieceDe = async (cle: string) => (await portes.appeler(claire, lireDossier, { params: { cle } })).body.pieces[0]
const ouvrir = (cle: string, id: string, par = claire, porte = 'fichier') =>
  portes.injecter(par, { method: 'GET', url: `/api/v1/dossiers/${cle}/pieces/${id}/${porte}` })
const deposer = (cle: string) => portes.appeler(claire, deposerDossier, { params: { cle } })
const codesDe = async (cle: string) =>
  (await portes.kit.db.selectFrom('journal.acte').select('code').where('objet_cle', '=', cle).execute()).map(
    (a) => a.code,
  )

describe('l’analyse des pièces', () => {
  test('saine : elle attend, puis s’ouvre', async () => {
    const { cle, piece } = await unBrouillonAvec(PDF)
    expect(piece.antivirus).toBe('en_attente')
    expect((await ouvrir(cle, piece.id)).json()).toMatchObject({ status: 409 })
    await portes.executerTravaux()
    expect(await pieceDe(cle)).toMatchObject({ antivirus: 'saine' })
    expect((await ouvrir(cle, piece.id)).statusCode).toBe(200)
    expect(await codesDe(cle)).toContain('piece_analysee')
  })

  test('infectée : personne ne l’ouvre, son auteur est prévenu, le dépôt est refusé en clair', async () => {
    const { cle, piece } = await unBrouillonAvec(DANGEREUX, 'facture.pdf')
    await portes.executerTravaux()
    expect(await pieceDe(cle)).toMatchObject({ antivirus: 'infectee' })
    for (const porte of ['fichier', 'apercu']) {
      const refus = await ouvrir(cle, piece.id, claire, porte)
      expect([refus.statusCode, refus.json().detail]).toEqual([409, expect.stringContaining('programme dangereux')])
    }
    const { fichier, menace } = await portes.kit.db
      .selectFrom('dossiers.piece')
      .select(['fichier', 'menace'])
      .where('id', '=', Number(piece.id))
      .executeTakeFirstOrThrow()
    expect([fichier.startsWith('quarantaine/'), menace]).toEqual([true, 'Eicar-Test-Signature'])
    const { body } = await portes.appeler(claire, listerNotifications, {})
    expect(body.elements[0]).toMatchObject({ genre: 'piece_infectee', texte: expect.stringContaining('facture.pdf') })
    const refus = await deposer(cle)
    expect([refus.status, refus.problem.detail]).toEqual([409, expect.stringContaining('« facture.pdf » contient')])
    expect(await codesDe(cle)).toContain('piece_infectee')
    await portes.appeler(claire, retirerPiece, { params: { cle, id: piece.id } })
    await portes.injecter(claire, {
      method: 'POST',
      url: `/api/v1/dossiers/${cle}/pieces/photos`,
      ...enMultipart(PDF, 'sain.pdf'),
    })
    expect((await deposer(cle)).status).toBe(201)
  })

  test.each(['coupe', 'limite', 'confus'] as const)(
    'antivirus %s : la pièce attend, se dépose sans s’ouvrir, repasse plus tard',
    async (humeur) => {
      clamd.humeur = humeur
      const { cle, piece } = await unBrouillonAvec(DANGEREUX)
      await portes.executerTravaux()
      expect(await pieceDe(cle)).toMatchObject({ antivirus: 'en_attente' })
      expect((await deposer(cle)).status).toBe(201)
      expect((await ouvrir(cle, piece.id, agnes)).statusCode).toBe(409)
      expect(await codesDe(cle)).not.toContain('piece_analysee')
      clamd.humeur = 'repond'
      expect((await reprendreAnalyses(portes.kit)).faits).toBeGreaterThan(0)
      expect(await pieceDe(cle)).toMatchObject({ antivirus: 'infectee' })
      expect((await ouvrir(cle, piece.id, agnes)).statusCode).toBe(409)
    },
  )

  test('un antivirus absent se dit à qui tient le serveur, sans être appelé pour chaque fichier', async () => {
    for (let n = 0; n < 4; n += 1) await unBrouillonAvec(PDF)
    clamd.humeur = 'coupe'
    await expect(passageDeLAntivirus.run(portes.kit, {})).rejects.toThrow('clamd')
    expect((await reprendreAnalyses(portes.kit)).faits).toBe(0)
    clamd.humeur = 'repond'
    await passageDeLAntivirus.run(portes.kit, {})
    const restent = portes.kit.db.selectFrom('dossiers.piece').where('antivirus', '=', 'en_attente').select('id')
    expect(await restent.execute()).toEqual([])
  })

  test('une pièce reprise dans un autre dossier pendant son analyse est mise de côté avec l’autre', async () => {
    const { cle } = await unBrouillonAvec(DANGEREUX, 'reprise.pdf')
    await deposer(cle)
    const { kit } = portes
    const ecrite = Promise.withResolvers<string>()
    const fin = Promise.withResolvers<void>()
    const commencee = Promise.withResolvers<void>()
    const copie = write(contextOf(kit, claire), async (w) => {
      await commencee.promise
      ecrite.resolve((await copierDossier(w, { params: { cle }, query: undefined, body: undefined })).cle)
      await fin.promise
    })
    // The copy is written, not yet committed, between the verdict and what is noted of it.
    const copy = async (de: string, vers: string) => {
      await kit.files.copy(de, vers)
      commencee.resolve()
      await ecrite.promise
    }
    const analyse = reprendreAnalyses({ ...kit, files: { ...kit.files, copy } })
    const autre = await ecrite.promise
    await vi.waitFor(
      async () => expect((await sql`select 1 from pg_locks where not granted`.execute(kit.db)).rows).toHaveLength(1),
      { timeout: 10_000 },
    )
    fin.resolve()
    await Promise.all([copie, analyse])
    const lignes = await kit.db
      .selectFrom('dossiers.piece as p')
      .innerJoin('dossiers.dossier as d', 'd.id', 'p.dossier_id')
      .where('d.cle', 'in', [cle, autre])
      .select(['p.antivirus', 'p.fichier'])
      .execute()
    expect(lignes).toHaveLength(2)
    for (const { antivirus, fichier } of lignes)
      expect([antivirus, await kit.files.exists(fichier), fichier]).toEqual([
        'infectee',
        true,
        expect.stringMatching(/^quarantaine/),
      ])
  })

  test('des fichiers au-delà de la limite de l’antivirus ne cachent pas les autres, et se disent', async () => {
    for (let n = 0; n < 4; n += 1) await unBrouillonAvec(PDF)
    clamd.humeur = 'limite'
    const tentees = portes.kit.db.selectFrom('dossiers.piece').where('antivirus', '=', 'en_attente')
    await expect(passageDeLAntivirus.run(portes.kit, {})).rejects.toMatchObject({
      cause: { message: expect.stringContaining('StreamMaxLength') },
    })
    expect(await tentees.where('analyse_tentee_le', 'is', null).select('id').execute()).toEqual([])
    clamd.humeur = 'repond'
    await passageDeLAntivirus.run(portes.kit, {})
    expect(await tentees.select('id').execute()).toEqual([])
  })

  test('un antivirus branché après coup analyse ce qui ne l’avait pas été', async () => {
    const { cle, piece } = await unBrouillonAvec(PDF)
    await portes.kit.db
      .updateTable('dossiers.piece')
      .set({ antivirus: 'non_analysee' })
      .where('id', '=', Number(piece.id))
      .execute()
    await reprendreAnalyses(portes.kit)
    expect(await pieceDe(cle)).toMatchObject({ antivirus: 'saine' })
  })
})
