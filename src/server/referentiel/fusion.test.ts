import { expect, test } from 'vitest'
import { actingAs } from '#test/acting.ts'
import { COLLEGE, LYCEE } from '#test/etablissements.ts'
import { annuler, fusion, plan } from '#test/fusionner.ts'
import { desEleves, photographier, unContact, unEtablissement } from '#test/fusions.ts'
import { admin, agnes, claire } from '#test/personas.ts'
import type { Write } from '../platform/context.ts'
import { fusionner } from './fusion.ts'
import { arbitrer } from './fusion-arbitrage.ts'
import { trouverRedirection } from './redirection.ts'

const AUJOURDHUI = new Date('2026-09-15T08:00:00Z')

const essayer = (fn: (ctx: Write) => Promise<void>) => actingAs(agnes, fn, AUJOURDHUI)

const etablissement = async (ctx: Write, uai: string) =>
  ctx.db.selectFrom('referentiel.etablissement').selectAll().where('uai', '=', uai).executeTakeFirstOrThrow()

test('l’établissement absorbé ferme à la date d’effet, reste lisible, et son UAI mène au survivant', () =>
  essayer(async (ctx) => {
    const [a, b] = [await unEtablissement(ctx), await unEtablissement(ctx)]
    const faite = await fusion(ctx, a, [b])
    expect(faite).toMatchObject({ etat: 'executee', survivant: { uai: a } })
    expect(await etablissement(ctx, b)).toMatchObject({ etat: 'ferme', date_fermeture: '2026-09-01' })
    expect(await trouverRedirection(ctx, b)).toMatchObject({ uai: a, genre: 'absorption', depuis: '2026-09-01' })
  }))

test('cas 3 : annuler garde ce qui a changé depuis, le donne à arbitrer, remet le reste, et ne se fait qu’une fois', () =>
  essayer(async (ctx) => {
    const a = await unEtablissement(ctx, { nom: 'Collège A', telephone: '0561000001', web: 'https://a.example' })
    const b = await unEtablissement(ctx, { nom: 'Collège B', telephone: '0561000002', web: 'https://b.example' })
    const { id } = await fusion(ctx, a, [b], { choix: { telephone: b, web: b } })
    expect(await etablissement(ctx, a)).toMatchObject({
      telephone: '0561000002',
      web: 'https://b.example',
      nom: 'Collège A',
    })
    await ctx.db
      .updateTable('referentiel.etablissement')
      .set({ web: 'https://neuf.example' })
      .where('uai', '=', a)
      .execute()
    const annulee = await annuler(ctx, id)
    expect(await etablissement(ctx, a)).toMatchObject({ telephone: '0561000001', web: 'https://neuf.example' })
    expect(await etablissement(ctx, b)).toMatchObject({ etat: 'ouvert', date_fermeture: null })
    expect(annulee.arbitrages).toMatchObject([
      {
        uai: a,
        libelle: 'Site internet',
        avant: 'https://a.example',
        apres: 'https://b.example',
        actuel: 'https://neuf.example',
        choix: null,
      },
    ])
    await expect(annuler(ctx, id)).rejects.toMatchObject({ status: 409, code: 'deja_annulee' })
    const arbitrage = annulee.arbitrages[0]?.id ?? 0
    await arbitrer(ctx, { params: { id, arbitrage }, query: undefined, body: { choix: 'restaurer' } })
    expect(await etablissement(ctx, a)).toMatchObject({ web: 'https://a.example' })
    await expect(
      arbitrer(ctx, { params: { id, arbitrage }, query: undefined, body: { choix: 'garder' } }),
    ).rejects.toMatchObject({ code: 'deja_tranche' })
  }))

test('cas 6 : le même contact lié des deux côtés garde deux rôles datés et reste une seule personne', () =>
  essayer(async (ctx) => {
    const [a, b] = [await unEtablissement(ctx), await unEtablissement(ctx, {}, { source: 'main' })]
    const contact = await unContact(ctx, a, { role: 'chef', courriel: 'anne@ac.example' })
    await unContact(ctx, b, { contact, role: 'referent_travaux' })
    await unContact(ctx, b, { role: 'secretariat', courriel: 'Anne@ac.example' })
    const avant = await photographier(ctx)
    const { id } = await fusion(ctx, a, [b], { genre: 'doublon' })
    const roles = await ctx.db
      .selectFrom('referentiel.contact_role')
      .select(['contact_id', 'role'])
      .where('uai', '=', a)
      .orderBy('role')
      .execute()
    expect(roles).toEqual([
      { contact_id: contact, role: 'chef' },
      { contact_id: contact, role: 'referent_travaux' },
      { contact_id: contact, role: 'secretariat' },
    ])
    await annuler(ctx, id)
    expect(await photographier(ctx)).toEqual(avant)
  }))

test('cas 13 : un champ changé depuis l’aperçu refuse la fusion et le nomme', () =>
  essayer(async (ctx) => {
    const [a, b] = [await unEtablissement(ctx), await unEtablissement(ctx)]
    const { jeton } = await plan(ctx, a, [b])
    await ctx.db
      .updateTable('referentiel.etablissement')
      .set({ telephone: '0561999999' })
      .where('uai', '=', b)
      .execute()
    const refus = fusionner(ctx, {
      params: { uai: a },
      query: undefined,
      body: { genre: 'absorption', absorbes: [b], date_effet: '2026-09-01', choix: {}, motif: '', jeton },
    })
    await expect(refus).rejects.toMatchObject({ status: 409, code: 'plan_perime', erreurs: [{ champ: 'telephone' }] })
    await expect(refus).rejects.not.toMatchObject({ message: expect.stringContaining('0561999999') })
  }))

test('cas 15 : les rôles de l’absorbé finissent à la date d’effet, sans s’effacer, même ceux à venir', () =>
  essayer(async (ctx) => {
    const [a, b] = [await unEtablissement(ctx), await unEtablissement(ctx)]
    await unContact(ctx, b, { role: 'chef' })
    await unContact(ctx, b, { role: 'secretariat', jusque: '2030-08-31' })
    await unContact(ctx, b, { role: 'adjoint', depuis: '2027-01-01' })
    await fusion(ctx, a, [b])
    const roles = await ctx.db
      .selectFrom('referentiel.contact_role')
      .select(['role', 'depuis', 'jusque'])
      .where('uai', '=', b)
      .orderBy('role')
      .execute()
    expect(roles).toEqual([
      { role: 'adjoint', depuis: '2027-01-01', jusque: '2027-01-01' },
      { role: 'chef', depuis: '2023-09-01', jusque: '2026-09-01' },
      { role: 'secretariat', depuis: '2023-09-01', jusque: '2026-09-01' },
    ])
  }))

test('cas 49 : effectifs et indicateurs passés restent sur la fiche de leur année, sauf pour un doublon', () =>
  essayer(async (ctx) => {
    const [a, b, c] = [
      await unEtablissement(ctx),
      await unEtablissement(ctx),
      await unEtablissement(ctx, {}, { source: 'main' }),
    ]
    for (const uai of [b, c]) await desEleves(ctx, uai, 2024, { '6e': 40 })
    const combien = async (uai: string) =>
      (await ctx.db.selectFrom('referentiel.effectif').select('effectif').where('uai', '=', uai).execute()).length
    await fusion(ctx, a, [b])
    expect([await combien(a), await combien(b)]).toEqual([0, 2])
    await fusion(ctx, a, [c], { genre: 'doublon' })
    expect([await combien(a), await combien(c)]).toEqual([2, 0])
  }))

test('un chiffre que le survivant a déjà reste sur l’autre fiche, et le plan le dit', () =>
  essayer(async (ctx) => {
    const [a, b] = [await unEtablissement(ctx), await unEtablissement(ctx, {}, { source: 'main' })]
    await desEleves(ctx, a, 2024, { '6e': 41 })
    await desEleves(ctx, b, 2024, { '6e': 40, '5e': 38 })
    const { mouvements } = await plan(ctx, a, [b], 'doublon')
    expect(mouvements.find((m) => m.nom === 'effectif')).toMatchObject({
      nombre: 3,
      bloques: 2,
      annees: [2024],
      suit: true,
    })
    await fusion(ctx, a, [b], { genre: 'doublon' })
    const lus = await ctx.db
      .selectFrom('referentiel.effectif')
      .select(['niveau', 'effectif'])
      .where('uai', '=', a)
      .orderBy('niveau')
      .execute()
    expect(lus).toEqual([
      { niveau: '5e', effectif: 38 },
      { niveau: '6e', effectif: 41 },
      { niveau: 'total', effectif: 41 },
    ])
  }))

test('le plan écrit un chiffre avec son unité, un jour comme on le dit, une année sans espace', () =>
  essayer(async (ctx) => {
    const [a, b] = [
      await unEtablissement(ctx, { date_ouverture: '1965-05-01' }),
      await unEtablissement(ctx, { autres: { surface_plancher: 12_500.5, annee_construction: 1962 } }),
    ]
    const { champs } = await plan(ctx, a, [b])
    const textes = (code: string) =>
      champs.find((c) => c.champ === code)?.valeurs.map((v) => v.texte.replace(/\s/g, ' '))
    expect(textes('surface_plancher')).toEqual(['', '12 500,5 m²'])
    expect(textes('annee_construction')).toEqual(['', '1962'])
    expect(textes('date_ouverture')).toEqual(['01/05/1965', ''])
  }))

test('deux UAI justes et connus ne sont jamais un doublon', () =>
  essayer(async (ctx) => {
    const [a, b] = [await unEtablissement(ctx), await unEtablissement(ctx)]
    expect((await plan(ctx, a, [b], 'doublon')).obstacles).toMatchObject([{ champ: 'genre' }])
    await expect(fusion(ctx, a, [b], { genre: 'doublon' })).rejects.toMatchObject({
      status: 409,
      code: 'fusion_impossible',
    })
    await expect(fusion(ctx, a, [a])).rejects.toMatchObject({ code: 'fusion_impossible' })
  }))

test('un nouvel UAI remplace deux établissements d’un coup', () =>
  essayer(async (ctx) => {
    const [n, a, b] = [await unEtablissement(ctx), await unEtablissement(ctx), await unEtablissement(ctx)]
    await fusion(ctx, n, [a, b], { genre: 'remplacement' })
    expect((await trouverRedirection(ctx, a))?.uai).toBe(n)
    expect((await trouverRedirection(ctx, b))?.uai).toBe(n)
    await expect(fusion(ctx, n, [b])).rejects.toMatchObject({ code: 'fusion_impossible' })
  }))

test('de fusion en fusion, l’UAI mène au dernier survivant ; on annule dans l’ordre', () =>
  essayer(async (ctx) => {
    const [a, b, c] = [await unEtablissement(ctx), await unEtablissement(ctx), await unEtablissement(ctx)]
    const premiere = await fusion(ctx, b, [a])
    const seconde = await fusion(ctx, c, [b])
    expect((await trouverRedirection(ctx, a))?.uai).toBe(c)
    await expect(annuler(ctx, premiere.id)).rejects.toMatchObject({ code: 'fusion_suivante' })
    await annuler(ctx, seconde.id)
    await annuler(ctx, premiere.id)
    expect(await trouverRedirection(ctx, a)).toBeUndefined()
  }))

test('seuls ceux qui voient tout fusionnent', () =>
  essayer(async (ctx) => {
    await expect(plan({ ...ctx, acteur: claire }, COLLEGE, [LYCEE])).rejects.toMatchObject({ status: 403 })
    await expect(plan({ ...ctx, acteur: admin }, COLLEGE, [LYCEE])).resolves.toBeDefined()
  }))
