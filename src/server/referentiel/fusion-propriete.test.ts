import fc from 'fast-check'
import { type LogEvent, sql } from 'kysely'
import { expect, test } from 'vitest'
import { actingAs } from '#test/acting.ts'
import { desEleves, photographier, unContact, unEtablissement, unUai } from '#test/fusions.ts'
import { agnes, bruno } from '#test/personas.ts'
import { uneProposition } from '#test/propositions.ts'
import { serveurDuFichier } from '#test/serveur.ts'
import type { Write } from '../platform/context.ts'
import { openDatabase, openPool } from '../platform/db.ts'
import { fusionner } from './fusion.ts'
import { annulerFusion } from './fusion-annulation.ts'
import { lirePlan } from './fusion-plan.ts'
import { scinder } from './scission.ts'

const CHAMPS = [
  'nom',
  'telephone',
  'courriel',
  'web',
  'siret',
  'adresse',
  'code_postal',
  'latitude',
  'longitude',
  'secteur',
]

const etablissement = fc.record({
  nom: fc.constantFrom('Collège Jean Moulin', 'Collège Jean-Moulin', 'Lycée du Parc'),
  telephone: fc.option(fc.constantFrom('0561000001', '0561000002')),
  courriel: fc.option(fc.constantFrom('a@ac.example', 'b@ac.example')),
  siret: fc.option(fc.constantFrom('19310001200011', '19310001300029')),
  adresse: fc.option(fc.constantFrom('1 rue A', '2 rue B')),
  place: fc.option(fc.constantFrom([43.6, 1.44], [43.61, 1.45])),
  autres: fc.option(fc.constantFrom({ surface: 12 }, { surface: 14, batiments: 3 })),
  eleves: fc.dictionary(fc.constantFrom('6e', '5e', '4e'), fc.nat(200)),
  roles: fc.array(fc.constantFrom('chef', 'adjoint', 'secretariat'), { maxLength: 3 }),
  operations: fc.uniqueArray(fc.constantFrom('T1', 'T2', 'T3')),
  sites: fc.nat(2),
  proposes: fc.uniqueArray(fc.constantFrom('telephone', 'adresse', 'web'), { maxLength: 2 }),
})
/** Other values than any of those drawn. */
const PROPOSE: Record<string, string> = { telephone: '05 61 00 00 99', adresse: '9 rue Z', web: 'https://z.example' }
type Tire = typeof etablissement extends fc.Arbitrary<infer T> ? T : never

async function poserTire(
  ctx: Write,
  { eleves, roles, operations, sites, place, proposes, ...champs }: Tire,
  source: string,
): Promise<string> {
  const uai = await unEtablissement(
    ctx,
    { ...champs, latitude: place?.[0] ?? null, longitude: place?.[1] ?? null },
    { source },
  )
  const connu_le = ctx.now.toISOString()
  if (Object.keys(eleves).length) await desEleves(ctx, uai, 2024, eleves)
  for (const [i, role] of roles.entries())
    await unContact(ctx, uai, { role, depuis: `202${i}-09-01`, courriel: 'anne@ac.example' })
  for (const reference of operations)
    await ctx.db
      .insertInto('referentiel.operation')
      .values({
        uai,
        reference,
        nom: reference,
        etat: reference === 'T2' ? 'en_cours' : null,
        source: 'essai',
        connu_le,
      })
      .execute()
  for (let rang = 1; rang <= sites; rang++)
    await ctx.db
      .insertInto('referentiel.site')
      .values({ uai, rang, nom: `Site ${rang}`, source: 'annuaire', empreinte: 'x' })
      .execute()
  for (const champ of proposes) await uneProposition(ctx, bruno, uai, { [champ]: PROPOSE[champ] ?? '' })
  return uai
}

test('fusionner puis annuler ne change rien, quoi qu’il y ait de part et d’autre et quels que soient les choix', async () => {
  await fc.assert(
    fc.asyncProperty(
      etablissement,
      etablissement,
      fc.constantFrom('doublon' as const, 'absorption' as const, 'remplacement' as const),
      fc.subarray(CHAMPS),
      fc.boolean(),
      (un, autre, genre, pris, tout) =>
        actingAs(agnes, async (ctx) => {
          const [a, b] = [
            await poserTire(ctx, un, 'annuaire'),
            await poserTire(ctx, autre, genre === 'doublon' ? 'main' : 'annuaire'),
          ]
          const avant = await photographier(ctx)
          const plan = await lirePlan(ctx as never, {
            params: { uai: a },
            query: { avec: [b], genre, date_effet: '2026-09-01' },
            body: undefined,
          })
          const choix = Object.fromEntries(pris.map((c) => [c, b]))
          const suivent = tout ? plan.mouvements.map((m) => m.nom) : undefined
          const { id } = await fusionner(ctx, {
            params: { uai: a },
            query: undefined,
            body: { genre, absorbes: [b], date_effet: '2026-09-01', choix, suivent, motif: '', jeton: plan.jeton },
          })
          const { arbitrages } = await annulerFusion(ctx, { params: { id }, query: undefined, body: { motif: '' } })
          expect(arbitrages).toEqual([])
          expect(await photographier(ctx)).toEqual(avant)
        }),
    ),
    { numRuns: 12 },
  )
})

test('remplacer par un UAI créé, ou diviser, puis annuler ne change rien, quelles que soient les règles', async () => {
  await fc.assert(
    fc.asyncProperty(
      etablissement,
      etablissement,
      fc.boolean(),
      fc.nat(100),
      fc.boolean(),
      (un, autre, scission, pourcent, continuer) =>
        actingAs(
          agnes,
          async (ctx) => {
            const [a, b] = [await poserTire(ctx, un, 'annuaire'), await poserTire(ctx, autre, 'annuaire')]
            const c = await unEtablissement(ctx)
            await unEtablissement(ctx, { mere_uai: a, rattachement: 'section' })
            // A target that already has figures of the year is refused: it has none.
            if (scission) await sql`delete from referentiel.effectif where uai = ${b}`.execute(ctx.db)
            const avant = await photographier(ctx)
            const { id } = scission
              ? await diviser(ctx, a, continuer ? a : b, c, pourcent)
              : await remplacer(ctx, [a, b], autre.eleves['6e'] ? b : a)
            const { arbitrages } = await annulerFusion(ctx, { params: { id }, query: undefined, body: { motif: '' } })
            expect(arbitrages).toEqual([])
            expect(await photographier(ctx)).toEqual(avant)
          },
          new Date('2025-09-15T08:00:00Z'),
        ),
    ),
    { numRuns: 10 },
  )
})

/** Half by shares, half by rules: operations whose state is known go to the second, levels of 6e too. */
function diviser(ctx: Write, uai: string, principal: string, second: string, pourcent: number) {
  const body = {
    date_effet: '2024-09-01',
    principal,
    parts: [
      { uai: principal, pourcent },
      { uai: second, pourcent: 100 - pourcent },
    ],
    niveaux: { '6e': second },
    regles: [
      { nom: 'contact_role', critere: 'role', valeur: 'secretariat', uai: second },
      { nom: 'operation', critere: 'etat', valeur: 'en_cours', uai: second },
    ],
    enregistrements: [],
    motif: '',
  }
  return scinder(ctx, { params: { uai }, query: undefined, body })
}

async function remplacer(ctx: Write, absorbes: string[], pris: string) {
  const uai = unUai()
  const { jeton } = await lirePlan(ctx as never, {
    params: { uai },
    query: { avec: absorbes, genre: 'remplacement', date_effet: '2025-09-01', nouveau: 'oui' },
    body: undefined,
  })
  const body = {
    genre: 'remplacement' as const,
    absorbes,
    date_effet: '2025-09-01',
    choix: { telephone: pris, siret: pris },
    motif: '',
    jeton,
    nouveau: { nom: 'Collège Neuf' },
  }
  return fusionner(ctx, { params: { uai }, query: undefined, body })
}

test('le nombre de requêtes ne dépend pas de ce qui est lié', async () => {
  const { base, kit } = await serveurDuFichier()
  let requetes = 0
  const db = openDatabase(openPool(base.application), {
    log: (e: LogEvent) => (requetes += e.level === 'query' ? 1 : 0),
  })
  const mesurer = async (lignes: number): Promise<number> => {
    let compte = 0
    await db
      .transaction()
      .execute(async (tx) => {
        const ctx: Write = { kit, db: tx, acteur: agnes, now: new Date('2026-09-15T08:00:00Z'), requete: 'essai' }
        const [a, b] = [await unEtablissement(ctx), await unEtablissement(ctx, {}, { source: 'main' })]
        await tx
          .insertInto('referentiel.note')
          .values(
            Array.from({ length: lignes }, (_, i) => ({
              uai: b,
              texte: `Note ${i}`,
              auteur: 'Agnès',
              cree_le: ctx.now.toISOString(),
            })),
          )
          .execute()
        const debut = requetes
        const plan = await lirePlan(ctx as never, {
          params: { uai: a },
          query: { avec: [b], genre: 'doublon', date_effet: '2026-09-01' },
          body: undefined,
        })
        const { id } = await fusionner(ctx, {
          params: { uai: a },
          query: undefined,
          body: { genre: 'doublon', absorbes: [b], date_effet: '2026-09-01', choix: {}, motif: '', jeton: plan.jeton },
        })
        await annulerFusion(ctx, { params: { id }, query: undefined, body: { motif: '' } })
        compte = requetes - debut
        throw new Error('défait')
      })
      .catch((e: Error) => expect(e.message).toBe('défait'))
    return compte
  }
  const [peu, beaucoup] = [await mesurer(2), await mesurer(2_000)]
  await db.destroy()
  expect(peu).toBeGreaterThan(20)
  expect(beaucoup).toBe(peu)
})
