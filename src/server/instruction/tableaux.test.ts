import { expect, test } from 'vitest'
import type { Personne } from '#domain/acteur.ts'
import { envoyerMessage } from '#server/messagerie/fil.ts'
import type { Write } from '#server/platform/context.ts'
import { actingAs } from '#test/acting.ts'
import { unBrouillon, unDossierDepose } from '#test/dossiers.ts'
import { comme, faireAvancer, unDossierDecide, voir } from '#test/instruction.ts'
import { agnes, bruno, claire, gestionnaire, ines, nathalie, vincent } from '#test/personas.ts'
import { soumettreDossier } from '../dossiers/validation.ts'
import { lireAccueil } from './accueil.ts'
import { affecter } from './affectation.ts'
import { demanderPiece } from './demandes.ts'
import { lireTableauDeBord } from './tableauDeBord.ts'

const tableau = (ctx: Write, qui: Personne, now = ctx.now) =>
  lireTableauDeBord(comme(ctx, qui, now), { params: undefined, query: undefined, body: undefined })
const accueil = (ctx: Write, qui: Personne, uai?: string) =>
  lireAccueil(comme(ctx, qui), { params: undefined, query: { uai }, body: undefined })
const confier = (ctx: Write, cle: string, personne: number | null) =>
  affecter(comme(ctx, bruno), { params: { cle }, query: undefined, body: { personne } })

test('le tableau de bord compte le périmètre de l’agent, et lui seul', () =>
  actingAs(claire, async (ctx) => {
    const { cle } = await unDossierDepose(ctx)
    await unDossierDepose(ctx, { par: vincent })
    await unBrouillon(ctx)
    await faireAvancer(ctx, cle, 'recevable')
    await confier(ctx, cle, bruno.id)
    const deBruno = await tableau(ctx, bruno)
    expect(deBruno).toMatchObject({
      en_cours: 1,
      sans_agent: 0,
      par_qui_agit: [{ qui_agit: 'service', libelle: 'Le service instructeur', nombre: 1 }],
      par_statut: [{ valeur: 'recevable', libelle: 'Recevable', nombre: 1 }],
      en_retard: { nombre: 0, elements: [] },
      mes_dossiers: { nombre: 1, elements: [{ cle }] },
    })
    expect(deBruno.derniers_evenements.map((e) => e.phrase).slice(0, 2)).toEqual([
      'Dossier affecté : à Bruno Castéra',
      'Dossier avancé : Recevable',
    ])
    expect(await tableau(ctx, agnes)).toMatchObject({ en_cours: 2, sans_agent: 1, mes_dossiers: { nombre: 0 } })
    expect(
      (await tableau(ctx, ines)).derniers_evenements.every(
        (e) => e.etablissement.uai === vincent.habilitations[0]?.uai,
      ),
    ).toBe(true)
    const plusTard = new Date(ctx.now.getTime() + 31 * 86_400_000)
    expect((await tableau(ctx, bruno, plusTard)).en_retard).toMatchObject({
      nombre: 1,
      elements: [{ cle, en_retard: true }],
    })
    await expect(tableau(ctx, claire)).rejects.toMatchObject({ status: 403 })
  }))

test('les derniers événements vont du plus récent au plus ancien, même écrits dans un autre ordre', () =>
  actingAs(claire, async (ctx) => {
    const { cle } = await unDossierDepose(ctx)
    await faireAvancer(ctx, cle, 'recevable')
    const hier = new Date(ctx.now.getTime() - 86_400_000)
    await affecter(comme(ctx, bruno, hier), { params: { cle }, query: undefined, body: { personne: bruno.id } })
    const [premier, ...suite] = (await tableau(ctx, bruno)).derniers_evenements
    expect(premier?.phrase).toBe('Dossier avancé : Recevable')
    expect(suite.at(-1)?.phrase).toBe('Dossier affecté : à Bruno Castéra')
  }))

test('un dossier se confie à un agent qui suit l’établissement, ou à personne', () =>
  actingAs(claire, async (ctx) => {
    const { cle } = await unDossierDepose(ctx)
    expect((await confier(ctx, cle, agnes.id)).affecte_a).toMatchObject({ nom: 'Agnès Roumieu' })
    expect((await confier(ctx, cle, null)).affecte_a).toBeNull()
    for (const autre of [ines.id, claire.id, 999_999])
      await expect(confier(ctx, cle, autre)).rejects.toMatchObject({ status: 422, erreurs: [{ champ: 'personne' }] })
    expect((await voir(ctx, cle)).affecte_a).toBeNull()
  }))

test('l’accueil dit ce qui attend chacun, le plus pressant d’abord', () =>
  actingAs(claire, async (ctx) => {
    const prepare = await unBrouillon(ctx, { par: gestionnaire })
    expect((await accueil(ctx, claire)).a_faire).toMatchObject([
      { genre: 'brouillon', phrase: 'Karim Estève le prépare.' },
    ])
    const soumission = { params: { cle: prepare }, query: undefined, body: {} }
    await soumettreDossier(comme(ctx, gestionnaire), soumission)
    const { cle } = await unDossierDepose(ctx)
    const lu = await unDossierDecide(ctx)
    const message = { params: { cle: lu }, query: undefined, body: { texte: 'Bonjour' } }
    await envoyerMessage(comme(ctx, bruno), message)
    const demande = {
      params: { cle },
      query: undefined,
      body: { libelle: 'Devis', commentaire: '', avant_le: '2099-01-15' },
    }
    await demanderPiece(comme(ctx, bruno), demande)

    const deClaire = await accueil(ctx, claire)
    expect(deClaire).toMatchObject({ en_cours: 2, termines: 0 })
    expect(deClaire.a_faire).toMatchObject([
      {
        genre: 'pieces_a_completer',
        cle,
        phrase: 'Il manque 1 pièce.',
        echeance: '2099-01-15',
        lien: `/dossiers/${cle}`,
      },
      { genre: 'a_deposer', cle: prepare, phrase: 'Soumis par Karim Estève : à relire et à déposer.' },
      { genre: 'message_recu', cle: lu, phrase: '1 message du service à lire.' },
    ])
    expect(deClaire.derniers.map((l) => l.cle).toSorted()).toEqual([cle, lu].toSorted())
    expect((await accueil(ctx, gestionnaire)).a_faire.map((a) => a.genre)).toEqual([
      'pieces_a_completer',
      'message_recu',
    ])
    expect((await accueil(ctx, nathalie)).a_faire).toEqual([])
    await expect(accueil(ctx, claire, nathalie.habilitations[0]?.uai)).rejects.toMatchObject({ status: 404 })
  }))

test('ouvrir un dossier coûte autant de requêtes, quelle que soit son histoire', () =>
  actingAs(claire, async (ctx) => {
    const compter = async (cle: string) => {
      let n = 0
      const db = ctx.db.withPlugin({
        transformQuery: ({ node }) => node,
        transformResult: async ({ result }) => {
          n += 1
          return result
        },
      })
      await voir({ ...ctx, db }, cle)
      return n
    }
    const { cle } = await unDossierDepose(ctx)
    await faireAvancer(ctx, cle, 'recevable')
    await voir(ctx, cle)
    const court = await compter(cle)
    const long = await unDossierDecide(ctx)
    for (const libelle of ['Devis', 'Plan', 'Photo'])
      await demanderPiece(comme(ctx, bruno), {
        params: { cle: long },
        query: undefined,
        body: { libelle, commentaire: '' },
      })
    expect(await compter(long)).toBe(court)
    expect(court).toBeLessThanOrEqual(6)
  }))
