import { expect, test } from 'vitest'
import { actingAs } from '#test/acting.ts'
import {
  comme,
  faireAvancer,
  sur,
  unDossierDecide,
  unDossierInstruit,
  unDossierNotifie,
  voir,
} from '#test/instruction.ts'
import { agnes, bruno, claire } from '#test/personas.ts'
import { lireAccueil } from './accueil.ts'
import { reculer } from './avancement.ts'
import { decider } from './decision.ts'
import { composerNotification, notifier, telechargerNotification } from './notification.ts'

type Sens = 'accorde' | 'accorde_partiel' | 'refuse' | 'ajourne'
const decision = (cle: string, revision: number, sens: Sens, motif = '', montant: number | null = null) => ({
  params: { cle },
  query: undefined,
  body: { sens, motif, montant, revision },
})

test('décider donne au dossier le statut que porte la décision ; l’établissement n’en voit rien', () =>
  actingAs(claire, async (ctx) => {
    const cle = await unDossierInstruit(ctx)
    const avant = await voir(ctx, cle, claire)
    const apres = await decider(
      comme(ctx, bruno),
      decision(cle, avant.revision, 'refuse', 'Hors du champ des travaux urgents.'),
    )
    expect(apres).toMatchObject({
      statut: { code: 'refuse' },
      decision: { sens: 'refuse', libelle: 'Refusé', montant: null, decidee_par: 'Bruno Castéra', notifiee_le: null },
    })
    const usager = await voir(ctx, cle, claire)
    expect({ ...usager, revision: 0 }).toEqual({ ...avant, revision: 0 })
    await expect(telechargerNotification(ctx, sur(cle))).rejects.toMatchObject({ status: 404 })
  }))

test.each([
  ['un refus sans motif', 'refuse', '', null, ['motif']],
  ['un accord partiel sans motif', 'accorde_partiel', '', null, ['motif']],
  ['un refus avec un montant', 'refuse', 'Hors critères', 12, ['montant']],
] as const)('%s est refusé en nommant le champ', (_, sens, motif, montant, champs) =>
  actingAs(claire, async (ctx) => {
    const cle = await unDossierInstruit(ctx)
    const { revision } = await voir(ctx, cle)
    await expect(decider(comme(ctx, bruno), decision(cle, revision, sens, motif, montant))).rejects.toMatchObject({
      status: 422,
      erreurs: champs.map((champ) => expect.objectContaining({ champ })),
    })
    expect((await voir(ctx, cle)).decision).toBeNull()
  }),
)

test('on ne décide pas deux fois, sauf après un report', () =>
  actingAs(claire, async (ctx) => {
    const cle = await unDossierInstruit(ctx)
    const agent = comme(ctx, bruno)
    await decider(agent, decision(cle, (await voir(ctx, cle)).revision, 'ajourne'))
    const accorde = await decider(agent, decision(cle, (await voir(ctx, cle)).revision, 'accorde'))
    expect(accorde).toMatchObject({ decision: { sens: 'accorde' }, decisions_annulees: [{ sens: 'ajourne' }] })
    await expect(decider(agent, decision(cle, accorde.revision, 'refuse', 'Changement d’avis'))).rejects.toMatchObject({
      status: 409,
      code: 'deja_decide',
    })
  }))

test('décider depuis une page dépassée dit qui a déjà décidé, et n’écrit rien', () =>
  actingAs(claire, async (ctx) => {
    const cle = await unDossierInstruit(ctx)
    const { revision } = await voir(ctx, cle)
    await decider(comme(ctx, bruno, new Date('2026-11-24T09:42:00Z')), decision(cle, revision, 'accorde'))
    const apres = comme(ctx, agnes, new Date('2026-11-24T09:43:00Z'))
    await expect(decider(apres, decision(cle, revision, 'refuse', 'Hors critères'))).rejects.toMatchObject({
      status: 409,
      message: expect.stringContaining('La décision a déjà été prise par Bruno Castéra à 10\u00a0h\u00a042.'),
    })
    expect((await voir(ctx, cle)).decision?.sens).toBe('accorde')
  }))

test('notifier fige la lettre, montre la décision à l’établissement et rend le PDF balisé', () =>
  actingAs(claire, async (ctx) => {
    const cle = await unDossierDecide(ctx, 'refuse')
    const apres = await notifier(comme(ctx, bruno), sur(cle))
    expect(apres.statut.code).toBe('notifie')
    const usager = await voir(ctx, cle, claire)
    expect(usager).toMatchObject({
      statut: { libelle: 'Décision notifiée' },
      decision: {
        sens: 'refuse',
        libelle: 'Refusé',
        decidee_par: null,
        motif: expect.stringContaining('entretien courant'),
      },
    })
    expect(usager.historique.map((p) => p.statut.libelle)).toEqual([
      'Décision notifiée',
      'Refusé',
      'En instruction',
      'Déposé',
    ])

    const { lettre, id } = await ctx.db
      .selectFrom('instruction.decision')
      .select(['lettre', 'id'])
      .where('annulee_le', 'is', null)
      .executeTakeFirstOrThrow()
    expect(lettre).toMatchObject({
      agent: { nom: 'Bruno Castéra', qualite: 'Instructeur, Haute-Garonne', courriel: 'bruno@preau.example' },
      decision: 'Votre demande est refusée.',
      recours: expect.stringContaining('R421-1'),
    })
    const lu = await telechargerNotification(ctx, sur(cle))
    if (!(lu.contenu instanceof Uint8Array)) throw new Error('Un PDF est attendu.')
    const pdf = Buffer.from(lu.contenu).toString('latin1')
    expect(pdf.startsWith('%PDF-')).toBe(true)
    expect(pdf).toContain('/MarkInfo')
    expect(pdf).toContain('pdfuaid')
    // The job that composes it finds it there, and two jobs write one file.
    const places = [await composerNotification(ctx, id), await composerNotification(ctx, id)]
    expect(new Set(places).size).toBe(1)
    expect((await ctx.kit.files.get(places[0] ?? '')).length).toBe(lu.contenu.length)
  }))

test('une décision favorable à un établissement public n’a pas de voies de recours', () =>
  actingAs(claire, async (ctx) => {
    await unDossierNotifie(ctx)
    const { lettre } = await ctx.db.selectFrom('instruction.decision').select('lettre').executeTakeFirstOrThrow()
    expect(lettre).toMatchObject({ recours: '', decision: 'Votre demande est accordée.' })
  }))

test('une notification ne part qu’une fois', () =>
  actingAs(claire, async (ctx) => {
    const cle = await unDossierNotifie(ctx)
    await expect(notifier(comme(ctx, bruno), sur(cle))).rejects.toMatchObject({ status: 409, code: 'deja_notifiee' })
  }))

test('on ne notifie que ce qui est décidé, et la décision annulée ne se notifie plus', () =>
  actingAs(claire, async (ctx) => {
    const cle = await unDossierDecide(ctx)
    const { revision } = await voir(ctx, cle)
    await reculer(comme(ctx, bruno), {
      params: { cle },
      query: undefined,
      body: { vers: 'instruit', motif: 'Erreur de saisie', revision },
    })
    await expect(notifier(comme(ctx, bruno), sur(cle))).rejects.toMatchObject({
      status: 409,
      code: 'decision_attendue',
    })
  }))

test('après la notification, le dossier va jusqu’à son terme', () =>
  actingAs(claire, async (ctx) => {
    const cle = await unDossierNotifie(ctx)
    await faireAvancer(ctx, cle, 'travaux_en_cours')
    await faireAvancer(ctx, cle, 'solde')
    const fini = await voir(ctx, cle)
    expect(fini.actions.avancer).toEqual([])
    const accueil = await lireAccueil(ctx, { params: undefined, query: {}, body: undefined })
    expect(accueil).toMatchObject({ en_cours: 0, termines: 1 })
  }))
