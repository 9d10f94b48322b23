import { beforeAll, expect, test } from 'vitest'
import { FICHIERS_LIVRES } from '#domain/integration/sources/livres.ts'
import { dernierPassage } from '#domain/referentiel/api-qualite.ts'
import { importer } from '#test/depots.ts'
import { texteDe } from '#test/donnees.ts'
import { garder } from '#test/imports.ts'
import { agnes } from '#test/personas.ts'
import { ouvrirServeur, type Portes } from '#test/porte.ts'
import { premiersControles } from './livraison.ts'
import { ANNUAIRE } from './sources.ts'

const LE = '2026-11-24T08:00:00Z'
const LUE = { date_donnees: '2026-01-01', commencee_le: LE, terminee_le: LE, appliquee_le: LE, duree_ms: 1 }
let portes: Portes
const gers = garder(texteDe(ANNUAIRE.fichiers[0] ?? ''), (l) => /;032;16;76;/.test(l))
const evenement = {
  acte: 1,
  code: 'execution_appliquee',
  objet: { genre: 'execution', cle: '1' },
  donnees: {},
} as const

beforeAll(async () => {
  portes = await ouvrirServeur()
}, 60_000)

/** The follower of the imports, where shipped files are read. */
const suivre = () =>
  premiersControles.job.run({ ...portes.kit, config: { ...portes.kit.config, sourcesLivrees: true } }, evenement)
const passage = async () => (await portes.appeler(agnes, dernierPassage, {})).body.passage

test('la qualité se contrôle une fois, quand les premiers fichiers sont tous lus', async () => {
  await importer(portes, agnes, 'annuaire', gers)
  // The établissements are there, the files that speak of them are not yet in the queue.
  await suivre()
  expect(await passage()).toBeNull()
  const lignes = FICHIERS_LIVRES.map(({ code }) => ({
    source: code,
    etat: 'appliquee',
    fichier: code,
    empreinte: code,
  }))
  const [premiere, ...autres] = lignes
  await portes.kit.db
    .insertInto('integration.source')
    .values(
      lignes.map(({ source }) => ({
        code: source,
        libelle: source,
        editeur: '',
        licence: '',
        genre: 'etablissements',
        priorite: 1,
      })),
    )
    .onConflict((c) => c.doNothing())
    .execute()
  await portes.kit.db
    .insertInto('integration.execution')
    .values([{ ...premiere, ...LUE, etat: 'lue' } as never, ...autres.map((l) => ({ ...l, ...LUE }) as never)])
    .execute()
  await suivre()
  expect(await passage()).toBeNull()
  await portes.kit.db
    .updateTable('integration.execution')
    .set({ etat: 'appliquee' })
    .where('source', '=', premiere?.source ?? '')
    .execute()
  // Where nothing is shipped, nobody waits for it.
  await premiersControles.job.run(portes.kit, evenement)
  expect(await passage()).toBeNull()
  await suivre()
  const premier = await passage()
  expect(premier).toMatchObject({ demandeur: 'Préau' })
  await suivre()
  expect((await passage())?.id).toBe(premier?.id)
})
