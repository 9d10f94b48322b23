import { readFileSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'
import { beforeAll, expect, test } from 'vitest'
import * as api from '#domain/integration/api-correspondances.ts'
import { admin } from '#test/personas.ts'
import { ouvrirServeur, type Portes } from '#test/porte.ts'

let portes: Portes
beforeAll(async () => {
  portes = await ouvrirServeur()
})

/** The first rows of a real file, whatever their compression. */
const tete = (chemin: string, lignes = 200): string => {
  const octets = readFileSync(new URL(`../../../../donnees/${chemin}`, import.meta.url))
  const texte = (chemin.endsWith('.gz') ? gunzipSync(octets) : octets).toString('utf8')
  return texte.split(/\r?\n/).slice(0, lignes).join('\n')
}
const essayer = async (source: string, contenu: string) => {
  const reponse = await portes.injecter(admin, {
    method: 'POST',
    url: `/api/v1/sources/${source}/essais-de-fichier`,
    headers: { 'content-type': 'multipart/form-data; boundary=XX' },
    payload: `--XX\r\ncontent-disposition: form-data; name="fichier"; filename="essai.csv"\r\n\r\n${contenu}\r\n--XX--\r\n`,
  })
  expect(reponse.statusCode).toBe(200)
  const lu = api.essayerFichier.reply?.parse(reponse.json())
  const [tableau] = lu?.tableaux ?? []
  if (!lu || !tableau) throw new Error('Rien n’a été lu.')
  return { ...lu, tableau }
}
const MOYENS = 'uai;annee;fonction;postes;etp;vacants;absences\n0310038Y;2026;Restauration;12;11,5;0,5;34\n'

test.each([
  ['annuaire', tete('annuaire/annuaire-education-academie-toulouse-2024-11-26.csv.gz'), 25],
  ['annuaire', tete('annuaire/annuaire-education-35-2nd-degre-2023-06.csv.gz'), 20],
  ['effectifs', tete('effectifs/lycees-gt-effectifs-2019-2021.csv.gz'), 5],
  ['effectifs', tete('effectifs/effectifs-colleges-35-2019-2021.csv.gz'), 5],
  ['moyens-humains', MOYENS, 7],
  ['operations', tete('budget-lycees-idf/operations-directes-votees-2023-11-17-extrait.csv'), 5],
  ['moyens-financiers', tete('budget-lycees-idf/dotation-consolidee-2016-2026-par-uai.csv'), 3],
])('%s : les colonnes d’un fichier réel se reconnaissent seules', async (source, contenu, auMoins) => {
  const { tableau, contenu: propose } = await essayer(source, contenu)
  expect(tableau).toMatchObject({ refus: null, lignes: expect.any(Array) })
  expect(tableau.retenues).toBeGreaterThan(0)
  expect(propose.liens).toEqual([])
  expect(tableau.colonnes.filter((c) => c.utilisee).length).toBeGreaterThanOrEqual(auMoins)
})

test.each([
  ['annuaire', tete('annuaire/annuaire-education-academie-toulouse-2024-11-26.csv.gz'), /^[^;]*;/, 'Etab;'],
  ['effectifs', tete('effectifs/lycees-gt-effectifs-2019-2021.csv.gz'), /num[^;]*lyc[^;]*/i, 'Etab'],
  ['moyens-humains', MOYENS, 'uai;', 'Site concerné;'],
  [
    'operations',
    tete('budget-lycees-idf/operations-directes-votees-2023-11-17-extrait.csv'),
    /code_uai[^;,]*/i,
    'Etab',
  ],
])('%s : sa colonne d’UAI renommée est devinée par ses valeurs', async (source, contenu, ancien, nouveau) => {
  const renomme = contenu.replace(ancien, nouveau)
  expect(renomme).not.toBe(contenu)
  const { tableau, contenu: propose } = await essayer(source, renomme)
  expect(propose.liens.map((l) => l.colonnes[0])).toContain(nouveau.replace(';', ''))
  expect(tableau.refus).toBeNull()
  expect(tableau.retenues).toBeGreaterThan(0)
})

test('une colonne essentielle qui manque est nommée, et rien n’est inventé', async () => {
  const { tableau } = await essayer('moyens-humains', 'uai;fonction\n0310038Y;Accueil\n')
  expect(tableau).toMatchObject({ refus: expect.stringContaining('il manque annee'), manquantes: ['annee'] })
})
