import { expect, test } from 'vitest'
import { MODULES } from '#server/modules.ts'
import { contextOf, write } from '#server/platform/context.ts'
import { enfiler } from '#server/platform/jobs.ts'
import { actingAs } from './acting.ts'
import { claire, SYSTEME } from './personas.ts'
import { ouvrirServeur } from './porte.ts'

const faits: object[] = []
MODULES.push({
  name: 'essai',
  jobs: [
    {
      name: 'essai_premier',
      run: async (kit, data) => {
        faits.push(data)
        await write(contextOf(kit, SYSTEME), (ctx) => enfiler(ctx, 'essai_second', { apres: data }))
      },
    },
    { name: 'essai_second', run: async (_kit, data) => void faits.push(data) },
  ],
})

test('les travaux en file sont faits sur demande, avec ceux qu’ils appellent', async () => {
  const { kit, executerTravaux } = await ouvrirServeur()
  await write(contextOf(kit, SYSTEME), (ctx) => enfiler(ctx, 'essai_premier', { n: 1 }))
  expect(faits).toEqual([])
  expect(await executerTravaux()).toBe(2)
  expect(faits).toEqual([{ n: 1 }, { apres: { n: 1 } }])
  expect(await executerTravaux()).toBe(0)
})

test('ce que fait un essai d’acte ne laisse ni ligne ni travail', async () => {
  const { kit, executerTravaux } = await ouvrirServeur()
  await actingAs(claire, async (ctx) => {
    await enfiler(ctx, 'essai_premier', { n: 2 })
    await ctx.db.updateTable('comptes.personne').set({ nom: 'Autre' }).where('id', '=', claire.id).execute()
  })
  expect(await executerTravaux()).toBe(0)
  const apres = await kit.db.selectFrom('comptes.personne').select('nom').where('id', '=', claire.id).executeTakeFirst()
  expect(apres).toEqual({ nom: claire.nom })
})

test('un refus traverse l’essai d’acte tel quel', async () => {
  await expect(actingAs(claire, () => Promise.reject(new Error('refusé')))).rejects.toThrow('refusé')
})
