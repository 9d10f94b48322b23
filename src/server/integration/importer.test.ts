import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { texteDe } from '#test/donnees.ts'
import { type BaseDImport, baseDImport, etablissement, executer, garder } from '#test/imports.ts'
import type { Write } from '../platform/context.ts'
import { ANNUAIRE, LISTE_NATIONALE } from './sources.ts'

let base: BaseDImport
beforeAll(async () => {
  base = await baseDImport()
}, 180_000)
afterAll(() => base.fermer())

/** One row in eight of the Gers and the Lot, and the rows that the tests name. */
const annuaire = garder(
  texteDe(ANNUAIRE.fichiers[0] ?? ''),
  (l) => /;(032|046);16;76;/.test(l) || /^0310054R|^0121517J/.test(l),
)
const liste = garder(texteDe(LISTE_NATIONALE.fichiers[0] ?? ''), (l) =>
  /,(Gers|Lot),|,0310054R,|,0121517J,|Moorea|Nouméa|Lyon 8e|0731527N|0922923C/.test(l),
)

/** Everything known, without the numbers and hours of this very database. */
async function image(ctx: Write) {
  const { rows } = await sql`
    select to_jsonb(e) - 'id' - 'cree_le' - 'modifie_le' as fiche, o.champs, o.lieu, o.empreinte
    from referentiel.etablissement e join referentiel.provenance o using (uai) order by e.uai`.execute(ctx.db)
  return rows
}

describe('deux sources qui parlent des mêmes établissements', () => {
  test('l’ordre dans lequel elles arrivent ne laisse pas de trace', async () => {
    const annuaireDAbord = await base.essayer(async (ctx) => {
      await executer(ctx, ANNUAIRE, annuaire)
      await executer(ctx, LISTE_NATIONALE, liste)
      return image(ctx)
    })
    const listeDAbord = await base.essayer(async (ctx) => {
      await executer(ctx, LISTE_NATIONALE, liste)
      await executer(ctx, ANNUAIRE, annuaire)
      return image(ctx)
    })
    expect(annuaireDAbord.length).toBeGreaterThan(100)
    expect(listeDAbord).toEqual(annuaireDAbord)
  })

  test('l’annuaire l’emporte champ par champ, la liste complète ce qu’il ne dit pas', () =>
    base.essayer(async (ctx) => {
      const sansPosition = annuaire
        .replace('43.55588558657076;1.4681194455528364', ';')
        .replace('43.55588558657076, 1.4681194455528364', '')
      await executer(ctx, ANNUAIRE, sansPosition)
      expect(await etablissement(ctx, '0310054R')).toMatchObject({
        latitude: null,
        placement_raison: 'sans_coordonnees',
      })
      await executer(ctx, LISTE_NATIONALE, liste)
      const complete = await etablissement(ctx, '0310054R')
      expect(complete).toMatchObject({
        nom: 'Lycée polyvalent Renée Bonnet',
        telephone: '05 62 88 91 11',
        latitude: 43.555886,
        code_canton: '3119',
        placement_raison: null,
      })
      expect(complete?.provenance).toEqual({
        '*': { source: 'annuaire', date: '2024-11-26' },
        latitude: { source: 'liste-nationale', date: '2025-10-01' },
        longitude: { source: 'liste-nationale', date: '2025-10-01' },
      })
    }))

  test.each([
    ['9830003L', { code_commune: '98818', code_departement: '988', code_region: null, placement_raison: null }],
    ['0731527N', { code_commune: '73179', placement_raison: 'coordonnees_hors_commune' }],
    [
      '0690035N',
      { code_commune: '69123', commune: 'Lyon 8e Arrondissement', code_canton: null, placement_raison: null },
    ],
    ['9840277D', { code_commune: null, code_departement: '987', placement_raison: 'commune_inconnue' }],
    ['0922923C', { nom: 'Collège sans nom', code_commune: '92049' }],
  ])('%s est gardé, bien placé ou non', (uai, attendu) =>
    base.essayer(async (ctx) => {
      await executer(ctx, LISTE_NATIONALE, liste)
      expect(await etablissement(ctx, uai)).toMatchObject(attendu)
    }),
  )
})

describe('un fichier qui a changé', () => {
  test('seul le champ changé est récrit, daté et gardé dans l’histoire', () =>
    base.essayer(async (ctx) => {
      await executer(ctx, ANNUAIRE, annuaire)
      const suivant = { ...ANNUAIRE, date: '2025-03-01' }
      const bilan = await executer(ctx, suivant, annuaire.replace('05 62 88 91 11', '05 61 00 00 00'))
      expect(bilan).toMatchObject({
        crees: 0,
        modifies: 1,
        lignes_changees: 1,
        lignes_nouvelles: 0,
        lignes_disparues: 0,
      })
      const lu = await etablissement(ctx, '0310054R')
      expect(lu?.telephone).toBe('05 61 00 00 00')
      expect(lu?.provenance).toMatchObject({ '*': { date: '2025-03-01' }, nom: { date: '2024-11-26' } })
      expect(lu?.provenance).not.toHaveProperty('telephone')
      const histoire = await ctx.db
        .selectFrom('referentiel.changement')
        .select(['genre', 'champs'])
        .where('uai', '=', '0310054R')
        .orderBy('id')
        .execute()
      expect(histoire).toEqual([
        { genre: 'creation', champs: {} },
        { genre: 'modification', champs: { telephone: { avant: '05 62 88 91 11', apres: '05 61 00 00 00' } } },
      ])
    }))

  test('un établissement absent du fichier reste ; sa ligne est marquée, puis revient', () =>
    base.essayer(async (ctx) => {
      await executer(ctx, ANNUAIRE, annuaire)
      const sans = garder(annuaire, (l) => !l.startsWith('0320067Z'))
      expect(await executer(ctx, ANNUAIRE, sans)).toMatchObject({ lignes_disparues: 1, modifies: 0 })
      expect(await etablissement(ctx, '0320067Z')).toMatchObject({ etat: 'ouvert' })
      expect(await executer(ctx, ANNUAIRE, sans)).toMatchObject({ lignes_disparues: 0 })
      expect(await executer(ctx, ANNUAIRE, annuaire)).toMatchObject({ lignes_changees: 1, modifies: 0 })
    }))

  test('un site disparu est retiré, sans être effacé', () =>
    base.essayer(async (ctx) => {
      await executer(ctx, ANNUAIRE, annuaire)
      await executer(
        ctx,
        ANNUAIRE,
        garder(annuaire, (l) => !l.includes('Les Castors')),
      )
      const sites = await ctx.db.selectFrom('referentiel.site').select(['nom', 'retire_le']).execute()
      expect(sites).toEqual([{ nom: 'Collège Les Castors', retire_le: '2026-09-01T08:00:00.000Z' }])
    }))

  test('un lien avec une autre mère se ferme, le nouveau s’ouvre', () =>
    base.essayer(async (ctx) => {
      await executer(ctx, ANNUAIRE, annuaire)
      const { de, vers } = await ctx.db
        .selectFrom('referentiel.relation')
        .selectAll()
        .orderBy('id')
        .executeTakeFirstOrThrow()
      const autre = garder(annuaire, () => true)
        .split('\n')
        .map((l) => (l.startsWith(de) ? l.replaceAll(vers, '0310054R') : l))
        .join('\n')
      await executer(ctx, ANNUAIRE, autre)
      const liens = await ctx.db
        .selectFrom('referentiel.relation')
        .select(['vers', 'jusque'])
        .where('de', '=', de)
        .orderBy('id')
        .execute()
      expect(liens).toEqual([
        { vers, jusque: '2026-09-01' },
        { vers: '0310054R', jusque: null },
      ])
    }))

  test('un fichier amputé d’un cinquième est refusé, sauf à le forcer', () =>
    base.essayer(async (ctx) => {
      await executer(ctx, ANNUAIRE, annuaire)
      let rang = 0
      const ampute = garder(annuaire, () => rang++ % 3 > 0)
      await expect(executer(ctx, ANNUAIRE, ampute)).rejects.toMatchObject({ code: 'fichier_tronque' })
      expect((await executer(ctx, ANNUAIRE, ampute, true)).lignes_disparues).toBeGreaterThan(30)
    }))
})

describe('la quarantaine', () => {
  const rejets = (ctx: Write, execution: number) =>
    ctx.db
      .selectFrom('integration.rejet')
      .select(['numero', 'portee', 'uai', 'champ', 'code', 'suggestion'])
      .where('execution', '=', execution)
      .orderBy('numero')
      .execute()

  test('une lettre de contrôle fausse écarte la ligne et propose le bon UAI ; une ligne tronquée aussi est gardée', () =>
    base.essayer(async (ctx) => {
      await executer(ctx, ANNUAIRE, annuaire)
      const ligne = annuaire.split('\n').find((l) => l.startsWith('0310054R')) ?? ''
      const { id, ...bilan } = await executer(
        ctx,
        ANNUAIRE,
        `${annuaire}\n${ligne.replace('0310054R', '0310054A')}\ntronquée;oui`,
      )
      expect(bilan).toMatchObject({ rejetees: 2, modifies: 0, crees: 0 })
      expect(await rejets(ctx, id)).toMatchObject([
        { portee: 'ligne', uai: '0310054A', code: 'uai_incorrect', suggestion: '0310054R' },
        { portee: 'ligne', uai: '', code: 'colonnes', suggestion: null },
      ])
    }))

  test('un SIRET à la clé fausse est écarté, la ligne reste', () =>
    base.essayer(async (ctx) => {
      const { id, ...bilan } = await executer(ctx, ANNUAIRE, annuaire.replace('19310054200029', '19310054200028'))
      expect(bilan).toMatchObject({ rejetees: 0, remarques: 1 })
      expect(await rejets(ctx, id)).toMatchObject([{ portee: 'champ', uai: '0310054R', champ: 'siret' }])
      expect(await etablissement(ctx, '0310054R')).toMatchObject({ siret: null })
    }))

  test('une nature inconnue est admise et signalée ; un nom hostile n’est que du texte', () =>
    base.essayer(async (ctx) => {
      const hostile = annuaire
        .replace(
          'Lycée polyvalent Renée Bonnet',
          "<script>alert(1)</script>\u0000  Robert'); drop table x;-- 😀 ".replaceAll(';', ','),
        )
        .replace(';320;LYCEE PROFESSIONNEL;', ';399;INCONNUE;')
      await executer(ctx, ANNUAIRE, hostile)
      const { rows } = await sql<{ nom: string }>`
        select e.nom, n.observee from referentiel.etablissement e join referentiel.nature n on n.code = e.nature
        where e.nom like '<script>%' or e.nature = '399' order by e.nom`.execute(ctx.db)
      expect(rows).toContainEqual(
        expect.objectContaining({ nom: "<script>alert(1)</script> Robert'), drop table x,-- 😀" }),
      )
      expect(rows).toContainEqual(expect.objectContaining({ observee: false }))
    }))
})
