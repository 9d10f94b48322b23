import ExcelJS from 'exceljs'
import { expect, test } from 'vitest'
import { lireFichier } from './fichier.ts'

async function classeur(remplir: (c: ExcelJS.Workbook) => void): Promise<Buffer> {
  const c = new ExcelJS.Workbook()
  remplir(c)
  return Buffer.from(await c.xlsx.writeBuffer())
}

const lire = async (octets: Buffer) =>
  (await lireFichier(octets, 'x.xlsx')).map((t) => ({
    ...t,
    lignes: [...t.lignes].map((l) => [l.numero, ...l.valeurs]),
  }))

test('en-têtes fusionnées, titre, lignes vides à la fin, feuille vide ou masquée', async () => {
  const octets = await classeur((c) => {
    const f = c.addWorksheet('Collèges & lycées')
    f.addRow(['Indicateurs de la rentrée'])
    f.addRow(['Établissement', null, 'Taux', null])
    f.addRow(['UAI', 'Nom', 'G', 'P'])
    f.mergeCells('A2:B2')
    f.mergeCells('C2:D2')
    f.addRow(['0310038Y', 'Lycée « Bellevue »', '+2', 'ND'])
    f.addRow([])
    f.addRow(['0310054R', '  deux  espaces', 12.5])
    f.addRow(['', '', ''])
    c.addWorksheet('Vide')
    c.addWorksheet('Masquée', { state: 'hidden' }).addRow(['a', 'b'])
  })
  expect(await lire(octets)).toMatchObject([
    {
      feuille: 'Collèges & lycées',
      entetes: ['Établissement · UAI', 'Établissement · Nom', 'Taux · G', 'Taux · P'],
      lignes: [
        [4, '0310038Y', 'Lycée « Bellevue »', '+2', 'ND'],
        [6, '0310054R', '  deux  espaces', '12.5', ''],
      ],
    },
  ])
})

test('dates, nombres, oui ou non, formules, texte riche et adresses se lisent comme Excel les montre', async () => {
  const octets = await classeur((c) => {
    const f = c.addWorksheet('F')
    f.addRow(['jour', 'instant', 'nombre', 'booleen', 'formule', 'riche', 'lien', 'erreur'])
    f.addRow([
      new Date('2024-09-02T00:00:00Z'),
      new Date('2024-09-02T08:30:00Z'),
      0.1 + 0.2,
      true,
      { formula: '1+1', result: 2 },
      { richText: [{ text: 'deux ' }, { text: 'parts', font: { bold: true } }] },
      { text: 'site', hyperlink: 'https://exemple.fr' },
      { error: '#N/A' },
    ])
    f.getCell('A2').numFmt = 'dd/mm/yyyy'
    f.getCell('B2').numFmt = 'dd/mm/yyyy hh:mm'
  })
  expect((await lire(octets))[0]?.lignes).toEqual([
    [2, '2024-09-02', '2024-09-02T08:30:00', '0.3', '1', '2', 'deux parts', 'site', ''],
  ])
})
