import fc from 'fast-check'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { texteDe } from '#test/donnees.ts'
import { type BaseDImport, baseDImport, executer, garder } from '#test/imports.ts'
import type { Write } from '../platform/context.ts'
import { ANNUAIRE, LISTE_NATIONALE } from './sources.ts'

let base: BaseDImport
beforeAll(async () => {
  base = await baseDImport()
}, 180_000)
afterAll(() => base.fermer())

const annuaire = garder(texteDe(ANNUAIRE.fichiers[0] ?? ''), (l) => /;032;16;76;/.test(l)).split('\n')
const liste = garder(texteDe(LISTE_NATIONALE.fichiers[0] ?? ''), (l) => /,Gers,/.test(l)).split('\n')

/** The header, and the rows whose place is drawn. */
const tirer = ([entete = '', ...lignes]: string[], places: boolean[]) =>
  [entete, ...lignes.filter((l, i) => l !== '' && places[i % places.length])].join('\n')

async function image(ctx: Write) {
  const { rows } = await sql`
    select to_jsonb(e) - 'id' - 'cree_le' - 'modifie_le' as fiche, o.champs, o.lieu, o.empreinte
    from referentiel.etablissement e join referentiel.provenance o using (uai) order by e.uai`.execute(ctx.db)
  return rows
}

test('quelles que soient les lignes de deux sources, l’ordre où elles arrivent ne change pas le référentiel', async () => {
  expect(annuaire.length).toBeGreaterThan(20)
  expect(liste.length).toBeGreaterThan(20)
  const places = fc.array(fc.boolean(), { minLength: 5, maxLength: 40 }).filter((p) => p.includes(true))
  await fc.assert(
    fc.asyncProperty(places, places, async (a, b) => {
      const [une, autre] = [tirer(annuaire, a), tirer(liste, b)]
      const dans = (ordre: 'annuaire' | 'liste') =>
        base.essayer(async (ctx) => {
          if (ordre === 'annuaire') await executer(ctx, ANNUAIRE, une)
          await executer(ctx, LISTE_NATIONALE, autre)
          if (ordre === 'liste') await executer(ctx, ANNUAIRE, une)
          return image(ctx)
        })
      expect(await dans('liste')).toEqual(await dans('annuaire'))
    }),
    { numRuns: 12 },
  )
}, 120_000)
