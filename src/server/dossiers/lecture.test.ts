import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Personne } from '#domain/acteur.ts'
import { actingAs } from '#test/acting.ts'
import { joindre, remplir, unBrouillon, unBrouillonComplet, unDossierDepose } from '#test/dossiers.ts'
import { admin, agnes, bruno, claire, gestionnaire, ines, nathalie, vincent } from '#test/personas.ts'
import { serveurDuFichier } from '#test/serveur.ts'
import { contextOf, type Kit, type Write, write } from '../platform/context.ts'
import { type Database, openDatabase, openPool } from '../platform/db.ts'
import { lireDossier, lireRecapitulatif } from './lecture.ts'
import { trouverDossier, visibles } from './visibles.ts'

const par = (cle: string) => ({ params: { cle }, query: undefined, body: undefined })

let kit: Kit
let requetes = 0
let compteuse: Database
beforeAll(async () => {
  const serveur = await serveurDuFichier()
  kit = serveur.kit
  compteuse = openDatabase(openPool(serveur.base.application), { log: () => (requetes += 1) })
})
afterAll(() => compteuse.destroy())

const enVrai = <T>(fn: (ctx: Write) => Promise<T>) => write(contextOf(kit, claire), fn)
async function compter(fn: (ctx: ReturnType<typeof contextOf>) => Promise<unknown>): Promise<number> {
  requetes = 0
  await fn({ ...contextOf(kit, claire), db: compteuse })
  return requetes
}

describe('lire un dossier', () => {
  test('coûte le même nombre de requêtes, vide ou plein', async () => {
    const vide = await enVrai((ctx) => unBrouillon(ctx))
    const plein = await enVrai(async (ctx) => {
      const cle = await unBrouillonComplet(ctx)
      for (let i = 0; i < 6; i += 1) {
        await joindre(ctx, cle, 'photos')
        await remplir(ctx, cle, { [`devis/x${i}`]: { entreprise: `Entreprise ${i}` } })
      }
      return cle
    })
    await lireDossier(contextOf(kit, claire), par(vide)) // the definition is read once a process
    const attendu = await compter((ctx) => lireDossier(ctx, par(vide)))
    expect(attendu).toBeLessThanOrEqual(4)
    expect(await compter((ctx) => lireDossier(ctx, par(plein)))).toBe(attendu)
    const recap = await compter((ctx) => lireRecapitulatif(ctx, par(vide)))
    expect(await compter((ctx) => lireRecapitulatif(ctx, par(plein)))).toBe(recap)
  })

  test('par son numéro ou par sa clé, c’est le même', () =>
    actingAs(claire, async (ctx) => {
      const { cle, numero } = await unDossierDepose(ctx)
      expect(await trouverDossier(ctx, numero)).toEqual(await trouverDossier(ctx, cle))
    }))
})

describe('les dossiers visibles', () => {
  test.each<[string, Personne, ('brouillon' | 'depose')[]]>([
    ['le chef', claire, ['brouillon', 'depose']],
    ['le gestionnaire', gestionnaire, ['brouillon', 'depose']],
    ['l’agent du territoire', bruno, ['depose']],
    ['l’agent de tout le territoire', agnes, ['depose']],
    ['l’administrateur', admin, ['depose']],
    ['le chef d’un autre lycée', vincent, []],
    ['la principale du collège voisin', nathalie, []],
    ['l’agente d’un autre département', ines, []],
  ])('%s', (_, qui, attendus) =>
    actingAs(claire, async (ctx) => {
      const [brouillon, { cle: depose }] = [await unBrouillon(ctx), await unDossierDepose(ctx)]
      const vus = await visibles({ ...ctx, acteur: qui })
        .select('d.cle')
        .where('d.cle', 'in', [brouillon, depose])
        .execute()
      expect(vus.map((v) => (v.cle === depose ? 'depose' : 'brouillon')).sort()).toEqual(attendus)
    }),
  )

  test('un visiteur ne voit rien', () =>
    actingAs(claire, async (ctx) => {
      await unDossierDepose(ctx)
      expect(
        await visibles({ ...ctx, acteur: { genre: 'anonyme' } })
          .select('d.cle')
          .execute(),
      ).toEqual([])
    }))

  test('une personne sans habilitation ne voit rien', () =>
    actingAs(claire, async (ctx) => {
      await unDossierDepose(ctx)
      expect(
        await visibles({ ...ctx, acteur: { ...claire, habilitations: [] } })
          .select('d.cle')
          .execute(),
      ).toEqual([])
    }))
})
