import { expect, test } from 'vitest'
import { repartir } from '#domain/referentiel/scission.ts'
import { actingAs } from '#test/acting.ts'
import { desEleves, photographier, unContact, unEtablissement } from '#test/fusions.ts'
import { agnes } from '#test/personas.ts'
import type { Write } from '../platform/context.ts'
import { annulerFusion } from './fusion-annulation.ts'
import { trouverRedirection } from './redirection.ts'
import { lirePlanDeScission, scinder } from './scission.ts'

const essayer = (fn: (ctx: Write) => Promise<void>) => actingAs(agnes, fn, new Date('2026-09-15T08:00:00Z'))

test('cas 10 : le principal prend le reste, le total est conservé', () => {
  const parts = [
    { uai: 'A', pourcent: 33 },
    { uai: 'B', pourcent: 33 },
    { uai: 'C', pourcent: 34 },
  ]
  for (const total of [0, 1, 7, 100, 1_234_567, -995]) {
    const donne = repartir(total, { principal: 'B', parts })
    expect([...donne.values()].reduce((s, n) => s + n, 0)).toBe(total)
  }
  expect(Object.fromEntries(repartir(100, { principal: 'B', parts }))).toEqual({ A: 33, B: 33, C: 34 })
  expect(Object.fromEntries(repartir(10, { principal: 'B', parts }))).toEqual({ A: 3, B: 4, C: 3 })
})

async function deuxIssus(ctx: Write) {
  const [o, p, q] = [await unEtablissement(ctx), await unEtablissement(ctx), await unEtablissement(ctx)]
  await desEleves(ctx, o, 2025, { '6e': 101, '5e': 99 })
  await desEleves(ctx, o, 2026, { '6e': 101, '5e': 99 })
  const compte = {
    uai: o,
    annee: 2026,
    poste: 'dotation',
    montant: 10_001,
    source: 'essai',
    connu_le: ctx.now.toISOString(),
  }
  await ctx.db.insertInto('referentiel.compte_financier').values(compte).execute()
  await unContact(ctx, o, { role: 'chef' })
  await unContact(ctx, o, { role: 'secretariat' })
  const role = await ctx.db
    .selectFrom('referentiel.contact_role')
    .select('id')
    .where('uai', '=', o)
    .where('role', '=', 'secretariat')
    .executeTakeFirstOrThrow()
  return { o, p, q, role: role.id }
}

const regle = (p: string, q: string, role?: number) => ({
  date_effet: '2026-09-01',
  principal: p,
  parts: [
    { uai: p, pourcent: 60 },
    { uai: q, pourcent: 40 },
  ],
  niveaux: { '5e': q } as Record<string, string>,
  regles: [] as { nom: string; critere: string; valeur: string; uai: string }[],
  enregistrements: role ? [{ nom: 'contact_role', id: role, uai: q }] : [],
  motif: '',
})

const eleves = async (ctx: Write, uai: string, annee: number) =>
  Object.fromEntries(
    (
      await ctx.db
        .selectFrom('referentiel.effectif')
        .select(['niveau', 'effectif'])
        .where('uai', '=', uai)
        .where('annee', '=', annee)
        .execute()
    ).map((e) => [e.niveau, e.effectif]),
  )

test('cas 10 : élèves par niveau et par part, comptes, contacts choisis ; le passé reste ; annuler remet tout', () =>
  essayer(async (ctx) => {
    const { o, p, q, role } = await deuxIssus(ctx)
    const avant = await photographier(ctx)
    const plan = await lirePlanDeScission(ctx as never, {
      params: { uai: o },
      query: undefined,
      body: regle(p, q, role),
    })
    expect(plan).toMatchObject({ obstacles: [], comptes: [{ total: 10_001, parts: [6_001, 4_000] }] })
    const { id } = await scinder(ctx, { params: { uai: o }, query: undefined, body: regle(p, q, role) })
    expect(await eleves(ctx, p, 2026)).toEqual({ '6e': 61, '5e': 0, total: 61 })
    expect(await eleves(ctx, q, 2026)).toEqual({ '6e': 40, '5e': 99, total: 139 })
    expect(await eleves(ctx, o, 2025)).toMatchObject({ total: 200 })
    const comptes = await ctx.db
      .selectFrom('referentiel.compte_financier')
      .select(['uai', 'montant'])
      .where('poste', '=', 'dotation')
      .orderBy('montant')
      .execute()
    expect(comptes).toEqual([
      { uai: q, montant: 4_000 },
      { uai: p, montant: 6_001 },
    ])
    const roles = await ctx.db
      .selectFrom('referentiel.contact_role')
      .select(['uai', 'role'])
      .orderBy('role')
      .where('uai', 'in', [o, p, q])
      .execute()
    expect(roles).toEqual([
      { uai: p, role: 'chef' },
      { uai: q, role: 'secretariat' },
    ])
    expect(await trouverRedirection(ctx, o)).toMatchObject({ uai: p, genre: 'scission' })
    await annulerFusion(ctx, { params: { id }, query: undefined, body: { motif: '' } })
    expect(await photographier(ctx)).toEqual(avant)
  }))

test('l’établissement divisé peut continuer avec sa part', () =>
  essayer(async (ctx) => {
    const { o, q } = await deuxIssus(ctx)
    const avant = await photographier(ctx)
    const { id } = await scinder(ctx, { params: { uai: o }, query: undefined, body: { ...regle(o, q), niveaux: {} } })
    expect(await eleves(ctx, o, 2026)).toEqual({ '6e': 61, '5e': 60, total: 121 })
    expect(await eleves(ctx, q, 2026)).toEqual({ '6e': 40, '5e': 39, total: 79 })
    expect(await trouverRedirection(ctx, o)).toBeUndefined()
    await annulerFusion(ctx, { params: { id }, query: undefined, body: { motif: '' } })
    expect(await photographier(ctx)).toEqual(avant)
  }))

test('des parts qui ne font pas cent, ou une cible qui compte déjà des élèves, sont refusées', () =>
  essayer(async (ctx) => {
    const { o, p, q } = await deuxIssus(ctx)
    const fausses = {
      ...regle(p, q),
      parts: [
        { uai: p, pourcent: 60 },
        { uai: q, pourcent: 30 },
      ],
    }
    await expect(scinder(ctx, { params: { uai: o }, query: undefined, body: fausses })).rejects.toMatchObject({
      code: 'scission_impossible',
      erreurs: [{ champ: 'parts' }],
    })
    await desEleves(ctx, q, 2026, { '6e': 5 })
    await expect(scinder(ctx, { params: { uai: o }, query: undefined, body: regle(p, q) })).rejects.toMatchObject({
      code: 'effectifs_deja_connus',
    })
  }))

test('cas 10 : contacts et opérations se donnent par règle, un choix à la main l’emporte, le reste va au principal', () =>
  essayer(async (ctx) => {
    const { o, p, q, role } = await deuxIssus(ctx)
    for (const [reference, etat] of [
      ['T1', 'en_cours'],
      ['T2', 'terminee'],
      ['T3', 'en_cours'],
    ] as const)
      await ctx.db
        .insertInto('referentiel.operation')
        .values({ uai: o, reference, nom: reference, etat, source: 'essai', connu_le: ctx.now.toISOString() })
        .execute()
    const [t3] = await ctx.db.selectFrom('referentiel.operation').select('id').where('reference', '=', 'T3').execute()
    const body = {
      ...regle(p, q),
      regles: [
        { nom: 'contact_role', critere: 'role', valeur: 'secretariat', uai: q },
        { nom: 'operation', critere: 'etat', valeur: 'en_cours', uai: q },
      ],
      enregistrements: [{ nom: 'operation', id: t3?.id ?? 0, uai: p }],
    }
    const avant = await photographier(ctx)
    const plan = await lirePlanDeScission(ctx as never, { params: { uai: o }, query: undefined, body })
    const operations = plan.enregistrements.find((e) => e.nom === 'operation')
    expect(operations?.lignes.map((l) => [l.uai, l.raison])).toEqual([
      [q, 'regle'],
      [p, 'principal'],
      [p, 'main'],
    ])
    expect(operations?.criteres[0]?.valeurs).toEqual([
      { valeur: 'en_cours', texte: 'En cours', nombre: 2 },
      { valeur: 'terminee', texte: 'Terminée', nombre: 1 },
    ])
    const { id } = await scinder(ctx, { params: { uai: o }, query: undefined, body })
    const ou = await ctx.db
      .selectFrom('referentiel.operation')
      .select(['reference', 'uai'])
      .where('uai', 'in', [o, p, q])
      .orderBy('reference')
      .execute()
    expect(ou.map((x) => x.uai)).toEqual([q, p, p])
    const secretariat = await ctx.db
      .selectFrom('referentiel.contact_role')
      .select('uai')
      .where('id', '=', role)
      .executeTakeFirst()
    expect(secretariat?.uai).toBe(q)
    await annulerFusion(ctx, { params: { id }, query: undefined, body: { motif: '' } })
    expect(await photographier(ctx)).toEqual(avant)
  }))

test('une règle vers un établissement qui n’est pas issu de la scission est refusée', () =>
  essayer(async (ctx) => {
    const { o, p, q } = await deuxIssus(ctx)
    const ailleurs = await unEtablissement(ctx)
    const regles = [{ nom: 'dossier', critere: 'teleservice', valeur: 'x', uai: ailleurs }]
    await expect(
      scinder(ctx, { params: { uai: o }, query: undefined, body: { ...regle(p, q), regles } }),
    ).rejects.toMatchObject({ code: 'scission_impossible', erreurs: [{ champ: 'regles' }] })
  }))
