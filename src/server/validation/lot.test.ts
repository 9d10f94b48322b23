import { sql } from 'kysely'
import { beforeAll, expect, test, vi } from 'vitest'
import { deciderPropositions } from '#domain/validation/api.ts'
import { COLLEGE, LYCEE } from '#test/etablissements.ts'
import { agnes, bruno } from '#test/personas.ts'
import { ouvrirServeur, type Portes } from '#test/porte.ts'
import { uneProposition } from '#test/propositions.ts'
import { contextOf, type Write, write } from '../platform/context.ts'

let portes: Portes
beforeAll(async () => {
  portes = await ouvrirServeur()
})

const enVrai = <T>(fn: (ctx: Write) => Promise<T>) => write(contextOf(portes.kit, agnes), fn)

test('deux lots à la fois ne se bloquent pas : les fiches se prennent dans le même ordre, quelle que soit la sélection', async () => {
  const [avant = '', apres = ''] = [LYCEE, COLLEGE].toSorted()
  const [a, b] = await enVrai(async (ctx) => [
    await uneProposition(ctx, agnes, avant, { telephone: '05 61 00 00 01' }),
    await uneProposition(ctx, agnes, apres, { telephone: '05 61 00 00 02' }),
  ])
  // Another holds the first fiche; a lot that begins by the second must not hold that one while it waits.
  let lot: Promise<unknown> | undefined
  const libre = await enVrai(async (ctx) => {
    await sql`select from referentiel.etablissement where uai = ${avant} for update`.execute(ctx.db)
    lot = portes.appeler(bruno, deciderPropositions, {
      body: { sens: 'refuser', ids: [b?.id ?? 0, a?.id ?? 0], motif: 'Non' },
    })
    await vi.waitFor(async () => {
      const { rows } =
        await sql`select from pg_locks where not granted and pg_backend_pid() = any(pg_blocking_pids(pid))`.execute(
          ctx.db,
        )
      expect(rows.length).toBeGreaterThan(0)
    }, 5000)
    const { rows } = await sql`
      select from referentiel.etablissement where uai = ${apres} for update skip locked`.execute(ctx.db)
    return rows.length === 1
  })
  expect(libre).toBe(true)
  expect(await lot).toMatchObject({ status: 200, body: { faites: 2 } })
})
