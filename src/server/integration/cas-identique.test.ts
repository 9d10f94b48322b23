import { readFileSync } from 'node:fs'
import { beforeAll, describe, expect, test } from 'vitest'
import * as api from '#domain/integration/api.ts'
import { importer } from '#test/depots.ts'
import { texteDe } from '#test/donnees.ts'
import { garder } from '#test/imports.ts'
import { agnes } from '#test/personas.ts'
import { ouvrirServeur, type Portes } from '#test/porte.ts'
import { chargerDonnees } from './chargement.ts'
import { ANNUAIRE, NOMENCLATURES } from './sources.ts'

let portes: Portes
let chargee: number | null | undefined
const FICHIER = ANNUAIRE.fichiers[0] ?? ''

beforeAll(async () => {
  portes = await ouvrirServeur()
  const charges = await chargerDonnees(portes.kit, { sources: [NOMENCLATURES, ANNUAIRE] })
  chargee = charges.find((c) => c.source === 'annuaire')?.execution
}, 120_000)

test('42. l’annuaire que le démarrage a chargé, envoyé par l’API : identique à cet import, zéro écriture', async () => {
  const octets = readFileSync(new URL(`../../../donnees/${FICHIER}`, import.meta.url))
  const avant = await etat()
  const x = await importer(portes, agnes, 'annuaire', octets, { nom: FICHIER.split('/').at(-1) })
  expect(x).toMatchObject({ etat: 'appliquee', identique_a: chargee, creees: 0, modifiees: 0, absentes: 0 })
  expect(x.identiques).toBeGreaterThan(600)
  expect(await etat()).toEqual(avant)
  // And a restart does not read it either.
  const encore = await chargerDonnees(portes.kit, { sources: [NOMENCLATURES, ANNUAIRE] })
  expect(encore.map((c) => c.execution)).toEqual([null, null])
}, 60_000)

describe('cas 38 : les colonnes interverties sous une en-tête gardée', () => {
  test('moins de 99 % d’UAI justes : tout est refusé, rien n’est écrit', async () => {
    const [entete = '', ...lignes] = garder(texteDe(FICHIER), (l) => /;032;16;76;/.test(l))
      .trimEnd()
      .split('\n')
    const interverties = lignes.map((l) => l.replace(/^([^;]*);([^;]*);/, '$2;$1;'))
    const avant = await etat()
    const x = await importer(portes, agnes, 'annuaire', [entete, ...interverties].join('\n'))
    expect(x).toMatchObject({ etat: 'refusee', erreur: expect.stringContaining('interverties') })
    expect(await etat()).toEqual(avant)
    const rejets = await portes.appeler(agnes, api.listerRejets, { params: { id: x.id } })
    expect(rejets.body.total).toBe(0)
  })
})

async function etat() {
  const { db } = portes.kit
  const compter = async (table: 'journal.acte' | 'referentiel.changement' | 'integration.ligne') =>
    (
      await db
        .selectFrom(table)
        .select(({ fn }) => fn.countAll<string>().as('n'))
        .executeTakeFirst()
    )?.n
  return [await compter('journal.acte'), await compter('referentiel.changement'), await compter('integration.ligne')]
}
