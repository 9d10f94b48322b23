import { expect, test } from 'vitest'
import { SYSTEME } from '#domain/acteur.ts'
import { actingAs } from '#test/acting.ts'
import { annuler, fusion, plan } from '#test/fusionner.ts'
import { photographier, unEtablissement } from '#test/fusions.ts'
import { agnes, bruno, claire } from '#test/personas.ts'
import { accord, relire, uneProposition } from '#test/propositions.ts'
import { habiliter } from '../comptes/habilitations.ts'
import type { Write } from '../platform/context.ts'
import { deplacees } from './suivre.ts'

/** Two collèges, and Claire who heads both. */
async function deuxColleges(ctx: Write, source = 'annuaire') {
  const systeme = { ...ctx, acteur: SYSTEME }
  const [reste, absorbe] = [
    await unEtablissement(systeme, { telephone: '05 61 00 00 10', web: 'https://un.example' }),
    await unEtablissement(systeme, { telephone: '05 61 00 00 20', web: 'https://un.example' }, { source }),
  ]
  for (const uai of [reste, absorbe])
    await habiliter(systeme, claire.id, { uai, fonction: 'chef', depuis: '2023-09-01' })
  const qui = {
    ...claire,
    habilitations: [reste, absorbe].map((uai) => ({ uai, fonction: 'chef' as const })),
  }
  return { reste, absorbe, qui }
}

test('cas 1 : une proposition qui attend sur l’absorbé est dite par le plan, suit, et se tient à la fiche qui reste', () =>
  actingAs(agnes, async (ctx) => {
    const { reste, absorbe, qui } = await deuxColleges(ctx)
    const p = await uneProposition(ctx, qui, absorbe, { telephone: '05 61 00 00 99' })
    const { mouvements } = await plan(ctx, reste, [absorbe])
    expect(mouvements).toContainEqual(
      expect.objectContaining({ nom: 'proposition', libelle: 'Propositions de correction', nombre: 1, suit: true }),
    )
    const { id } = await fusion(ctx, reste, [absorbe])
    expect(await relire(ctx, agnes, p.id)).toMatchObject({
      etablissement: { uai: reste },
      etat: 'en_attente',
      contestee: true,
      niveau: 1,
      champs: [{ avant: '05 61 00 00 10', proposee: '05 61 00 00 99' }],
    })
    expect(await deplacees(ctx, id)).toEqual([{ id: p.id, uai: reste, champ: 'telephone', de: absorbe }])
    expect(await accord(ctx, bruno, p.id)).toMatchObject({ etat: 'acceptee' })
  }))

test('cas 1 : une proposition close reste avec la fiche de son temps, sauf pour un doublon', () =>
  actingAs(agnes, async (ctx) => {
    const { reste, absorbe, qui } = await deuxColleges(ctx, 'main')
    const p = await uneProposition(ctx, qui, absorbe, { telephone: '05 61 00 00 99' })
    await accord(ctx, bruno, p.id)
    const { id } = await fusion(ctx, reste, [absorbe])
    expect(await relire(ctx, agnes, p.id)).toMatchObject({ etablissement: { uai: absorbe } })
    await annuler(ctx, id)
    await fusion(ctx, reste, [absorbe], { genre: 'doublon' })
    expect(await relire(ctx, agnes, p.id)).toMatchObject({ etablissement: { uai: reste }, etat: 'acceptee' })
  }))

test('cas 2 : sur le même champ du survivant, la proposition est contestée et voit sa rivale ; rien n’est pris en silence', () =>
  actingAs(agnes, async (ctx) => {
    const { reste, absorbe, qui } = await deuxColleges(ctx)
    const ici = await uneProposition(ctx, qui, reste, { telephone: '05 61 00 00 77' })
    const pareille = await uneProposition(ctx, qui, reste, { web: 'https://autre.example' })
    const la = await uneProposition(ctx, qui, absorbe, { telephone: '05 61 00 00 99' })
    await fusion(ctx, reste, [absorbe], { choix: { telephone: absorbe } })
    expect(await relire(ctx, agnes, ici.id)).toMatchObject({
      contestee: true,
      rivales: 1,
      change_depuis: true,
      champs: [{ avant: '05 61 00 00 10', actuelle: '05 61 00 00 20', proposee: '05 61 00 00 77' }],
    })
    expect(await relire(ctx, agnes, la.id)).toMatchObject({ rivales: 1 })
    // Both fiches said the same of this one.
    expect(await relire(ctx, agnes, pareille.id)).toMatchObject({ contestee: false })
  }))

test.each(['absorption', 'doublon'] as const)(
  'fusionner (%s) puis annuler rend les propositions comme elles étaient',
  (genre) =>
    actingAs(agnes, async (ctx) => {
      const { reste, absorbe, qui } = await deuxColleges(ctx, genre === 'doublon' ? 'main' : 'annuaire')
      await uneProposition(ctx, qui, reste, { telephone: '05 61 00 00 77' })
      await uneProposition(ctx, qui, absorbe, { telephone: '05 61 00 00 99' })
      await uneProposition(ctx, qui, absorbe, { web: 'https://autre.example' })
      const avant = await photographier(ctx)
      expect(avant['validation.proposition']).toHaveLength(3)
      const { id } = await fusion(ctx, reste, [absorbe], { genre })
      expect((await photographier(ctx))['validation.proposition']).not.toEqual(avant['validation.proposition'])
      const rendue = await annuler(ctx, id)
      expect(rendue.arbitrages).toEqual([])
      expect(await photographier(ctx)).toEqual(avant)
    }),
)

test('décidée depuis la fusion, une proposition reste où on l’a décidée', () =>
  actingAs(agnes, async (ctx) => {
    const { reste, absorbe, qui } = await deuxColleges(ctx)
    const p = await uneProposition(ctx, qui, absorbe, { telephone: '05 61 00 00 99' })
    const { id } = await fusion(ctx, reste, [absorbe])
    await accord(ctx, bruno, p.id)
    await annuler(ctx, id)
    expect(await relire(ctx, agnes, p.id)).toMatchObject({ etablissement: { uai: reste }, etat: 'acceptee' })
  }))
