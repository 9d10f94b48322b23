import { sql } from 'kysely'
import { beforeAll, describe, expect, test } from 'vitest'
import { SYSTEME } from '#domain/acteur.ts'
import { envoyer, importer, suivre } from '#test/depots.ts'
import { texteDe } from '#test/donnees.ts'
import { LYCEE } from '#test/etablissements.ts'
import { garder } from '#test/imports.ts'
import { agnes } from '#test/personas.ts'
import { ouvrirServeur, type Portes } from '#test/porte.ts'
import { contextOf, type Kit } from '../platform/context.ts'
import { ANNUAIRE } from './sources.ts'
import { executerImport, faireEtape } from './travail.ts'

let portes: Portes
const toulouse = texteDe(ANNUAIRE.fichiers[0] ?? '')
const departement = (code: string) => garder(toulouse, (l) => l.includes(`;${code};16;76;`))

beforeAll(async () => {
  portes = await ouvrirServeur()
})

const deposer = async (source: string, contenu: string): Promise<number> =>
  (await envoyer(portes, agnes, source, contenu)).json().id
/** One step, as the job that has taken the run does it. */
async function etape(id: number): Promise<boolean> {
  const { jeton } = await portes.kit.db
    .selectFrom('integration.execution')
    .select('jeton')
    .where('id', '=', id)
    .executeTakeFirstOrThrow()
  return faireEtape(contextOf(portes.kit, SYSTEME), id, jeton)
}
/** What a run leaves: its account, and how much there is of everything. */
async function bilan(id: number) {
  const { id: _, commencee_le, terminee_le, duree_ms, ...compte } = await suivre(portes, agnes, id)
  const { rows } = await sql<Record<'lignes' | 'differences' | 'rejets' | 'recues' | 'changements' | 'actes', number>>`
    select (select count(*)::int from integration.ligne where execution = ${id}) as lignes,
      (select count(*)::int from integration.difference where execution = ${id}) as differences,
      (select count(*)::int from integration.rejet where execution = ${id}) as rejets,
      (select count(*)::int from integration.recue where execution = ${id}) as recues,
      (select count(*)::int from referentiel.changement where origine like ${`%exécution ${id}`}) as changements,
      (select count(*)::int from journal.acte where objet_cle = ${String(id)} and code = 'execution_appliquee') as actes`.execute(
    portes.kit.db,
  )
  return { ...compte, ...rows[0] }
}

describe('arrêté n’importe où, l’import reprend et finit pareil', () => {
  const attendu = { etat: 'appliquee', lues: expect.any(Number), rejetees: 1, rejets: 1, recues: 0, actes: 1 }
  const avecFaute = (code: string) => `${departement(code)}\ncoupée;oui`

  test.each([
    ['après la réception', '009', 0],
    ['après la lecture', '012', 1],
    ['après la comparaison', '046', 2],
  ])('%s', async (_nom, code, etapes) => {
    const id = await deposer('annuaire', avecFaute(code))
    for (let i = 0; i < etapes; i++) expect(await etape(id)).toBe(true)
    // The process stopped here: the queue gives the same job again, perhaps twice.
    await portes.executerTravaux()
    await executerImport.run(portes.kit, { execution: id })
    const fait = await bilan(id)
    expect(fait).toMatchObject(attendu)
    expect(fait).toMatchObject({ changements: fait.creees + fait.modifiees })
    expect(fait.creees).toBeGreaterThan(10)
  })

  test('au milieu de la lecture : ce qui était gardé est oublié, puis relu', async () => {
    const id = await deposer('annuaire', avecFaute('065'))
    await sql`insert into integration.rejet (execution, numero, portee, uai, valeur, code, raison)
      values (${id}, 1, 'ligne', '', '', 'reste', 'D’une lecture arrêtée.')`.execute(portes.kit.db)
    await sql`insert into integration.recue (execution, numero, tableau, rubrique, uai, cle, champs, lieu, date_donnees, empreinte)
      values (${id}, 1, 0, '', ${LYCEE}, '', '{}', '{}', '2024-01-01', 'reste')`.execute(portes.kit.db)
    await portes.executerTravaux()
    expect(await bilan(id)).toMatchObject(attendu)
  })

  test('la base s’est arrêtée brutalement : les lignes perdues sont relues', async () => {
    const id = await deposer('annuaire', avecFaute('081'))
    await etape(id)
    await sql`delete from integration.recue where execution = ${id}`.execute(portes.kit.db)
    await portes.executerTravaux()
    expect(await bilan(id)).toMatchObject(attendu)
  })
})

describe('une panne (cas 46)', () => {
  test('est retentée ; à la cinquième, l’import est interrompu, sans rien d’écrit, et se reprend', async () => {
    const id = await deposer('annuaire', departement('082'))
    await etape(id)
    await sql`delete from pgboss.job where name = 'executer_import'`.execute(portes.kit.db)
    const enPanne: Kit = { ...portes.kit, subscriptions: new Map([['execution_appliquee', ['travail_en_panne']]]) }
    enPanne.jobs = { send: () => Promise.reject(new Error('disque plein')) }
    const avant = await compterActes()
    for (let essai = 0; essai < 5; essai++)
      await expect(executerImport.run(enPanne, { execution: id })).rejects.toThrow('disque plein')
    expect(await bilan(id)).toMatchObject({ etat: 'partielle', erreur: 'disque plein', lignes: 0, changements: 0 })
    expect(await compterActes()).toBe(avant)
    const reprise = await portes.injecter(agnes, { method: 'POST', url: `/api/v1/executions/${id}/applications` })
    expect(reprise.statusCode).toBe(202)
    await portes.executerTravaux()
    expect(await bilan(id)).toMatchObject({ etat: 'appliquee', erreur: null, actes: 1 })
  })

  test('le fichier n’est plus là : refusé, avec ce qu’il faut faire', async () => {
    const id = await deposer('annuaire', departement('031'))
    const { fichier_cle } = await portes.kit.db
      .selectFrom('integration.execution')
      .select('fichier_cle')
      .where('id', '=', id)
      .executeTakeFirstOrThrow()
    await portes.kit.files.remove(fichier_cle ?? '')
    await portes.executerTravaux()
    expect(await suivre(portes, agnes, id)).toMatchObject({
      etat: 'refusee',
      erreur: expect.stringMatching(/envoyez-le/),
    })
  })
})

describe('deux imports à la fois (cas 45)', () => {
  test('de la même source : le second attend, puis se compare au premier', async () => {
    const ids = [await deposer('annuaire', departement('032')), await deposer('annuaire', departement('032'))]
    await Promise.all(ids.map((id) => executerImport.run(portes.kit, { execution: id })))
    const [un, deux] = await Promise.all(ids.map(bilan))
    expect([un?.etat, deux?.etat]).toEqual(['appliquee', 'appliquee'])
    expect((un?.creees ?? 0) * (deux?.creees ?? 0)).toBe(0)
    expect((un?.changements ?? 0) + (deux?.changements ?? 0)).toBeGreaterThan(40)
  })

  test('le même travail deux fois à la fois : une seule écriture', async () => {
    const id = await deposer('annuaire', `${departement('031')}\n`)
    await Promise.all([1, 2].map(() => executerImport.run(portes.kit, { execution: id })))
    await executerImport.run(portes.kit, { execution: id })
    expect(await bilan(id)).toMatchObject({ etat: 'appliquee', actes: 1, recues: 0 })
  })

  test('de deux sources : toutes deux passent', async () => {
    const moyens = `uai;annee;fonction;postes\n${LYCEE};2025;Accueil;2\n`
    const ids = [await deposer('annuaire', `${departement('065')}\n\n`), await deposer('moyens-humains', moyens)]
    await Promise.all(ids.map((id) => executerImport.run(portes.kit, { execution: id })))
    for (const id of ids) expect((await suivre(portes, agnes, id)).etat).toBe('appliquee')
  })
})

const compterActes = async () =>
  (await sql<{ n: number }>`select count(*)::int as n from journal.acte`.execute(portes.kit.db)).rows[0]?.n

test('le rejeu de la même file ne change rien à un import fini', async () => {
  const fait = await importer(portes, agnes, 'moyens-humains', `uai;annee;fonction;postes\n${LYCEE};2020;Cuisine;2\n`)
  const avant = await bilan(fait.id)
  await executerImport.run(portes.kit, { execution: fait.id })
  expect(await bilan(fait.id)).toEqual(avant)
})
