import { expect, test } from 'vitest'
import { actingAs } from '#test/acting.ts'
import { desEleves, unEtablissement } from '#test/fusions.ts'
import { agnes } from '#test/personas.ts'
import type { Write } from '../platform/context.ts'
import { ajouterMembre, creerRegroupement, modifierRegroupement, sortirMembre } from './regroupement.ts'
import { lireUnRegroupement } from './regroupement-lecture.ts'

const essayer = (fn: (ctx: Write) => Promise<void>) => actingAs(agnes, fn)

const cite = (ctx: Write, uais: string[]) =>
  creerRegroupement(ctx, {
    params: undefined,
    query: undefined,
    body: {
      genre: 'cite_scolaire',
      nom: 'Cité Beaumont',
      depuis: '2020-09-01',
      membres: uais.map((uai) => ({ uai, role: 'membre' as const })),
    },
  })

test('cas 11 : un membre parti compte encore pour les années où il appartenait', () =>
  essayer(async (ctx) => {
    const [a, b] = [await unEtablissement(ctx), await unEtablissement(ctx)]
    for (const annee of [2023, 2024]) {
      await desEleves(ctx, a, annee, { '6e': 100 })
      await desEleves(ctx, b, annee, { '6e': 50 })
    }
    const { id } = await cite(ctx, [a, b])
    await sortirMembre(ctx, { params: { id, uai: b }, query: undefined, body: { jusque: '2024-08-31' } })
    expect(await lireUnRegroupement(ctx, id, 2023)).toMatchObject({ eleves: 150 })
    const apres = await lireUnRegroupement(ctx, id, 2024)
    expect(apres).toMatchObject({ eleves: 100, annees: [2024, 2023] })
    expect(apres.membres.find((m) => m.uai === b)).toMatchObject({
      compte: false,
      raison: 'N’en fait pas partie à la rentrée 2024',
    })
    await ajouterMembre(ctx, {
      params: { id },
      query: undefined,
      body: { uai: b, role: 'membre', depuis: '2024-09-01' },
    })
    expect(await lireUnRegroupement(ctx, id, 2024)).toMatchObject({ eleves: 150 })
  }))

test('cas 8 : les élèves d’une section se comptent une fois, dans sa mère', () =>
  essayer(async (ctx) => {
    const mere = await unEtablissement(ctx, { type: 'lycee' })
    const section = await unEtablissement(ctx, { type: 'lycee', mere_uai: mere, rattachement: 'section' })
    await desEleves(ctx, mere, 2024, { '2de_gt': 400 })
    await desEleves(ctx, section, 2024, { '2de_pro': 90 })
    const { id } = await cite(ctx, [mere, section])
    const lu = await lireUnRegroupement(ctx, id, 2024)
    expect(lu).toMatchObject({ eleves: 400 })
    expect(lu.membres.find((m) => m.uai === section)).toMatchObject({
      eleves: 90,
      compte: false,
      raison: `Compté dans sa mère, ${mere}`,
    })
    // Before it knew its mère's pupils, nothing else counts those of the section.
    await desEleves(ctx, section, 2023, { '2de_pro': 80 })
    expect(await lireUnRegroupement(ctx, id, 2023)).toMatchObject({ eleves: 80, sans_effectif: 1 })
  }))

test('cas 50 : un total annoncé qui diffère de la somme se montre avec les deux nombres', () =>
  essayer(async (ctx) => {
    const [a, b] = [await unEtablissement(ctx), await unEtablissement(ctx)]
    await desEleves(ctx, a, 2024, { '6e': 100 })
    const { id } = await cite(ctx, [a, b])
    const annoncer = (annonces: Record<string, number>) =>
      modifierRegroupement(ctx, { params: { id }, query: undefined, body: { annonces } })
    expect(await annoncer({ 2024: 130 })).toMatchObject({ ecart: { annonce: 130, somme: 100 } })
    expect(await annoncer({ 2024: 100 })).toMatchObject({ ecart: null })
  }))

test('opérations de l’année, une fois chacune ; dissous, il ne change plus et garde son passé', () =>
  essayer(async (ctx) => {
    const [a, b] = [await unEtablissement(ctx), await unEtablissement(ctx)]
    await desEleves(ctx, a, 2024, { '6e': 10 })
    for (const [uai, montant_vote] of [
      [a, 100_00],
      [b, 50_00],
    ] as const)
      await ctx.db
        .insertInto('referentiel.operation')
        .values({
          uai,
          reference: 'T1',
          nom: 'Toiture',
          annee: 2024,
          montant_vote,
          source: 'essai',
          connu_le: ctx.now.toISOString(),
        })
        .execute()
    const { id } = await cite(ctx, [a, b])
    expect(await lireUnRegroupement(ctx, id, 2024)).toMatchObject({ operations: 2, montant_operations: 150_00 })
    await modifierRegroupement(ctx, { params: { id }, query: undefined, body: { dissous_le: '2025-08-31' } })
    expect(await lireUnRegroupement(ctx, id, 2024)).toMatchObject({ eleves: 10, dissous_le: '2025-08-31' })
    await expect(
      ajouterMembre(ctx, { params: { id }, query: undefined, body: { uai: a, role: 'membre', depuis: '2026-09-01' } }),
    ).rejects.toMatchObject({ code: 'regroupement_dissous' })
  }))

test('une seule tête, et nul n’entre deux fois', () =>
  essayer(async (ctx) => {
    const [a, b] = [await unEtablissement(ctx), await unEtablissement(ctx)]
    const { id } = await cite(ctx, [a, b])
    const entrer = (uai: string, role: 'tete' | 'membre') =>
      ajouterMembre(ctx, { params: { id }, query: undefined, body: { uai, role, depuis: '2024-09-01' } })
    await expect(entrer(a, 'membre')).rejects.toMatchObject({ code: 'deja_membre' })
    await entrer(await unEtablissement(ctx), 'tete')
    await expect(entrer(await unEtablissement(ctx), 'tete')).rejects.toMatchObject({ code: 'tete_prise' })
  }))
