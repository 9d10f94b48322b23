import { Readable } from 'node:stream'
import { text } from 'node:stream/consumers'
import { expect, test } from 'vitest'
import type { Personne } from '#domain/acteur.ts'
import type { Call, Input } from '#domain/endpoint.ts'
import * as api from '#domain/instruction/api.ts'
import type { Write } from '#server/platform/context.ts'
import { actingAs } from '#test/acting.ts'
import { unBrouillon, unDossierDepose } from '#test/dossiers.ts'
import { comme, faireAvancer, unDossierDecide, unDossierNotifie } from '#test/instruction.ts'
import { admin, agnes, bruno, claire, gestionnaire, ines, nathalie, vincent } from '#test/personas.ts'
import { affecter } from './affectation.ts'
import { demanderPiece } from './demandes.ts'
import { exporterDossiers } from './export.ts'
import { listerDossiers } from './portefeuille.ts'

type Query = NonNullable<Call<typeof api.listerDossiers>['query']>

/** As the door reads it, defaults included. */
const lire = (query: Query) => api.listerDossiers.query?.parse(query) as Input<typeof api.listerDossiers>['query']

const lister = (ctx: Write, qui: Personne, query: Query = {}) =>
  listerDossiers(comme(ctx, qui), { params: undefined, query: lire(query), body: undefined })

const total = async (ctx: Write, qui: Personne, query: Query = {}) => (await lister(ctx, qui, query)).total

test('chacun ne voit que les siens : périmètre, établissement, brouillons', () =>
  actingAs(claire, async (ctx) => {
    await unDossierDepose(ctx)
    await unDossierDepose(ctx, { par: vincent })
    await unBrouillon(ctx)
    const vus = async (qui: Personne) => {
      const { total, elements, facettes } = await lister(ctx, qui)
      expect(elements).toHaveLength(total)
      expect(facettes.teleservice.reduce((n, f) => n + f.nombre, 0)).toBe(total)
      return total
    }
    expect(await vus(claire)).toBe(2)
    expect(await vus(gestionnaire)).toBe(2)
    expect(await vus(vincent)).toBe(1)
    expect(await vus(nathalie)).toBe(0)
    expect(await vus(bruno)).toBe(1)
    expect(await vus(ines)).toBe(1)
    expect(await vus(agnes)).toBe(2)
    expect(await vus(admin)).toBe(2)
    expect(await total(ctx, claire, { etat: 'brouillon' })).toBe(1)
    expect(await total(ctx, bruno, { etat: 'brouillon' })).toBe(0)
  }))

test('un dépôt pas encore ouvert par son travail se lit « Déposé », compté comme les autres', () =>
  actingAs(claire, async (ctx) => {
    const { cle } = await unDossierDepose(ctx)
    const avant = await lister(ctx, bruno)
    expect(avant.elements[0]).toMatchObject({ cle, statut: { code: 'depose', libelle: 'À recevoir' }, non_lus: 0 })
    expect(avant.elements[0]?.ligne[0]).toMatchObject({ etape: 'reception', etat: 'courante' })
    expect(avant.facettes.statut).toMatchObject([{ valeur: 'depose', nombre: 1 }])
    expect((await lister(ctx, claire)).elements[0]?.statut.libelle).toBe('Déposé')
  }))

test('filtrer : mots sans accents, numéro, établissement, statut, dates, affectation, retard', () =>
  actingAs(claire, async (ctx) => {
    const { cle, numero } = await unDossierDepose(ctx)
    await unDossierDepose(ctx, { reponses: { objet: 'Vitre brisée au réfectoire' } })
    await faireAvancer(ctx, cle, 'recevable')
    await affecter(comme(ctx, bruno), { params: { cle }, query: undefined, body: { personne: bruno.id } })
    const cles = async (query: Query) => (await lister(ctx, bruno, query)).elements.map((l) => l.cle)
    for (const recherche of ['chaudiere', 'CHAUDIÈRE internat', 'bellevue chaudiere', numero])
      expect(await cles({ recherche })).toEqual([cle])
    expect(await cles({ recherche: claire.habilitations[0]?.uai })).toHaveLength(2)
    for (const recherche of ['piscine', "'; drop table dossiers.dossier; --", '%', '<script>'])
      expect((await lister(ctx, bruno, { recherche })).total).toBe(recherche === '%' ? 2 : 0)
    for (const query of [
      { statut: 'recevable' },
      { etape: 'instruction' },
      { affecte: 'moi' },
      { affecte: bruno.id },
    ] as Query[])
      expect(await cles(query)).toEqual([cle])
    expect(await cles({ affecte: 'personne' })).toHaveLength(1)
    expect(await cles({ statut: 'recevable,depose' })).toHaveLength(2)
    expect(await cles({ departement: '32' })).toEqual([])
    expect(
      await cles({ teleservice: 'travaux-urgents', thematique: 'travaux', depose_depuis: '2020-01-01' }),
    ).toHaveLength(2)
    expect(await cles({ depose_jusque: '2020-01-01' })).toEqual([])
    expect(await cles({ en_retard: 'true' })).toEqual([])
    const plusTard = comme(ctx, bruno, new Date(ctx.now.getTime() + 40 * 86_400_000))
    expect(await total(plusTard, bruno, { en_retard: 'true' })).toBe(1)
    for (const tri of ['depuis', 'echeance', 'etablissement', '-montant_demande'] as const)
      expect(await cles({ tri })).toHaveLength(2)
  }))

test('une facette compte sous les autres filtres, pas sous elle-même', () =>
  actingAs(claire, async (ctx) => {
    const { cle } = await unDossierDepose(ctx)
    await unDossierDepose(ctx)
    await faireAvancer(ctx, cle, 'recevable')
    const { total, facettes } = await lister(ctx, bruno, { statut: 'recevable' })
    expect(total).toBe(1)
    expect(facettes.statut.map((f) => [f.valeur, f.nombre])).toEqual([
      ['depose', 1],
      ['recevable', 1],
    ])
    expect(facettes.teleservice).toMatchObject([{ valeur: 'travaux-urgents', nombre: 1 }])
  }))

test('l’établissement filtre sur ses mots : une décision non notifiée n’y est pas', () =>
  actingAs(claire, async (ctx) => {
    const cle = await unDossierDecide(ctx, 'refuse')
    const { elements, facettes } = await lister(ctx, claire)
    expect(elements[0]).toMatchObject({ cle, statut: { libelle: 'En instruction' } })
    expect(facettes.statut.map((f) => f.libelle)).toEqual(['En instruction'])
    for (const statut of ['refuse', 'instruit']) expect(await total(ctx, claire, { statut })).toBe(0)
    expect(await total(ctx, claire, { etape: 'decision' })).toBe(1)
    expect(await total(ctx, claire, { qui_agit: 'personne' })).toBe(0)
    expect(await total(ctx, claire, { statut: facettes.statut[0]?.valeur })).toBe(1)
  }))

test('les requêtes ne se multiplient pas avec les lignes', () =>
  actingAs(claire, async (ctx) => {
    const compter = async (): Promise<number[]> => {
      const nombres: number[] = []
      for (const qui of [bruno, claire]) {
        const { ctx: espion, compte } = espionner(ctx)
        await lister(espion, qui)
        nombres.push(compte())
      }
      return nombres
    }
    await unDossierNotifie(ctx)
    await compter()
    const avec1 = await compter()
    for (let i = 0; i < 4; i++) await unDossierDecide(ctx)
    const { cle } = await unDossierDepose(ctx)
    await faireAvancer(ctx, cle, 'recevable')
    await demanderPiece(comme(ctx, bruno), {
      params: { cle },
      query: undefined,
      body: { libelle: 'Devis', commentaire: '' },
    })
    expect(await compter()).toEqual(avec1)
    expect(Math.max(...avec1)).toBeLessThanOrEqual(4)
  }))

test('l’export rend les mêmes dossiers, pour tableur, sans formule cachée', () =>
  actingAs(claire, async (ctx) => {
    await unDossierDepose(ctx, { reponses: { objet: '=cmd|calc; "chaud"' } })
    await unDossierDepose(ctx, { par: vincent })
    const csv = async (qui: Personne) => {
      const { page: _, par_page: __, ...query } = lire({})
      const { contenu, type, nom } = await exporterDossiers(comme(ctx, qui), {
        params: undefined,
        query,
        body: undefined,
      })
      expect([type, nom.endsWith('.csv')]).toEqual(['text/csv; charset=utf-8', true])
      if (!(contenu instanceof Readable)) throw new Error('Un flux est attendu.')
      return text(contenu)
    }
    const deBruno = await csv(bruno)
    expect(deBruno).toMatch(/^\ufeff?Numéro;Objet;UAI;/)
    expect(deBruno).toContain(`"'=cmd|calc; ""chaud"""`)
    expect(deBruno.trimEnd().split('\r\n')).toHaveLength(2)
    expect((await csv(agnes)).trimEnd().split('\r\n')).toHaveLength(3)
    expect((await csv(nathalie)).trimEnd().split('\r\n')).toHaveLength(1)
  }))

/** The same transaction, with a count of what it runs. */
function espionner(ctx: Write): { ctx: Write; compte: () => number } {
  let n = 0
  const db = ctx.db.withPlugin({
    transformQuery: ({ node }) => node,
    transformResult: async ({ result }) => {
      n += 1
      return result
    },
  })
  return { ctx: { ...ctx, db }, compte: () => n }
}
