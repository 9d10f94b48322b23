import { mkdir, readdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { sql } from 'kysely'
import { beforeAll, expect, test } from 'vitest'
import { SYSTEME } from '#domain/acteur.ts'
import * as api from '#domain/integration/api.ts'
import * as rubriques from '#domain/referentiel/api-rubriques.ts'
import { importer, suivre } from '#test/depots.ts'
import { texteDe } from '#test/donnees.ts'
import { garder } from '#test/imports.ts'
import { agnes } from '#test/personas.ts'
import { ouvrirServeur, type Portes } from '#test/porte.ts'
import { contextOf } from '../platform/context.ts'
import { cleDePage, pagesGardees } from './connecteurs/opendatasoft.ts'
import { lireReglage, noterEssai } from './connecteurs/reglage.ts'
import { ANNUAIRE } from './sources.ts'

let portes: Portes
const UAI = '0320001Y'
const gers = garder(texteDe(ANNUAIRE.fichiers[0] ?? ''), (l) => /;032;16;76;/.test(l))
/** Two rows: one right, one put aside for its control letter, where somebody wrote who to ask. */
let operations: string

beforeAll(async () => {
  portes = await ouvrirServeur()
  await importer(portes, agnes, 'annuaire', gers)
  const { uai } = await portes.kit.db
    .selectFrom('referentiel.etablissement')
    .select('uai')
    .where('uai', 'like', '032%')
    .orderBy('uai')
    .executeTakeFirstOrThrow()
  operations = [
    'uai;reference;nom;objet',
    `${uai};OP-1;Toiture;Voir Luc FICTIF au 06 12 34 56 78`,
    `${UAI.slice(0, 7)}A;OP-2;Cour;luc.fictif@exemple.fr`,
    '',
  ].join('\n')
  await portes.appeler(agnes, rubriques.ajouterEnregistrement, {
    params: { uai, rubrique: 'contact' },
    body: {
      valeurs: {
        role: 'chef',
        nom: 'Fictif',
        prenom: 'Luc',
        courriel: 'luc.fictif@exemple.fr',
        telephone: '0612345678',
        depuis: '2024-09-01',
      },
    },
  })
}, 60_000)

const chercher = async () => {
  const { rows } = await sql<{ ou: string }>`
    select 'rejet' as ou from integration.rejet r where to_jsonb(r)::text ~* 'fictif'
    union all select 'difference' from integration.difference d where to_jsonb(d)::text ~* 'fictif|12 34 56'
    union all select 'ligne' from integration.ligne l where to_jsonb(l)::text ~* 'fictif'
    union all select 'contact' from referentiel.contact c where to_jsonb(c)::text ~* 'fictif'
    union all select 'effacement' from referentiel.effacement e where to_jsonb(e)::text ~* 'fictif'
    union all select 'journal' from journal.acte a where to_jsonb(a)::text ~* 'fictif'`.execute(portes.kit.db)
  return rows.map((r) => r.ou)
}

test('55. un contact effacé disparaît aussi des fichiers reçus, de la quarantaine et des différences ; le journal n’a perdu aucun acte', async () => {
  const x = await importer(portes, agnes, 'operations', operations, { nom: 'operations.csv' })
  expect(x).toMatchObject({ etat: 'appliquee', creees: 1, rejetees: 1 })
  const autre = await importer(
    portes,
    agnes,
    'operations',
    operations.replace(/Voir[^\n]*/, 'Rien').replace(/luc\.[^\n]*/, 'Rien'),
    {
      nom: 'sans-personne.csv',
    },
  )
  const depot = join(portes.kit.config.dossier, 'depot', 'operations', 'pris')
  await mkdir(depot, { recursive: true })
  await writeFile(join(depot, 'operations.csv'), operations)
  await writeFile(join(depot, 'autre.csv'), 'uai;nom\n0320001Y;Toiture\n')
  // Two takings that were cut: one has kept a page that names the person.
  const systeme = contextOf(portes.kit, SYSTEME)
  await noterEssai(systeme, 'operations', 'partiel', 'Coupée.', { signature: 'a', pages: 2 })
  await noterEssai(systeme, 'annuaire', 'partiel', 'Coupée.', { signature: 'b', pages: 1 })
  const page = (objet: string) => Buffer.from(JSON.stringify([{ uai: UAI, objet }]))
  await portes.kit.files.put(cleDePage('operations', 0), page('Cour'))
  await portes.kit.files.put(cleDePage('operations', 1), page('Demander à Luc Fictif'))
  await portes.kit.files.put(cleDePage('annuaire', 0), page('Cour'))
  expect(await chercher()).toEqual(expect.arrayContaining(['rejet', 'difference', 'contact']))
  const cles = await fichiers()
  expect(cles).toEqual({ [x.id]: true, [autre.id]: true })
  const actes = await compter()

  const { rows } = await sql<{ id: number }>`select id from referentiel.contact where nom = 'Fictif'`.execute(
    portes.kit.db,
  )
  const { status } = await portes.appeler(agnes, rubriques.effacerContact, { params: { id: rows[0]?.id ?? 0 } })
  expect(status).toBe(200)
  await portes.executerTravaux()

  expect(await chercher()).toEqual([])
  // The file goes whole; its name, its fingerprint and its account stay, and so does every other file.
  expect(await fichiers()).toEqual({ [x.id]: false, [autre.id]: true })
  expect(await readdir(depot)).toEqual(['autre.csv'])
  expect(await pagesGardees(portes.kit.files, 'operations')).toEqual([])
  expect((await lireReglage(systeme, 'operations')).reprise).toBeNull()
  expect(await pagesGardees(portes.kit.files, 'annuaire')).toHaveLength(1)
  expect((await lireReglage(systeme, 'annuaire')).reprise).toEqual({ signature: 'b', pages: 1 })
  expect(await suivre(portes, agnes, x.id)).toMatchObject({ fichier: 'operations.csv', etat: 'appliquee', rejetees: 1 })
  const rejets = await portes.appeler(agnes, api.listerRejets, { params: { id: x.id } })
  expect(rejets.body.elements[0]).toMatchObject({ numero: 3, ligne: { reference: 'OP-2', objet: '[effacé]' } })
  // One act more, that of the erasure; none is missing.
  expect(await compter()).toBe(actes + 1)

  // A second time, there is nobody left to erase.
  await portes.appeler(agnes, rubriques.effacerContact, { params: { id: rows[0]?.id ?? 0 } })
  await portes.executerTravaux()
  const { rows: faites } = await sql<{ n: number }>`
    select count(*)::int as n from referentiel.effacement where fait_le is not null and personne is null`.execute(
    portes.kit.db,
  )
  expect(faites[0]?.n).toBe(1)
}, 60_000)

async function fichiers() {
  const lignes = await portes.kit.db
    .selectFrom('integration.execution')
    .select(['id', 'fichier_cle'])
    .where('source', '=', 'operations')
    .execute()
  const la: Record<number, boolean> = {}
  for (const { id, fichier_cle } of lignes) la[id] = await portes.kit.files.exists(fichier_cle ?? '')
  return la
}

async function compter(): Promise<number> {
  const { rows } = await sql<{ n: number }>`select count(*)::int as n from journal.acte`.execute(portes.kit.db)
  return rows[0]?.n ?? 0
}
