import { beforeAll, describe, expect, test } from 'vitest'
import * as api from '#domain/integration/api.ts'
import { importer } from '#test/depots.ts'
import { COLLEGE, LYCEE, LYCEE_AUCH } from '#test/etablissements.ts'
import { agnes } from '#test/personas.ts'
import { ouvrirServeur, type Portes } from '#test/porte.ts'

let portes: Portes
beforeAll(async () => {
  portes = await ouvrirServeur()
})

const INCONNU = '0290001U'
const moyens = (lignes: [uai: string, annee: number, fonction: string, postes: string][]) =>
  `uai;annee;fonction;postes;etp\n${lignes.map((l) => `${l.join(';')};${l[3]}`).join('\n')}\n`
const lus = async () =>
  (
    await portes.kit.db
      .selectFrom('referentiel.moyen_humain')
      .select(['uai', 'annee', 'fonction', 'postes'])
      .where('retire_le', 'is', null)
      .orderBy('uai')
      .orderBy('annee')
      .orderBy('fonction')
      .execute()
  ).map((l) => Object.values(l).join(' '))

describe('un fichier d’enregistrements liés', () => {
  test('ajoute, puis change, puis ne voit plus : dans ce qu’il couvre seulement', async () => {
    const premier = await importer(
      portes,
      agnes,
      'moyens-humains',
      moyens([
        [LYCEE, 2024, 'Accueil', '2'],
        [LYCEE, 2025, 'Accueil', '2'],
        [COLLEGE, 2025, 'Accueil', '1'],
        [COLLEGE, 2025, 'Cuisine', '3'],
        [COLLEGE, 2025, 'Entretien', '3'],
        [LYCEE, 2025, 'Cuisine', '4'],
        [LYCEE_AUCH, 2025, 'Accueil', '1'],
      ]),
    )
    expect(premier).toMatchObject({ etat: 'appliquee', creees: 7, modifiees: 0, identiques: 0, absentes: 0 })

    const second = await importer(
      portes,
      agnes,
      'moyens-humains',
      // Neither 2024 nor the Gers is in this file: they have not vanished.
      moyens([
        [LYCEE, 2025, 'Accueil', '2,5'],
        [COLLEGE, 2025, 'Accueil', '1'],
        [COLLEGE, 2025, 'Cuisine', '3'],
        [COLLEGE, 2025, 'Entretien', '3'],
      ]),
    )
    expect(second).toMatchObject({ etat: 'appliquee', creees: 0, modifiees: 1, identiques: 3, absentes: 1 })
    expect(await lus()).toContain(`${LYCEE} 2025 Cuisine 4`)
    const { body } = await portes.appeler(agnes, api.listerDifferences, { params: { id: second.id } })
    expect(body.elements).toMatchObject([
      { uai: LYCEE, genre: 'modification', champ: 'moyen_humain', avant: { postes: 2 }, apres: { postes: 2.5 } },
      { uai: LYCEE, genre: 'absence', enregistrement: '2025, Cuisine' },
    ])
  })

  test('trop d’absents : rien n’est écrit avant qu’on le confirme', async () => {
    const avant = await lus()
    const attend = await importer(portes, agnes, 'moyens-humains', moyens([[COLLEGE, 2025, 'Accueil', '9']]))
    expect(attend).toMatchObject({ etat: 'comparee', a_confirmer: expect.stringMatching(/perd 4 lignes sur 5/) })
    expect(await lus()).toEqual(avant)
    const ecarts = async () =>
      (await portes.appeler(agnes, api.listerDifferences, { params: { id: attend.id } })).body.elements.map(
        (d) => d.genre,
      )
    expect((await ecarts()).toSorted()).toEqual(['absence', 'absence', 'absence', 'absence', 'modification'])
    await portes.appeler(agnes, api.appliquerExecution, { params: { id: attend.id } })
    await portes.executerTravaux()
    const { body } = await portes.appeler(agnes, api.lireExecution, { params: { id: attend.id } })
    expect(body).toMatchObject({ etat: 'appliquee', modifiees: 1, absentes: 4, a_confirmer: null })
    expect(await ecarts()).toHaveLength(5)
    expect(await lus()).toHaveLength(avant.length)
  })

  test('établissement inconnu : la ligne attend, les autres passent ; fermé : il reçoit ses valeurs (cas 49)', async () => {
    await portes.kit.db
      .updateTable('referentiel.etablissement')
      .set({ etat: 'ferme', date_fermeture: '2025-08-31' })
      .where('uai', '=', LYCEE_AUCH)
      .execute()
    const fait = await importer(
      portes,
      agnes,
      'moyens-humains',
      moyens([
        [INCONNU, 2023, 'Accueil', '2'],
        [LYCEE_AUCH, 2023, 'Accueil', '7'],
      ]),
    )
    expect(fait).toMatchObject({ etat: 'appliquee', creees: 1, rejetees: 1 })
    expect(await lus()).toContain(`${LYCEE_AUCH} 2023 Accueil 7`)
    const { body } = await portes.appeler(agnes, api.listerRejets, { params: { id: fait.id } })
    expect(body.elements).toMatchObject([
      { numero: 2, uai: INCONNU, code: 'etablissement_inconnu', ligne: { uai: INCONNU, fonction: 'Accueil' } },
    ])
  })

  test('deux lignes d’une même clé : pareilles, comptées une fois ; contraires, écartées toutes deux (cas 39)', async () => {
    const fait = await importer(
      portes,
      agnes,
      'moyens-humains',
      moyens([
        [LYCEE, 2022, 'Accueil', '2'],
        [LYCEE, 2022, 'Accueil', '2'],
        [LYCEE, 2022, 'Cuisine', '2'],
        [LYCEE, 2022, 'Cuisine', '3'],
      ]),
    )
    expect(fait).toMatchObject({ etat: 'appliquee', creees: 1, rejetees: 2 })
    const { body } = await portes.appeler(agnes, api.listerRejets, { params: { id: fait.id } })
    expect(body.elements.map((r) => [r.numero, r.code, r.raison])).toEqual([
      [4, 'doublon', `Les lignes 4 et 5 se contredisent pour ${LYCEE} (2022, Cuisine).`],
      [5, 'doublon', `Les lignes 4 et 5 se contredisent pour ${LYCEE} (2022, Cuisine).`],
    ])
  })

  test('corrigée sur place puis rejouée, une ligne écartée entre', async () => {
    const fait = await importer(portes, agnes, 'moyens-humains', moyens([[INCONNU, 2021, 'Accueil', '2']]))
    const { body } = await portes.appeler(agnes, api.listerRejets, { params: { id: fait.id } })
    const rejet = body.elements[0]?.id ?? 0
    const sans = await portes.appeler(agnes, api.rejouerRejets, { params: { id: fait.id } })
    expect(sans.problem).toMatchObject({ status: 409 })
    const corrige = await portes.appeler(agnes, api.corrigerRejet, {
      params: { id: fait.id, rejet },
      body: { ligne: { uai: LYCEE } },
    })
    expect(corrige.body).toMatchObject({ etat: 'corrige', ligne: { uai: LYCEE, fonction: 'Accueil' } })
    const rejeu = await portes.appeler(agnes, api.rejouerRejets, { params: { id: fait.id } })
    expect(rejeu.status).toBe(202)
    await portes.executerTravaux()
    const suite = await portes.appeler(agnes, api.lireExecution, { params: { id: rejeu.body.id } })
    expect(suite.body).toMatchObject({ etat: 'appliquee', creees: 1, rejetees: 0, absentes: 0, rejeu_de: fait.id })
    expect(await lus()).toContain(`${LYCEE} 2021 Accueil 2`)
    const apres = await portes.appeler(agnes, api.listerRejets, { params: { id: fait.id } })
    expect(apres.body.elements).toMatchObject([{ etat: 'rejoue' }])
  })

  test('les rejets se téléchargent avec leur ligne, sans formule', async () => {
    const fait = await importer(portes, agnes, 'moyens-humains', moyens([[INCONNU, 2021, '=HYPERLINK(1)', '2']]))
    const csv = await portes.injecter(agnes, { method: 'GET', url: `/api/v1/executions/${fait.id}/rejets.csv` })
    expect(csv.headers['content-type']).toMatch('text/csv')
    expect(csv.body.split('\r\n')[1]).toBe(
      `2;;${INCONNU};;etablissement_inconnu;L’établissement ${INCONNU} est inconnu du référentiel.;;${INCONNU};2021;'=HYPERLINK(1);2;2`,
    )
  })
})
