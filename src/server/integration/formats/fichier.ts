import { promisify } from 'node:util'
import { gunzip } from 'node:zlib'
import { lireTexteJson } from './json.ts'
import { lireParquet } from './parquet.ts'
import { abime, autreFormat, illisible, tropGros, vide } from './refus.ts'
import type { Tableau } from './tableau.ts'
import { decoder, lireTexteCsv } from './texte.ts'
import { lireXlsx } from './xlsx.ts'
import { Archive } from './zip.ts'

const decompresser = promisify(gunzip)

/** Largest content once opened: ten times the annuaire of the whole country (65 000 rows, 27 MB). */
export const TAILLE_MAX = 300 * 1024 * 1024

/** Kinds of files known by their first bytes, that hold no table we read. */
const AUTRES: [signature: number[], phrase: string][] = [
  [[0x25, 0x50, 0x44, 0x46], 'Un PDF ne se lit pas comme un tableau : demandez le fichier d’origine, en CSV ou XLSX.'],
  [
    [0x89, 0x50, 0x4e, 0x47],
    'Une image ne se lit pas comme un tableau : envoyez un fichier CSV, XLSX, JSON ou Parquet.',
  ],
  [[0xff, 0xd8, 0xff], 'Une image ne se lit pas comme un tableau : envoyez un fichier CSV, XLSX, JSON ou Parquet.'],
  [[0x37, 0x7a, 0xbc, 0xaf], 'Une archive 7z ne se lit pas ici : ouvrez-la, puis envoyez le fichier qu’elle contient.'],
  [
    [0x52, 0x61, 0x72, 0x21],
    'Une archive RAR ne se lit pas ici : ouvrez-la, puis envoyez le fichier qu’elle contient.',
  ],
]

/**
 * Reads any file of a source: CSV (any separator and encoding), XLSX, JSON, Parquet, alone or in a gzip or ZIP archive.
 * The bytes decide, not the name. Throws a `Refus` that says what to do when it is none of these, empty, protected,
 * damaged, or larger than `max` bytes once opened.
 */
export async function lireFichier(contenu: Uint8Array, nom: string, { max = TAILLE_MAX } = {}): Promise<Tableau[]> {
  return lire(contenu, nom, max, 0)
}

async function lire(contenu: Uint8Array, nom: string, max: number, profondeur: number): Promise<Tableau[]> {
  if (contenu.length === 0) throw vide()
  if (contenu.length > max) throw tropGros()
  const commence = (...signature: number[]) => signature.every((o, i) => contenu[i] === o)
  if (commence(0x1f, 0x8b)) {
    if (profondeur > 0) throw autreFormat('Ce fichier est compressé deux fois : décompressez-le, puis renvoyez-le.')
    return lire(await ouvrirGzip(contenu, max), nom.replace(/\.gz$/i, ''), max, profondeur + 1)
  }
  if (commence(0x50, 0x4b, 0x03, 0x04)) return lireArchive(contenu, max, profondeur)
  if (commence(0x50, 0x41, 0x52, 0x31)) return lireParquet(contenu, max)
  if (commence(0xd0, 0xcf, 0x11, 0xe0)) throw ancienExcel(contenu)
  const autre = AUTRES.find(([signature]) => commence(...signature))
  if (autre) throw autreFormat(autre[1])
  return abime(() => {
    const { texte, encodage } = decoder(contenu)
    if (texte.trim() === '') throw vide()
    if (/^\s*<(!doctype|html|\?xml)/i.test(texte))
      throw autreFormat('Ce fichier est une page internet, pas un tableau : vérifiez l’adresse de téléchargement.')
    return /^\s*[[{]/.test(texte) ? lireTexteJson(texte, encodage) : lireTexteCsv(texte, encodage)
  }, 'texte')
}

function ouvrirGzip(contenu: Uint8Array, max: number): Promise<Buffer> {
  return abime(async () => {
    try {
      return await decompresser(contenu, { maxOutputLength: max })
    } catch (erreur) {
      if (erreur instanceof RangeError) throw tropGros()
      throw erreur
    }
  }, 'compressé')
}

/** A workbook is a ZIP; so may be a single file sent in an archive. */
async function lireArchive(contenu: Uint8Array, max: number, profondeur: number): Promise<Tableau[]> {
  const archive = await abime(() => new Archive(contenu, max), 'ZIP')
  if (archive.noms.includes('xl/workbook.xml')) return lireXlsx(archive)
  if (archive.noms.includes('content.xml'))
    throw autreFormat('Un classeur ODS ne se lit pas ici : enregistrez-le au format XLSX ou CSV, puis renvoyez-le.')
  const fichiers = archive.noms.filter((n) => !n.endsWith('/') && !n.startsWith('__MACOSX/'))
  const [seul] = fichiers
  if (!seul || fichiers.length > 1 || profondeur > 0)
    throw autreFormat('Cette archive ne contient pas un seul tableau : ouvrez-la, puis envoyez un fichier à la fois.')
  const dedans = await abime(() => archive.lire(seul), 'ZIP')
  return lire(dedans ?? new Uint8Array(), seul, max, profondeur + 1)
}

/** Before XLSX; a protected XLSX is wrapped in the same container. */
function ancienExcel(contenu: Uint8Array) {
  const octets = Buffer.from(contenu.buffer, contenu.byteOffset, contenu.byteLength)
  return octets.includes(Buffer.from('EncryptedPackage', 'utf16le'))
    ? illisible(
        'fichier_protege',
        'Ce classeur est protégé par un mot de passe : enregistrez-le sans, puis renvoyez-le.',
      )
    : autreFormat(
        'Ce classeur est dans l’ancien format d’Excel (.xls) : enregistrez-le au format XLSX, puis renvoyez-le.',
      )
}
