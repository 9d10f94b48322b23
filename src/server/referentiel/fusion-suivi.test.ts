import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { actingAs } from '#test/acting.ts'
import { unDossierDepose } from '#test/dossiers.ts'
import { COLLEGE, LYCEE } from '#test/etablissements.ts'
import { annuler, fusion, plan } from '#test/fusionner.ts'
import { photographier } from '#test/fusions.ts'
import { unDossierInstruit, unDossierNotifie } from '#test/instruction.ts'
import { agnes, claire } from '#test/personas.ts'

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
