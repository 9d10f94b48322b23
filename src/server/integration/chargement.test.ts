import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type BaseDImport, baseDImport, etablissement } from '#test/imports.ts'
import type { Database } from '../platform/db.ts'
import { chargerDonnees } from './chargement.ts'
import { ANNUAIRE, DECOUPAGE, NOMENCLATURES } from './sources.ts'

let base: BaseDImport
const SOURCES = [NOMENCLATURES, DECOUPAGE, ANNUAIRE]

beforeAll(async () => {
  base = await baseDImport()
  await chargerDonnees(base.kit, { sources: SOURCES })
}, 180_000)
afterAll(() => base.fermer())

/** Every row and its physical version: equal when nothing was written, not even to say the same. */
async function photographie(db: Database): Promise<string> {
  const { rows } = await sql<{ m: string }>`
    select md5(string_agg(t.v, '|' order by t.v)) as m from (
      select e.xmin || e.uai from referentiel.etablissement e
      union all select o.xmin || o.uai from referentiel.provenance o
      union all select l.xmin || l.source || l.uai || l.rang from integration.ligne l
      union all select c.id::text from referentiel.changement c
      union all select s.xmin || s.uai from referentiel.site s
      union all select r.xmin || r.de from referentiel.relation r
      union all select m.xmin || m.mot from referentiel.mot m
      union all select k.xmin || k.code from referentiel.canton k
      union all select c.xmin || c.code from referentiel.commune c) as t (v)`.execute(db)
  return rows[0]?.m ?? ''
}

describe('charger l’annuaire de l’académie de Toulouse', () => {
  test('678 établissements, et le compte de chaque ligne du fichier', async () => {
    const execution = await base.db
      .selectFrom('integration.execution')
      .selectAll()
      .where('source', '=', 'annuaire')
      .executeTakeFirstOrThrow()
    expect(execution).toMatchObject({
      etat: 'appliquee',
      lues: 3442,
      hors_champ: 2762,
      rejetees: 0,
      lignes_nouvelles: 680,
      crees: 678,
      mal_places: 5,
    })
  })

  test('deux sites, 76 liens avec une mère, dont deux hors du référentiel', async () => {
    const sites = await base.db
      .selectFrom('referentiel.site')
      .select(['uai', 'nom', 'code_commune'])
      .orderBy('uai')
      .execute()
    expect(sites).toEqual([
      { uai: '0311631E', nom: 'Collège Michelet - annexe', code_commune: '31555' },
      { uai: '0460054J', nom: 'Collège Les Castors', code_commune: '46015' },
    ])
    const { rows } = await sql`
      select r.genre, count(*)::int as liens, count(e.uai)::int as connues
      from referentiel.relation r left join referentiel.etablissement e on e.uai = r.vers group by 1 order by 1`.execute(
      base.db,
    )
    expect(rows).toEqual([
      { genre: 'annexe', liens: 17, connues: 15 },
      { genre: 'section', liens: 59, connues: 59 },
    ])
  })

  test('cinq places douteuses, avec leur raison', async () => {
    const douteux = await base.db
      .selectFrom('referentiel.etablissement')
      .select(['uai', 'placement_raison'])
      .where('placement_raison', 'is not', null)
      .execute()
    expect(Object.fromEntries(douteux.map((d) => [d.uai, d.placement_raison]))).toEqual({
      '0121517J': 'coordonnees_hors_commune',
      '0312061X': 'coordonnees_hors_commune',
      '0313197G': 'sans_coordonnees',
      '0313215B': 'sans_coordonnees',
      '0820935W': 'sans_coordonnees',
    })
  })

  test('tous ont commune, EPCI, département, académie et région', async () => {
    const { rows } = await sql`
      select count(*)::int as n from referentiel.etablissement
      where code_commune is null or code_epci is null or code_departement is null or code_academie is null
        or code_region is null`.execute(base.db)
    expect(rows).toEqual([{ n: 0 }])
    expect(await etablissement(base, '0310054R')).toMatchObject({
      nature: '320',
      code_canton: '3119',
      texte_recherche: 'lycee polyvalent renee bonnet toulouse 31432',
      provenance: { '*': { source: 'annuaire', date: '2024-11-26' } },
    })
  })

  test('le journal en garde la trace', async () => {
    const actes = await base.db
      .selectFrom('journal.acte')
      .select(['acteur_genre', 'donnees'])
      .where('code', '=', 'execution_appliquee')
      .orderBy('id')
      .execute()
    expect(actes[2]).toMatchObject({ acteur_genre: 'systeme', donnees: { source: 'annuaire', crees: 678 } })
  })
})

test('une seconde fois : les fichiers sont reconnus ; forcés, ils sont comparés sans rien écrire', async () => {
  const avant = await photographie(base.db)
  const charges = await chargerDonnees(base.kit, { sources: SOURCES })
  expect(charges.map((c) => c.execution)).toEqual([null, null, null])
  await chargerDonnees(base.kit, { sources: SOURCES, forcer: true })
  expect(await photographie(base.db)).toBe(avant)
  const derniere = await base.db
    .selectFrom('integration.execution')
    .selectAll()
    .orderBy('id', 'desc')
    .executeTakeFirstOrThrow()
  expect(derniere).toMatchObject({
    source: 'annuaire',
    forcee: true,
    crees: 0,
    modifies: 0,
    inchanges: 678,
    lignes_nouvelles: 0,
    lignes_changees: 0,
    lignes_disparues: 0,
  })
}, 60_000)

test('un fichier qui manque arrête le chargement et le dit', async () => {
  const absente = { ...ANNUAIRE, fichiers: ['annuaire/absent.csv.gz'] }
  await expect(chargerDonnees(base.kit, { sources: [absente] })).rejects.toThrow(
    /donnees\/annuaire\/absent.csv.gz manque/,
  )
})

test('un import qui échoue ne laisse rien, sauf son échec', async () => {
  const avant = await photographie(base.db)
  // The list read with the columns of the annuaire: a foreign file.
  const etrangere = { ...ANNUAIRE, fichiers: ['liste-nationale/etablissements-2d-france-derive-2025-10.csv.gz'] }
  await expect(chargerDonnees(base.kit, { sources: [etrangere] })).rejects.toThrow(/n’a pas les colonnes attendues/)
  expect(await photographie(base.db)).toBe(avant)
  const echec = await base.db
    .selectFrom('integration.execution')
    .selectAll()
    .orderBy('id', 'desc')
    .executeTakeFirstOrThrow()
  expect(echec).toMatchObject({ source: 'annuaire', etat: 'echouee', crees: 0 })
  expect(echec.erreur).toMatch(/Identifiant_de_l_etablissement/)
})
