import { expect, test } from 'vitest'
import { DemandeDeListe } from '#domain/referentiel/liste-demande.ts'
import { actingAs } from '#test/acting.ts'
import { annuler, fusion } from '#test/fusionner.ts'
import { unEtablissement } from '#test/fusions.ts'
import { agnes } from '#test/personas.ts'
import type { Write } from '../platform/context.ts'
import { lireNomenclatures } from './filtres.ts'
import { chercher } from './recherche.ts'

const essayer = (fn: (ctx: Write) => Promise<void>) => actingAs(agnes, fn, new Date('2026-09-15T08:00:00Z'))

const lister = async (ctx: Write, query: Record<string, string>) => {
  const lue = { ...DemandeDeListe.parse({ recherche: 'zorglub', ...query }), page: 1, par_page: 25 }
  return (await chercher(ctx as never, { params: undefined, query: lue, body: undefined })).elements.map((e) => e.uai)
}
const colleges = async (ctx: Write) => {
  const { types } = await lireNomenclatures(ctx as never)
  return types.find((t) => t.code === 'college')?.total ?? 0
}

test('ce qui a fusionné ne se compte ni ne se liste plus, sauf à le demander ; annuler le ramène', () =>
  essayer(async (ctx) => {
    const [a, b] = [await unEtablissement(ctx, { nom: 'Zorglub A' }), await unEtablissement(ctx, { nom: 'Zorglub B' })]
    const c = await unEtablissement(ctx, { nom: 'Zorglub C', etat: 'ferme' })
    const avant = await colleges(ctx)
    const { id } = await fusion(ctx, a, [b])
    expect(await lister(ctx, {})).toEqual([a, c])
    expect(await colleges(ctx)).toBe(avant - 1)
    expect(await lister(ctx, { fusionnes: 'oui' })).toEqual([a, b, c])
    expect(await lister(ctx, { filtre: JSON.stringify(['etat', 'parmi', 'ferme']) })).toEqual([b, c])
    expect(await lister(ctx, { parmi: b })).toEqual([b])
    await annuler(ctx, id)
    expect(await lister(ctx, {})).toEqual([a, b, c])
    expect(await colleges(ctx)).toBe(avant)
  }))

test('un doublon ne se liste jamais à part : il est celui qui reste', () =>
  essayer(async (ctx) => {
    const a = await unEtablissement(ctx, { nom: 'Zorglub A' })
    const b = await unEtablissement(ctx, { nom: 'Zorglub A' }, { source: 'main' })
    await fusion(ctx, a, [b], { genre: 'doublon' })
    expect(await lister(ctx, {})).toEqual([a])
    expect(await lister(ctx, { fusionnes: 'oui' })).toEqual([a])
  }))
