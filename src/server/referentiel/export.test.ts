import ExcelJS from 'exceljs'
import { sql } from 'kysely'
import { beforeAll, expect, test } from 'vitest'
import { COLLEGE, EREA, LYCEE } from '#test/etablissements.ts'
import { agnes, bruno, claire } from '#test/personas.ts'
import { ouvrirServeur, type Portes } from '#test/porte.ts'

let portes: Portes
beforeAll(async () => {
  portes = await ouvrirServeur()
  const { db } = portes.kit
  await sql`
    update referentiel.etablissement set date_ouverture = '1965-05-01', hebergement = true, complement_adresse = '=1+1;"x"',
      autres = '{"surface_plancher": 12500.5}' where uai = ${LYCEE}`.execute(db)
  await sql`update referentiel.etablissement set latitude = null, longitude = null where uai = ${COLLEGE}`.execute(db)
})

const exporter = (format: string, query: Record<string, string>, qui = agnes) =>
  portes.injecter(qui, { url: `/api/v1/etablissements.${format}?${new URLSearchParams(query)}` })
const colonnes = 'date_ouverture,hebergement,surface_plancher,complement_adresse,longitude'

test('CSV : marque UTF-8, décimales et dates françaises, formules neutralisées', async () => {
  const reponse = await exporter('csv', { colonnes, parmi: LYCEE })
  expect(reponse.headers['content-disposition']).toMatch(/etablissements-\d{4}-\d\d-\d\d\.csv/)
  const [tete, ligne, fin] = reponse.body.split('\r\n')
  expect(tete).toBe(
    '\ufeffUAI;Nom;Date d’ouverture;Internat;Surface de plancher (m²);Complément d’adresse;Longitude (°)',
  )
  expect(ligne).toBe(`${LYCEE};Lycée polyvalent Bellevue;01/05/1965;Oui;12500,5;"'=1+1;""x""";1,4597497411324514`)
  expect(fin).toBe('')
})

test('CSV : tout le filtre, dans le périmètre, moins ce que l’on retire', async () => {
  const lignes = async (query: Record<string, string>, qui = agnes) =>
    (await exporter('csv', query, qui)).body.trim().split('\r\n').length - 1
  expect(await lignes({})).toBe(6)
  expect(await lignes({}, bruno)).toBe(3)
  expect(await lignes({ filtre: '["secteur","parmi","public"]', sauf: EREA })).toBe(4)
})

test('XLSX : chaque cellule garde son type', async () => {
  const reponse = await exporter('xlsx', { colonnes, parmi: LYCEE })
  const classeur = new ExcelJS.Workbook()
  await classeur.xlsx.load(reponse.rawPayload as never)
  const ligne = classeur.getWorksheet('Établissements')?.getRow(2)
  expect(ligne?.getCell(3).value).toEqual(new Date('1965-05-01T00:00:00Z'))
  expect(ligne?.getCell(4).value).toBe(true)
  expect(ligne?.getCell(5).value).toBe(12500.5)
  expect(ligne?.getCell(6).value).toBe('=1+1;"x"')
})

test('GeoJSON : longitude puis latitude, géométrie nulle sans position', async () => {
  const { features } = (await exporter('geojson', { parmi: `${LYCEE},${COLLEGE}`, tri: 'uai' })).json()
  expect(features).toMatchObject([
    { id: LYCEE, geometry: { type: 'Point', coordinates: [1.4597497411324514, 43.55902482847178] } },
    { id: COLLEGE, geometry: null, properties: { nom: 'Collège Pierre de Fermat', code_departement: 'Haute-Garonne' } },
  ])
})

test('une liste vide donne un fichier bien formé', async () => {
  const rien = { filtre: '["nom","est","rien de tel"]' }
  expect((await exporter('geojson', rien)).json().features).toEqual([])
  expect((await exporter('csv', rien)).body.split('\r\n')).toHaveLength(2)
})

test('une colonne masquée n’est pas exportée', async () => {
  const reponse = await exporter('csv', { colonnes: 'surface_plancher' }, claire)
  expect(reponse.statusCode).toBe(422)
  expect(reponse.body).not.toContain('Surface')
})
