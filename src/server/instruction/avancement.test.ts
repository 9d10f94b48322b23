import { expect, test } from 'vitest'
import { actingAs } from '#test/acting.ts'
import { unBrouillon, unDossierDepose } from '#test/dossiers.ts'
import { comme, faireAvancer, unDossierDecide, unDossierInstruit, unDossierNotifie, voir } from '#test/instruction.ts'
import { agnes, bruno, claire } from '#test/personas.ts'
import { avancer, reculer } from './avancement.ts'

const LE_24 = new Date('2026-11-24T09:42:00Z')
const corps = (vers: string, revision: number, motif = '') => ({ query: undefined, body: { vers, revision, motif } })

test('un dossier avance : sa ligne de cercles, son histoire, et ce que l’établissement en voit', () =>
  actingAs(claire, async (ctx) => {
    const { cle, numero } = await unDossierDepose(ctx)
    const apres = await avancer(comme(ctx, bruno), { params: { cle }, ...corps('recevable', 0) })
    expect(apres).toMatchObject({
      numero,
      revision: 1,
      vue: 'agent',
      statut: { code: 'recevable', libelle: 'Recevable' },
    })
    expect(apres.ligne.map((c) => c.etat).slice(0, 3)).toEqual(['faite', 'courante', 'a_venir'])
    expect(apres.historique.map((p) => [p.statut.code, p.auteur, p.de?.code])).toEqual([
      ['recevable', 'Bruno Castéra', 'depose'],
      ['depose', 'Préau', undefined],
    ])
    const usager = await voir(ctx, cle, claire)
    expect(usager).toMatchObject({ vue: 'usager', statut: { libelle: 'Complet, en instruction' }, affecte_a: null })
    expect(usager.historique[0]).toMatchObject({ auteur: null, de: null, motif: null })
    expect(usager.actions).toMatchObject({ avancer: [], reculer: [], decider: [], notifier: null, affecter: null })
  }))

test('l’établissement ne distingue pas deux statuts qui ont pour lui les mêmes mots', () =>
  actingAs(claire, async (ctx) => {
    const cle = await unDossierInstruit(ctx, 'avis_demande')
    const avant = await voir(ctx, cle, claire)
    await faireAvancer(ctx, cle, 'instruit')
    const apres = await voir(ctx, cle, claire)
    expect({ ...apres, revision: 0 }).toEqual({ ...avant, revision: 0 })
    expect((await voir(ctx, cle)).statut.libelle).toBe('Proposition faite')
  }))

test('agir sur une page dépassée est refusé avec qui, quoi et quand', () =>
  actingAs(claire, async (ctx) => {
    const cle = (await unDossierDepose(ctx)).cle
    await avancer(comme(ctx, bruno, LE_24), { params: { cle }, ...corps('recevable', 0) })
    await expect(
      avancer(comme(ctx, agnes, new Date('2026-11-24T10:00:00Z')), { params: { cle }, ...corps('recevable', 0) }),
    ).rejects.toMatchObject({
      status: 409,
      code: 'deja_fait',
      message: expect.stringContaining('Le dossier a déjà été avancé par Bruno Castéra à 10\u00a0h\u00a042.'),
    })
  }))

test('reculer demande un motif ; les étapes suivantes ne sont plus faites mais restent dans l’histoire', () =>
  actingAs(claire, async (ctx) => {
    const cle = await unDossierInstruit(ctx, 'a_voter')
    const { revision } = await voir(ctx, cle)
    const apres = await reculer(comme(ctx, bruno), {
      params: { cle },
      ...corps('recevable', revision, 'Devis à revoir'),
    })
    expect(apres.statut.code).toBe('recevable')
    expect(apres.ligne.find((c) => c.etape === 'decision')).toMatchObject({ etat: 'a_venir', statut: null })
    expect(apres.historique.map((p) => p.statut.code)).toEqual(['recevable', 'a_voter', 'depose'])
    expect(apres.historique[0]).toMatchObject({ sens: 'recul', motif: 'Devis à revoir' })
    expect((await voir(ctx, cle, claire)).historique[0]?.motif).toBeNull()
    await faireAvancer(ctx, cle, 'a_voter')
    expect((await voir(ctx, cle)).statut.code).toBe('a_voter')
  }))

test('reculer avant la décision l’annule et la garde dans l’histoire', () =>
  actingAs(claire, async (ctx) => {
    const cle = await unDossierDecide(ctx)
    const { revision, actions } = await voir(ctx, cle)
    expect(actions.reculer.find((r) => r.vers === 'a_voter')).toMatchObject({ annule_decision: true, obstacles: [] })
    const apres = await reculer(comme(ctx, bruno), {
      params: { cle },
      ...corps('a_voter', revision, 'Erreur de saisie'),
    })
    expect(apres.decision).toBeNull()
    expect(apres.decisions_annulees).toMatchObject([{ sens: 'accorde', libelle: 'Accordé' }])
  }))

test('le mur du guide : rien ne ramène avant une décision notifiée', () =>
  actingAs(claire, async (ctx) => {
    const cle = await unDossierNotifie(ctx)
    const { revision, actions } = await voir(ctx, cle)
    expect(actions.reculer).toEqual([])
    await expect(
      reculer(comme(ctx, bruno), { params: { cle }, ...corps('instruit', revision, 'Trop tard') }),
    ).rejects.toMatchObject({ status: 409, code: 'retour_interdit' })
  }))

test('un usager ne fait pas avancer son dossier', () =>
  actingAs(claire, async (ctx) => {
    const { cle } = await unDossierDepose(ctx)
    await expect(avancer(ctx, { params: { cle }, ...corps('recevable', 0) })).rejects.toMatchObject({ status: 403 })
    expect((await voir(ctx, cle)).statut.code).toBe('depose')
  }))

test('un brouillon n’est pas instruit : l’agent ne le voit pas, l’établissement l’apprend en mots', () =>
  actingAs(claire, async (ctx) => {
    const cle = await unBrouillon(ctx)
    await expect(voir(ctx, cle)).rejects.toMatchObject({ status: 404 })
    await expect(voir(ctx, cle, claire)).rejects.toMatchObject({ status: 409, code: 'dossier_non_depose' })
  }))
