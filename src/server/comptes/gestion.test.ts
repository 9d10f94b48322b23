import { expect, test } from 'vitest'
import type { Write } from '#server/platform/context.ts'
import { actingAs } from '#test/acting.ts'
import { COLLEGE, LYCEE } from '#test/etablissements.ts'
import { ANONYME, admin, agnes, bruno, claire, SYSTEME } from '#test/personas.ts'
import { donnerPerimetre, habiliter } from './habilitations.ts'
import { creerPersonne, lirePersonne, ouvrirCompte } from './ouverture.ts'

const NOUVELLE = { prenom: 'Zoé', nom: 'Fourcade', courriel: ' Zoe@Preau.example ', role: 'etablissement' } as const
const depuis = '2026-09-01'

const actesSur = (ctx: Write, id: number) =>
  ctx.db.selectFrom('journal.acte').select('code').where('objet_cle', '=', String(id)).orderBy('id').execute()

test('un administrateur enregistre une personne, l’habilite et lui ouvre un compte', () =>
  actingAs(admin, async (ctx) => {
    const { id } = await creerPersonne(ctx, NOUVELLE)
    await habiliter(ctx, id, { uai: COLLEGE, fonction: 'chef', depuis })
    await ouvrirCompte(ctx, id, { motDePasse: 'une phrase bien à elle' })
    expect(await lirePersonne(ctx, id)).toMatchObject({
      courriel: 'zoe@preau.example',
      habilitations: [{ uai: COLLEGE, fonction: 'chef' }],
    })
    expect((await actesSur(ctx, id)).map((a) => a.code)).toEqual([
      'personne_creee',
      'habilitation_donnee',
      'compte_ouvert',
    ])
  }))

test.each([
  ['un visiteur', ANONYME],
  ['un chef d’établissement', claire],
  ['un agent', bruno],
  ['un agent qui voit tout', agnes],
] as const)('%s ne gère pas les comptes', (_, acteur) =>
  actingAs(acteur, async (ctx) => {
    const interdit = { status: 403 }
    await expect(creerPersonne(ctx, NOUVELLE)).rejects.toMatchObject(interdit)
    await expect(ouvrirCompte(ctx, claire.id, { motDePasse: 'une phrase bien à moi' })).rejects.toMatchObject(interdit)
    await expect(habiliter(ctx, claire.id, { uai: COLLEGE, fonction: 'chef', depuis })).rejects.toMatchObject(interdit)
    await expect(donnerPerimetre(ctx, bruno.id, { genre: 'tout', code: '' })).rejects.toMatchObject(interdit)
  }),
)

test('une adresse, une habilitation ou un compte ne se donnent pas deux fois', () =>
  actingAs(SYSTEME, async (ctx) => {
    await expect(creerPersonne(ctx, { ...NOUVELLE, courriel: 'CLAIRE@preau.example' })).rejects.toMatchObject({
      status: 409,
    })
    await expect(habiliter(ctx, claire.id, { uai: LYCEE, fonction: 'chef', depuis })).rejects.toMatchObject({
      code: 'deja_habilitee',
    })
    await donnerPerimetre(ctx, bruno.id, { genre: 'departement', code: '31' })
    expect((await lirePersonne(ctx, bruno.id)).perimetres).toEqual([{ genre: 'departement', code: '31' }])
  }))

test('on n’ouvre pas deux comptes à la même personne', () =>
  actingAs(SYSTEME, async (ctx) => {
    await expect(ouvrirCompte(ctx, claire.id, { motDePasse: 'une phrase bien à elle' })).rejects.toMatchObject({
      code: 'compte_deja_ouvert',
    })
  }))

test('une habilitation va à une personne d’établissement, un périmètre à un agent', () =>
  actingAs(admin, async (ctx) => {
    await expect(habiliter(ctx, bruno.id, { uai: LYCEE, fonction: 'chef', depuis })).rejects.toMatchObject({
      status: 422,
    })
    await expect(donnerPerimetre(ctx, claire.id, { genre: 'tout', code: '' })).rejects.toMatchObject({ status: 422 })
    await expect(donnerPerimetre(ctx, bruno.id, { genre: 'canton', code: '' })).rejects.toMatchObject({ status: 422 })
    await expect(habiliter(ctx, claire.id, { uai: '0000000A', fonction: 'chef', depuis })).rejects.toMatchObject({
      status: 404,
    })
  }))
