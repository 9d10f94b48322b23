import { expect, test } from 'vitest'
import type { Write } from '#server/platform/context.ts'
import { actingAs } from '#test/acting.ts'
import { PDF, unDossierDepose, unFichier } from '#test/dossiers.ts'
import {
  comme,
  faireAvancer,
  sur,
  unDossierDecide,
  unDossierInstruit,
  unDossierNotifie,
  voir,
} from '#test/instruction.ts'
import { bruno, claire, gestionnaire, nathalie } from '#test/personas.ts'
import { annulerDemandeDePiece, demanderPiece } from './demandes.ts'
import { deposerPieceDemandee, renvoyerPieces } from './renvoi.ts'

const demander = (ctx: Write, cle: string, libelle = 'Devis détaillé', avant_le: string | null = null) =>
  demanderPiece(comme(ctx, bruno), { params: { cle }, query: undefined, body: { libelle, commentaire: '', avant_le } })

const repondre = async (ctx: Write, cle: string, id: number, contenu: Uint8Array = PDF, nom = 'devis.pdf') =>
  deposerPieceDemandee(
    ctx,
    { params: { cle, id }, query: undefined, body: undefined },
    await unFichier(ctx, contenu, nom),
  )

test('demander une pièce rend le dossier incomplet ; la transmettre lui rend son statut', () =>
  actingAs(claire, async (ctx) => {
    const cle = await unDossierInstruit(ctx, 'recevable')
    const demandee = await demander(ctx, cle, 'Devis détaillé', '2099-01-15')
    expect(demandee).toMatchObject({ statut: { code: 'incomplet' }, echeance: '2099-01-15' })
    const [demande] = demandee.demandes_de_pieces
    if (!demande) throw new Error('Une demande est attendue.')

    const vide = await voir(ctx, cle, claire)
    expect(vide.statut).toMatchObject({ libelle: 'Pièces à compléter', qui_agit: 'etablissement' })
    expect(vide.actions.renvoyer_pieces?.obstacles[0]?.code).toBe('piece_manquante')
    await expect(renvoyerPieces(ctx, sur(cle))).rejects.toMatchObject({ status: 409, code: 'piece_manquante' })

    const jointe = await repondre(comme(ctx, gestionnaire), cle, demande.id)
    expect(jointe.demandes_de_pieces[0]?.pieces).toMatchObject([{ nom: 'devis.pdf', type: 'application/pdf' }])
    const remplacee = await repondre(ctx, cle, demande.id, PDF, 'devis-signe.pdf')
    expect(remplacee.demandes_de_pieces[0]?.pieces.map((p) => p.nom)).toEqual(['devis-signe.pdf'])

    const transmise = await renvoyerPieces(ctx, sur(cle))
    expect(transmise.demandes_de_pieces[0]).toMatchObject({ etat: 'recue' })
    expect(await voir(ctx, cle)).toMatchObject({ statut: { code: 'recevable' }, echeance: null })
    await expect(repondre(ctx, cle, demande.id)).rejects.toMatchObject({ status: 409, code: 'deja_transmise' })
  }))

test('deux demandes : on transmet quand les deux pièces sont là, et le dossier revient où il était', () =>
  actingAs(claire, async (ctx) => {
    const cle = await unDossierInstruit(ctx, 'recevable')
    await demander(ctx, cle)
    const { demandes_de_pieces } = await demander(ctx, cle, 'Plan du local')
    for (const d of demandes_de_pieces) await repondre(ctx, cle, d.id)
    await renvoyerPieces(ctx, sur(cle))
    expect((await voir(ctx, cle)).statut.code).toBe('recevable')
  }))

test('renoncer à la dernière demande rend le dossier au service', () =>
  actingAs(claire, async (ctx) => {
    const cle = await unDossierInstruit(ctx, 'recevable')
    await demander(ctx, cle)
    const { demandes_de_pieces } = await demander(ctx, cle, 'Plan du local')
    const [premiere, seconde] = demandes_de_pieces.map((d) => d.id)
    const annuler = (id = 0) =>
      annulerDemandeDePiece(comme(ctx, bruno), { params: { cle, id }, query: undefined, body: undefined })
    expect((await annuler(premiere)).statut.code).toBe('incomplet')
    expect((await annuler(seconde)).statut.code).toBe('recevable')
    await expect(annuler(seconde)).rejects.toMatchObject({ status: 409, code: 'demande_annulee' })
  }))

test('une pièce attendue retient le dossier dans son étape, mais pas son abandon, qui la referme', () =>
  actingAs(claire, async (ctx) => {
    const { cle } = await unDossierDepose(ctx)
    await demander(ctx, cle)
    await expect(faireAvancer(ctx, cle, 'recevable')).rejects.toMatchObject({ code: 'piece_attendue' })
    await faireAvancer(ctx, cle, 'sans_suite')
    expect((await voir(ctx, cle)).demandes_de_pieces[0]?.etat).toBe('annulee')
  }))

test('après la décision, une pièce demandée ne change pas le statut', () =>
  actingAs(claire, async (ctx) => {
    const cle = await unDossierNotifie(ctx)
    const apres = await demander(ctx, cle, 'Facture acquittée')
    expect(apres.statut.code).toBe('notifie')
    await repondre(ctx, cle, apres.demandes_de_pieces[0]?.id ?? 0)
    await renvoyerPieces(ctx, sur(cle))
    expect((await voir(ctx, cle)).statut.code).toBe('notifie')
  }))

test('une pièce qui n’est pas du type annoncé est refusée', () =>
  actingAs(claire, async (ctx) => {
    const cle = await unDossierInstruit(ctx, 'recevable')
    const { demandes_de_pieces } = await demander(ctx, cle)
    const exe = Buffer.concat([Buffer.from('MZ'), Buffer.alloc(400, 1)])
    await expect(repondre(ctx, cle, demandes_de_pieces[0]?.id ?? 0, exe, 'devis.pdf')).rejects.toMatchObject({
      status: 415,
    })
  }))

test('seul l’établissement répond, seul un agent demande, et la demande est celle du dossier', () =>
  actingAs(claire, async (ctx) => {
    const cle = await unDossierInstruit(ctx, 'recevable')
    const { demandes_de_pieces } = await demander(ctx, cle)
    const id = demandes_de_pieces[0]?.id ?? 0
    await expect(repondre(comme(ctx, bruno), cle, id)).rejects.toMatchObject({ status: 403 })
    await expect(repondre(comme(ctx, nathalie), cle, id)).rejects.toMatchObject({ status: 404 })
    const autre = await unDossierDecide(ctx)
    await expect(repondre(ctx, autre, id)).rejects.toMatchObject({ status: 404 })
    const corps = { libelle: 'Devis', commentaire: '', avant_le: null }
    await expect(demanderPiece(ctx, { params: { cle }, query: undefined, body: corps })).rejects.toMatchObject({
      status: 403,
    })
  }))

test('une date de réponse passée est refusée', () =>
  actingAs(claire, async (ctx) => {
    const cle = await unDossierInstruit(ctx, 'recevable')
    await expect(demander(ctx, cle, 'Devis', '2020-01-01')).rejects.toMatchObject({
      status: 422,
      erreurs: [{ champ: 'avant_le' }],
    })
  }))
