import { abime, vide } from './refus.ts'
import { type LigneDeTableau, type Tableau, tableauDe } from './tableau.ts'
import { attribut, decoderXml, estFormatDeDate, jourExcel } from './xml.ts'
import type { Archive } from './zip.ts'

/** What a workbook says once for all its sheets. */
type Classeur = { textes: string[]; dates: boolean[]; depuis1904: boolean }

/**
 * The tables of an XLSX workbook, a sheet each; hidden and empty sheets are left aside. Written here rather than with a
 * library: the official workbook of 17 MB of XML is read ten times faster, row by row, and never beyond a limit of size.
 */
export function lireXlsx(archive: Archive): Promise<Tableau[]> {
  return abime(async () => {
    const classeurXml = await texteDe(archive, 'xl/workbook.xml')
    const liens = new Map<string, string>()
    for (const [lien] of (await texteDe(archive, 'xl/_rels/workbook.xml.rels')).matchAll(/<Relationship\b[^>]*>/g))
      liens.set(attribut(lien, 'Id'), attribut(lien, 'Target').replace(/^\/?(xl\/)?/, 'xl/'))
    const classeur: Classeur = {
      textes: lireTextes(await texteDe(archive, 'xl/sharedStrings.xml')),
      dates: lireFormats(await texteDe(archive, 'xl/styles.xml')),
      depuis1904: /<workbookPr\b[^>]*date1904="(1|true)"/.test(classeurXml),
    }
    const tableaux: Tableau[] = []
    for (const [feuille] of classeurXml.matchAll(/<(?:\w+:)?sheet\b[^>]*>/g)) {
      if (/\bstate="(hidden|veryHidden)"/.test(feuille)) continue
      const xml = await texteDe(archive, liens.get(attribut(feuille, 'r:id')) ?? '')
      const tableau = tableauDe(() => lireFeuille(xml, classeur), {
        feuille: decoderXml(attribut(feuille, 'name')),
        encodage: null,
        separateur: null,
        rectangulaire: true,
      })
      if (tableau) tableaux.push(tableau)
    }
    if (tableaux.length === 0) throw vide()
    return tableaux
  }, 'XLSX')
}

const texteDe = async (archive: Archive, nom: string): Promise<string> =>
  (await archive.lire(nom))?.toString('utf8') ?? ''

/** Shared texts; a rich text is in several pieces, and the reading of Asian signs (`rPh`) is not part of it. */
function lireTextes(xml: string): string[] {
  const textes: string[] = []
  for (const [, dedans] of xml.matchAll(/<si\b[^>]*?(?:\/>|>([\s\S]*?)<\/si>)/g)) textes.push(texteRiche(dedans ?? ''))
  return textes
}

function texteRiche(xml: string): string {
  let texte = ''
  for (const [, morceau] of xml.replace(/<rPh\b[\s\S]*?<\/rPh>/g, '').matchAll(/<t\b[^>]*?(?:\/>|>([\s\S]*?)<\/t>)/g))
    texte += morceau ?? ''
  return decoderXml(texte)
}

/** For each style of cell, whether it shows its number as a date. */
function lireFormats(xml: string): boolean[] {
  const formats = new Map<string, string>()
  for (const [format] of xml.matchAll(/<numFmt\b[^>]*>/g))
    formats.set(attribut(format, 'numFmtId'), decoderXml(attribut(format, 'formatCode')))
  const styles = xml.match(/<cellXfs\b[\s\S]*?<\/cellXfs>/)?.[0] ?? ''
  return [...styles.matchAll(/<xf\b[^>]*>/g)].map(([xf]) => {
    const id = attribut(xf, 'numFmtId')
    return estFormatDeDate(Number(id), formats.get(id))
  })
}

function* lireFeuille(xml: string, classeur: Classeur): Generator<LigneDeTableau> {
  let rang = 0
  for (const [, attributs = '', cellules = ''] of xml.matchAll(/<row\b([^>]*?)(?:\/>|>([\s\S]*?)<\/row>)/g)) {
    rang = Number(attribut(attributs, 'r')) || rang + 1
    const valeurs: string[] = []
    for (const [, debut = '', contenu = ''] of cellules.matchAll(/<c\b([^>]*?)(?:\/>|>([\s\S]*?)<\/c>)/g)) {
      const place = placeDe(attribut(debut, 'r')) ?? valeurs.length
      if (place >= COLONNES_MAX) continue
      while (valeurs.length < place) valeurs.push('')
      valeurs[place] = lireCellule(debut, contenu, classeur)
    }
    yield { numero: rang, valeurs }
  }
}

/** No workbook has more columns. */
const COLONNES_MAX = 16_384

/** « AB12 » is column 27; undefined when the cell does not say where it is. */
function placeDe(reference: string): number | undefined {
  const lettres = reference.match(/^[A-Z]{1,3}/)?.[0]
  if (!lettres) return undefined
  let place = 0
  for (const lettre of lettres) place = place * 26 + lettre.charCodeAt(0) - 64
  return place - 1
}

function lireCellule(debut: string, contenu: string, { textes, dates, depuis1904 }: Classeur): string {
  const genre = attribut(debut, 't')
  if (genre === 'inlineStr') return texteRiche(contenu)
  const brut = contenu.match(/<v\b[^>]*>([\s\S]*?)<\/v>/)?.[1] ?? ''
  if (brut === '') return ''
  if (genre === 's') return textes[Number(brut)] ?? ''
  if (genre === 'str' || genre === 'd') return decoderXml(brut)
  // An error of a formula (#N/A, #REF!) is no value.
  if (genre === 'e') return ''
  if (genre === 'b') return brut
  const nombre = Number(brut)
  if (Number.isNaN(nombre)) return decoderXml(brut)
  // Fifteen digits, as Excel shows them: the file itself says 98.400000000000006.
  return dates[Number(attribut(debut, 's'))] ? jourExcel(nombre, depuis1904) : String(Number(nombre.toPrecision(15)))
}
