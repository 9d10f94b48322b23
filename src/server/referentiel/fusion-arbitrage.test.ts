import { expect, test } from 'vitest'
import { actingAs } from '#test/acting.ts'
import { annuler, fusion } from '#test/fusionner.ts'
import { desEleves, photographier, unContact, unEtablissement } from '#test/fusions.ts'
import { agnes } from '#test/personas.ts'
import type { Write } from '../platform/context.ts'
import { arbitrer } from './fusion-arbitrage.ts'

const essayer = (fn: (ctx: Write) => Promise<void>) => actingAs(agnes, fn, new Date('2026-09-15T08:00:00Z'))
const trancher = (ctx: Write, id: number, arbitrage: number, choix: 'garder' | 'restaurer') =>
  arbitrer(ctx, { params: { id, arbitrage }, query: undefined, body: { choix } })

/** A school written twice, the second with one record of each kind. */
async function deux(ctx: Write) {
  const [a, b] = [
    await unEtablissement(ctx, { nom: 'Collège A' }),
    await unEtablissement(ctx, { nom: 'Collège B' }, { source: 'main' }),
  ]
  await unContact(ctx, b, { role: 'chef' })
  await desEleves(ctx, b, 2025, { '6e': 40 })
  const commun = { uai: b, source: 'essai', connu_le: ctx.now.toISOString() }
  await ctx.db
    .insertInto('referentiel.operation')
    .values({ ...commun, reference: 'T1', nom: 'Toiture' })
    .execute()
  await ctx.db
    .insertInto('referentiel.logement')
    .values({ ...commun, reference: 'L1' })
    .execute()
  const depose = {
    nom: 'plan.pdf',
    categorie: 'autre',
    fichier_cle: 'x',
    type_mime: 'application/pdf',
    taille: 1,
    depose_par: 'A',
  }
  await ctx.db
    .insertInto('referentiel.document')
    .values({ uai: b, ...depose, depose_le: ctx.now.toISOString() })
    .execute()
  const site = { uai: b, rang: 1, nom: 'Annexe', source: 'annuaire', empreinte: 'x' }
  await ctx.db.insertInto('referentiel.site').values(site).execute()
  return { a, b }
}

/** Somebody changes each of these records on the survivor. */
async function changer(ctx: Write, a: string) {
  await ctx.db.updateTable('referentiel.contact_role').set({ role: 'adjoint' }).where('uai', '=', a).execute()
  await ctx.db
    .updateTable('referentiel.effectif')
    .set({ effectif: 44 })
    .where('uai', '=', a)
    .where('niveau', '=', '6e')
    .execute()
  await ctx.db.updateTable('referentiel.operation').set({ nom: 'Toiture et façade' }).where('uai', '=', a).execute()
  await ctx.db
    .updateTable('referentiel.logement')
    .set({ retire_le: ctx.now.toISOString() })
    .where('uai', '=', a)
    .execute()
  await ctx.db.updateTable('referentiel.document').set({ nom: 'plan v2.pdf' }).where('uai', '=', a).execute()
  await ctx.db.updateTable('referentiel.site').set({ nom: 'Annexe nord' }).where('uai', '=', a).execute()
}

const QUOI = [
  'Rôles des contacts : Anne Durand',
  'Sites : 1, Annexe',
  'Effectifs : 2025, 6e, Ensemble',
  'Opérations : T1, Toiture',
  'Logements : L1',
  'Documents : plan.pdf',
]

test('cas 3 : ce qui a été changé depuis reste sur le survivant, avec les deux états à l’écran ; le reste revient', () =>
  essayer(async (ctx) => {
    const { a, b } = await deux(ctx)
    const { id } = await fusion(ctx, a, [b], { genre: 'doublon' })
    await changer(ctx, a)
    const { arbitrages } = await annuler(ctx, id)
    expect(arbitrages.map((x) => x.libelle)).toEqual(expect.arrayContaining(QUOI))
    expect(arbitrages).toHaveLength(6)
    expect(arbitrages.every((x) => x.restaurable && x.uai === b)).toBe(true)
    expect(arbitrages.find((x) => x.libelle.startsWith('Opérations'))).toMatchObject({
      avant: `Collège B (${b}) · Nom : Toiture`,
      actuel: `Collège A (${a}) · Nom : Toiture et façade`,
    })
    expect(arbitrages.find((x) => x.libelle.startsWith('Logements'))?.actuel).toBe(`Collège A (${a}) · retiré`)
    const total = await ctx.db
      .selectFrom('referentiel.effectif')
      .select('uai')
      .where('niveau', '=', 'total')
      .where('uai', 'in', [a, b])
      .execute()
    expect(total).toEqual([{ uai: b }])
    await expect(annuler(ctx, id)).rejects.toMatchObject({ status: 409, code: 'deja_annulee' })
  }))

test('cas 3 : restaurer chacun rend exactement ce qu’il y avait ; une seconde réponse est refusée', () =>
  essayer(async (ctx) => {
    const { a, b } = await deux(ctx)
    const avant = await photographier(ctx)
    const { id } = await fusion(ctx, a, [b], { genre: 'doublon' })
    await changer(ctx, a)
    const { arbitrages } = await annuler(ctx, id)
    for (const x of arbitrages) await trancher(ctx, id, x.id, 'restaurer')
    expect(await photographier(ctx)).toEqual(avant)
    await expect(trancher(ctx, id, arbitrages[0]?.id ?? 0, 'garder')).rejects.toMatchObject({ code: 'deja_tranche' })
  }))

test('garder laisse l’enregistrement d’aujourd’hui sur le survivant', () =>
  essayer(async (ctx) => {
    const { a, b } = await deux(ctx)
    const { id } = await fusion(ctx, a, [b], { genre: 'doublon' })
    await changer(ctx, a)
    const { arbitrages } = await annuler(ctx, id)
    for (const x of arbitrages) await trancher(ctx, id, x.id, 'garder')
    const noms = await ctx.db
      .selectFrom('referentiel.operation')
      .select(['uai', 'nom'])
      .where('uai', 'in', [a, b])
      .execute()
    expect(noms).toEqual([{ uai: a, nom: 'Toiture et façade' }])
  }))

test('un enregistrement effacé depuis revient ; celui dont la place est prise reprend ses valeurs d’avant', () =>
  essayer(async (ctx) => {
    const { a, b } = await deux(ctx)
    const avant = await photographier(ctx)
    const { id } = await fusion(ctx, a, [b], { genre: 'doublon' })
    await ctx.db.deleteFrom('referentiel.effectif').where('uai', '=', a).where('niveau', '=', '6e').execute()
    await ctx.db
      .insertInto('referentiel.effectif')
      .values({
        uai: b,
        annee: 2025,
        niveau: 'total',
        effectif: 52,
        source: 'effectifs',
        date_donnees: '2025-10-15',
        connu_le: ctx.now.toISOString(),
      })
      .execute()
    const { arbitrages } = await annuler(ctx, id)
    expect(arbitrages.map((x) => x.actuel)).toEqual(expect.arrayContaining(['N’existe plus']))
    for (const x of arbitrages) await trancher(ctx, id, x.id, 'restaurer')
    expect(await photographier(ctx)).toEqual(avant)
  }))
