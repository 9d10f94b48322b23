import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { actingAs } from '#test/acting.ts'
import { unDossierDepose } from '#test/dossiers.ts'
import { COLLEGE, LYCEE } from '#test/etablissements.ts'
import { annuler, fusion, plan } from '#test/fusionner.ts'
import { photographier } from '#test/fusions.ts'
import { unDossierInstruit, unDossierNotifie } from '#test/instruction.ts'
import { agnes, claire } from '#test/personas.ts'
import { lirePlanDeScission, scinder } from './scission.ts'

test('dossiers, instruction et habilitations suivent, dossiers clos exceptés ; annuler remet tout', () =>
  actingAs(agnes, async (ctx) => {
    const cle = await unDossierInstruit(ctx)
    const clos = await unDossierNotifie(ctx)
    await sql`update instruction.suivi set termine = true where dossier_id = (select id from dossiers.dossier where cle = ${clos})`.execute(
      ctx.db,
    )
    const avant = await photographier(ctx)
    const { mouvements } = await plan(ctx, COLLEGE, [LYCEE])
    expect(mouvements.map((m) => m.nom)).toEqual(expect.arrayContaining(['dossier', 'habilitation']))
    const { id } = await fusion(ctx, COLLEGE, [LYCEE])
    const ou = async (c: string) =>
      (await ctx.db.selectFrom('dossiers.dossier').select('uai').where('cle', '=', c).executeTakeFirstOrThrow()).uai
    expect(await ou(cle)).toBe(COLLEGE)
    expect(await ou(clos)).toBe(LYCEE)
    const habilites = await ctx.db
      .selectFrom('comptes.habilitation')
      .select('personne_id')
      .where('uai', '=', COLLEGE)
      .execute()
    expect(habilites.map((h) => h.personne_id)).toContain(claire.id)
    await annuler(ctx, id)
    expect(await photographier(ctx)).toEqual(avant)
  }))

test('un dossier déposé ne change d’établissement que par une fusion', () =>
  actingAs(agnes, async (ctx) => {
    const { cle } = await unDossierDepose({ ...ctx, acteur: claire })
    await expect(
      ctx.db.updateTable('dossiers.dossier').set({ uai: COLLEGE }).where('cle', '=', cle).execute(),
    ).rejects.toThrow('Un dossier déposé ne se modifie pas.')
  }))

test('cas 10 : les dossiers en cours d’une scission vont où dit leur règle ou le choix à la main ; annuler les rend', () =>
  actingAs(agnes, async (ctx) => {
    const instruit = await unDossierInstruit(ctx)
    const { cle: depose } = await unDossierDepose({ ...ctx, acteur: claire })
    const avant = await photographier(ctx)
    const dossier = async (cle: string) =>
      ctx.db
        .selectFrom('dossiers.dossier as d')
        .leftJoin('instruction.suivi as s', 's.dossier_id', 'd.id')
        .select(['d.id', 'd.uai', 's.statut', 's.uai as suivi'])
        .where('d.cle', '=', cle)
        .executeTakeFirstOrThrow()
    const { statut } = await dossier(instruit)
    const body = {
      date_effet: '2026-09-01',
      principal: LYCEE,
      parts: [
        { uai: LYCEE, pourcent: 50 },
        { uai: COLLEGE, pourcent: 50 },
      ],
      niveaux: {},
      regles: [{ nom: 'dossier', critere: 'statut', valeur: statut ?? '', uai: COLLEGE }],
      enregistrements: [],
      motif: '',
    }
    const plan = await lirePlanDeScission(ctx as never, { params: { uai: LYCEE }, query: undefined, body })
    const dossiers = plan.enregistrements.find((e) => e.nom === 'dossier')
    expect(dossiers?.criteres.map((c) => c.nom)).toEqual(['teleservice', 'statut'])
    expect(dossiers?.lignes.filter((l) => l.raison === 'regle').map((l) => l.uai)).toEqual([COLLEGE])
    const { id } = await scinder(ctx, { params: { uai: LYCEE }, query: undefined, body })
    expect(await dossier(instruit)).toMatchObject({ uai: COLLEGE, suivi: COLLEGE })
    expect(await dossier(depose)).toMatchObject({ uai: LYCEE })
    await annuler(ctx, id)
    expect(await photographier(ctx)).toEqual(avant)
    const { id: chacun } = await dossier(depose)
    const main = { ...body, regles: [], enregistrements: [{ nom: 'dossier', id: chacun, uai: COLLEGE }] }
    await scinder(ctx, { params: { uai: LYCEE }, query: undefined, body: main })
    expect([(await dossier(depose)).uai, (await dossier(instruit)).uai]).toEqual([COLLEGE, LYCEE])
  }))
