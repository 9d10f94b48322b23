import { deflateRawSync, gzipSync } from 'node:zlib'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { Refus } from '#domain/erreurs.ts'
import { zipDe } from '#test/archive.ts'
import { lireFichier } from './fichier.ts'

const lire = async (contenu: Uint8Array | string, nom = 'fichier', options = {}) => {
  const tableaux = await lireFichier(typeof contenu === 'string' ? Buffer.from(contenu) : contenu, nom, options)
  return tableaux.map((t) => ({ ...t, lignes: [...t.lignes] }))
}
const refus = async (contenu: Uint8Array | string, options = {}) => {
  const erreur: unknown = await lire(contenu, 'fichier', options).catch((e: unknown) => e)
  if (!(erreur instanceof Refus)) throw new Error(`pas de refus : ${String(erreur)}`)
  return erreur
}
const TEXTE = 'uai;nom;élèves\n0310038Y;Lycée « Bellevue » ;1 200\n0310054R;Lycée œuvre;12\n'
const utf16 = (texte: string, marque: string) => Buffer.from(marque + texte, 'utf16le')

describe('CSV', () => {
  test.each([
    ['UTF-8', Buffer.from(TEXTE), 'utf-8'],
    ['UTF-8 avec marque', Buffer.from(`\uFEFF${TEXTE}`), 'utf-8-bom'],
    ['UTF-16', utf16(TEXTE, '\uFEFF'), 'utf-16le'],
    ['UTF-16 sans marque', utf16(TEXTE, ''), 'utf-16le'],
    ['UTF-16 grand-boutiste', utf16(TEXTE, '\uFEFF').swap16(), 'utf-16be'],
    ['compressé', gzipSync(TEXTE), 'utf-8'],
    ['dans une archive', zipDe({ 'donnees.csv': TEXTE }), 'utf-8'],
  ])('%s', async (_, octets, encodage) => {
    const [tableau] = await lire(octets)
    expect(tableau).toMatchObject({ encodage, separateur: ';', entetes: ['uai', 'nom', 'élèves'], feuille: null })
    expect(tableau?.lignes).toEqual([
      { numero: 2, valeurs: ['0310038Y', 'Lycée « Bellevue » ', '1 200'] },
      { numero: 3, valeurs: ['0310054R', 'Lycée œuvre', '12'] },
    ])
  })

  test('windows-1252, avec ses guillemets et son œ', async () => {
    const octets = Buffer.concat([Buffer.from('uai;nom\n1;Lyc\xe9e \x9cuvre', 'latin1')])
    expect((await lire(octets))[0]).toMatchObject({
      encodage: 'windows-1252',
      lignes: [{ valeurs: ['1', 'Lycée œuvre'] }],
    })
  })

  test.each([
    [';', 'a;b;c\n1;2,5;3\n4;5,5;6'],
    [',', 'a,b,c\n1,2.5,3\n4,"5,1",6'],
    ['\t', 'a\tb\tc\n1\t2;2\t3\n4\t5\t6'],
    ['|', 'a|b|c\n1|2,1|3\n4|5|6'],
  ])('séparateur %j', async (separateur, texte) => {
    const [tableau] = await lire(texte)
    expect([tableau?.separateur, tableau?.entetes, tableau?.lignes.length]).toEqual([separateur, ['a', 'b', 'c'], 2])
  })

  test('retours à la ligne entre guillemets, lignes vides à la fin, dernière ligne sans fin', async () => {
    const [tableau] = await lire('uai;objet\r\n1;"deux\nlignes"\r\n\r\n2;x\r\n;\r\n;')
    expect(tableau?.lignes).toEqual([
      { numero: 2, valeurs: ['1', 'deux\nlignes'] },
      { numero: 5, valeurs: ['2', 'x'] },
    ])
  })

  test('deux lignes d’en-tête, sous un titre', async () => {
    const [tableau] = await lire('Résultats;;;;\n;Taux;;Effectifs;\nUAI;G;P;2nde;1ère\n0310038Y;90;80;12;13\n')
    expect(tableau?.entetes).toEqual(['UAI', 'Taux · G', 'Taux · P', 'Effectifs · 2nde', 'Effectifs · 1ère'])
    expect(tableau?.lignes).toEqual([{ numero: 4, valeurs: ['0310038Y', '90', '80', '12', '13'] }])
  })

  test('une ligne trop longue ou trop courte garde ses colonnes : le lecteur la refuse avec son numéro', async () => {
    const [tableau] = await lire('a;b\n1\n1;2;3\n1;2;\n')
    expect(tableau?.lignes.map((l) => [l.numero, l.valeurs.length])).toEqual([
      [2, 1],
      [3, 3],
      [4, 2],
    ])
  })
})

describe('JSON', () => {
  const OBJET = { uai: '0310038Y', ulis: 1, position: { lon: 1.4, lat: 43.6 }, langues: ['a', 'b'], vide: null }
  test.each([
    ['liste d’objets', [OBJET]],
    ['portail, version 2.1', { total_count: 1, results: [OBJET] }],
    ['portail, version 1', { nhits: 1, records: [{ recordid: 'x', fields: OBJET }] }],
    ['export de la version 1', [{ recordid: 'x', fields: OBJET }]],
    ['GeoJSON', { type: 'FeatureCollection', features: [{ type: 'Feature', properties: OBJET }] }],
  ])('%s', async (_, objet) => {
    const [tableau] = await lire(JSON.stringify(objet))
    expect(tableau?.entetes).toEqual(['uai', 'ulis', 'position', 'langues', 'vide'])
    expect(tableau?.lignes).toEqual([{ numero: 1, valeurs: ['0310038Y', '1', '43.6, 1.4', 'a,b', ''] }])
  })

  test('un objet par ligne', async () => {
    expect((await lire('{"uai":"1"}\n{"uai":"2","nom":"x"}\n'))[0]).toMatchObject({
      entetes: ['uai', 'nom'],
      lignes: [{ valeurs: ['1', ''] }, { valeurs: ['2', 'x'] }],
    })
  })

  test('une erreur du portail rendue avec un code 200 est dite', async () => {
    const corps = JSON.stringify({ error_code: 'ODSQLError', message: 'ODSQL query is malformed' })
    expect((await refus(corps)).message).toBe('Le portail a répondu une erreur : ODSQL query is malformed')
  })
})

describe('refus', () => {
  test.each([
    ['vide', '', /aucune ligne/],
    ['blanc', ' \n\n', /aucune ligne/],
    ['JSON coupé', '[{"uai": "1"}, {"ua', /coupé/],
    ['JSON sans liste', '{"a": 1}', /liste d’objets/],
    ['résultats vides', '{"total_count":0,"results":[]}', /aucune ligne/],
    ['PDF', '%PDF-1.7', /PDF/],
    ['page internet', '<!DOCTYPE html><html><body>404</body></html>', /page internet/],
    ['image', Buffer.from([0x89, 0x50, 0x4e, 0x47, 1, 2, 3]), /image/],
    ['octets quelconques', Buffer.from([0, 1, 2, 3, 200, 0, 7, 8, 9]), /n’est pas un tableau/],
    ['gzip abîmé', gzipSync('a;b\n1;2').subarray(0, 20), /abîmé/],
    ['gzip dans gzip', gzipSync(gzipSync('a;b')), /deux fois/],
    ['ZIP abîmé', Buffer.from('PK\x03\x04 etc.'), /abîmé/],
    ['ZIP de deux fichiers', zipDe({ a: '1', b: '2' }), /un fichier à la fois/],
    ['classeur ODS', zipDe({ mimetype: 'x', 'content.xml': '<x/>' }), /ODS/],
    ['classeur sans feuille', zipDe({ 'xl/workbook.xml': '<workbook/>' }), /aucune ligne/],
    ['ancien Excel', Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0, 0]), /\.xls/],
    [
      'classeur protégé',
      Buffer.concat([Buffer.from([0xd0, 0xcf, 0x11, 0xe0]), utf16('EncryptedPackage', '')]),
      /mot de passe/,
    ],
    ['Parquet abîmé', Buffer.from('PAR1 rien PAR1'), /Parquet est abîmé/],
  ])('%s', async (_, contenu, phrase) => expect((await refus(contenu)).message).toMatch(phrase))

  test('une bombe gzip ou ZIP est arrêtée avant d’être ouverte', async () => {
    const max = 1_000_000
    const zeros = Buffer.alloc(20 * max, '0;')
    expect(await refus(gzipSync(zeros), { max })).toMatchObject({ status: 413, code: 'fichier_trop_gros' })
    expect(await refus(zipDe({ 'a.csv': zeros }), { max })).toMatchObject({ status: 413 })
    const classeur = {
      'xl/workbook.xml': '<workbook><sheet name="a" r:id="r1"/></workbook>',
      'xl/sharedStrings.xml': zeros,
    }
    expect(await refus(zipDe(classeur), { max })).toMatchObject({ status: 413 })
    expect(await refus(Buffer.alloc(max + 1, 'a;b\n'), { max })).toMatchObject({ status: 413 })
    expect(deflateRawSync(zeros).length).toBeLessThan(max / 10)
  })
})

test('n’importe quels octets donnent un tableau ou un refus, jamais une panne', () =>
  fc.assert(
    fc.asyncProperty(
      fc.constantFrom(
        '',
        'PK\x03\x04',
        'PAR1',
        '\x1f\x8b\x08',
        '[{',
        '{"results":[',
        '\xff\xfe',
        'a;b\n"',
        '\xd0\xcf\x11\xe0',
      ),
      fc.uint8Array({ maxLength: 400 }),
      async (debut, suite) => {
        const octets = Buffer.concat([Buffer.from(debut, 'latin1'), suite])
        const lu = await lire(octets).catch((e: unknown) => e)
        if (lu instanceof Error) expect(lu).toBeInstanceOf(Refus)
      },
    ),
    { numRuns: 500 },
  ))

test('un classeur ou un Parquet dont un octet change ne fait jamais de panne', async () => {
  const { readFile } = await import('node:fs/promises')
  const parquet = await readFile(new URL('../../../../donnees/ips/ips-lycees-2022.parquet', import.meta.url))
  const petit = zipDe({
    'xl/workbook.xml': '<workbook><sheets><sheet name="F" sheetId="1" r:id="r1"/></sheets></workbook>',
    'xl/_rels/workbook.xml.rels':
      '<Relationships><Relationship Id="r1" Target="worksheets/sheet1.xml"/></Relationships>',
    'xl/worksheets/sheet1.xml':
      '<worksheet><sheetData><row r="1"><c r="A1" t="str"><v>uai</v></c></row><row><c><v>1</v></c></row></sheetData></worksheet>',
  })
  expect((await lire(petit))[0]).toMatchObject({
    feuille: 'F',
    entetes: ['uai'],
    lignes: [{ numero: 2, valeurs: ['1'] }],
  })
  const change = fc.record({ place: fc.double({ min: 0, max: 1, noNaN: true }), octet: fc.nat(255) })
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(petit, parquet), change, async (fichier, { place, octet }) => {
      const octets = Buffer.from(fichier)
      // The end holds the index of both formats: half of the changes go there.
      const i =
        place < 0.5
          ? octets.length - 1 - Math.floor(place * 2 * Math.min(octets.length - 5, 1_000))
          : Math.floor(place * octets.length)
      octets[Math.min(octets.length - 1, Math.max(4, i))] = octet
      const lu = await lire(octets).catch((e: unknown) => e)
      if (lu instanceof Error) expect(lu).toBeInstanceOf(Refus)
    }),
    { numRuns: 60 },
  )
}, 30_000)
