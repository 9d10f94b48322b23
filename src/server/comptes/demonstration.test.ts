import { sql } from 'kysely'
import { beforeAll, expect, test } from 'vitest'
import { nomDe } from '#domain/acteur.ts'
import { listerPersonas } from '#domain/comptes/api.ts'
import { ouvrirServeur, type Portes, seConnecter } from '#test/porte.ts'
import { chefDe, installerPersonnes, persona } from './demonstration.ts'
import { DIRECTIONS, ETABLISSEMENTS, LYCEE_DE_CLAIRE, PERSONAS } from './personnages.ts'

let portes: Portes
beforeAll(async () => {
  portes = await ouvrirServeur({ PREAU_DEMONSTRATION: 'oui' })
  const le = new Date().toISOString()
  const { db } = portes.kit
  // The test's own people hold the personas' addresses: this installation starts without them.
  for (const table of ['comptes.personne', 'comptes.compte'] as const)
    await db.updateTable(table).set({ courriel: sql`'essai-' || courriel` }).execute()
  await db
    .insertInto('referentiel.etablissement')
    .values(ETABLISSEMENTS.map((uai) => ({ uai, nom: uai, type: 'lycee', cree_le: le, modifie_le: le })))
    .onConflict((c) => c.column('uai').doNothing())
    .execute()
  await installerPersonnes(portes.kit)
})

const compter = async () => {
  const { n } = await portes.kit.db
    .selectFrom('journal.acte')
    .select((eb) => eb.fn.countAll<number>().as('n'))
    .executeTakeFirstOrThrow()
  return n
}

test('la page de connexion propose les personnes fictives, et leur mot de passe est le bon', async () => {
  const { body } = await portes.appeler(undefined, listerPersonas, {})
  expect(body.elements.map((p) => p.courriel)).toEqual(Object.values(PERSONAS).map((p) => p.courriel))
  for (const { courriel } of body.elements)
    expect((await seConnecter(portes, courriel, body.mot_de_passe)).statusCode).toBe(200)
})

test('une seconde installation n’écrit rien', async () => {
  const avant = await compter()
  await installerPersonnes(portes.kit)
  expect(await compter()).toBe(avant)
})

test('chaque établissement de la démonstration a son chef, et chaque personne est marquée fictive', async () => {
  for (const uai of ETABLISSEMENTS) {
    const chef = await chefDe(portes.kit.db, uai, new Date())
    expect(chef.habilitations).toEqual([{ uai, fonction: 'chef' }])
  }
  expect(nomDe(await chefDe(portes.kit.db, LYCEE_DE_CLAIRE, new Date()))).toBe('Claire Vidal')
  expect(await persona(portes.kit.db, 'agnes', new Date())).toMatchObject({ perimetres: [{ genre: 'tout', code: '' }] })
  const vraies = await portes.kit.db.selectFrom('comptes.personne').select('id').where('fictive', '=', false).execute()
  expect(vraies).toEqual([])
  expect(DIRECTIONS.length).toBeGreaterThan(30)
})
