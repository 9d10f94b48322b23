import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { DemandeDeListe } from '#domain/referentiel/liste-demande.ts'
import { actingAs } from '#test/acting.ts'
import { annuler } from '#test/fusionner.ts'
import { photographier, unEtablissement, unUai } from '#test/fusions.ts'
import { agnes } from '#test/personas.ts'
import type { Write } from '../platform/context.ts'
import { fusionner } from './fusion.ts'
import { lirePlan } from './fusion-plan.ts'
import { chercher } from './recherche.ts'
import { trouverRedirection } from './redirection.ts'

const essayer = (fn: (ctx: Write) => Promise<void>) => actingAs(agnes, fn, new Date('2026-09-15T08:00:00Z'))

const prevoir = (ctx: Write, uai: string, avec: string[], date_effet = '2026-09-01') =>
  lirePlan(ctx, {
    params: { uai },
    query: { avec, genre: 'remplacement', date_effet, nouveau: 'oui' },
    body: undefined,
  })

async function remplacer(ctx: Write, uai: string, absorbes: string[], date_effet = '2026-09-01') {
  const { jeton } = await prevoir(ctx, uai, absorbes, date_effet)
  const nouveau = { nom: 'Collège Neuf' }
  return fusionner(ctx, {
    params: { uai },
    query: undefined,
    body: { genre: 'remplacement', absorbes, date_effet, choix: {}, motif: '', jeton, nouveau },
  })
}

const lire = (ctx: Write, uai: string) =>
  ctx.db.selectFrom('referentiel.etablissement').selectAll().where('uai', '=', uai).executeTakeFirst()

test('cas 16 : un remplacement crée le nouvel UAI, prérempli, dans la même transaction ; les deux recherches y mènent', () =>
  essayer(async (ctx) => {
    const [a, b] = [
      await unEtablissement(ctx, {
        nom: 'Collège A',
        telephone: '0561000001',
        adresse: '1 rue A',
        siret: '19310001200011',
      }),
      await unEtablissement(ctx, { nom: 'Collège B', courriel: 'b@ac.example' }),
    ]
    const avant = await photographier(ctx)
    const n = unUai()
    const plan = await prevoir(ctx, n, [a, b])
    expect(plan).toMatchObject({ nouveau: true, obstacles: [], survivant: { uai: n, nom: 'Collège A' } })
    const { id } = await remplacer(ctx, n, [a, b])
    expect(await lire(ctx, n)).toMatchObject({
      nom: 'Collège Neuf',
      etat: 'ouvert',
      date_ouverture: '2026-09-01',
      adresse: '1 rue A',
      telephone: '0561000001',
      courriel: 'b@ac.example',
      code_commune: '31555',
      // The only one known: kept unless one chooses otherwise.
      siret: '19310001200011',
    })
    for (const ancien of [a, b]) {
      expect(await trouverRedirection(ctx, ancien)).toMatchObject({ uai: n, genre: 'remplacement' })
      const query = { ...DemandeDeListe.parse({ recherche: ancien }), page: 1, par_page: 25 }
      const trouve = await chercher(ctx as never, { params: undefined, query, body: undefined })
      expect(trouve).toMatchObject({ redirige_de: { ancien }, elements: [{ uai: n }] })
    }
    await annuler(ctx, id)
    expect(await lire(ctx, n)).toBeUndefined()
    expect(await photographier(ctx)).toEqual(avant)
  }))

test('un UAI déjà pris ne se crée pas, et seul un remplacement crée', () =>
  essayer(async (ctx) => {
    const [a, b] = [await unEtablissement(ctx), await unEtablissement(ctx)]
    await expect(prevoir(ctx, b, [a])).rejects.toMatchObject({ status: 409, code: 'uai_pris' })
    const refus = fusionner(ctx, {
      params: { uai: unUai() },
      query: undefined,
      body: {
        genre: 'absorption',
        absorbes: [a],
        date_effet: '2026-09-01',
        choix: {},
        motif: '',
        jeton: 'x',
        nouveau: { nom: 'N' },
      },
    })
    await expect(refus).rejects.toMatchObject({ status: 409, code: 'fusion_impossible' })
  }))

test('prévu, le nouvel UAI attend son jour ; ne plus prévoir le retire, sauf si l’on s’en sert déjà', () =>
  essayer(async (ctx) => {
    const a = await unEtablissement(ctx)
    const [n, m] = [unUai(), unUai()]
    const prevue = await remplacer(ctx, n, [a], '2030-09-01')
    expect(prevue.etat).toBe('prevue')
    expect(await lire(ctx, n)).toMatchObject({ etat: 'a_ouvrir', date_ouverture: '2030-09-01' })
    await annuler(ctx, prevue.id)
    expect(await lire(ctx, n)).toBeUndefined()
    const autre = await remplacer(ctx, m, [a], '2030-09-01')
    await sql`insert into referentiel.note (uai, texte, auteur, cree_le) values (${m}, 'Chantier', 'Agnès', ${ctx.now}::timestamptz)`.execute(
      ctx.db,
    )
    await annuler(ctx, autre.id)
    expect(await lire(ctx, m)).toMatchObject({ etat: 'ferme' })
  }))
