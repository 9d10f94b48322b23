import { lireCsv } from '#domain/integration/csv.ts'
import { type Encodage, reniflerEncodage, reniflerSeparateur } from '#domain/integration/reniflage.ts'
import { autreFormat, vide } from './refus.ts'
import { type Tableau, tableauDe } from './tableau.ts'

const DECODEURS: Record<Encodage, string> = {
  'utf-8': 'utf-8',
  'utf-8-bom': 'utf-8',
  'utf-16le': 'utf-16le',
  'utf-16be': 'utf-16be',
  'windows-1252': 'windows-1252',
}

/** The text of a file, and how it was encoded. Throws a `Refus` when it is no text. */
export function decoder(octets: Uint8Array): { texte: string; encodage: Encodage } {
  const encodage = reniflerEncodage(octets)
  if (!encodage)
    throw autreFormat(
      'Ce fichier n’est pas un tableau : envoyez un fichier CSV, XLSX, JSON ou Parquet, compressé ou non.',
    )
  return { texte: new TextDecoder(DECODEURS[encodage]).decode(octets), encodage }
}

/** What is looked at to guess the separator. */
const DEBUT = 200_000

/** The table of a CSV text. */
export function lireTexteCsv(texte: string, encodage: Encodage): Tableau[] {
  const separateur = reniflerSeparateur(texte.slice(0, DEBUT)) ?? ';'
  const tableau = tableauDe(() => lireCsv(texte, separateur), {
    feuille: null,
    encodage,
    separateur,
    rectangulaire: false,
  })
  if (!tableau) throw vide()
  return [tableau]
}
