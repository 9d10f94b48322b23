import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { actingAs } from '#test/acting.ts'
import { LYCEE_AUCH } from '#test/etablissements.ts'
import { claire } from '#test/personas.ts'
import type { Write } from '../platform/context.ts'
import { chercherCommunes, chercherIdentites, listerValeurs, nomsDe } from './choix.ts'

const requete = (recherche: string) => ({ params: undefined, query: { recherche }, body: undefined })

async function desCommunes(ctx: Write): Promise<void> {
  await sql`
    insert into referentiel.departement (code, nom) values ('31', 'Haute-Garonne'), ('54', 'Meurthe-et-Moselle')
    on conflict do nothing`.execute(ctx.db)
  await sql`
    insert into referentiel.commune (code, nom, code_departement, codes_postaux, population) values
      ('31555', 'Toulouse', '31', '{31000,31100}', 500000), ('54528', 'Toul', '54', '{54200}', 15000),
      ('31488', 'Saint-Jean', '31', '{31240}', 10000)
    on conflict (code) do update set codes_postaux = excluded.codes_postaux, population = excluded.population`.execute(
    ctx.db,
  )
}

test('une commune se trouve au début de son nom, sans accents, ou de son code postal', () =>
  actingAs(claire, async (ctx) => {
    await desCommunes(ctx)
    const noms = async (r: string) => (await chercherCommunes(ctx, requete(r))).elements.map((c) => c.nom)
    expect((await noms('toul')).slice(0, 2)).toEqual(['Toul', 'Toulouse'])
    expect(await noms('St Jean')).toContain('Saint-Jean')
    expect(await noms('3100')).toContain('Toulouse')
    expect(await noms('%%')).toEqual([])
  }))

test('l’identité publique d’un établissement se trouve hors du périmètre, fermés exceptés', () =>
  actingAs(claire, async (ctx) => {
    const { elements } = await chercherIdentites(ctx, requete(LYCEE_AUCH))
    expect(elements).toEqual([expect.objectContaining({ uai: LYCEE_AUCH })])
    await ctx.db.updateTable('referentiel.etablissement').set({ etat: 'ferme' }).where('uai', '=', LYCEE_AUCH).execute()
    expect((await chercherIdentites(ctx, requete(LYCEE_AUCH))).elements).toEqual([])
  }))

test('les valeurs d’une nomenclature livrée ou ajoutée, les retirées exceptées', () =>
  actingAs(claire, async (ctx) => {
    const valeurs = (code: string) => listerValeurs(ctx, { params: { code }, query: undefined, body: undefined })
    expect((await valeurs('energie')).elements).toContainEqual({ code: 'gaz', libelle: 'Gaz' })
    await sql`insert into referentiel.nomenclature values ('couleurs', 'Couleurs', now())`.execute(ctx.db)
    await sql`insert into referentiel.nomenclature_valeur values
      ('couleurs', 'v', 'Vert', 1, null), ('couleurs', 'r', 'Rouge', 2, '2026-01-01')`.execute(ctx.db)
    expect((await valeurs('couleurs')).elements).toEqual([{ code: 'v', libelle: 'Vert' }])
    await expect(valeurs('inconnue')).rejects.toMatchObject({ status: 404 })
    const noms = await nomsDe(ctx, {
      communes: ['99999'],
      etablissements: [],
      valeurs: [{ nomenclature: 'couleurs', code: 'r' }],
    })
    expect(noms.communes.size).toBe(0)
    expect(noms.valeurs.get('couleurs')?.has('r')).toBe(false)
  }))
