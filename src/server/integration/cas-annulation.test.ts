import { sql } from 'kysely'
import { beforeAll, describe, expect, test } from 'vitest'
import * as api from '#domain/integration/api.ts'
import { importer } from '#test/depots.ts'
import { texteDe } from '#test/donnees.ts'
import { COLLEGE, LYCEE } from '#test/etablissements.ts'
import { garder } from '#test/imports.ts'
import { agnes } from '#test/personas.ts'
import { ouvrirServeur, type Portes } from '#test/porte.ts'
import { ANNUAIRE } from './sources.ts'

let portes: Portes
const gers = garder(texteDe(ANNUAIRE.fichiers[0] ?? ''), (l) => /;032;16;76;/.test(l))
/** A later annuaire: another day, and every telephone changed. */
const suivant = gers
  .replaceAll(';2024-11-26;', ';2025-11-26;')
  .split('\n')
  .map((l) => l.replace(/05 62 (\d\d)/, '05 61 $1'))
  .join('\n')

beforeAll(async () => {
  portes = await ouvrirServeur()
  await importer(portes, agnes, 'annuaire', gers)
})

/** All that is known, without what time alone changes. */
async function image() {
  const { rows } = await sql<{ uai: string }>`
    select e.uai, to_jsonb(e) - 'modifie_le' as fiche, o.champs, o.lieu from referentiel.etablissement e
    left join referentiel.provenance o using (uai) order by e.uai`.execute(portes.kit.db)
  const { rows: lignes } = await sql`
    select to_jsonb(l) as ligne from integration.ligne l order by source, uai, rang`.execute(portes.kit.db)
  return { rows, lignes }
}

const annuler = (id: number) => portes.appeler(agnes, api.annulerExecution, { params: { id } })

describe('annuler un import d’établissements', () => {
  test('tout revient, exactement ; une seconde fois est refusée', async () => {
    const avant = await image()
    const fait = await importer(portes, agnes, 'annuaire', suivant)
    expect(fait.modifiees).toBeGreaterThan(30)
    expect(await image()).not.toEqual(avant)
    const { body, status } = await annuler(fait.id)
    expect(status).toBe(200)
    expect(body).toEqual({ restaurees: fait.modifiees, modifiees_depuis: [] })
    expect(await image()).toEqual(avant)
    expect((await portes.appeler(agnes, api.lireExecution, { params: { id: fait.id } })).body.etat).toBe('annulee')
    expect((await annuler(fait.id)).status).toBe(409)
  })

  test('douze champs saisis depuis : douze nommés et gardés, les autres rendus (cas 47)', async () => {
    const fait = await importer(portes, agnes, 'annuaire', suivant)
    const { body: differences } = await portes.appeler(agnes, api.listerDifferences, {
      params: { id: fait.id },
      query: { par_page: 100, genre: 'modification' },
    })
    const choisis = differences.elements.filter((d) => d.champ === 'telephone').slice(0, 12)
    expect(choisis).toHaveLength(12)
    for (const { uai } of choisis) await saisir(uai, 'telephone', '05 00 00 00 00')
    const { body } = await annuler(fait.id)
    expect(body.modifiees_depuis).toEqual(
      choisis.map(({ uai }) => ({ uai, champ: 'telephone', valeur: '05 00 00 00 00' })),
    )
    const telephones = await portes.kit.db
      .selectFrom('referentiel.etablissement')
      .select(['uai', 'telephone'])
      .where(
        'uai',
        'in',
        differences.elements.filter((d) => d.champ === 'telephone').map((d) => d.uai),
      )
      .execute()
    for (const { uai, telephone } of telephones) {
      const saisi = choisis.some((c) => c.uai === uai)
      expect(telephone).toBe(
        saisi ? '05 00 00 00 00' : differences.elements.find((d) => d.uai === uai && d.champ === 'telephone')?.avant,
      )
    }
  })

  test('les établissements qu’il avait créés repartent, sauf ceux dont quelque chose parle', async () => {
    const lot = garder(texteDe(ANNUAIRE.fichiers[0] ?? ''), (l) => /;046;16;76;/.test(l))
    const fait = await importer(portes, agnes, 'annuaire', lot)
    expect(fait.creees).toBeGreaterThan(20)
    const { body: d } = await portes.appeler(agnes, api.listerDifferences, { params: { id: fait.id } })
    const garde = d.elements[0]?.uai ?? ''
    await saisir(garde, 'nom', 'Collège gardé')
    const { body } = await annuler(fait.id)
    expect(body).toEqual({
      restaurees: fait.creees - 1,
      modifiees_depuis: [{ uai: garde, champ: 'nom', valeur: 'Collège gardé' }],
    })
    const { body: encore } = await portes.appeler(agnes, api.lireExecution, { params: { id: fait.id } })
    expect(encore.etat).toBe('annulee')
    // The same file is no longer « identical »: it can be applied again.
    expect(await importer(portes, agnes, 'annuaire', lot)).toMatchObject({ identique_a: null, creees: fait.creees - 1 })
  })
})

describe('annuler un import d’enregistrements', () => {
  const comptes = (montants: Record<string, string>) =>
    `uai;annee;fonction;postes\n${Object.entries(montants)
      .map(([uai, v]) => `${uai};2025;Accueil;${v}`)
      .join('\n')}\n`
  const lus = async () =>
    (await sql`select to_jsonb(m) as ligne from referentiel.moyen_humain m order by id`.execute(portes.kit.db)).rows

  test('remplacés, ils reviennent tels quels ; ajoutés, ils repartent ; changés depuis, ils restent', async () => {
    await importer(portes, agnes, 'moyens-humains', comptes({ [LYCEE]: '2' }))
    const avant = await lus()
    const fait = await importer(portes, agnes, 'moyens-humains', comptes({ [LYCEE]: '3', [COLLEGE]: '1' }))
    expect(fait).toMatchObject({ creees: 1, modifiees: 1 })
    const { body } = await annuler(fait.id)
    expect(body).toEqual({ restaurees: 2, modifiees_depuis: [] })
    expect((await lus()).slice(0, avant.length)).toEqual(avant)
    const { n } = await portes.kit.db
      .selectFrom('referentiel.moyen_humain')
      .select(({ fn }) => fn.countAll<number>().as('n'))
      .where('retire_le', 'is', null)
      .executeTakeFirstOrThrow()
    expect(n).toBe(avant.length)

    const encore = await importer(portes, agnes, 'moyens-humains', comptes({ [LYCEE]: '5' }))
    await importer(portes, agnes, 'moyens-humains', comptes({ [LYCEE]: '6' }))
    const reste = await annuler(encore.id)
    expect(reste.body).toMatchObject({
      restaurees: 0,
      modifiees_depuis: [{ uai: LYCEE, champ: 'moyen_humain (2025, Accueil)', valeur: { postes: 6 } }],
    })
  })
})

/** As the act that types a value does. */
async function saisir(uai: string, champ: string, valeur: string): Promise<void> {
  const le = new Date().toISOString()
  const { db } = portes.kit
  await db
    .insertInto('referentiel.saisie')
    .values({
      uai,
      champ,
      valeur: JSON.stringify(valeur),
      valable_du: '2026-01-01',
      motif: 'Essai',
      auteur: 'Agnès',
      saisie_le: le,
    })
    .execute()
  await sql`update referentiel.etablissement set ${sql.ref(champ)} = ${valeur} where uai = ${uai}`.execute(db)
}
