import { sql } from 'kysely'
import { beforeAll, describe, expect, test } from 'vitest'
import * as api from '#domain/referentiel/api.ts'
import * as listes from '#domain/referentiel/api-listes.ts'
import { COLLEGE, COLLEGE_CASTRES, EREA, LYCEE, LYCEE_AUCH, LYCEE_PRIVE } from '#test/etablissements.ts'
import { admin, agnes, bruno, claire } from '#test/personas.ts'
import { ouvrirServeur, type Portes } from '#test/porte.ts'

let portes: Portes
beforeAll(async () => {
  portes = await ouvrirServeur()
  const { db } = portes.kit
  await sql`
    update referentiel.etablissement set date_ouverture = '1965-05-01', hebergement = true,
      autres = '{"surface_plancher": 12500.5, "wifi": "complete", "annee_construction": "pas un nombre"}' where uai = ${LYCEE}`.execute(
    db,
  )
  await sql`update referentiel.etablissement set courriel = null where uai = ${EREA}`.execute(db)
  await sql`
    insert into referentiel.champ (code, libelle, onglet, rang, genre, groupe, cree_le) values
    ('annee_du_preau', 'Année du préau', 'specifiques', 1, 'entier', 'patrimoine', now())`.execute(db)
  await sql`
    update referentiel.etablissement set autres = coalesce(autres, '{}') || '{"annee_du_preau": 1998}' where uai = ${COLLEGE}`.execute(
    db,
  )
  await sql`
    insert into referentiel.effectif (uai, annee, niveau, effectif, source, date_donnees, connu_le) values
    (${LYCEE}, 2022, 'total', 1500, 'effectifs', '2022-10-01', now()), (${LYCEE}, 2023, 'total', 1480, 'effectifs', '2023-10-01', now()),
    (${COLLEGE}, 2023, 'total', 620, 'effectifs', '2023-10-01', now()), (${COLLEGE}, 2023, '6e', 160, 'effectifs', '2023-10-01', now())`.execute(
    db,
  )
  await sql`
    insert into referentiel.indicateur (uai, jeu, annee, code, valeur, non_disponible, source, date_donnees, connu_le) values
    (${LYCEE}, 'ival_gt', 2023, 'taux_reussite', 96, false, 'ival', '2024-03-01', now()),
    (${LYCEE}, 'ival_gt', 2024, 'taux_reussite', null, true, 'ival', '2025-03-01', now())`.execute(db)
  await sql`
    insert into referentiel.site (uai, rang, nom, commune, source, empreinte) values
    (${COLLEGE_CASTRES}, 2, 'Annexe des Fougères', 'Mazamet', 'annuaire', 'x')`.execute(db)
})

const chercher = (query: Record<string, string>, qui = agnes) =>
  portes.appeler(qui, api.chercherEtablissements, { query: query as never })
const uais = async (filtre: unknown, qui = agnes, reste: Record<string, string> = {}) => {
  const { status, body, problem } = await chercher({ filtre: JSON.stringify(filtre), tri: 'uai', ...reste }, qui)
  return status === 200 ? body.elements.map((e) => e.uai) : problem.erreurs?.[0]?.message
}

describe('un filtre garde ce qu’il dit', () => {
  test.each([
    [['courriel', 'vide'], [EREA]],
    [
      ['nom', 'contient', 'lycee'],
      [LYCEE, LYCEE_PRIVE, LYCEE_AUCH],
    ],
    [['nom', 'commence', 'COLLÈGE j'], [COLLEGE_CASTRES]],
    [['nom', 'est', 'college pierre de fermat'], [COLLEGE]],
    [
      ['code_departement', 'hors', '31', '32'],
      [EREA, COLLEGE_CASTRES],
    ],
    [['date_ouverture', 'avant', '1970-01-01'], [LYCEE]],
    [['date_ouverture', 'entre', '1965-05-01', '1965-05-01'], [LYCEE]],
    [['hebergement', 'est', true], [LYCEE]],
    [['surface_plancher', 'min', 12500.5], [LYCEE]],
    [['surface_plancher', 'min', 12501], []],
    [['wifi', 'parmi', 'complete'], [LYCEE]],
    [['annee_du_preau', 'entre', 1990, 2000], [COLLEGE]],
    [['annee_construction', 'rempli'], []],
    [
      ['effectif', 'max', 1480],
      [LYCEE, COLLEGE],
    ],
    [['ival_gt:taux_reussite', 'est', 96], [LYCEE]],
    [
      {
        et: [
          ['type', 'parmi', 'lycee'],
          {
            ou: [
              ['secteur', 'parmi', 'prive'],
              ['effectif', 'rempli'],
            ],
          },
        ],
      },
      [LYCEE, LYCEE_PRIVE],
    ],
    [['nom', 'contient', '100%'], []],
    [['nom', 'contient', `'; drop table referentiel.etablissement; --`], []],
    [['courriel', 'contient', '_'], []],
  ])('%j', async (filtre, attendus) => expect(await uais(filtre)).toEqual(attendus))

  test('seulement dans le périmètre', async () => {
    expect(await uais(['uai', 'rempli'], bruno)).toEqual([LYCEE, LYCEE_PRIVE, COLLEGE])
    expect(await uais(['uai', 'rempli'], claire)).toEqual([LYCEE])
  })

  test('avec la recherche, et la sélection', async () => {
    expect(await uais(['secteur', 'parmi', 'public'], agnes, { recherche: 'toulouse' })).toEqual([LYCEE, COLLEGE])
    expect(await uais(['uai', 'rempli'], agnes, { sauf: `${LYCEE},${EREA}` })).toHaveLength(4)
    expect(await uais(['uai', 'rempli'], agnes, { parmi: `${LYCEE},${EREA}` })).toEqual([EREA, LYCEE].toSorted())
  })
})

test('les chiffres suivent leurs tables : une année retirée rend la précédente', async () => {
  const { db } = portes.kit
  await sql`delete from referentiel.effectif where uai = ${LYCEE} and annee = 2023`.execute(db)
  expect(await uais(['effectif', 'est', 1500])).toEqual([LYCEE])
  await sql`update referentiel.effectif set effectif = 1501 where uai = ${LYCEE} and annee = 2022`.execute(db)
  expect(await uais(['effectif', 'est', 1501])).toEqual([LYCEE])
  await sql`
    insert into referentiel.effectif (uai, annee, niveau, effectif, source, date_donnees, connu_le)
    values (${LYCEE}, 2023, 'total', 1480, 'effectifs', '2023-10-01', now())`.execute(db)
  expect(await uais(['effectif', 'est', 1480])).toEqual([LYCEE])
})

test('les colonnes demandées, avec leurs mots', async () => {
  const { body } = await chercher({
    filtre: `["uai","est","${LYCEE}"]`,
    colonnes: 'wifi,effectif,code_departement,surface_plancher',
  })
  expect(body.elements[0]).toMatchObject({
    valeurs: { wifi: 'complete', effectif: 1480, code_departement: '31', surface_plancher: 12500.5 },
    libelles: { wifi: 'Complète', code_departement: 'Haute-Garonne' },
  })
})

test('plusieurs tris ; ce qui n’a pas de valeur vient à la fin dans les deux sens', async () => {
  const ordre = async (tri: string) => (await chercher({ tri })).body.elements.map((e) => e.uai)
  expect((await ordre('effectif:desc')).slice(0, 2)).toEqual([LYCEE, COLLEGE])
  expect((await ordre('effectif:asc')).slice(0, 2)).toEqual([COLLEGE, LYCEE])
  expect(await ordre('secteur:asc,code_departement:desc')).toEqual([
    LYCEE_PRIVE,
    COLLEGE_CASTRES,
    LYCEE_AUCH,
    COLLEGE,
    LYCEE,
    EREA,
  ])
  expect(await ordre('uai')).toEqual([EREA, LYCEE, LYCEE_PRIVE, COLLEGE, LYCEE_AUCH, COLLEGE_CASTRES])
})

test('le nom d’un site trouve son établissement', async () => {
  expect((await chercher({ recherche: 'fougères mazamet' })).body.elements.map((e) => e.uai)).toEqual([COLLEGE_CASTRES])
})

test('le nom d’un site se trouve avec une faute de frappe, et mène à son établissement', async () => {
  const { body } = await portes.appeler(agnes, api.chercherEtablissements, {
    query: { recherche: 'annexe fougeres mazmet' },
  })
  expect(body).toMatchObject({ approchante: true, elements: [{ uai: COLLEGE_CASTRES, site: 'Annexe des Fougères' }] })
  const ailleurs = await portes.appeler(bruno, api.chercherEtablissements, { query: { recherche: 'fougeres mazmet' } })
  expect(ailleurs.body.total).toBe(0)
})

test('un groupe masqué est absent des colonnes, des filtres, des tris, des exports, des valeurs et des erreurs', async () => {
  const { body } = await portes.appeler(claire, listes.listerColonnes, {})
  const codes = body.colonnes.map((c) => c.code)
  expect(codes).toContain('courriel')
  for (const masque of ['surface_plancher', 'wifi', 'annee_du_preau', 'chef']) {
    expect(codes).not.toContain(masque)
    const demandes: Record<string, string>[] = [
      { filtre: `["${masque}","vide"]` },
      { tri: masque },
      { colonnes: masque },
    ]
    for (const query of demandes) {
      const [une, autre] = [
        await chercher(query, claire),
        await chercher(JSON.parse(JSON.stringify(query).replaceAll(masque, 'jamais_vu')), claire),
      ]
      expect(une.status).toBe(422)
      expect({ ...une.problem, instance: '' }).toEqual({ ...autre.problem, instance: '' })
    }
  }
  const { status } = await portes.appeler(claire, listes.listerValeurs, { query: { champ: 'wifi' } })
  expect(status).toBe(422)
})

test('les valeurs d’un champ, comptées dans ce que l’on voit', async () => {
  const valeurs = async (query: { champ: string; recherche?: string }, qui = agnes) =>
    (await portes.appeler(qui, listes.listerValeurs, { query })).body.elements
  expect(await valeurs({ champ: 'code_departement' }, bruno)).toEqual([
    { code: '31', libelle: 'Haute-Garonne', total: 3 },
  ])
  expect(await valeurs({ champ: 'code_commune', recherche: 'tou' })).toEqual([
    { code: '31555', libelle: 'Toulouse', total: 3 },
  ])
  expect(await valeurs({ champ: 'wifi' }, admin)).toEqual([{ code: 'complete', libelle: 'Complète', total: 1 }])
})
