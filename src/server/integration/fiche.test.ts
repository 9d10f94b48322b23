import { sql } from 'kysely'
import { beforeAll, expect, test } from 'vitest'
import { annulerExecution } from '#domain/integration/api.ts'
import { enregistrerCorrespondance } from '#domain/integration/api-correspondances.ts'
import { importer } from '#test/depots.ts'
import { LYCEE } from '#test/etablissements.ts'
import { admin, agnes } from '#test/personas.ts'
import { ouvrirServeur, type Portes } from '#test/porte.ts'

let portes: Portes
beforeAll(async () => {
  portes = await ouvrirServeur()
  const { db } = portes.kit
  await sql`
    insert into referentiel.champ (code, libelle, onglet, rang, genre, groupe, cree_le)
    values ('arbres', 'Arbres de la cour', 'annexes', 1, 'entier', 'patrimoine', now())`.execute(db)
})

test('un champ ajouté par un administrateur s’importe aussitôt, à côté de ceux du produit', async () => {
  const csv = `Code établissement;Arbres de la cour;Énergie de chauffage;Nom\n${LYCEE};7;Réseau de chaleur;\n0000000A;1;;\n`
  const execution = await importer(portes, agnes, 'fiche', csv)
  expect(execution).toMatchObject({ etat: 'appliquee', lues: 2, modifiees: 1, creees: 0, rejetees: 1 })
  const { rows } = await sql<{ autres: unknown; nom: string }>`
    select autres, nom from referentiel.etablissement where uai = ${LYCEE}`.execute(portes.kit.db)
  expect(rows[0]).toEqual({ nom: 'Lycée polyvalent Bellevue', autres: { arbres: 7, energie: 'reseau' } })

  expect(await importer(portes, agnes, 'fiche', csv.replace(';7;', ';8;'))).toMatchObject({ modifiees: 1, creees: 0 })
  expect(await importer(portes, agnes, 'fiche', 'uai;inconnue\n1;2\n')).toMatchObject({ etat: 'refusee' })
})

const lireChamps = async (): Promise<unknown> => {
  const { rows } = await sql<{ autres: unknown }>`
    select autres from referentiel.etablissement where uai = ${LYCEE}`.execute(portes.kit.db)
  return rows[0]?.autres
}

test('une colonne de moins ou une case vide ne retire rien ; « vide = effacer » retire ce que la source disait', async () => {
  await importer(portes, agnes, 'fiche', `uai;Énergie de chauffage\n${LYCEE};Gaz\n`)
  expect(await lireChamps()).toEqual({ arbres: 8, energie: 'gaz' })
  const vide = `uai;Énergie de chauffage;Arbres de la cour\n${LYCEE};;9\n`
  await importer(portes, agnes, 'fiche', vide)
  expect(await lireChamps()).toEqual({ arbres: 9, energie: 'gaz' })

  const lien = { vers: 'energie', colonnes: ['Énergie de chauffage'], vide: 'effacer' as const }
  const { status } = await portes.appeler(admin, enregistrerCorrespondance, {
    params: { source: 'fiche' },
    body: { contenu: { liens: [lien] } },
  })
  expect(status).toBe(201)
  const execution = await importer(portes, agnes, 'fiche', vide)
  expect(execution).toMatchObject({ etat: 'appliquee', modifiees: 1 })
  expect(await lireChamps()).toEqual({ arbres: 9 })
  await portes.appeler(agnes, annulerExecution, { params: { id: execution.id } })
  expect(await lireChamps()).toEqual({ arbres: 9, energie: 'gaz' })
})
