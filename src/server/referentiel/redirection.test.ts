import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { actingAs } from '#test/acting.ts'
import { annuler } from '#test/fusionner.ts'
import { unEtablissement } from '#test/fusions.ts'
import { agnes } from '#test/personas.ts'
import type { Write } from '../platform/context.ts'
import { comparerEnregistrements, ecrireEnregistrements, ouvrirEnregistrements } from './enregistrements.ts'
import { fusionner } from './fusion.ts'
import { lirePlan } from './fusion-plan.ts'
import { appliquerPropositions, ouvrirPropositions } from './propositions.ts'
import { trouverRedirection } from './redirection.ts'

const essayer = (fn: (ctx: Write) => Promise<void>) => actingAs(agnes, fn, new Date('2026-09-15T08:00:00Z'))

async function absorber(ctx: Write, uai: string, absorbe: string, genre: 'doublon' | 'absorption' | 'remplacement') {
  const plan = await lirePlan(ctx as never, {
    params: { uai },
    query: { avec: [absorbe], genre, date_effet: '2026-09-01' },
    body: undefined,
  })
  const body = { genre, absorbes: [absorbe], date_effet: '2026-09-01', choix: {}, motif: '', jeton: plan.jeton }
  return fusionner(ctx, { params: { uai }, query: undefined, body })
}

/** A source says this of an UAI. */
async function importer(ctx: Write, uai: string, champs: Record<string, unknown>, source = 'annuaire') {
  await ouvrirPropositions(ctx.db)
  const dits = { nom: 'Collège', type: 'college', etat: 'ouvert', code_postal: '31000', commune: 'Toulouse', ...champs }
  await sql`
    insert into proposition (uai, champs, lieu, provenance, empreinte)
    values (${uai}, ${JSON.stringify(dits)}::jsonb, '{"code_commune": "31555"}', ${JSON.stringify({ '*': { source, date: '2026-09-10' } })}::jsonb,
      md5(${JSON.stringify(dits)}))`.execute(ctx.db)
  return appliquerPropositions(ctx, `${source}, essai`)
}

const combien = async (ctx: Write) =>
  (await sql<{ n: number }>`select count(*)::int as n from referentiel.etablissement`.execute(ctx.db)).rows[0]?.n

const lire = (ctx: Write, uai: string) =>
  ctx.db.selectFrom('referentiel.etablissement').selectAll().where('uai', '=', uai).executeTakeFirstOrThrow()

test('cas 4 : l’UAI d’un doublon qui revient dans un import va au survivant, jamais à une nouvelle fiche', () =>
  essayer(async (ctx) => {
    const survivant = await unEtablissement(ctx, {}, { source: 'main' })
    const double = await unEtablissement(ctx, {}, { source: 'main' })
    await absorber(ctx, survivant, double, 'doublon')
    const avant = await combien(ctx)
    await importer(ctx, double, { telephone: '0561777777' })
    expect(await combien(ctx)).toBe(avant)
    expect(await lire(ctx, survivant)).toMatchObject({ telephone: '0561777777', etat: 'ouvert' })
    expect(await lire(ctx, double)).toMatchObject({ telephone: null, etat: 'ferme' })
    expect(await importer(ctx, double, { telephone: '0561777777' })).toMatchObject({
      crees: 0,
      modifies: 0,
      inchanges: 1,
    })
  }))

test('cas 4 : les effectifs donnés sous l’UAI d’un doublon vont au survivant, sauf ceux que la source lui donne', () =>
  essayer(async (ctx) => {
    const survivant = await unEtablissement(ctx)
    const double = await unEtablissement(ctx, {}, { source: 'main' })
    await absorber(ctx, survivant, double, 'doublon')
    await ouvrirEnregistrements(ctx.db)
    for (const [uai, niveau, effectif] of [
      [double, '6e', 120],
      [double, '5e', 110],
      [survivant, '5e', 111],
    ] as const)
      await sql`
        insert into enregistrement (rubrique, uai, cle, valeurs, date_donnees)
        values ('effectif', ${uai}, ${`2025, ${niveau}, ensemble`},
          ${JSON.stringify({ annee: 2025, niveau, regime: 'ensemble', effectif })}, '2025-09-15')`.execute(ctx.db)
    const bilan = await comparerEnregistrements(ctx, { source: 'effectifs', dernier: null, complet: false })
    expect(bilan).toMatchObject({ creations: 2 })
    await ecrireEnregistrements(ctx, { source: 'effectifs', execution: 1 })
    const ecrits = await ctx.db
      .selectFrom('referentiel.effectif')
      .select(['uai', 'niveau', 'effectif'])
      .where('uai', 'in', [survivant, double])
      .orderBy('niveau')
      .execute()
    expect(ecrits).toEqual([
      { uai: survivant, niveau: '5e', effectif: 111 },
      { uai: survivant, niveau: '6e', effectif: 120 },
    ])
  }))

test('cas 4 : ce que la source dit du survivant lui-même l’emporte sur ce qu’elle dit du doublon', () =>
  essayer(async (ctx) => {
    const survivant = await unEtablissement(ctx, { telephone: '0561111111' })
    const double = await unEtablissement(ctx, {}, { source: 'main' })
    await absorber(ctx, survivant, double, 'doublon')
    await importer(ctx, double, { telephone: '0561777777' })
    expect(await lire(ctx, survivant)).toMatchObject({ telephone: '0561111111' })
  }))

test('cas 4 : l’UAI d’un établissement absorbé qui revient reste sur sa fiche, fermée', () =>
  essayer(async (ctx) => {
    const [survivant, absorbe] = [await unEtablissement(ctx), await unEtablissement(ctx)]
    await absorber(ctx, survivant, absorbe, 'absorption')
    const avant = await combien(ctx)
    await importer(ctx, absorbe, { telephone: '0561777777' })
    expect(await combien(ctx)).toBe(avant)
    expect(await lire(ctx, absorbe)).toMatchObject({
      etat: 'ferme',
      date_fermeture: '2026-09-01',
      telephone: '0561777777',
    })
    expect(await lire(ctx, survivant)).toMatchObject({ telephone: null })
  }))

test('cas 16 : un UAI changé par le rectorat mène au nouveau', () =>
  essayer(async (ctx) => {
    const [nouveau, ancien] = [await unEtablissement(ctx), await unEtablissement(ctx)]
    await absorber(ctx, nouveau, ancien, 'remplacement')
    expect(await trouverRedirection(ctx, ancien)).toMatchObject({
      ancien,
      uai: nouveau,
      genre: 'remplacement',
      depuis: '2026-09-01',
    })
    expect(await trouverRedirection(ctx, nouveau)).toBeUndefined()
  }))

test('les sections de l’absorbé nomment le survivant pour mère, même quand la source répète l’ancien ; annuler les rend', () =>
  essayer(async (ctx) => {
    const [survivant, absorbe] = [await unEtablissement(ctx), await unEtablissement(ctx)]
    const section = await unEtablissement(ctx, { mere_uai: absorbe, rattachement: 'section' })
    const { id } = await absorber(ctx, survivant, absorbe, 'absorption')
    expect(await lire(ctx, section)).toMatchObject({ mere_uai: survivant, rattachement: 'section' })
    await importer(ctx, section, { mere_uai: absorbe, rattachement: 'section' })
    expect(await lire(ctx, section)).toMatchObject({ mere_uai: survivant })
    await annuler(ctx, id)
    expect(await lire(ctx, section)).toMatchObject({ mere_uai: absorbe, rattachement: 'section' })
  }))

test('une section qui absorbe sa mère n’a plus de mère', () =>
  essayer(async (ctx) => {
    const mere = await unEtablissement(ctx)
    const section = await unEtablissement(ctx, { mere_uai: mere, rattachement: 'section' })
    const { id } = await absorber(ctx, section, mere, 'absorption')
    expect(await lire(ctx, section)).toMatchObject({ mere_uai: null, rattachement: null })
    await annuler(ctx, id)
    expect(await lire(ctx, section)).toMatchObject({ mere_uai: mere, rattachement: 'section' })
  }))
