import { once } from 'node:events'
import { PassThrough, type Readable } from 'node:stream'
import { setImmediate as souffler } from 'node:timers/promises'
import ExcelJS from 'exceljs'
import type { ColonneDeListe } from '#domain/referentiel/liste-colonnes.ts'
import type { Contenu } from './export-contenu.ts'
import { titreDe } from './export-csv.ts'
import { libelleDe, valeurDe } from './liste-valeurs.ts'

/** What is written and not yet read waits for the reader beyond this. */
const TAMPON = 512 * 1024

/** The rows as a workbook written while it is sent: rows leave memory as soon as they are written. */
export function enXlsx(contenu: Contenu): Readable {
  const sortie = new PassThrough({ highWaterMark: TAMPON })
  ecrire(contenu, sortie).catch((erreur: unknown) => sortie.destroy(erreur as Error))
  return sortie
}

async function ecrire({ colonnes, paquets }: Contenu, sortie: PassThrough): Promise<void> {
  const classeur = new ExcelJS.stream.xlsx.WorkbookWriter({ stream: sortie, useStyles: true, useSharedStrings: false })
  const feuille = classeur.addWorksheet('Établissements', { views: [{ state: 'frozen', ySplit: 1, xSplit: 2 }] })
  feuille.columns = colonnes.map((c) => ({
    header: titreDe(c),
    width: LARGEURS[c.genre] ?? 18,
    style: { numFmt: formatDe(c) },
  }))
  feuille.getRow(1).font = { bold: true }
  for await (const lignes of paquets) {
    for (const l of lignes) feuille.addRow(colonnes.map((c, i) => cellule(c, l, i))).commit()
    await souffler()
    // The reader went away: nothing more to write.
    if (sortie.destroyed) return
    if (sortie.writableNeedDrain) await Promise.race([once(sortie, 'drain'), once(sortie, 'close')])
  }
  feuille.commit()
  await classeur.commit()
}

const LARGEURS: Partial<Record<ColonneDeListe['genre'], number>> = { texte: 30, choix: 24, jour: 12, booleen: 10 }

const FORMATS: Partial<Record<ColonneDeListe['genre'], string>> = {
  jour: 'dd/mm/yyyy',
  montant: '#,##0.00 "€"',
  entier: '0',
}
const formatDe = ({ genre }: ColonneDeListe): string => FORMATS[genre] ?? 'General'

function cellule(
  colonne: ColonneDeListe,
  ligne: Record<string, unknown>,
  rang: number,
): string | number | boolean | Date | null {
  const valeur = valeurDe(ligne, rang)
  if (colonne.genre === 'montant' && typeof valeur === 'number') return valeur / 100
  if (colonne.genre === 'jour' && typeof valeur === 'string') return new Date(`${valeur}T00:00:00Z`)
  // Signs that XML refuses would make the whole workbook unreadable.
  if (typeof valeur === 'string') return sansControle(libelleDe(colonne, ligne, rang) ?? valeur)
  return valeur
}

const sansControle = (texte: string): string => texte.replace(/(?![\t\n\r])\p{Cc}/gu, '').toWellFormed()
