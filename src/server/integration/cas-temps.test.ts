import { sql } from 'kysely'
import { beforeAll, describe, expect, test } from 'vitest'
import { importer } from '#test/depots.ts'
import { texteDe } from '#test/donnees.ts'
import { LYCEE } from '#test/etablissements.ts'
import { garder } from '#test/imports.ts'
import { agnes } from '#test/personas.ts'
import { ouvrirServeur, type Portes } from '#test/porte.ts'
import { ANNUAIRE } from './sources.ts'

let portes: Portes
const gers = garder(texteDe(ANNUAIRE.fichiers[0] ?? ''), (l) => /;032;16;76;/.test(l))
/** Lycée Joseph Saverne, L’Isle-Jourdain. */
const UAI = '0320036R'
const TELEPHONE = '05 62 07 02 72'
/** The annuaire of another day, where this lycée has another telephone. */
const du = (jour: string, telephone: string) =>
  gers.replaceAll(';2024-11-26;', `;${jour};`).replace(TELEPHONE, telephone)

beforeAll(async () => {
  portes = await ouvrirServeur()
})

const courant = async () =>
  (
    await portes.kit.db
      .selectFrom('referentiel.etablissement')
      .select('telephone')
      .where('uai', '=', UAI)
      .executeTakeFirstOrThrow()
  ).telephone
const histoire = async () =>
  (
    await sql<{ genre: string; du: string; telephone: string | null }>`
      select genre, valable_du::text as du, champs #>> '{telephone,apres}' as telephone from referentiel.changement
      where uai = ${UAI} and champs ? 'telephone' order by id`.execute(portes.kit.db)
  ).rows

describe('cas 43 : un fichier plus ancien après un plus récent', () => {
  test('la valeur courante ne recule pas ; le passé est gardé', async () => {
    await importer(portes, agnes, 'annuaire', du('2025-11-26', '05 11 11 11 11'))
    const vieux = await importer(portes, agnes, 'annuaire', du('2023-11-26', '05 22 22 22 22'))
    expect(vieux).toMatchObject({ etat: 'appliquee', creees: 0, modifiees: 0, date_donnees: '2023-11-26' })
    expect(vieux.anciennes).toBeGreaterThan(0)
    expect(await courant()).toBe('05 11 11 11 11')
    expect(await histoire()).toContainEqual({ genre: 'passe', du: '2023-11-26', telephone: '05 22 22 22 22' })
  })

  test('un même ancien fichier, forcé, ne dit pas deux fois le passé', async () => {
    const avant = await histoire()
    await importer(portes, agnes, 'annuaire', du('2023-11-26', '05 22 22 22 22'), { champs: { forcer: 'true' } })
    expect(await histoire()).toEqual(avant)
    expect(await courant()).toBe('05 11 11 11 11')
  })

  test('ce qu’un fichier récent a confirmé sans le changer ne recule pas non plus', async () => {
    await importer(portes, agnes, 'annuaire', du('2026-03-26', '05 11 11 11 11'))
    const entre = await importer(portes, agnes, 'annuaire', du('2026-01-26', '05 33 33 33 33'))
    expect(entre).toMatchObject({ modifiees: 0, anciennes: 1 })
    expect(await courant()).toBe('05 11 11 11 11')
  })

  test('la date donnée avec le fichier l’emporte sur celle de ses lignes', async () => {
    const vieux = await importer(portes, agnes, 'annuaire', du('2027-03-26', '05 44 44 44 44'), {
      champs: { date_donnees: '2020-01-01' },
    })
    expect(vieux).toMatchObject({ modifiees: 0, date_donnees: '2020-01-01' })
    expect(await courant()).toBe('05 11 11 11 11')
  })

  test('un enregistrement lié non plus ; ce que le vieux fichier seul connaît entre', async () => {
    const ips = (v: string, autre = '') =>
      `rentree_scolaire;uai;type_de_lycee;ips_voie_gt;ips_voie_pro;ips_ensemble_gt_pro\n2023-2024;${LYCEE};LPO;${v};90;100\n${autre}`
    await importer(portes, agnes, 'ips-lycees', ips('120'), { champs: { date_donnees: '2025-01-01' } })
    const vieux = await importer(portes, agnes, 'ips-lycees', ips('80', `2022-2023;${LYCEE};LPO;81;91;101\n`), {
      champs: { date_donnees: '2024-01-01' },
    })
    expect(vieux).toMatchObject({ etat: 'appliquee', anciennes: 1, modifiees: 0 })
    expect(vieux.creees).toBeGreaterThan(0)
    const { rows } = await sql<{ valeur: number }>`
      select valeur from referentiel.indicateur where uai = ${LYCEE} and annee = 2023 and valeur in (120, 80)`.execute(
      portes.kit.db,
    )
    expect(rows).toEqual([{ valeur: 120 }])
  })
})

test('cas 44 : la source dit enfin ce qui était saisi : la saisie finit, la provenance revient à la source', async () => {
  const { db } = portes.kit
  await db
    .insertInto('referentiel.saisie')
    .values({
      uai: UAI,
      champ: 'telephone',
      valeur: JSON.stringify('05 99 99 99 99'),
      valable_du: '2026-04-01',
      motif: 'Appel du lycée',
      auteur: 'Agnès',
      saisie_le: new Date().toISOString(),
    })
    .execute()
  const autre = await importer(portes, agnes, 'annuaire', du('2026-04-26', '05 66 66 66 66'))
  expect(autre.etat).toBe('appliquee')
  expect(await courant()).toBe('05 99 99 99 99')
  await importer(portes, agnes, 'annuaire', du('2026-05-26', '05 99 99 99 99'))
  expect(await courant()).toBe('05 99 99 99 99')
  expect(await db.selectFrom('referentiel.saisie').selectAll().where('uai', '=', UAI).execute()).toEqual([])
  const { champs } = await db
    .selectFrom('referentiel.provenance')
    .select('champs')
    .where('uai', '=', UAI)
    .executeTakeFirstOrThrow()
  const provenance = champs as Record<string, { source: string }>
  expect((provenance.telephone ?? provenance['*'])?.source).toBe('annuaire')
})

test('un fichier d’une autre académie ne fait disparaître personne', async () => {
  const lot = garder(texteDe(ANNUAIRE.fichiers[0] ?? ''), (l) => /;046;16;76;/.test(l))
  expect(await importer(portes, agnes, 'annuaire', lot)).toMatchObject({ etat: 'appliquee', absentes: 0, modifiees: 0 })
})
